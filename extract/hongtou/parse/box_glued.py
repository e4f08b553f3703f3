"""A label of the page's box that has no sign behind it: 发文字号云政发〔2009〕3号, 成文日期 2011-09-01."""

from __future__ import annotations

import re

from hongtou.fields.text import Text
from hongtou.model import Metadatum
from hongtou.parse.boxes import LABEL_FIRST, LONGEST_GLUED, TOOLS, fields
from hongtou.parse.lines import Line


def read_glued(text: Text, line: Line, beside: bool) -> list[Metadatum]:
    """A label with nothing, or blanks alone, between it and its value, where that is what the label asks for
    (发文字号云政发〔2009〕3号, 发文日期2009年5月31日); another known label only ``beside`` a line that is one
    (时效性现行有效). An empty label may close the line (成文日期 2011-09-01 有效性).
    """
    words = line.words
    if words[0] not in LABEL_FIRST or ":" in words or len(words) > LONGEST_GLUED:
        return []
    size = next((n for n in (5, 4, 3) if fields().get(words[:n], TOOLS) != TOOLS), 0)
    size = size or 2 * ((beside or words[2:3] == " ") and fields().get(words[:2]) == "document_number")
    if not size or len(words) == size:
        return []
    empty = words.rfind(" ", size) + 1 if beside else 0
    empty = empty if size + 1 < empty and fields().get(words[empty:], TOOLS) != TOOLS else len(words)
    value = words[size:empty].strip(" ")
    if not value or value[0] in "为是由、,的":
        return []
    sure = _VALUES.get(fields()[words[:size]])
    if not (beside and _SHORT.fullmatch(value) if sure is None else sure.fullmatch(value)):
        return []
    start = line.start
    found = [Metadatum(label=text.value(start, start + size), value=text.value(start + size, start + empty))]
    if empty < len(words):
        found.append(Metadatum(label=text.value(start + empty, line.end), value=text.value(line.end, line.end)))
    return found


_DAY = re.compile(r"\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?")
_SHORT = re.compile(r"(?!.*(?:关于|的|通知|办法|规定))[^。,]{1,20}")
_VALUES = {
    "document_number": re.compile(r"[^ 。,]{2,20}\d号"),
    "date_issued": _DAY,
    "date_published": _DAY,
    "issuer": re.compile(r"[\u3400-\u9fff、 ]{2,40}(?:府|院|厅|局|委|会|部|室|署|办|行)"),
}
