"""Time limits as circulars print them → days, recurrences, lengths, each with its place and how it was read.

The law of every field is docs/dataset.md ("Deadline"). Dates follow ISO 8601-1, ranges EDTF (ISO 8601-2),
recurrences RFC 5545, lengths ISO 8601 durations; 工作日 are counted, never turned into days.
"""

from __future__ import annotations

import datetime as dt
import re

from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields import _deadline_prose as prose_rules
from hongtou.fields._deadline_calendar import Frame
from hongtou.fields._deadline_compose import Found, scan_calendar
from hongtou.fields._deadline_grammar import hint
from hongtou.fields._deadline_lengths import Length, may_have_event, read_length
from hongtou.fields._deadline_plain import read_plain
from hongtou.fields._deadline_recurring import Recurrence, read_recurrence
from hongtou.fields._deadline_signs import looks_like_deadline
from hongtou.fields._deadline_third import is_third_party
from hongtou.fields._deadline_words import from_now, unread_cell, unread_phrases, words
from hongtou.fields._taken import Taken
from hongtou.fields.numbers import scan_numbers
from hongtou.fields.text import Text, trim
from hongtou.model import Deadline
from hongtou.model.vocabulary import YearFrom

__all__ = ["find_deadlines", "hint", "looks_like_deadline", "scan_deadlines"]


def find_deadlines(
    text: str,
    *,
    issued: dt.date | None = None,
    year: tuple[int, YearFrom] | None = None,
    prose: bool = False,
) -> list[Deadline]:
    """The time limits of a text, in order.

    ``issued`` is the circular's date; ``year`` the year of the table or title and which of them it is. ``prose`` reads
    the words of a passage, where only limits of the work count; else the text is a 时限 cell and all of it is limit.
    A phrase that sounds like a limit and cannot be read has kind None. Raises TypeError for a text that is no str and
    an ``issued`` that is no date.

    >>> from datetime import date
    >>> for d in find_deadlines("4月出台文件，5月1日起施行", issued=date(2009, 11, 30)):
    ...     print(d.text, d.kind, d.date_from, d.date_to, d.action)
    4月 within 2009-04-01 2009-04-30 出台文件
    5月1日起 from 2009-05-01 None 施行
    """
    whole = Text.of(text)
    if issued is not None and not isinstance(issued, dt.date):
        raise TypeError(f"issued is a datetime.date such as date(2014, 3, 5), not {issued!r}")
    return scan_deadlines(whole, 0, len(text), issued=issued, year=year, prose=prose)


def scan_deadlines(
    text: Text,
    start: int,
    end: int,
    *,
    issued: dt.date | None = None,
    year: tuple[int, YearFrom] | None = None,
    prose: bool = False,
) -> list[Deadline]:
    """As :func:`find_deadlines`, over a stretch of a text, with the document's own offsets."""
    if prose:
        if hint().search(text.folded, start, end) is None:
            return []
    elif (plain := read_plain(text, start, end, issued, year)) is not None:
        return plain
    return scan_in_general(text, start, end, issued=issued, year=year, prose=prose)


def scan_in_general(
    text: Text,
    start: int,
    end: int,
    *,
    issued: dt.date | None,
    year: tuple[int, YearFrom] | None,
    prose: bool,
) -> list[Deadline]:
    """What :func:`scan_deadlines` gives, without its short way through the plain cells."""
    folded = text.folded[start:end]
    if _NUMBERED.search(folded):
        folded = _without_numbers(folded)
    cited = not prose and "号" in folded and _CITED.search(folded) is not None
    if cited:
        folded = _without_citations(folded, text, start, end)
    found: list[Found] = []
    taken = Taken()
    if hint().search(folded):
        if grammar.RECURRING.search(folded):
            found += _recurring(folded, Frame(issued, year), taken, prose=prose)
        found += _lengths(folded, taken, prose=prose)
        for limit in scan_calendar(folded, Frame(issued, year), taken, in_prose=prose):
            taken.add(limit.start, limit.end)
            found.append(limit)
        if len(found) == 1 and found[0].end - found[0].start == len(folded):
            return [_deadline(text, start, found[0], None)]  # nothing else is there
        found += from_now(folded, issued, taken, prose=prose)
    elif prose:
        return []
    found += words(folded, taken, prose=prose)
    found = unread_phrases(folded, found)
    if not found and not prose:
        found = [] if cited and not _CITING.sub("", folded).strip(_AROUND_NUMBERS) else unread_cell(folded)
    if prose and found:
        found = [f for f in found if not is_third_party(folded, f.start, f.end)]
    found.sort(key=lambda f: f.start)
    return [_deadline(text, start, f, action) for f, action in zip(found, _actions(folded, found), strict=True)]


