"""Whose duty a limit in running words is: people and firms whom the circular does not command."""

from __future__ import annotations

import re
from functools import cache

from hongtou.fields._deadline_grammar import B, any_of, words


@cache
def _third_party() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    firm = rf"(?P<firm>(?<![属管有])(?<!集团){any_of(words('prose', 'firms'))})"
    person = (
        rf"(?<!(?:单位|部门|机关|乡镇|街道)[和、及与或]){any_of(words('prose', 'third'))}"  # 各单位和个人: all of them
    )
    who = f"(?:{firm}|{person})"
    bare = who.replace("(?P<firm>", "(?P<bare>")
    must = any_of(_MUST)
    of_something = rf"{any_of(words('prose', 'asks_with'))}[^,;。\n]{{0,12}}?{any_of(words('prose', 'asked'))}"
    asks = rf"(?:{any_of(words('prose', 'asks'))}|{of_something})"
    return (
        # 企业应在, 企业于; but 组织学生于
        re.compile(rf"(?:{who}(?:均|都)?{must}{any_of(_WHEN)}*|(?:^|[,;。\n]|凡|各|有关){bare}[于在]){B}$"),
        re.compile(rf",(?:各|有关|相关)?{who}(?:均|都)?{must}"),
        re.compile(rf"{B}(?:(?:向|到|在|通过|凭)[^,;。\n]{{1,16}}?)?(?:如实|及时|自行|主动|集中|统一|完成)?{asks}"),
    )


_MUST = ("应", "应当", "必须", "须", "需", "需要", "要", "可", "可以", "请")
_WHEN = ("在", "于", "自", "从", "最迟", "至迟", "不迟于")
_LAST = frozenset(word[-1] for word in (*_MUST, *_WHEN))
"""What the words that name somebody before a limit end in: one look rules most out."""


def is_third_party(folded: str, at: int, end: int, named: str = "") -> bool:
    """True where the words beside a limit name whose duty it is, and that is nobody the circular commands.

    Of a firm that is so where it asks for or declares something of its own: what it mends (企业应在6月底前完成整改)
    is what the units see to. ``named`` are the cells that say who does it: whom they name is commanded.

    >>> text = "纳税人应于每月15日前申报"
    >>> is_third_party(text, text.index("每月"), text.index("申报"))
    True
    """
    who, behind, asks = _third_party()
    commanded = folded[max(0, at - 4) : at].rstrip(" \n")[-1:] in _LAST
    found = who.search(folded, max(0, at - 16), at) if commanded else None
    if found is None and (parted := folded.find("起,", at, end)) >= 0:  # 自受理之日起,当事人应当在30日内
        found = who.search(
            folded, parted + 1, max(folded.rfind("在", parted, end), folded.rfind("于", parted, end)) + 1
        )
    if found is None and folded.startswith(",", end) and (found := behind.match(folded, end)) is not None:
        end = found.end()  # 验收合格后15日内,建设单位应办理备案
    if found is None or (firm := found["firm"] or found.groupdict().get("bare")) is None:
        return found is not None
    return asks.match(folded, end) is not None and not _is_named(firm, named)


_GOES_ON = "(?![\u3400-\u9fff])|(?=负责|牵头|配合|落实|实施|承担|[等和及与])"


def _is_named(firm: str, named: str) -> bool:
    """Whether the words end a name: 各企业, 县住建局、建设单位; not 中小企业服务中心."""
    return firm in named and re.search(f"{firm}(?:{_GOES_ON})", named) is not None
