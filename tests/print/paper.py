"""Paper: words and lines at places, written as a PDF by hand or drawn as a picture.

Places are points from the upper left corner. A wide character is as wide as the font's size, a narrow one half of it.
"""

from __future__ import annotations

import io
import zlib
from typing import NamedTuple

from hongtou.read.glyphs import is_wide


class Words(NamedTuple):
    """A string whose baseline begins at (x, y); ``turned`` is written upwards."""

    x: float
    y: float
    size: float
    text: str
    turned: bool = False


class Mark(NamedTuple):
    """A drawn line or box. ``kind``: line, dashed, thin (a filled box), fill (a grey background)."""

    x: float
    y: float
    to_x: float
    to_y: float
    kind: str = "line"


class Picture(NamedTuple):
    """A picture of one grey point, as large as a scan would be."""

    x: float
    y: float
    to_x: float
    to_y: float


class Page(NamedTuple):
    """One sheet of paper; ``rotate`` is what the file says of how to show it."""

    width: float
    height: float
    marks: list[Words | Mark | Picture]
    rotate: int = 0


A4 = (595.0, 842.0)


def advance(character: str, size: float) -> float:
    """How far a character moves the pen."""
    return size if is_wide(character) else size / 2


def width(text: str, size: float) -> float:
    """How wide a string is."""
    return sum(advance(character, size) for character in text)


_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000"
    b"/W[1[500] 2 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6"
    b"/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>"
)


def pdf(pages: list[Page], *, compress: bool = True) -> bytes:
    """The pages as a PDF with a text layer in a font that is not embedded."""
    objects = [b"", b"", _FONT]
    kids = []
    for page in pages:
        stream = _content(page).encode("ascii")
        data, how = (zlib.compress(stream), b"/Filter/FlateDecode") if compress else (stream, b"")
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), how, data))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Rotate %d/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (page.width, page.height, page.rotate, len(objects))
        )
        kids.append(len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return assemble(objects)


def assemble(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first of them its catalog."""
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def _content(page: Page) -> str:
    parts = []
    for mark in page.marks:
        if isinstance(mark, Words):
            matrix = "0 1 -1 0" if mark.turned else "1 0 0 1"
            place = f"{mark.x:.2f} {page.height - mark.y:.2f}"
            code = mark.text.encode("utf-16-be").hex()
            parts.append(f"BT /F {mark.size:g} Tf {matrix} {place} Tm <{code}> Tj ET")
        elif isinstance(mark, Picture):
            place = f"{mark.to_x - mark.x:.2f} 0 0 {mark.to_y - mark.y:.2f} {mark.x:.2f} {page.height - mark.to_y:.2f}"
            parts.append(f"q {place} cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q")
        else:
            parts.append(_drawn(mark, page.height))
    return "\n".join(parts)


def _drawn(mark: Mark, height: float) -> str:
    x, y, to_x, to_y = mark.x, height - mark.y, mark.to_x, height - mark.to_y
    if mark.kind == "fill":
        return f"q 0.9 g {x:.2f} {to_y:.2f} {to_x - x:.2f} {y - to_y:.2f} re f Q"
    if mark.kind == "thin":
        return f"{x - 0.25:.2f} {to_y - 0.25:.2f} {to_x - x + 0.5:.2f} {y - to_y + 0.5:.2f} re f"
    style = {"dashed": "[3 2] 0 d"}.get(mark.kind, "0.5 w")
    return f"q {style} {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S Q"


def picture(page: Page, font: str, *, dpi: int = 200) -> bytes:
    """A page as a scanner gives it, in PNG; ``font`` is the file of a font with Chinese characters."""
    from PIL import Image, ImageDraw, ImageFont

    scale = dpi / 72
    image = Image.new("L", (round(page.width * scale), round(page.height * scale)), 255)
    draw = ImageDraw.Draw(image)
    for mark in page.marks:
        if isinstance(mark, Mark):
            ends = [mark.x * scale, mark.y * scale, mark.to_x * scale, mark.to_y * scale]
            draw.line(ends, fill=0, width=max(1, round(0.7 * scale)))
            continue
        if isinstance(mark, Picture):
            continue
        face = ImageFont.truetype(font, round(mark.size * scale))
        x = mark.x
        for character in mark.text:
            draw.text((x * scale, mark.y * scale), character, font=face, fill=0, anchor="ls")
            x += advance(character, mark.size)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
