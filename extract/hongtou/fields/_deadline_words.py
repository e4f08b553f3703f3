"""Limits without a day: 即日起, 立即, 长期坚持, and what sounds like a limit and cannot be read (开学前)."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from hongtou.data import finder
from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields import _deadline_prose as prose_rules
from hongtou.fields._deadline_compose import Found
from hongtou.fields._deadline_lengths import event_before
from hongtou.fields._deadline_validity import THEN_VALID
from hongtou.fields._taken import Taken
from hongtou.fields.unit_signs import is_assignment, looks_like_units


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    listed, any_of = grammar.words, grammar.any_of
    return {
        "now": re.compile(any_of(listed("now", "words"))),
        "issue": re.compile(
            rf"(?P<event>{any_of(listed('now', 'issue'))})之日起(?!计?算?[ ]?[\d一二三四五六七八九十两半])"
        ),
        "immediate": re.compile(any_of(listed("immediate", "words"))),
        "at_once": re.compile(rf"[ \n]*{any_of(listed('immediate', 'cell'))}(?!起|至|止)"),
        "cell": re.compile(
            rf"(?<!中){any_of(listed('ongoing', 'cell'))}化?(?![至到:]|\(\d{{4}}年?[-~至])"
            r"(?:坚持|推进|实施|开展|进行|落实|执行|完成|保持|做好)?"
        ),
        "prose": re.compile(
            any_of(listed("ongoing", "prose")) + "(?![一二三四五六七八九十两\\d]{1,2}个(?:阶段|步骤))"
        ),  # 长期坚持三个阶段
        "season": re.compile(
            rf"""(?: (?:(?:19|20)\d\d|[今明当])年 的? )? (?:[春夏秋冬新本下上主]季?)?
            {any_of(listed("unread", "season"))}
            (?: (?:开学|开始|来临|到来|结束|放假)? [之以]?前(?![期后]) | 末(?!考) | 起 | 开始 )
            | 每个?学[期年] [初末]?""",
            re.VERBOSE,
        ),
        "event": re.compile(
            r"前(?<![目提当此以之先日号旬空超往年月度底末]前)(?<!含\)前)(?<!当日\)前)(?:要|须|应|必须|全部|全面|基本|确保)?"
            + any_of(listed("unread", "done"))
        ),
        "unread_cell": re.compile(any_of(listed("unread", "cell"))),
    }


_FROM_NOW = re.compile(r"(?:[即今之]日|现在|今天)起")
"""What every word of :func:`from_now` holds."""


def from_now(folded: str, issued: dt.date | None, taken: Taken, *, prose: bool) -> list[Found]:
    """即日起: from the day of the circular; 印发之日起施行 too, though in prose that is the life of the document."""
    if "起" not in folded or not _FROM_NOW.search(folded):
        return []
    fields = {"date_from": issued, "due": issued, "precision": "day", "year_from": "circular" if issued else None}
    fields["edtf"] = f"{issued}/" if issued else None
    found = []
    for m in _patterns()["now"].finditer(folded):
        s = m.end() - len(m.group().lstrip("自从"))
        if prose and THEN_VALID.match(folded, m.end()):
            continue
        if taken.is_free(s, m.end()):
            taken.add(s, m.end())
            found.append(Found(s, m.end(), "from", dict(fields)))
    for m in () if prose else _patterns()["issue"].finditer(folded):
        if taken.is_free(*m.span()):
            taken.add(*m.span())
            found.append(Found(m.start(), m.end(), "from", {**fields, "event": m.group("event")}))
    return found


_CANNOT = ("不能", "无法", "难以", "未能")
"""不能立即整改的,限期整改: of what cannot be done at once."""


_CAN = ("能", "能够", "可以", "可")
_WHICH = re.compile(r"[\u4e00-\u9fff]{0,6}的")
"""能立即整改的立即整改: the first says which."""


def words(folded: str, taken: Taken, *, prose: bool) -> list[Found]:
    """立即, 长期坚持: limits without a number."""
    found = []
    patterns = _patterns()
    spoken = "即" in folded or "马上" in folded or "立" in folded or (not prose and "随" in folded)
    for m in patterns["immediate"].finditer(folded) if spoken else ():
        said = not folded.endswith(_CANNOT, 0, m.start()) and not (prose and _is_slogan(folded, m))
        if said and folded.endswith(_CAN, 0, m.start()):
            said = _WHICH.match(folded, m.end()) is None
        if said and taken.is_free(*m.span()) and not (prose and prose_rules.in_title(folded, m.start())):
            found.append(Found(m.start(), m.end(), "immediate", {}))
    alone = patterns["at_once"].match(folded) if spoken and not prose and not found else None
    if alone is not None and taken.is_free(*alone.span()):
        found.append(Found(alone.start(), alone.end(), "immediate", {}))
    if not prose or "长期" in folded or "时序" in folded:
        for m in patterns["prose" if prose else "cell"].finditer(folded):
            if taken.is_free(*m.span()):
                found.append(Found(m.start(), m.end(), "ongoing", {}))
    return found


@cache
def _slogan() -> re.Pattern[str]:
    return re.compile(rf"[^“”\n。]{{0,16}}”[^,;。\n“”]{{0,8}}{grammar.any_of(grammar.words('immediate', 'named'))}")


def _is_slogan(folded: str, m: re.Match[str]) -> bool:
    """弘扬“马上就办”精神, “立行立改”机制: in quotes the words are a name; 对问题“立行立改” says when,
    and so does 按“立行立改”的要求.
    """
    if folded[m.start() - 1 : m.start()] != "“":
        return False
    return m[0] == "马上就办" or _slogan().match(folded, m.end()) is not None


@cache
def _season_sign() -> re.Pattern[str]:
    """What every season holds, 每学期 too: 考核 and 验收 stand in most texts, 高考 and 秋收 in few."""
    return finder(grammar.words("unread", "season"))


def unread_phrases(folded: str, found: list[Found]) -> list[Found]:
    """开学前, 开工前完成: no calendar has the day; a bare date right before one (9月开学前) goes with it."""
    phrases = _phrases(folded)
    if not phrases:
        return found
    found = sorted(found, key=lambda f: f.start)
    kept: list[Found] = []
    at = 0
    for start, end in phrases:
        within = at
        while within < len(found) and found[within].end <= start:
            within += 1
        kept += found[at:within]
        at = within
        while at < len(found) and found[at].start < end:
            at += 1
        inside = found[within:at]
        if any(f.kind != "within" or f.end > end for f in inside):
            kept += inside
            continue
        if kept and kept[-1].end > start:
            continue  # said within a limit that was read
        day = inside[0] if inside else kept[-1] if kept and kept[-1].end == start else None
        if day is not None and day.kind == "within" and _is_day(day) and day.start <= start and len(inside) < 2:
            kept = kept if inside else kept[:-1]
            kept.append(_by_that_day(day, end))  # 9月1日开学前: the day is printed
            continue
        if inside:
            start = min(start, inside[0].start)
        elif kept and kept[-1].end == start and (kept[-1].kind == "within" or folded[kept[-1].start : start] == "每年"):
            start = kept.pop().start
        kept.append(Found(start, end, None, {}))
    return _with_days(folded, kept + found[at:])


def _with_days(folded: str, found: list[Found]) -> list[Found]:
    """供暖季前(11月15日): the brackets say the day of what no calendar has."""
    kept: list[Found] = []
    for f in found:
        before = kept[-1] if kept else None
        if before is not None and before.kind is None and f.kind == "within" and _is_day(f):
            said = folded[before.end - 1] == "前" and folded[before.end : f.start] == "("
            if said and folded.startswith(")", f.end):
                kept[-1] = _by_that_day(f, f.end)
                continue
        kept.append(f)
    return kept


def _is_day(found: Found) -> bool:
    fields = found.fields
    return fields.get("precision") == "day" and fields["date_from"] == fields["date_to"] is not None


def _by_that_day(day: Found, end: int) -> Found:
    last = day.fields["date_to"]
    fields = {**day.fields, "date_from": None, "edtf": f"/{last}" if last else None}
    return Found(day.start, end, "by", fields)


def _names_work(folded: str, m: re.Match[str]) -> bool:
    """开展汛前检查, 做好开学前的准备, 一、汛前准备: which work, not by when."""
    if m[0].endswith("前") and _HEADED.match(folded, m.end()) is not None:
        return True
    return (
        m[0].endswith("前")
        and folded.endswith(grammar.words("prose", "works"), 0, m.start())
        and folded[m.end() : m.end() + 1] not in _ENDS
    )


_HEADED = re.compile(r"(?:准备|检查|排查)(?:工作|阶段)?(?:[。\n]|$)")
_ENDS = ("", ",", ";", "。", "、", "\n")
_EVENT_REACH = 24


def _phrases(folded: str) -> list[tuple[int, int]]:
    """Where the phrases stand, in order and apart."""
    spans: list[tuple[int, int]] = []
    if _season_sign().search(folded):
        spans = [m.span() for m in _patterns()["season"].finditer(folded) if not _names_work(folded, m)]
    if "前" in folded:
        if "周" in folded or "星期" in folded:
            spans += [m.span() for m in _WEEKDAY.finditer(folded)]
        for m in _patterns()["event"].finditer(folded):
            before = folded[max(0, m.start() - _EVENT_REACH) : m.start()]
            start, event = event_before(before, before, m.start())
            if event:
                spans.append((start, m.start() + 1))
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


_WEEKDAY = re.compile(
    r"(?<!每)[本下这]个?(?:周|星期)[一二三四五六日天末]?(?:[上下]午|[上下]班|\d{1,2}(?:[时点]|:\d\d)(?:\d{1,2}分)?){0,2}"
    "[之以]?前(?![后期])"
)
"""本周五下班前: a day that the date of the circular alone gives, and no calendar."""
_LONGEST_UNREAD = 60


def unread_cell(folded: str) -> list[Found]:
    """A cell that sounds like a limit, and of which nothing was read."""
    cell = folded.strip(" \n-/、,。;")
    if not 1 < len(cell) <= _LONGEST_UNREAD or not _patterns()["unread_cell"].search(cell):
        return []
    if cell[0] not in "按根视待依" and (looks_like_units(cell) or is_assignment(cell)):
        return []  # 市财政局、市住建局按职责分工负责
    return [Found(0, len(folded), None, {})]
