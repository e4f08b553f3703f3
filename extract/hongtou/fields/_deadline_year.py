"""When a bare year is a limit: what is done in it (2019年出台办法), what a year to come shall reach."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from hongtou.fields._deadline_candidate import Candidate
from hongtou.fields._deadline_grammar import B, any_of, words

_OPENS_CLAUSE = re.compile(r"(?:^|[,;。:\n]|确保|力争|争取|保证|努力)$")
_GOAL = re.compile(
    r"(?![^,;。]*(?:预计|预测|有望|可能|[的之][^,;。]{0,8}$|目标$|要求$))"
    r"[^,;。]*?(?:达到?[\d百全]|[降升高少大加低][至到]|[制定持]在|不[低少高大]于\d|脱贫(?:摘帽)?(?=[,;。、)]|$)|覆盖|以[上下内]|左右)"
)


_AIMS = ("确保", "力争", "争取", "保证")
"""确保2010年粮食产量达到210亿斤: a goal of the circular's own year too."""


def is_goal(found: Candidate, plain: str, after: str, issued: dt.date | None) -> bool:
    """力争2020年森林覆盖率达到24% of 2018: no figure is told of a year to come that opens its clause."""
    if issued is None or found.last is None or not found.first_year_is_last:
        return False
    aimed = "达到" in after and plain.endswith(_AIMS)
    if found.last.year < issued.year or (found.last.year == issued.year and not aimed):
        return False
    return _OPENS_CLAUSE.search(plain) is not None and _GOAL.match(after) is not None


_WHERE = (
    r"在(?![建岗校职册编逃押线])(?:[^,;。、]|、(?=[^,;。]{0,10}等)){1,16}?"
    r"(?:[省市县区州]|地区|城市|企业|行业|领域|单位|部门|系统|学校|医院|范围内?|全国|等地)"
)
"""2019年在16个地区开展试点."""


@cache
def within_year() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is done, right behind the year; figures of that year, right behind what is done."""
    how, done = any_of(words("after", "within_year_how")), any_of(words("after", "within_year"))
    figures = re.compile(any_of(words("after", "within_year_not")))
    judged = rf"对(?![口外接应比])[^,;。]{{1,24}}?进行[^,;。的]{{0,4}}{any_of(words('after', 'judged'))}(?!的)"
    return re.compile(rf"{B}(?:(?:{_WHERE}|{how}{{0,3}}){done}|{judged})"), figures
