"""The composed circular on paper: typeset, then written as PDF and OFD or drawn as a scanner would give it."""

from __future__ import annotations

import io
from pathlib import Path

from tests.layouts.grids import Square
from tests.print import paper
from tests.print.typeset import PLAIN, Setter, Style

from .circular import ANNEX, AT_RIGHT, BEFORE, CENTERED, ROWS, TITLE, distinct
from .ofd_file import ofd

_FONTS = ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")
UNRULED = Style(rules="none", middle=False)


def pages(style: Style = PLAIN) -> list[paper.Page]:
    """The circular as an office prints it: the annex on a page of its own."""
    setter = Setter()
    for line in BEFORE:
        if line in CENTERED:
            setter.line(line, "center", 18 if line == TITLE else None)
        elif line in AT_RIGHT:
            setter.line(line, "right")
        else:
            setter.paragraph(line, indent=0 if line.endswith(":") else 2)
    setter.new_page()
    setter.line(ANNEX, "center", 18)
    grid = [[Square(square.words, square.rows, square.columns) for square in row] for row in ROWS]
    if style.rules == "none":  # without lines nothing says how far down a cell reaches: each row has its own
        grid = [[Square(one.words, 1, one.columns) for one in distinct(at)] for at in range(len(ROWS))]
    setter.table(grid, [1.6, 1.1, 4.4, 3.4, 3.0, 3.4], style)
    return setter.pages


def font() -> str | None:
    """A font with Chinese characters, where this machine has one that is known."""
    return next((place for place in _FONTS if Path(place).exists()), None)


def scan(face: str) -> bytes:
    """The pages as one TIFF of 200 dots an inch."""
    from PIL import Image

    frames = [Image.open(io.BytesIO(paper.picture(page, face))) for page in pages()]
    buffer = io.BytesIO()
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:], dpi=(200, 200), compression="tiff_deflate")
    return buffer.getvalue()


def scanned_ofd(face: str) -> bytes:
    """The pages as an OFD file that holds nothing but their pictures."""
    return ofd([], pictures=[paper.picture(page, face) for page in pages()])


SCANS = {"tif": scan, "scan.ofd": scanned_ofd}
"""Format → the file, drawn with a font. They need the extra ``ocr``, and not every cell need be right."""

PRINTED = {
    "ofd": lambda: ofd(pages()),
    "pdf": lambda: paper.pdf(pages()),
    "unruled.pdf": lambda: paper.pdf(pages(UNRULED)),
}
"""Format → the file."""
