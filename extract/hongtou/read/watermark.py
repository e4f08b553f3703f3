"""What is printed large across the words of a page, upright: a watermark, which is none of its lines."""

from __future__ import annotations

from collections.abc import Sequence

from hongtou.read.glyphs import Glyph, Line, Sheet, lines

_LARGE = 2.5  # times the usual size: no title is so large that it also covers other words


def without_watermark(sheet: Sheet) -> Sheet:
    """The page without the large characters that lie over others, and a doubt that names them.

    >>> words = [Glyph("六", 10, 20, 50, 10), Glyph("月", 20, 30, 50, 10), Glyph("底", 30, 40, 50, 10)]
    >>> page = without_watermark(Sheet(200, 300, [*words, Glyph("样", 5, 45, 65, 40)]))
    >>> "".join(glyph.text for glyph in page.glyphs), len(page.doubts)
    ('六月底', 1)
    """
    glyphs = sheet.glyphs
    if not glyphs:
        return sheet
    sizes = sorted([glyph.size for glyph in glyphs])
    least = _LARGE * sizes[len(sizes) // 2]
    if sizes[-1] < least:
        return sheet  # as nearly all pages
    words = [glyph for glyph in glyphs if glyph.size < least]
    marks = [line for line in lines([glyph for glyph in glyphs if glyph.size >= least]) if _covers(line, words)]
    if not marks:
        return sheet
    gone = {id(glyph) for line in marks for glyph in line.glyphs}
    message = "printed large across the words (a watermark), not in the text: " + " ".join(line.text for line in marks)
    kept = [glyph for glyph in glyphs if id(glyph) not in gone]
    return sheet._replace(glyphs=kept, doubts=(*sheet.doubts, ("damaged_text", message)))


def _covers(mark: Line, words: Sequence[Glyph]) -> bool:
    """Whether of a line's characters one of four or more lies over others."""
    within = [word for word in words if mark.top < word.base - 0.36 * word.size < mark.bottom]
    over = sum(1 for one in mark.glyphs if any(one.left < (w.left + w.right) / 2 < one.right for w in within))
    return over * 4 >= len(mark.glyphs)
