"""Which of the recurrences in running words are duties (每月报送), and which are rates (每月50万元)."""

from __future__ import annotations

import re
from functools import cache

from hongtou.fields._deadline_grammar import B, any_of, words

_CLAUSE = re.compile(r"[^,;。\n]{0,40}")

_HOUR = r"(?:[上下]午|晚上?|早上?|凌晨)?\d{1,2}(?:[时点]|:\d\d)"
HOURS = re.compile(rf"{_HOUR}(?:[-~至到、和]{_HOUR}){{1,4}}")
"""6时至22时: of which time of the day a duty is."""
_DAYTIME = (
    rf"(?:(?:[上下]午)?下班前|{_HOUR}(?:[-~至到、和]{_HOUR}){{0,4}}(?:[之以]?前)?|[上下]午|晚上|晚间)?"
    r"(?:[、和]每[年季月周日][^、,;。]{0,8}前)?"
)
"""每周五下班前更新, 每日10时至17时停止: of the day, not of the rule; 每周五、每月25日前报送: of both."""


_IN_TURNS = "(?:分[早中晚、和\\d一二两三四五六]{1,5}个?(?:班次?|[批期次组轮]|时段|片区))?"
"""每天分3班巡查, 每年分两期举办培训班."""


@cache
def _duty() -> tuple[re.Pattern[str], re.Pattern[str]]:
    season = "(?:[春夏秋冬]季?[、和]?){0,4}(?:两季|季节|期间)?(?:第[一二三四1-4]个?(?:周|星期|月)内?)?各?"
    how = any_of(words("prose", "how"))
    what = any_of(words("prose", "duty"))
    return re.compile(rf"{B},?{season}{_DAYTIME}{_IN_TURNS}(?:一|{how}{{0,2}})?{what}"), re.compile(
        any_of(words("prose", "rate"))
    )


# 每月驻村不少于20天, 每年体检1次: so much of it each time round
_TIMES = re.compile(
    r"(?:不得?少于|至少|不低于)[ ]?[\d一二两三四五六七八九十]{1,3}个?"
    r"(?:[次天日周户场期课篇家节]|小时|[学课]时|工作日|人次)"
    r"|(?<!发生)(?<!出现)(?<!平均)[ ]?[\d一二两三四五六七八九十]{1,2}次(?![以之的产性数])"
)


def is_duty(folded: str, end: int) -> bool:
    """True where the words after 每月 are a duty (报送), not a rate (50万元)."""
    clause = _CLAUSE.match(folded, end)
    after = clause[0] if clause else ""
    if after[:1].isdigit() and folded.startswith(",", end + len(after)) and HOURS.fullmatch(after):
        clause = _CLAUSE.match(folded, end + len(after) + 1)  # 每日6时至22时,禁止通行
        after = clause[0] if clause else ""
    duty, rate = _duty()
    return bool(duty.match(after) or _TIMES.search(after)) and not rate.search(after[:16])