_NUMBERED = re.compile(r"\d[、.][ ]?\d")
_ITEM = re.compile(r"(?:(?<=^)|(?<=[ \n;,。]))(\d{1,2})[、.](?=[ ]?[^ \n、.])")
# 1.7月底前, 2.2020年底前, 3.15个工作日内: no month, year or working day is a decimal.
_BEFORE_DATE = re.compile(
    r"(?<![\d.])(?:[1-9]|1[0-2])\.(?=[ ]?(?:(?:19|20)\d\d[年.-]|\d{1,2}(?:[-~至到、]\d{1,2})?月|\d{1,2}个?工作日))"
)
# 1、7月底前完成: a number, unless the months are two of a list (1、2月, 6、12月各报一次).
_OPENS = re.compile(r"(\d{1,2})、(?=[ ]?(\d{1,2})月(?!份)(?![^,;。\n]{0,12}(?:各|分别|均|每|[两二]次)))")


def _without_numbers(folded: str) -> str:
    """1、4月底前 2、9月底前: numbers of items, which count up or open the text, are no months: blanks."""
    items = list(_ITEM.finditer(folded))
    if len(items) > 1 and [int(m[1]) for m in items] == list(range(1, len(items) + 1)):
        folded = _ITEM.sub(_blank, folded)
    elif (first := _OPENS.match(folded)) and first[1] == "1" and first[2] != "2":
        folded = " " * first.end() + folded[first.end() :]
    return _BEFORE_DATE.sub(_blank, folded)


_CITED = re.compile(r"[〔\[【〖(令告第][^号]{0,24}号")
# What stands around a document number and says no time: 根据…文件, 按照…规定执行
_CITING = re.compile(
    "依据|根据|按照?|参照|依照|详?见|遵照|贯彻|落实|(?:等|的|有关|相关|文件|通知|规定|要求|精神|公告|通告|令|执行|办理){1,4}$"
)
_AROUND_NUMBERS = " \n、,;。."


def _without_citations(folded: str, text: Text, start: int, end: int) -> str:
    """云政发〔2009〕11号, 2019年第2号公告: the year of a document number is no limit: blanks."""
    for number in scan_numbers(text, start, end):
        first, last = number.start - start, number.end - start
        folded = folded[:first] + " " * (last - first) + folded[last:]
    return folded


def _blank(m: re.Match[str]) -> str:
    return " " * len(m[0])


def _deadline(text: Text, offset: int, found: Found, action: str | None) -> Deadline:
    start, end = trim(text.folded, offset + found.start, offset + found.end)
    return Deadline(text=text.raw[start:end], start=start, end=end, kind=found.kind, action=action, **found.fields)


def _recurring(folded: str, frame: Frame, taken: Taken, *, prose: bool) -> list[Found]:
    found = []
    for m in grammar.recurring().finditer(folded):
        if not taken.is_free(*m.span()):
            continue  # the month of 每年6月 belongs to 每年
        for r in read_recurrence(m, folded, frame):
            if prose and (prose_rules.in_title(folded, r.start) or not _is_duty(folded, r)):
                if r.dated or m["next"] is not None:
                    taken.add(r.start, r.end)  # 每年4月至10月的降雨, 代扣税款的次月15日: its days are nobody's limit
                continue  # 每年增长10%: a rate
            taken.add(r.start, r.end)
            found.append(Found(r.start, r.end, "recurring" if r.rrule else None, {"rrule": r.rrule} if r.rrule else {}))
    return found


def _is_duty(folded: str, r: Recurrence) -> bool:
    if r.limited and folded[r.end - 1] in "前底末日止":
        return True
    return prose_rules.is_duty(folded, r.end) or (r.dated and prose_rules.is_season(folded, r.end))


