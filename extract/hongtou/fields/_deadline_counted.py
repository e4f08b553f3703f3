"""Which lengths are limits: 自印发之日起30日内, 3个工作日办结, 开工前15日内办理; not 最长不超过3个月, 入院前14日内.

A length counts from an event that is printed before it, or from the one of the clause before; without one it is a
limit only where it is all that a cell says.
"""

from __future__ import annotations

import re
from functools import cache

from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields._deadline_compose import Found
from hongtou.fields._deadline_hints import length_hint
from hongtou.fields._deadline_lengths import Length, may_have_event, read_length
from hongtou.fields._deadline_validity import is_validity
from hongtou.fields._taken import Taken

_NO_EVENT = frozenset("此今之然最其先前日随事背")
_NEVER_LAST = frozenset("最然此其先随背的年滞落延推拖靠”")  # 现已滞后1个月, “十四五”前三年


_STOPS = (",", "。", ";", "、", "\n", ")")
_BARE_LENGTH = 4
_WHOLE = re.compile(
    r"^(?:限期|限时|期限|限|用时|需|约|承诺|法定)?(?:时限|为)?(?:不超过|最[长多]|最长不超过)?(?=[\d半一二三四五六七八九十两])"
    r"|(?<=[日天时])(?:办结|办理完毕|答复|回复|反馈)$"
)
"""What may stand around a length that is all of a cell: 限3日, 3个工作日办结."""
# What a length in a cell for limits has about it: its limit word, a unit that no date has, 提前, an event's 起
_LENGTH_SIGN = re.compile(
    r"[内內后後天个個小周星限约需最超]|[^\d年月.、和及至到~-]\d{1,2}日[之以]?前"
    r"|[至到为在][ ]?\d|提前|工作日|前[ ]?[\d一二三四五六七八九十两]"
    r"|(?:起|起算|计算|之日)[ \n,的第满]{0,4}[\d半〇零一二两三四五六七八九十廿卅百]"
)


def counted(folded: str, taken: Taken, *, prose: bool) -> list[Found]:
    """The lengths of a folded text that are limits; their stretches are taken."""
    if prose:
        hinted = length_hint().search(folded) is not None and grammar.may_name_event(folded)
    else:
        hinted = len(folded) <= _BARE_LENGTH or _LENGTH_SIGN.search(folded) is not None
    if not hinted:
        return []
    found: list[Found] = []
    for m in grammar.duration().finditer(folded):
        if found and m["in"] and (event := _event_of(found[-1], folded, m)):
            length, start = read_length(m, folded), m.start("low") if m["low"] else m.start()
            taken.add(start, m.end())
            fields = {"duration": length.duration, "workdays": length.workdays, "event": event}
            found.append(Found(start, m.end(), "relative", fields))
            continue
        if not prose and _OLD.match(folded, m.end()) and folded[: m.start()].rstrip().endswith(("由", "从")):
            taken.add(*m.span())  # 由15日压缩至7日: the length that was
            continue
        if not may_have_event(m, folded) and (
            prose or not (m["in"] or m["ahead"] or _is_set(folded, m) or _is_whole(folded, m))
        ):
            continue  # 6月30日: asked of every day of a month, so before anything is read
        length = read_length(m, folded)
        if not _is_length(folded, m, length, prose=prose) or not taken.is_free(length.start, length.end):
            continue  # 最长不超过3个月: a length, no limit; 6月内: a month
        taken.add(length.start, length.end)
        readable = length.duration is not None or length.workdays is not None
        fields = {"duration": length.duration, "workdays": length.workdays, "event": length.event}
        found.append(Found(length.start, length.end, "relative" if readable else None, fields))
    return found


_SAME_EVENT_REACH = 30
_THEN = re.compile(r"[^。;\n]*[,、](?:并|再|且)?(?:应当?|须)?[在于]?")


def _event_of(before: Found, folded: str, m: re.Match[str]) -> str | None:
    """自受理之日起5日内初审,10日内复审: a length that opens the next clause counts from the same event."""
    event: str | None = before.fields.get("event")
    ahead = m["ahead"] or (before.fields["duration"] or "").startswith("-")
    if event is None or ahead or m["in"][-1:] not in "内內" or m.start() - before.end > _SAME_EVENT_REACH:
        return None
    if (m["u"] or m["u2"]) == "月" and "个" not in m[0]:
        return None  # 开工后3个月内完成,6月内验收: a month
    return event if _THEN.fullmatch(folded, before.end, m.start()) else None


