"""Limits counted from an event: 印发之日起30日内, 合同到期前三个月, 10个工作日内 → an ISO 8601 duration or 工作日."""

from __future__ import annotations

import re
from functools import cache

from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields._deadline_grammar import any_of
from hongtou.fields.numerals import read_number
from hongtou.fields.unit_words import is_name
from hongtou.model.record import Record


class Length(Record, frozen=True):
    """A length and what it counts from."""

    start: int
    end: int
    duration: str | None
    workdays: int | None
    event: str | None
    limited: bool
    """It closes with 内, 后 or 前."""
    ahead: bool = False
    """会议召开3日前: 前 stands behind the length."""


_UNITS = {"日": "D", "天": "D", "自": "D", "周": "W", "星": "W", "月": "M", "年": "Y"}
_EVENT_REACH = 40
_LEADS = (
    "待",
    "自",
    "从",
    "在",
    "于",
    "应当",
    "应在",
    "应于",
    "须",
    "原则上",
    "并",
    "力争",
    "要",
    "需",
    "确保",
    "必须",
    "均",
)
_STOPS = ",;。:、!?\n([“"
_DUTY = (
    "应",
    "须",
    "当",
    "需",
    "要",
    "可",
    "请",
    "将",
    "均",
    "拟",
    "局",
    "厅",
    "府",
    "校",
)  # 建设单位应于竣工后15日内, 督查组将于检查结束后
_ARRIVES = ("收到", "接到", "每")  # 各单位于收到通知之日起, 转学于每学期开学前
_NOT_GOT = frozenset("未没不已曾各是所")
_GLUED = ("收", "接", "达", "得", "遇", "直", "来", "拿", "找", "等")


@cache
def _event_last() -> frozenset[str]:
    groups = ("marks", "events", "ahead_of")
    return frozenset(w[-1] for group in groups for w in grammar.words("relative", group)) | {"满"}


def may_have_event(m: re.Match[str], folded: str) -> bool:
    """False where no event can stand before a length: a look at one character."""
    if m["ahead"] == "前":
        return True
    at = m.start("low") if m["low"] else m.start()
    if folded[at - 1 : at] in ("在", "于") or _learns()[0].search(folded, max(0, at - 24), at):
        return True  # 收到申请材料5日内; 会后,应于5日内
    return folded[max(0, at - 12) : at].rstrip(" \n,的第")[-1:] in _event_last()


@cache
def _learns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """发现险情2小时内报告, 发现险情的,应当在2小时内报告: what is learnt is an event where what is done then follows;
    5分钟内处置率 and 2小时内报告的 say how much, and who.
    """
    told, reacts = any_of(grammar.words("relative", "learns")), any_of(grammar.words("relative", "reacts"))
    return (
        re.compile(rf"到|{told}"),
        re.compile(rf"{told}[\u4e00-\u9fff]{{0,8}}(?<!发现)(?P<then>的,(?:应当?|须|必须|要|一律|均)?[在于]?[ ]?)?$"),
        re.compile(rf"[ ]?(?:书面|电话|口头|及时|如实|立即|逐级)?{reacts}(?![\u4e00-\u9fff]{{0,2}}[率的])"),
    )


def read_length(m: re.Match[str], folded: str) -> Length:
    """The length of one match of the grammar, with the event printed before it."""
    start, stop = m.span()
    if m.group("low"):
        start = m.start("low")
    duration, workdays = _length(m)
    limit = m.group("in") or ""
    before = folded[max(0, start - _EVENT_REACH) : start]
    mark = grammar.event_mark(before)
    event = None
    ahead = m["pre"] is not None and before.rstrip().endswith(grammar.words("relative", "ahead_of"))
    if m["pre"] is not None and not ahead:
        stop = m.start("pre")
    learnt = _learns()[1].search(before) if mark is None and limit else None
    if learnt is not None and folded[stop:].strip() and _learns()[2].match(folded, stop) is None:
        learnt = None
    if m.group("ahead") == "前" or ahead or learnt is not None:
        then = len(learnt["then"] or "") if learnt is not None else 0
        event_start, event = event_before(before[: len(before) - then], before, start)
        start = event_start if event else start
    elif mark and (mark[1] or limit):
        event_start, event = event_before(before[: mark[0]], before, start)
        start = event_start if event else start
    if m["ahead"] or ahead:
        duration, workdays = "-" + duration if duration else None, -workdays if workdays else workdays
    return Length(start, stop, duration, workdays, event, bool(limit or m.group("ahead") or ahead), ahead)