_NO_EVENT = frozenset("此今之然最其先前日随事背")
_NEVER_LAST = frozenset("最然此其先随背的年")


_STOPS = (",", "。", ";", "、", "\n", ")")
_BARE_LENGTH = 4
_WHOLE = re.compile(
    r"^(?:限期|限时|期限|限|用时|需|约|承诺|法定)?(?:时限|为)?(?:不超过|最[长多]|最长不超过)?(?=[\d半一二三四五六七八九十两])"
    r"|(?<=[日天时])(?:办结|办理完毕|答复|回复|反馈)$"
)
"""What may stand around a length that is all of a cell: 限3日, 3个工作日办结."""
# What a length in a cell for limits has about it: its limit word, a unit that no date has, 提前, an event's 起
_LENGTH_SIGN = re.compile(
    r"[内內后後天个個小周星限约需最]|[至到为在][ ]?\d|提前|工作日|前[ ]?[\d一二三四五六七八九十两]"
    r"|(?:起|起算|计算|之日)[ \n,的第满]{0,4}[\d半〇零一二两三四五六七八九十廿卅百]"
)


def _lengths(folded: str, taken: Taken, *, prose: bool) -> list[Found]:
    if prose:
        hinted = grammar.length_hint().search(folded) is not None and grammar.event_hint().search(folded) is not None
    else:
        hinted = len(folded) <= _BARE_LENGTH or _LENGTH_SIGN.search(folded) is not None
    if not hinted:
        return []
    found = []
    for m in grammar.duration().finditer(folded):
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
    if unit == "年" and (len(m.group("n") or "") == 4 or (m.group("n") or "")[:1] in ("0", "〇", "零")):
        return False
    if prose:
        if prose_rules.is_validity(folded[max(0, length.start - 16) : length.start]):
            return False
        if (m["in"] or "")[-1:] in ("后", "後") and folded.startswith(("施行", "实施", "生效"), length.end):
            return False  # 本条例自公布之日起30日后施行
        if m.group("ahead") == "前" and m.group("in"):
            return False  # 入院前14日内: what was, looked back on
        moved = folded.endswith(("至", "到"), 0, length.start)  # 延长至疫情解除后3个月
        counted = folded[max(0, m.start() - 3) : m.start()].rstrip(" ,第").endswith("起")
        closes = (
            m["in"]
            or m["ahead"]
            or moved
            or counted
            or folded.startswith(_STOPS, length.end)
            or length.end == len(folded)
        )
        return length.event is not None and bool(closes) and folded[length.end : length.end + 1] != "的"
    if length.limited or length.event is not None or _is_set(folded, m):
        return True
    return _is_whole(folded, m)


_ACTION_END = re.compile(r"[,;。\n(]")
_LONGEST_ACTION = 40
_LEAD_IN = re.compile(r"(?:[在于自从到至并,、 ]|力争|争取|确保|计划|预计|延长至|截至|截止)+$")


def _actions(folded: str, found: list[Found]) -> list[str | None]:
    """What happens at each limit; dates that are listed (6月、12月各报一次) share the words after the last."""
    actions: list[str | None] = [None] * len(found)
    for i in range(len(found) - 1, -1, -1):
        shared = i + 1 < len(found) and folded[found[i].end : found[i + 1].start].strip() in ("、", "和", "及", "与")
        actions[i] = actions[i + 1] if shared else _action(folded, found, i)
    return actions


def _action(folded: str, found: list[Found], i: int) -> str | None:
    """What happens at the limit: the words up to the next stop or limit; None where it is only done by then."""
    if found[i].kind is None:
        return None
    at = found[i].end
    following = i + 1 < len(found)
    stop = found[i + 1].start if i + 1 < len(found) else len(folded)
    if following and folded[at : at + 1] == "," and not _ACTION_END.search(folded, at + 1, stop):
        return None  # 第一批6月底前,第二批9月底前: the words name the next
    words = folded[at : min(max(at, stop), at + 3 * _LONGEST_ACTION)].lstrip(" ,:\n")
    end = _ACTION_END.search(words)
    words = words[: end.start()] if end else _LEAD_IN.sub("", words) if following else words
    words = words.strip(" 、,:)]")
    if not words or len(words) > _LONGEST_ACTION or words in grammar.words("after", "plain"):
        return None
    return words