def _is_whole(folded: str, m: re.Match[str]) -> bool:
    """法定20个工作日,承诺7个工作日: a length and nothing else between two stops of the cell."""
    start = max(folded.rfind(stop, 0, m.start()) for stop in _PARTS) + 1
    ends = [at for stop in _PARTS if (at := folded.find(stop, m.end())) >= 0]
    return _WHOLE.sub("", folded[start : min(ends, default=len(folded))].strip()) == m[0].strip()


_PARTS = ",;。()\n"
_CUT = "压缩|缩短|压减|缩减|减少|减|降低?"
_OLD = re.compile(rf"[ ]?(?:{_CUT})[至到为]")
_SET = re.compile(rf"(?:{_CUT}|控制|限定)(?:时[间限])?(?:至|到|为|在)[ ]?(?:不超过|约)?[ ]?$")


def _is_set(folded: str, m: re.Match[str]) -> bool:
    """压缩至3日, 由20日缩短到7日: the length to which a service is cut."""
    return _SET.search(folded, max(0, m.start() - 12), m.start()) is not None


def _names_year(number: str) -> bool:
    """2009, 09, 九七: of a year, no count of years."""
    return (
        len(number) == 4
        or number[:1] in ("0", "〇", "零")
        or (len(number) == 2 and number[0] == "九" != number[1] != "十")
    )


@cache
def _to_do() -> re.Pattern[str]:
    """What is to be done; 报名人数不足 is not, nor what has been (进行过检测)."""
    return re.compile(
        rf"[ ]?(?:书面|及时|主动|依法)?(?!报名){grammar.any_of(grammar.words('relative', 'to_do'))}(?!过)"
    )


_MUST = re.compile("(?:应当?|须|必须|要)[在于]$")
_CALENDAR = re.compile(r"[ ]?(?:[底初末前份]|[上中下]旬|\d{1,2}[日号])")
"""Behind the number of a month: of no length is there an end, a beginning or a day."""


def _is_month(folded: str, m: re.Match[str]) -> bool:
    """会后,4月10日前报送, 批复后4月底开工, 即日起 6月底前: of the calendar; but 自受理之日起3月办结 is a length."""
    before = folded[: m.start()].rstrip()
    if _CALENDAR.match(folded, m.end()) or "\n" in folded[len(before) : m.start("n")]:
        return True
    goes_on = m.end() < len(folded) and folded[m.end()] not in _STOPS
    return before.endswith(",") or (goes_on and not before.endswith("起"))


def _is_length(folded: str, m: re.Match[str], length: Length, *, prose: bool) -> bool:
    if length.event is not None and (length.event in _NO_EVENT or length.event[-1] in _NEVER_LAST):
        return False  # 今后五年, 去年的前10天, 2021年的最后4个月, 今年后半年
    unit = m["u"] or m["u2"] or ("年" if m["one"] else "")
    if (
        length.event is None
        and unit in ("月", "季度")
        and not m.group("hn")
        and "个" not in m.group().replace("個", "个")
    ):
        return False
    if unit == "月" and not m["in"] and not (m["half"] or m["hn"]) and "个" not in m[0] and _is_month(folded, m):
        return False
    if unit == "年" and _names_year(m["n"] or ""):
        return False
    if prose:
        if is_validity(folded[max(0, length.start - 16) : length.start]):
            return False
        if (m["in"] or "")[-1:] in ("后", "後") and folded.startswith(("施行", "实施", "生效"), length.end):
            return False  # 本条例自公布之日起30日后施行
        back = length.ahead or (m["ahead"] == "前" and m["in"])
        if back and not (_to_do().match(folded, m.end()) or _MUST.search(folded[: length.start])):
            return False  # 入院前14日内: what was, looked back on; but 开工前15日内办理 is to be done
        moved = folded.endswith(("至", "到"), 0, length.start)  # 延长至疫情解除后3个月
        counted = folded[max(0, m.start() - 3) : m.start()].rstrip(" ,第").endswith("起")
        closes = (
            m["in"]
            or m["ahead"]
            or length.ahead
            or moved
            or counted
            or folded.startswith(_STOPS, length.end)
            or length.end == len(folded)
        )
        return length.event is not None and bool(closes) and folded[length.end : length.end + 1] != "的"
    if length.limited or length.event is not None or _is_set(folded, m):
        return True
    return _is_whole(folded, m)
