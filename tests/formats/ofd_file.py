"""Pages of words and lines written as an OFD file (GB/T 33190) by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from html import escape

from tests.print.paper import Mark, Page, Words, advance

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def ofd(pages: Sequence[Page], template: Sequence[Words | Mark] = (), pictures: Sequence[bytes] = ()) -> bytes:
    """The pages as a file; ``template`` is what every page shows beneath its own. Each picture is a page of its own."""
    parts = {"OFD.xml": f'<ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml'
             "</ofd:DocRoot></ofd:DocBody></ofd:OFD>"}  # fmt: skip
    listed = "".join(
        f'<ofd:Page ID="{9000 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>'
        for at in range(len(pages) + len(pictures))
    )
    width, height = (pages[0].width, pages[0].height) if pages else (595.0, 842.0)
    common = f"<ofd:PageArea><ofd:PhysicalBox>{_box(0, 0, width, height)}</ofd:PhysicalBox></ofd:PageArea>"
    if template:
        common += '<ofd:TemplatePage ID="8000" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = f"<ofd:Page {_NS}>{_layer(template)}</ofd:Page>"
    for at, page in enumerate(pages):
        used = '<ofd:Template TemplateID="8000" ZOrder="Background"/>' if template else ""
        area = f"<ofd:Area><ofd:PhysicalBox>{_box(0, 0, page.width, page.height)}</ofd:PhysicalBox></ofd:Area>"
        parts[f"Doc_0/Pages/Page_{at}/Content.xml"] = f"<ofd:Page {_NS}>{area}{used}{_layer(page.marks)}</ofd:Page>"
    if pictures:
        common += "<ofd:DocumentRes>Res.xml</ofd:DocumentRes>"
        files = "".join(
            f'<ofd:MultiMedia ID="{7000 + at}" Type="Image"><ofd:MediaFile>{at}.png</ofd:MediaFile></ofd:MultiMedia>'
            for at in range(len(pictures))
        )
        parts["Doc_0/Res.xml"] = f'<ofd:Res {_NS} BaseLoc="Res"><ofd:MultiMedias>{files}</ofd:MultiMedias></ofd:Res>'
    for at in range(len(pictures)):
        shown = f'<ofd:ImageObject ID="5" Boundary="{_box(0, 0, width, height)}" ResourceID="{7000 + at}"/>'
        content = f"<ofd:Content><ofd:Layer>{shown}</ofd:Layer></ofd:Content>"
        parts[f"Doc_0/Pages/Page_{len(pages) + at}/Content.xml"] = f"<ofd:Page {_NS}>{content}</ofd:Page>"
    parts["Doc_0/Document.xml"] = (
        f"<ofd:Document {_NS}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
        for at, picture in enumerate(pictures):
            archive.writestr(f"Doc_0/Res/{at}.png", picture)
    return buffer.getvalue()


def _layer(marks: Sequence[Words | Mark]) -> str:
    drawn = (_text(at, mark) if isinstance(mark, Words) else _line(at, mark) for at, mark in enumerate(marks, 10))
    return f'<ofd:Content><ofd:Layer ID="1">{"".join(drawn)}</ofd:Layer></ofd:Content>'


def _box(*edges: float) -> str:
    return " ".join(f"{edge * _MM:.3f}" for edge in edges)


def _text(at: int, words: Words) -> str:
    """A text object whose boundary is the line's, its steps one by one or, where all are one, as a run."""
    steps = [advance(character, words.size) * _MM for character in words.text[:-1]]
    alike = len(set(steps)) == 1
    delta = f"g {len(steps)} {steps[0]:.3f}" if alike else " ".join(f"{step:.3f}" for step in steps)
    wide = sum(advance(character, words.size) for character in words.text)
    top = words.y - 0.86 * words.size
    return (
        f'<ofd:TextObject ID="{at}" Boundary="{_box(words.x, top, wide, words.size)}" Font="5" '
        f'Size="{words.size * _MM:.3f}"><ofd:TextCode X="0" Y="{0.86 * words.size * _MM:.3f}" DeltaX="{delta}">'
        f"{escape(words.text)}</ofd:TextCode></ofd:TextObject>"
    )


def _line(at: int, mark: Mark) -> str:
    wide, high = mark.to_x - mark.x, mark.to_y - mark.y
    box = _box(mark.x, mark.y, max(wide, 0.3), max(high, 0.3))
    if mark.kind in ("thin", "fill"):
        data = f"M 0 0 L {_box(max(wide, 0.5))} 0 L {_box(max(wide, 0.5), max(high, 0.5))} L 0 {_box(max(high, 0.5))} C"
        how = 'Stroke="false" Fill="true"'
    else:
        data, how = f"M 0 0 L {_box(wide, high)}", 'LineWidth="0.2"'
    drawn = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="{at}" Boundary="{box}" {how}>{drawn}</ofd:PathObject>'
