"""Time limits as circulars print them → days, recurrences, lengths, each with its place and how it was read.

The law of every field is docs/dataset.md ("Deadline"). Dates follow ISO 8601-1, ranges EDTF (ISO 8601-2),
recurrences RFC 5545, lengths ISO 8601 durations; 工作日 are counted, never turned into days.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import regex

from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields import _deadline_prose as prose_rules
from hongtou.fields._deadline_calendar import Frame
from hongtou.fields._deadline_compose import Found, scan_calendar
from hongtou.fields._deadline_other import Length, read_length, read_recurrence
from hongtou.fields.text import Text
from hongtou.model import Deadline
from hongtou.model.vocabulary import YearFrom

__all__ = ["find_deadlines", "looks_like_deadline", "scan_deadlines"]

_Spans = list[tuple[int, int]]


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
    A phrase that sounds like a limit and cannot be read has kind None. Raises TypeError for what is no str.

    >>> from datetime import date
    >>> for d in find_deadlines("4月出台文件，5月1日起施行", issued=date(2009, 11, 30)):
    ...     print(d.text, d.kind, d.date_from, d.date_to, d.action)
    4月 within 2009-04-01 2009-04-30 出台文件
    5月1日起 from 2009-05-01 None 施行
    """
    whole = Text.of(text)
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
    folded = text.folded[start:end]
    found: list[Found] = []
    if grammar.hint().search(folded):
        taken: _Spans = []
        found += _recurring(folded, Frame(issued, year), taken, prose=prose)
        found += _lengths(folded, taken, prose=prose)
        found += scan_calendar(folded, Frame(issued, year), taken, in_prose=prose)
        if "起" in folded:
            found += _from_now(folded, issued, [f[:2] for f in found])
    elif prose:
        return []
    found += _words(folded, [f[:2] for f in found], prose=prose)
    if not found:
        found = _unread(folded, prose=prose)
    found.sort(key=lambda f: f.start)
    return [_deadline(text, start, f, _action(folded, found, i)) for i, f in enumerate(found)]


def _deadline(text: Text, offset: int, found: Found, action: str | None) -> Deadline:
    s, e, kind, fields = found
    value = text.value(offset + s, offset + e)
    return Deadline(text=value.text, start=value.start, end=value.end, kind=kind, action=action, **fields)


def _free(taken: _Spans, start: int, end: int) -> bool:
    return not any(s < end and start < e for s, e in taken)


def _recurring(folded: str, frame: Frame, taken: _Spans, *, prose: bool) -> list[Found]:
    found = []
    for m in grammar.recurring().finditer(folded):
        if not _free(taken, *m.span()):
            continue  # the month of 每年6月 belongs to 每年
        r = read_recurrence(m, folded, frame)
        if prose and (prose_rules.in_title(folded, r.start) or not _is_duty(folded, r.end, limited=r.limited)):
            continue  # 每年增长10%: a rate
        taken.append((r.start, r.end))
        found.append(Found(r.start, r.end, "recurring" if r.rrule else None, {"rrule": r.rrule} if r.rrule else {}))
    return found


def _is_duty(folded: str, end: int, *, limited: bool) -> bool:
    return (limited and folded[end - 1] in "前底末日止") or prose_rules.is_duty(folded, end)


_NO_EVENT = frozenset("此今之然最其先前日随事背")


_LENGTH_WORDS = frozenset("内內后後起天个個小周星提")
_BARE_LENGTH = 4


def _lengths(folded: str, taken: _Spans, *, prose: bool) -> list[Found]:
    if (
        not grammar.length_hint().search(folded)
        if prose
        else (len(folded) > _BARE_LENGTH and _LENGTH_WORDS.isdisjoint(folded))
    ):
        return []
    found = []
    for m in grammar.duration().finditer(folded):
        length = read_length(m, folded)
        if not _is_length(folded, m, length, prose=prose) or not _free(taken, length.start, length.end):
            continue  # 最长不超过3个月: a length, no limit; 6月内: a month
        taken.append((length.start, length.end))
        readable = length.duration is not None or length.workdays is not None
        fields = {"duration": length.duration, "workdays": length.workdays, "event": length.event}
        found.append(Found(length.start, length.end, "relative" if readable else None, fields))
    return found


def _is_length(folded: str, m: regex.Match[str], length: Length, *, prose: bool) -> bool:
    if length.event in _NO_EVENT:
        return False
    unit = m.group("u") or ""
    if (
        length.event is None
        and unit in ("月", "季度")
        and not m.group("hn")
        and "个" not in m.group().replace("個", "个")
    ):
        return False
    if unit == "年" and len(m.group("n") or "") == 4:
        return False
    if prose:
        if prose_rules.is_validity(folded[max(0, length.start - 16) : length.start]):
            return False
        closes = (m.group("in") or "")[-1:] in ("内", "內", "后", "後") or bool(length.event and not m.group("in"))
        return length.event is not None and closes and folded[length.end : length.end + 1] != "的"
    return length.limited or length.event is not None or folded.strip() == m.group().strip()


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    words, any_of = grammar.words, grammar.any_of
    return {
        "now": regex.compile(any_of(words("now", "words"))),
        "immediate": regex.compile(any_of(words("immediate", "words"))),
        "cell": regex.compile(
            rf"{any_of(words('ongoing', 'cell'))}化?(?![至到])"
            r"(?:坚持|推进|实施|开展|进行|落实|执行|完成|保持|做好)?"
        ),
        "prose": regex.compile(any_of(words("ongoing", "prose"))),
        "unread_prose": regex.compile(any_of(words("unread", "prose"))),
        "unread_cell": regex.compile(any_of(words("unread", "cell"))),
    }


