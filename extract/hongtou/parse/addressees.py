"""主送机关: the line that names whom the circular speaks to, and the splitting of it (GB/T 9704-2012, 7.3.2)."""

from __future__ import annotations

import re

from hongtou.fields.unit_lists import collective_end
from hongtou.model import Value
from hongtou.parse.lines import Line, Page

_FARTHEST = 60  # lines from the top
_SEPARATORS = re.compile(r"[、,;]")


def addressee_line(lines: tuple[Line, ...]) -> int | None:
    """The first line that ends in a colon and names whom the circular speaks to."""
    for index, line in enumerate(lines[:_FARTHEST]):
        words = line.words
        if line.noise or not words.endswith(":") or len(words) > 400 or any(c in words for c in "。;《"):
            continue
        names = [name for name in _SEPARATORS.split(words[:-1]) if name.strip()]
        if (
            names
            and _is_addressee(names[-1].replace(" ", ""))
            and all(_NAME.fullmatch(name.replace(" ", "")) for name in names)
        ):
            return index
    return None


_NAME = re.compile(r"[\u3007\u3400-\u9fff()〔〕\[\]·“”A-Za-z]{1,40}")
_ADDRESSEE = re.compile(
    r"[\u3007\u3400-\u9fff()〔〕\[\]·“”A-Za-z]{1,40}?"
    r"(?:政府|部门|机构|单位|省|厅|局|委|部|院|会|室|处|署|行|社|公司|集团|中心|企业|学校|大学|学院|医院|镇|乡|县|市|区|办|旗|州|组|队|站|所|园|总部|代表|委员|同志)"
    r"(?:\(.{1,20}\)|〔.{1,20}〕)?"
)
_NOT_ADDRESSEE = re.compile(
    r"附件|通知如下|如下|单位$(?<=责任单位)|(?:责任|牵头|配合|主办|承办)(?:单位|部门)$|^(?:[一二三四五六七八九十]+、|\d)"
)


def _is_addressee(name: str) -> bool:
    return _ADDRESSEE.fullmatch(name) is not None and _NOT_ADDRESSEE.search(name) is None


def split_units(page: Page, line: Line) -> tuple[Value, ...]:
    """The units of an addressee line, split at 、,; outside brackets; a collective ("各县、区人民政府") stays one."""
    folded, found, depth, left = page.text.folded, [], 0, line.start
    whole = line.start
    for at in range(line.start, line.end):
        c = folded[at]
        depth += (c in "([〔【") - (c in ")]〕】")
        if c not in "、,;:" or depth > 0 or at < whole:
            continue
        if c == "、" and (end := collective_end(folded, left, at, line.end)):
            whole = end
            continue
        found.append(page.text.value(left, at))
        left = at + 1
    found.append(page.text.value(left, line.end))
    return tuple(value for value in found if value.text)
