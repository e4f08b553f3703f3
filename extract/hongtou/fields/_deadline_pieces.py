"""The pieces of a printed date: years, months, days, quarters, holidays, each read by a small pattern."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from hongtou.fields._deadline_grammar import (
    CONNECT,
    DOT_RANGE,
    LUNAR_DAY,
    NO_FIGURE,
    TIME,
    B,
    any_of,
    holidays,
    not_after,
)
from hongtou.fields.numerals import SMALL, YEAR4, read_number


class Printed:
    """The pieces of one printed date, "" where it has none; as attributes of the class until one is set."""

    start: int
    end: int
    y: str = ""  # 2015
    y2: str = ""  # 2016 of 2015-2016
    m2: str = ""  # 12 of 2015.3-12
    d2: str = ""  # 12 of 2015.6.10-12
    yy: str = ""  # 09
    ry: str = ""  # 今年
    plan: str = ""  # 十四
    m: str = ""  # 6
    d: str = ""  # 30
    dk: str = ""  # 上, 上半 of 上半月
    rm: str = ""  # 本月
    do: str = ""  # the 22 of 10日--22日
    bn: str = ""  # the 4 of 4-6月
    of: str = ""  # the 的 of 6月、12月的25日
    q: str = ""  # 三 of 三季度
    rq: str = ""  # 本 of 本季度
    h: str = ""  # 上 of 上半年
    py: str = ""  # 三 of “十四五”前三年
    fq: str = ""  # 三 of 前三季度
    fm: str = ""  # 九 of 前九个月
    hol: str = ""  # 国庆节
    hol0: str = ""  # 中秋 of 中秋、国庆节前
    edge: str = ""
    lim: str = ""
    dotted: bool = False  # 6.30前: too little to be a date in running words


# A day without 日, as print drops it: 8月19 at the end, 5月10前, 4月20-25日.
_TO_A_DAY = rf"(?:[-~]|至|到){B}\d{{1,2}}{B}日"
_NO_DAY = rf"(?={B}(?:\n|$|[,;。、)]|前|之前|以前|起|止|{_TO_A_DAY}))"
# 4月 and on the next line 2、组织培训 or 2)组织培训: an item's number; only 日 makes it the wrapped rest of a date.
_ITEM_NEXT = rf"[ ]?\n[ \n]?(?>{SMALL})(?!{B}(?:[日号]|{_TO_A_DAY}))"
_DOT_ENDS = rf"{B}(?:[之以]?前|起)|{DOT_RANGE}"
_MONTH = r"(?:1[0-2]|0?[1-9])(?![\d./年月日%万亿个])"
_DAY_ONLY = r"(?:3[01]|[12]\d|0?[1-9])(?![\d./年月%万亿个])日?"
_DAY = rf"[日号](?![文线])(?:(?=[ \n(上下中晚早夜傍凌零〇十一二三四五六七八九\d]){TIME})?"
_PART_NEXT = rf"{SMALL}{B}月|[上下]半年|第?[一二三四1-4]季"

_YEAR = re.compile(
    rf"""
    (?<!\d)(?<!\d\.) (?:
        (?P<ya>{YEAR4}) {B} 年? {CONNECT} (?P<y2>{YEAR4}) (?!\d) (?! {B}年?{B} (?: {_PART_NEXT} ) ) (?: {B}年度? )?
                                                                                     # 2015-2016, 2023年至2025年
      | (?P<yc>{YEAR4}) (?:-|~|至) (?P<y2c>\d\d) 年                                         # 2021-25年
      | (?P<yb>{YEAR4}) (?P<sep>[-/.]) (?P<mb>1[0-2]|0?[1-9])
            (?:(?P=sep)(?P<db>\d{{1,2}}) (?:(?<![-]\d)(?<![-]\d\d)(?:-|~|至)(?P<d2>{_DAY_ONLY}))? {TIME} | {B}月)?
            (?! \d | (?P=sep)\d | [年%] )                                                        # 2020-06-30, 2020.6
            (?(db) | (?: (?<=[./]\d)(?:-|~|至)(?P<m2>{_MONTH})                                   # 2020.3-12
                       | (?<=[./]\d\d)(?:-|~|至)(?P<m2b>{_MONTH}) )? )
      | (?P<mc>1[0-2]|0?[1-9]) [./] (?P<dc>\d{{1,2}}) (?= {_DOT_ENDS} )       # 6.30前, 4/15-5/31
      | (?<=[-~至到]) (?P<me>1[0-2]|0?[1-9]) [./] (?P<de>\d{{1,2}}) {NO_FIGURE}
      | (?P<yl>{YEAR4}) (?P<ym>(?:、{YEAR4}){{0,3}}) 、(?P<yl2>{YEAR4}) 年度? (?!年?[底末])               # 2021、2022年
      | (?P<yd>{YEAR4}) {B} (?: (?=(?:、{YEAR4}){{1,4}}年年?[底末])                  # the 2021 of 2021、2022年底
            | 年 度? (?: {B} (?: 年 (?=[底末终初中内內]) | 全年 ) )? | (?=Q[1-4]) )
      | (?P<yy> [0〇零][\d〇零一二三四五六七八九]                                            # 09年, 零八年
          | (?<![一二三四五六七八九十百〇零]) 九[〇零一二三四五六七八九] (?=年(?!代)) | \d\d (?=年度)  # 九七年, 98年度
          | \d\d (?=                                                                    # 98年6月
              年 {B} (?: {SMALL}{B}月 | [底末] | [上下]半年 | 第?[一二三四]季 ) ) ) {B} 年 度?
    )
    """,
    re.VERBOSE,
)
_WORD_YEAR = re.compile(
    r"(?P<ry>今明两年|今年|本年|当年|明年|次年|翌年|来年|后年|去年|上年|同年|下一?年)度?(?:年(?=[底末终初中内內]))?"
)
# 三年内, 周年内, 历年底; 三个月底: what 年 and 月 alone do not stand behind.
_NOT_YEAR = r"[\d一二三四五六七八九十几两半多近往历每整周学全同常百千个末底大]"  # 岁末年初: the next year's
_NOT_MONTH = r"[\d一二两三四五六七八九十百半几多每个整历满数正腊]"
_OF_EVENT = r"[束除始立产记职业生保工止满款案费]"  # 疫情结束当月, 复工当月: the month of an event
_EVENT_OVER = r"[满届期束工产前会学业止议市]"  # 合同期满前三个月
_NOT_QUARTER = r"[\d一二三四每各本当下上个第四冬春夏秋雨旱暖火热产销换]"
_WHOLE_YEAR = re.compile(
    rf"""
    (?: 全年 | {not_after(_NOT_YEAR)} 年 (?=度?(?:[内內底末终中]|初(?!{LUNAR_DAY}))) ) 度?
    """,
    re.VERBOSE,
)
_PLAN = re.compile(
    r"""
    [“"‘']? (?<![\d一二三四五六七八九十月]) (?P<plan>十[一二三四五六七八九]?|[六七八九]) 五 [”"’']? (?:规划|计划)?
    (?: 前(?P<py>[一二两三四])年 | (?:期间|时期|期) 内? | (?=[末底前初中]) | (?:(?<=[”"’'])|(?<=规划|计划)
            |(?<=^十[一二三四五六七八九]五))$ )                                      # “十四五”期间
    """,
    re.VERBOSE,
)
_SEASON = r"季 (?: 度 | (?={B}(?:[前末底内]|$)) ) 度?".replace("{B}", B)
_COUNTED = re.compile(
    rf"""
    第?(?<!\d)(?<!\d\.) (?P<bn>{SMALL})                                            # the 4 of 4-6月
        (?= (?: {B}(?:-{{1,3}}|~|至|到|、){B} 第? {SMALL} ){{1,6}} {B} (?:月(?!一)|季度) )
  | 第?{B}(?P<q>[一二三四1-4ⅠⅡⅢⅣ]) {B} {_SEASON}
  | (?<![\d十百])(?<!\d\.) (?P<m>{SMALL}|元) {B}
        月 (?! [龄薪经球亮饼] | 一(?![日号]) | {B}初{LUNAR_DAY} ) 份?                        # not 一月一报
    (?: {B} (?:(?P<dk>上中|中下|[上中下])旬 | (?P<hm>[上下前后後])半月)
      | (?!{_ITEM_NEXT}) {B} (?:(?P<of>的){B}(?={SMALL}{B}[日号]))? (?P<d>{SMALL}) (?: {B} {_DAY} | {_NO_DAY} ) )?
    """,
    re.VERBOSE,
)
_NAMED = re.compile(
    rf"""
    前{B}(?P<fq>[一二两三123]){B}个?季度                    # 前三季度: January to September
  | {not_after(_EVENT_OVER)} 前{B}(?P<fm>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}){B}个月
  | (?P<rq>[本当下])个? {B} {_SEASON} | {not_after(_NOT_QUARTER)} (?P<tq>季)度?(?=[末底])
  | Q(?P<q>[1-4])(?!\d)
  | (?P<h>[上下前后後])半年度? | {not_after("[会网线向以]")}(?P<h1>上)(?=[、和及]?下半年)                   # 上、下半年
  | (?P<rm> 本月|{not_after(_OF_EVENT)} 当月|这个月|下个?月|次月|上个?月
      | {not_after(_NOT_MONTH)} 月(?=[底末初]) ) 份? (?:月(?=[底末初]))?
    (?: {B} (?P<dk>[上中下])旬 | {B} (?P<d>{SMALL}) {B} [日号] {TIME} )?
    """,
    re.VERBOSE,
)
# The number a range leaves without its unit, or the day that takes its month from the date before: 10日--22日.
_DAY_ALONE = re.compile(rf"(?<![\d.第〕\])])(?P<do>{SMALL}){B}{_DAY}")
_DEKAD_ALONE = re.compile(r"(?P<do>[上中下])旬")

Stage = Callable[[str, int, int, Printed], int]
"""Reads one piece into a Printed and says where it ends; -1 where it does not stand there."""


_FIGURES = frozenset("0123456789")


_USUAL_YEAR = re.compile(r"(?<!\d)(?<!\d\.)((?:19|20)\d\d)年(?![ \n~直至到、度年全-])")
"""2015年 and nothing that may join it to another: what most years are, before the pattern of all that can be."""


def _is_no_year(folded: str, at: int, end: int) -> bool:
    """6月, 15日, the 2015 of 〔2015〕: no year opens with such a figure, which a look at its characters tells."""
    if folded[at] not in _FIGURES:
        return False
    if at + 4 < end and folded[at + 4] == "〕" and folded[at : at + 4].isdecimal():
        return True
    at += 2 if at + 1 < end and folded[at + 1] in _FIGURES else 1
    return at < end and folded[at] in "月日号"


def read_year(folded: str, at: int, end: int, printed: Printed) -> int:
    if _is_no_year(folded, at, end):
        return -1
    usual = _USUAL_YEAR.match(folded, at, end)
    if usual is not None:
        printed.y = usual[1]
        return usual.end()
    m = _YEAR.match(folded, at, end)
    if m is None:
        return -1
    ya, y2, yc, y2c, yb, _, mb, db, d2, m2, m2b, mc, dc, me, de, yl, ym, yl2, yd, yy = m.groups("")
    if yl and (read_number(yl2) or 0) - (read_number(yl) or 0) != 1 + ym.count("、"):
        return -1  # 2021、2023年
    if y2c and y2c <= yc[2:]:
        return -1  # 2021-06年
    printed.y, printed.y2, printed.yy = yd or yb or ya or yc or yl, y2 or yl2 or (y2c and yc[:2] + y2c), yy
    printed.m, printed.d, printed.m2 = mb or mc or me, db or dc or de, m2 or m2b
    printed.dotted = printed.m != "" and mb == ""
    if d2:
        printed.d2 = d2.removesuffix("日")
        if int(printed.d2) <= int(db):  # 2020.6.10-8: no range
            printed.d2 = ""
            return m.end("db")
    if printed.m2 and int(printed.m2) <= int(mb):  # 2020.12-3: which year's March is not said
        printed.m2 = ""
        return m.end("mb")
    return m.end()


def read_word_year(folded: str, at: int, end: int, printed: Printed) -> int:
    m = _WORD_YEAR.match(folded, at, end)
    if m is None:
        return -1
    printed.ry = m[1]
    return m.end()


def read_whole_year(folded: str, at: int, end: int, printed: Printed) -> int:
    m = _WHOLE_YEAR.match(folded, at, end)
    return m.end() if m else -1


def read_plan(folded: str, at: int, end: int, printed: Printed) -> int:
    m = _PLAN.match(folded, at, end)
    if m is None:
        return -1
    printed.plan, printed.py = m.groups("")
    return m.end()


_HALF_MONTH = {"上": "上半", "前": "上半", "下": "下半", "后": "下半", "後": "下半"}


def read_counted(folded: str, at: int, end: int, printed: Printed) -> int:
    m = _COUNTED.match(folded, at, end)
    if m is None:
        return -1
    printed.bn, printed.q, month, dekad, half, of, day = m.groups("")
    if month:
        printed.of = of
        printed.m, printed.dk, printed.d = month, dekad or _HALF_MONTH.get(half, ""), day
    return m.end()


def read_named(folded: str, at: int, end: int, printed: Printed) -> int:
    m = _NAMED.match(folded, at, end)
    if m is None:
        return -1
    printed.fq, printed.fm, rq, tq, printed.q, h, h1, printed.rm, printed.dk, day = m.groups("")
    printed.h = h or h1
    printed.rq = rq or tq
    printed.d = day or printed.d
    return m.end()


_DOTTED = re.compile(rf"(1[0-2]|0?[1-9])[./](\d{{1,2}})(?={_DOT_ENDS}|{B}(?:完成|$))")


def read_dotted(folded: str, at: int, end: int, printed: Printed) -> int:
    """2020年9.30前: a month and day without their words, behind a year."""
    m = _DOTTED.match(folded, at, end)
    if m is None:
        return -1
    printed.m, printed.d = m.groups()
    printed.dotted = True
    return m.end()


_DAY_OF_YEAR = re.compile(rf"{SMALL}{B}[日号](?![文线])")


def read_day_of_year(folded: str, at: int, end: int, printed: Printed) -> int:
    """2020年6号前: the month is not printed (or 号 is a slip for 月), so no day is read."""
    m = _DAY_OF_YEAR.match(folded, at, end)
    if m is None:
        return -1
    printed.m = "0"
    return m.end()


_NTH_MONTH = re.compile(rf"第{B}(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}){B}个月份?")


def read_nth_month(folded: str, at: int, end: int, printed: Printed) -> int:
    """2021年的第三个月: counted within the year before it; alone it counts from who knows what."""
    m = _NTH_MONTH.match(folded, at, end)
    if m is None:
        return -1
    printed.m = m[1]
    return m.end()


def read_day(folded: str, at: int, end: int, printed: Printed) -> int:
    m = _DAY_ALONE.match(folded, at, end)
    if m is None:
        return -1
    printed.do = m[1]
    return m.end()


def read_dekad(folded: str, at: int, end: int, printed: Printed) -> int:
    m = _DEKAD_ALONE.match(folded, at, end)
    if m is None:
        return -1
    printed.do = m[1]
    return m.end()


@cache
def _holidays() -> re.Pattern[str]:
    names = any_of(holidays())
    return re.compile(
        rf"(?<![\d一二三四五六七八九十第])(?:(?P<with>{names})[、和及]?)?(?P<hol>{names})(?:节|假期|长假)?(?={B}(?:[之以]?前(?![后後])|[后後]))"
    )


def read_holiday(folded: str, at: int, end: int, printed: Printed) -> int:
    m = _holidays().match(folded, at, end)
    if m is None:
        return -1
    printed.hol, printed.hol0 = m["hol"], m["with"] or ""
    return m.end()
