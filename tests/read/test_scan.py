"""Pictures of pages → the same text, tables and tasks; and what is said where the recogniser is not installed."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.layouts.compare import compare
from tests.layouts.measure import Tally, all_facts
from tests.print.circular import printed
from tests.print.paper import Page, Picture, Words, pdf, picture
from tests.print.styles import made

import hongtou
from hongtou.errors import MissingHelperError, UnreadableError
from hongtou.read import read, scan

PNG = b"\x89PNG\r\n\x1a\n"


def test_without_the_recogniser_a_picture_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_there", lambda: False)
    with pytest.raises(MissingHelperError, match=r"hongtou\[ocr\]"):
        read(PNG + b"...", path="a.png")


def test_without_the_recogniser_the_other_pages_of_a_pdf_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_there", lambda: False)
    pages = [
        Page(595, 842, [Words(100, 300, 16, "关于做好防汛工作的通知,各乡镇")]),
        Page(595, 842, [Picture(0, 0, 595, 842)]),
    ]
    document = read(pdf(pages), path="a.pdf")
    (finding,) = document.findings
    assert (finding.check, finding.severity) == ("missing_helper", "error")
    assert "page 2" in finding.message
    assert "防汛" in document.text


def test_without_the_recogniser_a_pdf_of_pictures_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "is_there", lambda: False)
    with pytest.raises(MissingHelperError, match="every page"):
        read(pdf([Page(595, 842, [Picture(0, 0, 595, 842)])]), path="a.pdf")


# --- with it ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def font() -> str:
    """A font file with Chinese characters."""
    pytest.importorskip("rapidocr", reason="needs the extra ocr")
    command = shutil.which("fc-list")
    listed = subprocess.run([command, ":lang=zh", "file"], capture_output=True, text=True).stdout if command else ""
    files = sorted(line.split(":")[0] for line in listed.splitlines())
    found = [file for file in files if Path(file).suffix.lower() in (".ttf", ".ttc", ".otf")]
    if not found:
        pytest.skip("needs a font with Chinese characters (Debian: fonts-noto-cjk)")
    return next((file for file in found if "Serif" in file and "Regular" in file), found[0])


def scanned(pages: list[Page], font: str, *, kind: str, turned: float = 0.0) -> bytes:
    """The pages as one file of pictures."""
    from PIL import Image

    images = [Image.open(io.BytesIO(picture(page, font))) for page in pages]
    images = [image.rotate(turned, fillcolor=255, resample=Image.Resampling.BICUBIC) for image in images]
    buffer = io.BytesIO()
    images[0].save(buffer, kind, save_all=True, append_images=images[1:], dpi=(200, 200), resolution=200)
    return buffer.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("style", "name", "kind", "turned"),
    [
        ("ruled; category over rows", "shazhou-2021-word-spans", "TIFF", 0.0),
        ("ruled; headings", "plain-05", "PDF", 0.7),
        ("unruled; headings", "shazhou-2003-deadline-first", "TIFF", 0.0),
    ],
)
def test_a_scan_gives_nearly_every_cell(style: str, name: str, kind: str, turned: float, font: str) -> None:
    (given,) = (facts for facts in all_facts() if facts.name == name)
    facts, grid, chosen, _ = made(style, given)
    data = scanned(printed(facts, grid, chosen), font, kind=kind, turned=turned)
    cells = compare(facts, hongtou.extract(data, path=f"a.{kind.lower()}", limits=hongtou.Limits(seconds=600)))
    tally = Tally.of_cells(cells)
    print(style, name, kind, tally)
    assert tally.right >= 0.97 * tally.of, [cell for cell in cells if cell.verdict != "right"]


@pytest.mark.slow
def test_a_broken_picture_is_refused(font: str) -> None:
    whole = picture(Page(595, 842, [Words(100, 100, 16, "关于防汛的通知")]), font, dpi=72)
    with pytest.raises(UnreadableError):
        read(whole[:200], path="a.png")