def _from_now(folded: str, issued: dt.date | None, taken: _Spans) -> list[Found]:
    """即日起: from the day of the circular."""
    fields = {"date_from": issued, "due": issued, "precision": "day", "year_from": "circular" if issued else None}
    fields["edtf"] = f"{issued}/" if issued else None
    found = []
    for m in _patterns()["now"].finditer(folded):
        s = m.end() - len(m.group().lstrip("自从"))
        if _free(taken, s, m.end()):
            found.append(Found(s, m.end(), "from", dict(fields)))
    return found


def _words(folded: str, taken: _Spans, *, prose: bool) -> list[Found]:
    """立即, 长期坚持: limits without a number."""
    found = []
    patterns = _patterns()
    spoken = "即" in folded or "马上" in folded or "立" in folded
    for m in patterns["immediate"].finditer(folded) if spoken else ():
        if _free(taken, *m.span()) and not (prose and prose_rules.in_title(folded, m.start())):
            found.append(Found(m.start(), m.end(), "immediate", {}))
    if not prose or "长期" in folded or "时序" in folded:
        for m in patterns["prose" if prose else "cell"].finditer(folded):
            if _free(taken, *m.span()):
                found.append(Found(m.start(), m.end(), "ongoing", {}))
    return found


_LONGEST_UNREAD = 60


def _unread(folded: str, *, prose: bool) -> list[Found]:
    """开学前: a limit in words that no calendar answers. In a cell, the whole cell."""
    if prose:
        if not any(c in folded for c in ("学", "汛", "季前")):
            return []
        return [Found(m.start(), m.end(), None, {}) for m in _patterns()["unread_prose"].finditer(folded)]
    cell = folded.strip(" \n-/、,。;")
    if not 1 < len(cell) <= _LONGEST_UNREAD or not _patterns()["unread_cell"].search(cell):
        return []
    return [Found(0, len(folded), None, {})]


_ACTION_END = regex.compile(r"[,;。\n(]")
_LONGEST_ACTION = 40
_LEAD_IN = regex.compile(r"(?:[在于自从到至并,、 ]|力争|争取|确保|计划|预计|延长至|截至|截止)+$")


def _action(folded: str, found: list[Found], i: int) -> str | None:
    """What happens at the limit: the words up to the next stop or limit; None where it is only done by then."""
    if found[i].kind is None:
        return None
    at = found[i].end
    stop = found[i + 1].start if i + 1 < len(found) else len(folded)
    if i + 1 < len(found) and folded[at:stop].strip() in ("、", "和", "及", "与"):
        return _action(folded, found, i + 1)
    words = folded[at : min(max(at, stop), at + 3 * _LONGEST_ACTION)].lstrip(" ,:\n")
    end = _ACTION_END.search(words)
    words = words[: end.start()] if end else _LEAD_IN.sub("", words) if i + 1 < len(found) else words
    words = words.strip(" 、,:)]")
    if not words or len(words) > _LONGEST_ACTION or words in grammar.words("after", "plain"):
        return None
    return words


@cache
def _looks() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    n, b = r"[\d〇零Oo一二三四五六七八九十]", grammar.B
    ongoing = grammar.any_of((*grammar.words("ongoing", "cell"), *grammar.words("immediate", "words")))
    return (
        regex.compile(
            rf"""[ \n]*(?: 自|从|在|于|到|至|截[至止]到?|计划|力争|争取|确保|预计|原则上|拟
                    | 不[晚迟]于|最[迟晚]于?|即日起至?){{0,3}}[ ]?
            (?: {n}{{4}}{b}年{b}(?: {n}{{1,2}}{b}月 | 度?{b}(?:[底末内初前起第春秋,;、。至~Q-]|[上下]半|{n}季)
                               | 度?(?:以[前后]|$|全年|完成|出台|建成) )
              | {n}{{1,3}}{b}(?:-|~|至|到|、){b}第?{n}{{1,2}}{b}(?:月|季)
              | {n}{{4}}{b}(?:-|~|至){b}{n}{{4}}{b}(?:年|$|[,;])  | (?:19|20)\d\d[-./]\d
              | {n}{{1,3}}{b}月 | \d{{1,2}}\.\d{{1,2}}[之以]?前
              | 第?{n}季度? | [上下]半年 | 前[一二两三]个?季度
              | 年[底末内初中终] | 全年 | 月[底末初] | [今明本当次][年月] | 本季度
              | 每个?{n}?个?[年月季周旬日天半] | 逐[年月季] | 按[年月季周日旬](?!期|时)
              | [“"]?{n}{{1,2}}五[”"]?(?:期间|时期|末|规划|$)
              | {n}{{1,3}}{b}(?:-{n}{{1,3}})?个?(?:工作日|日|天|月|小时|周|年)(?:[以之]?内|$)
              | [^,;。\n]{{2,24}}?(?:之日起|[后後])[ ]?{n}{{1,3}}个?(?:工作日|日|天|月|周|年)
              | {ongoing} | 即日 | 尽快 | 适时
            )""",
            regex.VERBOSE,
        ),
        regex.compile(r"已|(?<!为)了(?!解)|同比|环比|累计|实际|进展|正在"),
    )


_SHORT = 60


def looks_like_deadline(folded: str) -> bool:
    """True where a cell's folded text is most likely a time limit, by how it opens. Microseconds; reads nothing.

    >>> [looks_like_deadline(s) for s in ("6月30日前完成", "长期坚持", "市教育局", "4月已完成了招标")]
    [True, True, False, False]
    """
    opens, reports = _looks()
    m = opens.match(folded)
    if m is None:
        return False
    return not reports.search(folded, 0, 200)
