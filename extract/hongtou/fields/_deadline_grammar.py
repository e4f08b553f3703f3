"""The patterns of time limits, built from named pieces over folded text. Compiled when first used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from hongtou import data
from hongtou.data import load_toml, load_tsv
from hongtou.fields.numerals import HAN, NUMBER, SMALL

B = r"[ \n]{0,2}"
LUNAR_DAY = r"[一二三四五六七八九十](?![次批个季期])"  # 三月初八 is a day of another calendar, 年初一次 none
"""What print may put between the parts of a date."""

CONNECT = rf"{B}(?:-{{1,3}}|~|直?至|到){B}"
"""4月-6月, 3月10日--3月22日, 2月至4月."""

_WEEKDAY = (
    rf"(?:{B}\((?:[本下]?(?:星期|周|礼拜)[一二三四五六日天]|除夕|[\u4e00-\u9fff]{{2,10}}[日节]"
    r"|(?:农历)?(?:(?:正|冬|腊|[一二三四五六七八九十]{1,2})月[初廿]?[一二三四五六七八九十]{1,2}|初[一二三四五六七八九十]))\))"
)
_HOUR = r"(?:\d{1,2}|十?[一二三四五六七八九十]|[零〇])(?:时(?![间期])|点|:[ ]?\d\d(?::\d\d)?)(?:\d{1,2}分|整|半)?"
_PART_OF_DAY = "(?:上午|下午|晚[上间]?|早[上晨]?|中午|凌晨|夜间|傍晚)"
_CLOCK = (
    rf"(?:{B}{_PART_OF_DAY})?(?:{B}{_HOUR}(?:{B}(?:-|~|至|到){B}(?:当日|次日)?{_PART_OF_DAY}?{_HOUR})?)?"
    rf"(?:{B}[上下]班(?=[之以]?前))?"
)
TIME = rf"{_WEEKDAY}?{_CLOCK}"
"""(星期五)下午5点, (国家宪法日): belongs to the limit, changes no day."""


def not_after(characters: str) -> str:
    """None of these stands before, with or without the blanks that print may put between."""
    return "".join(rf"(?<!{characters}{blanks})" for blanks in BLANKS)


BLANKS = ("", r"[ \n]", r"[ \n]{2}")

ASIDE = r"\([^()\n]{1,16}\)"
"""A word in brackets behind a limit, before what is done: 每季度(开发区每月)举办."""


@cache
def words(*path: str) -> tuple[str, ...]:
    """A list of deadlines.toml."""
    node: Any = load_toml("deadlines.toml")
    for key in path:
        node = node[key]
    return tuple(node)


def any_of(group: Iterable[str]) -> str:
    """A pattern that takes any word of a list, the longest first."""
    return f"(?:{data.any_of(group)})"


@cache
def holidays() -> dict[str, str]:
    """Name of a day → "05-01", or the name of its column in the table of festivals."""
    days = load_toml("deadlines_holidays.toml")
    return {**days["fixed"], **days["festival"]}


@cache
def holiday_ends() -> str:
    """The characters that one of these ends with, of which one stands before 前."""
    return "".join(sorted({name[-1] for name in holidays()} | {"期", "假"}))


@cache
def festivals() -> dict[int, dict[str, str]]:
    """Year → festival → "01-26"."""
    return {int(row["year"]): row for row in load_tsv("deadlines_festivals.tsv")}


@cache
def connect() -> re.Pattern[str]:
    """What joins the two ends of a range."""
    return re.compile(CONNECT)


@cache
def listed() -> re.Pattern[str]:
    """What joins dates that are listed: 6月、12月."""
    return re.compile(rf"{B}(?:、|和|及|与|以及|或){B}")


RECURRING = re.compile(
    "[每逐按次单双季月年度周旬日天](?:(?<=[每逐按])|(?<=[次单双])月|(?<=季)度?[末首]月|(?<=[季月])[度份]?(?:终了|结束)?[后後]"
    "|(?<=[年月季度周旬日天])[ \\n]{0,2}一[次调报通评督查会总考统梳研分检])"
)
"""Every recurrence opens with one of these: asked before :func:`recurring` is. It begins with one class, which `re`
finds at its fastest.
"""


@cache
def _event_words() -> re.Pattern[str]:
    groups = ("marks", "events", "learns", "ahead_of")
    return data.finder(word for group in groups for word in words("relative", group))


_BEFORE_COUNT = re.compile(r"前[ \n]{0,2}[\d一二两三四五六七八九十]")


def may_name_event(folded: str) -> bool:
    """Whether there is a word that stands before every length that is counted from an event."""
    return _event_words().search(folded) is not None or _BEFORE_COUNT.search(folded) is not None


_PLANNED = (
    r"(?:工作|目标|任务|实施|建设|投资){0,2}(?:计划|目标|任务|安排|方案|预算|要求)"
    r"(?:\W|$|有序|稳步|推进|推动|完成|实施|执行|落实|进行|开展)"
)
"""按年度计划推进: as a plan says, no rule of its own; but 按月安排专人巡查 is one."""


_OF_ANOTHER = (
    r"[\d一二两三四五六七八九十百半几多数个满历整正腊坐春夏秋冬雨旱暖热旺淡汛产销换风采火花"
    "赛休禁次下上本当今该同隔每逐按]"
)
"""雨季后15日内, 3个月后5日内, 一季度结束后10日内: of one quarter or month, or of none."""
_ALONE = "(?:(?<![\u4e00-\u9fff])|(?<=[各于在应须]))"
"""应于季后15日内; but 收获季后15日内, 宣传月结束后5日内 are of one that is called so."""


@cache
def recurring() -> re.Pattern[str]:
    """每月25日前, 每季度末月20日前, 每年, 每周五, 逐月, 按季度, 一月一报. What follows 每年 is read as a date."""
    once = any_of(words("recurring", "once"))
    return re.compile(
        rf"""
        (?: 每[个逢]? {B} (?P<n>[两二三四五六七八九十]{{1,3}}|\d{{1,2}})? {B} 个? {B}
              (?P<u>工作日|年度?|半年|季度?|半个?月|月|旬|周|星期|日|天)
              (?![龄均薪亩度人亏边围长转岁代户吨]|轮(?![训换流值]))
          | (?:逐|按) (?P<u2>半年|[年季月]度?+|周|日|旬) (?![期时照程常内前后起计]|{_PLANNED})
          | (?P<o>[一半两二三]) {B} 个? (?P<u3>年|月|季度?|周|旬|日|天) 一(?=[次调报通评督查会总考统梳研分检])
          | 次月(?={B}{SMALL}{B}日)(?P<next>)
          | (?P<par>(?:每逢?|逢)[单双]月份? | [单双]月(?={B}(?:底|{SMALL}{B}日)))            # 每双月, 双月25日前
          | (?<![一二三四1-4第本当上下]) (?P<u4>季)度?(?=[末首]月{B}{SMALL}{B}日)               # 季度末月20日前
          | {not_after(_OF_ANOTHER)} (?P<u5>季度|月[度份]|{_ALONE}[季月])                  # 季后15日内, 月度终了后5日内
              (?={B}(?:终了|结束)?[后後]的?{B}{SMALL}{B}(?:[日天]|个?工作日)(?:[以之]?[内內]|前))
        )
        (?: {B} (?: (?:(?:结束|终了)[后後](?=次|第|首))?                                      # 每季度结束后次月10日前
                     的?(?:(?:第(?=[一二三123首]))?(?P<wm>首|末|次|(?<=第)[一二三123]|最后一)个?(?:月的?|(?<=末)))?
                     {B} (?:于|在)? {B}
                     (?: {SMALL} {B} [日号]? {B} (?:至|到|-|~) {B} )?
                     (?P<d> {SMALL} {B} [日号] (?!{B}(?:至|到|-|~){B}月?[底末]) {TIME}
                            (?: {B}[、和]{B} {SMALL} {B} [日号] )* )
          | 的?(?:第(?=[一二三123]个))?(?P<wm2>首|末|[一二三123](?=个月)|最后一(?=个月))个?月
            (?: (?P<e>底|末|初(?!{LUNAR_DAY})) | 的?(?P<dk2>[上中下])旬 )?
          | 的? (?:(?P<dk>[上中下])旬 | (?P<hm>[上下])半月)
          | (?:(?:结束|终了)[后後]?的?|末?[后後]的?|前|初|的?前) {B}
            (?P<fd>{SMALL}) {B} (?P<fu>日|天|个?工作日) (?:[以之]?[内內])?
          | (?P<fd2>{SMALL}) {B} (?P<fu2>个?工作日) [以之]?[内內]          # 每月5个工作日内
          | (?P<lw>最后(?:一个|1个)?工作日) | (?:第(?=[一二三四五1-5])|(?=首))(?P<fw>[首一二三四五1-5])个工作日
          | (?<=月)的?(?:第(?P<nw>[一二三四1-4])个?|最后一个?)(?:周|星期)(?:的?(?:周|星期))?(?P<nd>[一二三四五六日天])
          | (?<=[周期]) (?:星期|周)? (?P<wd> (?:一(?!{once}|报(?!送))|[二三四五六日天末])
                            (?![次份个般人]|[至到](?!(?:周|星期)?[二三四五六日](?![次天日个])))
                     (?: [、和及至到~-] (?:周|星期)? [一二三四五六日天] )* )
          | (?:月|季|年)?[底末]前(?P<bd>{SMALL}){B}(?:日|天|个?(?P<bw>工作日))(?:[以之]?内)?          # 每月底前3天
          | (?: {SMALL} {B} [日号] {B} (?:至|到|-|~) {B} (?=月?[底末]) )?
            (?:月|季|年)?(?P<e2>底(?![数线层])|末|初(?![步级]|{LUNAR_DAY})|(?<=年)终)
        ) )?
        (?: {B} [于在]? {B} (?:上午|下午|晚上?|中午|凌晨)? {B} (?:{_HOUR}|[上下]班) (?= {B} [之以]?前 ) )?  # 每日8时前
        (?: {B} (?P<lim> [之以]前 | 前(?![期后述往]) | 止 | 以?内(?![容部蒙]) ) )?
        """,
        re.VERBOSE,
    )


# A number behind one of these is a year, a decimal, the day of a date.
_IN_ANOTHER = r"[\d.年月第上下每一二三四五六七八九十]"


@cache
def duration() -> re.Pattern[str]:
    """A length that limits: 30日内, 10个工作日以内, 三个月后, 半年内, 3至5日内, 提前10日."""
    return re.compile(
        rf"""
        (?=[提前 \n\d半〇零一二两三四五六七八九十廿卅百])
        (?P<ahead>提前|(?<!年)前(?=[\d一二两三四五六七八九十](?!{B}季度)))? {B}
        {not_after(_IN_ANOTHER)}
        (?: (?: (?P<low>{NUMBER}) {B}(?:-|~|至|到){B} )? (?P<n>{NUMBER}) {B} (?: (?P<half>个半) | [个個] )? {B}
              (?P<u>工作日|自然日|小时|分钟|日历天|日|天|周|星期|月|季度|年(?!半))
          | (?P<hn>半)个?(?P<u2>月|年|小时) | (?P<one>{HAN}{{1,2}}|\d)年半 )
        (?![龄均期薪])
        {B} (?: (?P<in> (?:时间)?[以之]?[内內](?![蒙部容控设陆涝])
              | [之以]?[后後](?![期勤备]) ) | {B} (?P<pre>[之以]?前(?![后後期述])) )?
        """,
        re.VERBOSE,
    )


_STOPPED = re.compile("[,;。、]")


_MUST_IN = re.compile(
    r"(?:(?<=[后後起]),|(?<=之日起),[^,;。:\d可]{1,14}?"
    r"|(?<=[^今最然此先随][后後])(?:,[^,;。:\d可]{1,8}?[镇乡道局厅府委办位门区县市地级队])?(?=[应必须要需]))"
    r"(?:应当?|必?须|要|需)?[在于]$"
)
"""收到意见后,应于; 灾害发生后,乡镇应在; 自印发之日起,各镇应在: who does it may stand between."""


@cache
def _marks() -> tuple[tuple[str, ...], tuple[str, ...]]:
    longest_first = sorted(words("relative", "marks"), key=len, reverse=True)
    return tuple(longest_first), words("relative", "events")


def event_mark(before: str) -> tuple[int, bool] | None:
    """Where the words that name an event end in the words before a length, and whether a mark (之日起) closes them.

    >>> event_mark("自印发之日起,"), event_mark("工程验收"), event_mark("不超过")
    ((3, True), (4, False), None)
    """
    words = before.rstrip(" \n")
    if words[-1:] in ("在", "于") and (must := _MUST_IN.search(words)) is not None:
        words = words[: must.start() + (words[must.start()] == ",")]  # 收到意见后,应于
    words = words[:-1] if words.endswith(("第", "满")) else words
    words = words.removesuffix("的").rstrip(" \n")
    parted = words.endswith(",")
    words = words.removesuffix(",").rstrip(" \n")
    marks, events = _marks()
    got = max(words.rfind("收到"), words.rfind("接到"))
    if got >= 0 and not words.endswith(marks) and not _STOPPED.search(words, got):
        return len(words), True  # 收到申请材料5日内
    if words.endswith(marks):
        return len(words) - next(len(mark) for mark in marks if words.endswith(mark)), True
    return (len(words), False) if not parted and words.endswith(events) else None  # 当场受理,3个工作日内办结


NO_FIGURE = r"(?![\d.]|[ ]?[%‰万亿元个米公吨度人])"
DOT_RANGE = rf"[ ]?(?:-{{1,3}}|~|至|到)[ ]?\d{{1,2}}[./]\d{{1,2}}{NO_FIGURE}"
"""What makes 4.15 a day: 4.15-5.31, 4/15-5/31."""