def _length(m: re.Match[str]) -> tuple[str | None, int | None]:
    unit = m["u"] or m["u2"]
    if m.group("hn"):
        return {"月": "P15D", "年": "P6M", "小": "PT30M"}[unit[0]], None
    if m.group("one"):
        return f"P{12 * (read_number(m['one']) or 0) + 6}M", None
    n = read_number(m.group("n"))
    if n is None:
        return None, None
    if unit == "工作日":
        return None, n
    if m.group("half"):
        return (f"P{n}M15D" if unit == "月" else f"P{n}Y6M" if unit == "年" else None), None
    if unit in ("小时", "分钟"):
        return f"PT{n}{'H' if unit == '小时' else 'M'}", None
    if unit == "季度":
        return f"P{3 * n}M", None
    return f"P{n}{_UNITS[unit[0]]}", None


_ITSELF = re.compile("自(?:治[区州县旗]|然|来水|动)")
_BY_ITSELF = re.compile(
    rf"{_ITSELF.pattern}|自(?:愿|纠(?!正)|查(?![封处获实])|评(?![审定估标])|检(?![验测查疫])|行(?!政)|有(?!关)|主(?!管))"
)
"""自查结束后; but 自检验合格之日起, which 起 closes."""


def _leads_in(clause: str, at: int, *, closed: bool) -> bool:
    """Whether a 于 leads to the event: 应于竣工后, 各单位于收到通知后, 教务处于开学后.

    Before one that 起 has ``closed``, any does but that of a word (报告于反馈之日起, not 关于修订的通知印发之日起).
    """
    before = clause[at - 1 : at]
    return (
        before in _DUTY
        or (at > 1 and is_name(clause[:at]))
        or clause.startswith(_ARRIVES, at + 1)
        or (closed and before != "" and before not in _BOUND)
    )


_BOUND = frozenset("关由对属位用低高处至终便利善基鉴等介大小多少优不过在归限源忠急乐敢勇")
"""由于, 高于: with these 于 is one word."""
_NEVER_NEXT = frozenset("期位达场账帐岗货任案会校站家村")
"""到期, 在岗, 到会: no words that lead to an event; but 在会后."""


_LISTED = re.compile(r"自?(?:收到|接到)[^,;。:、!?\n(\[“]{1,12}(?:、[^,;。:、!?\n(\[“]{1,12}){1,3}$")
"""自收到建议、提案之日起: what comes may be of several kinds."""
_TERMS = re.compile(r"[春夏秋冬暑寒][季假]?(?:学期)?(?:、|[和及与])(?=[春夏秋冬暑寒][季假]?[\u4e00-\u9fff])")
"""春季、秋季学期开学后: of either term."""


def event_before(words: str, before: str, start: int) -> tuple[int, str | None]:
    """The event in the words before a mark: from the last 自, 至 or 在, else from the clause's start."""
    cut = max(words.rfind(c) for c in _STOPS) + 1
    if words[cut - 1 : cut] == "、" and (listed := _LISTED.search(words)) is not None:
        cut = listed.start()
    elif words[cut - 1 : cut] == "、" and (term := _TERMS.search(words, max(0, cut - 5))) is not None:
        cut = term.start() if term.end() == cut else cut
    elif words[cut - 1 : cut] == "、" and (close := words.find(")", cut)) > words.find("(", cut):
        cut = close + 1  # 各县(市、区)教育局于
    clause = words[cut:]
    itself = _ITSELF if "起" in before[len(words) :] else _BY_ITSELF
    for lead in ("自从", "自", "从"):
        at = clause.rfind(lead)
        if at >= 0 and itself.match(clause, at) is None and not clause[:at].endswith(("来", "各")):
            cut, clause = cut + at + len(lead), clause[at + len(lead) :]
            break
    else:
        at = max(
            (
                i + 1
                for i, c in enumerate(clause)
                if (c in "至到在" or (c == "于" and _leads_in(clause, i, closed=itself is _ITSELF)))
                and not clause[:i].endswith(_GLUED)
                and (
                    clause[i + 1 : i + 2] not in _NEVER_NEXT
                    or clause[i:] in ("在会", "于会")
                    or clause.startswith("在会议", i)
                )
            ),
            default=0,
        )
        cut, clause = cut + at, clause[at:]
    got = max(clause.rfind("收到"), clause.rfind("接到"))
    if got > 0 and clause[got - 1] not in _NOT_GOT:
        cut, clause = cut + got, clause[got:]  # 行政机关|收到司法建议后
    stripped = clause.lstrip(" \n")
    cut += len(clause) - len(stripped)
    for _ in range(2):  # 并于公布之日起
        for lead in sorted(_LEADS, key=len, reverse=True):
            if stripped.startswith(lead) and itself.match(stripped) is None:
                cut, stripped = cut + len(lead), stripped[len(lead) :]
                break
    event = stripped.rstrip(" \n")
    return start - len(before) + cut, event or None
