"""The characters of a PDF page as upright glyphs, whichever way the page or its text is turned."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Any, NamedTuple

from hongtou.read.glyphs import Glyph, is_wide

MOST_GLYPHS = 200_000
_BLANK = frozenset(" \t\r\n\0\xa0\u3000\u2002\u2003\u2009\u200b\ufeff\xad")
_QUARTER = 90


class Turn(NamedTuple):
    """How a page's coordinates (y upwards, text turned by ``degrees``) become those of a sheet."""

    degrees: int
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def of(cls, box: tuple[float, float, float, float], degrees: int) -> Turn:
        """The turn that sets upright what a page with this box (left, bottom, right, top) prints at an angle."""
        left, bottom, right, top = box
        corners = [_turned(x, y, degrees) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return cls(degrees, min(xs), max(ys), max(xs) - min(xs), max(ys) - min(ys))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as one of the sheet."""
        if self.degrees:
            x, y = _turned(x, y, self.degrees)
        return x - self.left, self.top - y


def _turned(x: float, y: float, degrees: int) -> tuple[float, float]:
    if degrees == 0:
        return x, y
    cosine, sine = (round(f(math.radians(degrees)), 9) for f in (math.cos, math.sin))
    return x * cosine + y * sine, y * cosine - x * sine


class Read(NamedTuple):
    """A page's glyphs, the turn that set them upright, what is printed slantwise, how many have no known character, how
    many are cut, whether their font is neither in the file nor on the machine.
    """

    glyphs: list[Glyph]
    turn: Turn
    aside: str
    unknown: int
    cut: int
    fontless: bool


class _Raw(NamedTuple):
    """A character as pdfium gives it: its box, its origin, the direction it is read in, in degrees."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    degrees: int


def glyphs_of(page: Any, box: tuple[float, float, float, float]) -> Read:
    """Read a page's characters; blanks are none: print shows them as gaps."""
    import pypdfium2.raw as pdfium

    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        raw, cut = _raw(text_page, pdfium)
        fontless = _is_fontless(text_page, pdfium)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    left, bottom, right, top = box
    raw = [c for c in raw if left - 1 <= (c.left + c.right) / 2 <= right + 1 and bottom - 1 <= c.y <= top + 1]
    main = Counter(c.degrees for c in raw).most_common(1)[0][0] if raw else 0
    turn = Turn.of(box, main)
    glyphs: list[Glyph] = []
    aside: list[str] = []
    upturned: list[_Raw] = []
    for character in raw:
        off = (character.degrees - main) % 360
        if upturned and off != _QUARTER:
            glyphs += _stacked(upturned, turn)
            upturned = []
        if off == 0:
            glyphs.append(_upright(character, turn))
        elif off == _QUARTER:
            upturned.append(character)
        elif off % _QUARTER == 0:
            glyphs += _stacked([character], turn)
        else:
            aside.append(character.text)
    glyphs += _stacked(upturned, turn)
    unknown = sum(1 for glyph in glyphs if glyph.text == "\ufffd")
    return Read(glyphs, turn, "".join(aside), unknown, cut, fontless)


def _raw(text_page: Any, pdfium: Any) -> tuple[list[_Raw], int]:
    count = pdfium.FPDFText_CountChars(text_page)
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    code, loose, origin = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetCharOrigin
    angle, found = pdfium.FPDFText_GetCharAngle, []
    for index in range(min(count, MOST_GLYPHS)):
        text = _character(code(text_page, index))
        if not text:
            continue
        loose(text_page, index, to_box)
        origin(text_page, index, to_x, to_y)
        turned = angle(text_page, index)
        degrees = -round(math.degrees(turned)) % 360 if turned > 0.0 else 0
        found.append(_Raw(text, box.left, box.bottom, box.right, box.top, x.value, y.value, degrees))
    return found, max(0, count - MOST_GLYPHS)


def _is_fontless(text_page: Any, pdfium: Any) -> bool:
    """Whether Chinese characters are drawn in a font that nobody has: none of those looked at has a height of its own.
    Without it pdfium does not know where they stand, and drops some.
    """
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    flat = 0
    for index in range(min(pdfium.FPDFText_CountChars(text_page), _LOOKED_AT)):
        if 0x3400 <= pdfium.FPDFText_GetUnicode(text_page, index) < 0xA000:
            pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
            if top.value - bottom.value > _FLAT:
                return False
            flat += 1
    return flat > 0


_LOOKED_AT = 100
_FLAT = 0.05  # points; 一 is some 0.5 high in the smallest print


@lru_cache(maxsize=30_000)
def _character(code: int) -> str:
    """The character of a code; "" for blanks; the usual one where a font's own table names its radical (⼈ → 人)."""
    if code in (0, 0xFFFE, 0xFFFF, 0xFFFD) or 0xD800 <= code < 0xE000:
        return "\ufffd" if code else ""
    text = chr(code)
    if text in _BLANK or unicodedata.category(text) == "Cc":
        return ""
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB07:
        return unicodedata.normalize("NFKC", text)
    return text


def _upright(character: _Raw, turn: Turn) -> Glyph:
    if turn.degrees == 0:
        left, right, height = character.left, character.right, character.top - character.bottom
        return Glyph(
            character.text, left - turn.left, right - turn.left, turn.top - character.y,
            _size(character.text, right - left, height),
        )  # fmt: skip
    one = turn.point(character.left, character.bottom)
    two = turn.point(character.right, character.top)
    left, right = min(one[0], two[0]), max(one[0], two[0])
    base = turn.point(character.x, character.y)[1]
    return Glyph(character.text, left, right, base, _size(character.text, right - left, abs(one[1] - two[1])))


def _size(text: str, width: float, height: float) -> float:
    """The font's size: a Chinese character's width; fonts disagree about height, and one whose characters are drawn
    (Type 3) says of 一 only how thick it is.

    >>> _size("一", 11.0, 1.0), _size("次", 12.0, 11.0), _size("1", 50.0, 100.0)
    (11.0, 12.0, 94.0)
    """
    square = 0.7 * height < width < 1.3 * height or height < _THIN * width
    return width if square and is_wide(text) else max(0.94 * height, 1.0)


_THIN = 0.4  # of the width; print stretched to twice its width has 0.5


def _stacked(characters: list[_Raw], turn: Turn) -> list[Glyph]:
    """Characters that lie on their side, one under the other in the order they are read in."""
    places = []
    for character in characters:
        one = turn.point(character.left, character.bottom)
        two = turn.point(character.right, character.top)
        places.append(((one[0] + two[0]) / 2, (one[1] + two[1]) / 2, abs(one[0] - two[0])))
    places.sort(key=lambda place: place[1])
    found = []
    for character, (x, y, across) in zip(characters, places, strict=True):
        size = max(1.0, 0.94 * across)
        found.append(Glyph(character.text, x - size / 2, x + size / 2, y + 0.36 * size, size))
    return found
