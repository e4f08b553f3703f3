"""The patterns of time limits, built from named pieces over folded text. Compiled when first used."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import regex

from hongtou.data import load_toml, load_tsv
from hongtou.fields.numerals import NUMBER, SMALL, YEAR4

B = r"[ \n]{0,2}"
"""What print may put between the parts of a date."""

CONNECT = rf"{B}(?:-{{1,3}}|~|直?至|到){B}"
"""4月-6月, 3月10日--3月22日, 2月至4月."""

_WEEKDAY = rf"(?:{B}\((?:星期|周|礼拜)[一二三四五六日天]\))"
_HOUR = r"(?:\d{1,2}|十?[一二三四五六七八九十])(?:时(?![间期])|点|:\d\d(?::\d\d)?)(?:\d{1,2}分|整|半)?"
_CLOCK = rf"(?:{B}(?:上午|下午|晚上?|中午|凌晨))?(?:{B}{_HOUR})?"
TIME = rf"{_WEEKDAY}?{_CLOCK}"
"""(星期五)下午5点: belongs to the limit, changes no day."""

# A day without 日, as print drops it: 8月19 at the end, 5月10前, 4月20-25日.
_NO_DAY = rf"(?={B}(?:\n|$|[,;。、)]|前|之前|以前|起|止|(?:[-~]|至|到){B}\d{{1,2}}{B}日))"

_MONTH = rf"""
    (?<![\d.十百]) (?P<m>{SMALL}|元) {B} 月 (?! [龄薪经球亮饼] | 一(?![日号]) ) 份?      # 6月, 十一月份; not 一月一报
    (?: {B} (?P<dk>上中|中下|[上中下])旬
      | {B} (?P<d>{SMALL}) (?: {B} [日号](?!文) {TIME} | {_NO_DAY} )
    )?
"""
_NAMED_MONTH = rf"""
    (?P<rm> 本月|当月|这个月|下个?月|次月|上个?月
      | (?<![\d一二两三四五六七八九十百半几多每个整历满数]{B}) 月(?=[底末初]) ) 份?
    (?: {B} (?P<dk>[上中下])旬 | {B} (?P<d>{SMALL}) {B} [日号] {TIME} )?
"""
_QUARTER = rf"(?: 第?{B}(?P<q>[一二三四1-4]) | (?P<rq>[本当下])个?)"
_PARTS = rf"""
    前{B}(?P<fq>[一二两三123]){B}个?季度                    # 前三季度: January to September
  | 前{B}(?P<fm>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}){B}个月
  | 第?(?<![\d.]) (?P<bn>{SMALL})                          # the 4 of 4-6月
    (?= {B}(?:-{{1,3}}|~|至|到|、){B} 第? {SMALL} {B} (?:月(?!一)|季度) )
  | {_QUARTER} {B} 季 (?: 度 | (?={B}(?:[前末底内]|$)) ) 度?
  | Q(?P<q>[1-4])(?!\d)
  | (?P<h>[上下前后後])半年度?
  | {_MONTH}
  | {_NAMED_MONTH}
"""
# The number a range leaves without its unit, or the day that takes its month from the date before: 10日--22日.
_DAY_ONLY = rf"(?: (?<![\d.第〕\])]) (?P<do>{SMALL}) {B} [日号](?!文) {TIME} | (?P<do>[上中下])旬 )"

_YEAR = rf"""
    (?<![\d.]) (?P<y>{YEAR4}) {B} 年? {CONNECT} (?P<y2>{YEAR4}) (?!\d)
        (?! {B}年?{B} (?: {SMALL}{B}月 | [上下]半年 | 第?[一二三四1-4]季 ) ) (?: {B}年度? )?
                                                                                     # 2015-2016, 2023年至2025年
  | (?<![\d.]) (?P<y>{YEAR4}) (?P<sep>[-/.]) (?P<m>1[0-2]|0?[1-9])
        (?:(?P=sep)(?P<d>\d{{1,2}}) {TIME})? (?! \d | (?P=sep)\d | [年%] )                 # 2020-06-30, 2020.6
  | (?P<dot>(?<![\d.])) (?P<m>1[0-2]|0?[1-9]) \. (?P<d>\d{{1,2}}) (?= {B}(?:[之以]?前|起) )             # 6.30前
  | (?<![\d.]) (?P<y>{YEAR4}) {B} (?: 年 度? (?: {B} (?: 年 (?=[底末终初中]) | 全年 ) )? | (?=Q[1-4]) )
  | (?<![\d.]) (?P<yy>\d\d) 年 (?={B} (?: \d{{1,2}}{B}月 | [底末] | [上下]半年 | 第?[一二三四]季 ) )   # 09年6月
  | (?P<ry>今年|本年|当年|明年|次年|翌年|来年|后年|去年|上年|同年|下一?年) 度? (?: 年 (?=[底末终初中]) )?
  | (?P<yb>全年 | (?<![\d一二三四五六七八九十两几半多近往历每整周学全同常百千个]{B}) 年 (?=度?[内內底末终中初]) ) 度?
"""
_PLAN = r"""
    [“"‘']? (?<![\d一二三四五六七八九十]) (?P<plan>十[一二三四五六七八九]?|[六七八九]) 五 [”"’']? (?:规划|计划)?
    (?: (?:期间|时期|期) 内? | (?=[末底前初中]) | (?<=[”"’']|规划|计划)$ )                               # “十四五”期间
"""

_EDGE = r"""
    底(?![数线层泥册部色板盘蕴座子商细气图价稿])
  | 末(?![端位梢日])
  | 终 (?= [ ]? (?: [之以]?前|完|$|[,;。、] ) )                 # not 年终奖
  | 初(?![步级中审稿评选次始心创验期高])
  | 中期? (?= [ ]? (?: 前|以前|之前|完|$|[,;。、] ) )
  | (?:以|之)?[内內](?![蒙部容控设陆外涝河地江科需在分镜循生])
  | 期间
"""
_LIMIT = r"""
    [之以]前
  | 前 (?! [期后後述列款沿往提置景途端台身锋言面瞻项来进移哨] | [一二两三123]个?季 | [\d一二两三四五六七八九十]{1,2}个 )
  | 为?止(?![血损])
  | [之以][后後]
  | [后後](?![续期勤备方台者果代劲来补处评半])
  | 起(?![草到步色动源点诉重伏义初码底征降飞]) (?:始|算)?
  | 开?始(?![终末])
"""


@cache
def words(*path: str) -> tuple[str, ...]:
    """A list of deadlines.toml."""
    node: Any = load_toml("deadlines.toml")
    for key in path:
        node = node[key]
    return tuple(node)


def any_of(group: Iterable[str]) -> str:
    """A pattern that takes any word of a list, the longest first."""
    return "(?:" + "|".join(regex.escape(w) for w in sorted(group, key=lambda w: (-len(w), w))) + ")"


@cache
def holidays() -> dict[str, str]:
    """Name of a day → "05-01", or the name of its column in the table of festivals."""
    data = load_toml("deadlines_holidays.toml")
    return {**data["fixed"], **data["festival"]}


@cache
def festivals() -> dict[int, dict[str, str]]:
    """Year → festival → "01-26"."""
    return {int(row["year"]): row for row in load_tsv("deadlines_festivals.tsv")}


@cache
def point_opens() -> frozenset[str]:
    """The characters that :func:`point` can open with."""
    words = "0123456789一二三四五六七八九十廿卅元第前上下后後本当这次翌来去同全年月季今明Q“\"‘'"
    return frozenset(words) | {name[0] for name in holidays()}


@cache
def point() -> regex.Pattern[str]:
    """One calendar date or period with the words that limit it: 2009年6月底前, 上半年, 5月1日起, “十四五”期间."""
    holiday = rf"(?P<hol>{any_of(holidays())})(?={B}(?:[之以]?前|[后後]))"
    return regex.compile(
        rf"""
        (?: (?: {_YEAR} ) (?: {B} 的? (?: {_PARTS} ) | {B} {holiday} )? | {_PLAN} | {holiday} | {_PARTS} | {_DAY_ONLY} )
        (?: {B} (?P<edge> {_EDGE} ) )?
        (?: {B} (?P<lim> {_LIMIT} ) )?
        """,
        regex.VERBOSE,
    )


@cache
def connect() -> regex.Pattern[str]:
    """What joins the two ends of a range."""
    return regex.compile(CONNECT)


@cache
def listed() -> regex.Pattern[str]:
    """What joins dates that are listed: 6月、12月."""
    return regex.compile(rf"{B}(?:、|和|及|与|以及|或){B}")


RECURRING = re.compile("[每逐按]|次月|[年月季度周旬日天][ \\n]{0,2}一[次调报通评督查会总考统梳研分检]")
"""Every recurrence opens with one of these: asked before :func:`recurring` is."""


@cache
def event_hint() -> re.Pattern[str]:
    """Words one of which stands before every length that is counted from an event."""
    return re.compile(
        any_of((*words("relative", "marks"), *words("relative", "events"))) + r"|前[ \n]{0,2}[\d一二两三四五六七八九十]"
    )


@cache
def recurring() -> regex.Pattern[str]:
    """每月25日前, 每季度末月20日前, 每年, 每周五, 逐月, 按季度, 一月一报. What follows 每年 is read as a date."""
    return regex.compile(
        rf"""
        (?: 每个? {B} (?P<n>[两二三四五六]|\d{{1,2}})? {B} 个? {B}
              (?P<u>工作日|年度?|半年|季度?|半?月|旬|周|星期|日|天)
              (?![龄均薪亩度人亏轮边围长转岁代户吨])
          | (?:逐|按) (?P<u>半年|年度?|季度?|月度?|周|日|旬) (?![期时照程常内前后起计])
          | (?P<o>[一半两二三]) {B} 个? (?P<u>年|月|季度?|周|旬|日|天) 一(?=[次调报通评督查会总考统梳研分检])
          | 次月(?={B}{SMALL}{B}日)(?P<next>)
        )
        (?: {B} (?: 的?(?:第?(?P<wm>首|末|一|二|三|最后一)个?月)? {B} (?:于|在)? {B}
                     (?: {SMALL} {B} [日号]? {B} (?:至|到|-|~) {B} )?
                     (?P<d>{SMALL}) {B} [日号] {TIME}
                     (?: {B}[、和]{B} (?P<d>{SMALL}) {B} [日号] )*
          | (?P<wm>首|末)月 (?P<e>底|末|初)?
          | 的? (?P<dk>[上中下])旬
          | (?<=[周期]) (?P<wd>[一二三四五六日天末]) (?![次份个至到般人])
                     (?: [、和及] (?:周|星期)? (?P<wd>[一二三四五六日天]) )*
          | (?:月|季|年)?(?P<e>底(?![数线层])|末|初(?![步级]))
        ) )?
        (?: {B} [于在]? {B} (?:上午|下午|晚上?|中午|凌晨)? {B} {_HOUR} (?= {B} [之以]?前 ) )?  # 每日8时前
        (?: {B} (?P<lim> [之以]前 | 前(?![期后述往]) | 止 | 以?内(?![容部蒙]) ) )?
        """,
        regex.VERBOSE,
    )


@cache
def duration() -> regex.Pattern[str]:
    """A length that limits: 30日内, 10个工作日以内, 三个月后, 半年内, 3至5日内, 提前10日."""
    return regex.compile(
        rf"""
        (?=[提前 \n\d半〇零一二两三四五六七八九十廿卅百])
        (?P<ahead>提前|前(?=[\d一二两三四五六七八九十]))? {B}
        (?<![\d.年月第上下每一二三四五六七八九十]{B})
        (?: (?: (?P<low>{NUMBER}) {B}(?:-|~|至|到){B} )? (?P<n>{NUMBER}) {B} (?: (?P<half>个半) | [个個] )? {B}
              (?P<u>工作日|自然日|小时|分钟|日历天|日|天|周|星期|月|季度|年(?!半))
          | (?P<hn>半)个?(?P<u>月|年|小时) | (?P<one>一)(?P<u>年)(?P<half>半) )
        (?![龄均期薪])
        {B} (?: (?P<in> (?:时间)?[以之]?[内內](?![蒙部容控设陆涝])
              | [之以]?[后後](?![期勤备]) ) )?
        """,
        regex.VERBOSE,
    )


@cache
def event_mark() -> regex.Pattern[str]:
    """The end of the words before a length that name what it counts from."""
    marks, events = any_of(words("relative", "marks")), any_of(words("relative", "events"))
    return regex.compile(rf"(?:(?P<mark>{marks})|(?<={events})){B},?{B}的?(?:第|满)?{B}$")


_N = "[\\d〇零Oo一二三四五六七八九十]"


@cache
def hint() -> regex.Pattern[str]:
    """Every date, length or recurrence holds one of these; cheap, because a character class is tried first."""
    return regex.compile(
        rf"""[年月日号季天周期时立每逐按即马长五前/.~至到Q学汛-]
        (?: (?<= (?: {_N} | [今明本当次翌来后同全半去上下元个個]) [ \n]{{0,2}} [年月日号季天周] )
          | (?<= [年月季] ) (?= 度?[底末初终中内內] )
          | (?<= [一二三四五六七八九十]五 )
          | (?<= [节旦一”庆秋午明宵阳] 前 ) | (?<= [之以] 前 )
          | (?<= (?:19|20)\d\d [ ]? [-/.~至到] ) | (?<=\.) (?=\d{{1,2}}(?:[之以]?前|起))
          | (?<=之日) (?=起) | (?<=[半两] [年月季周]) (?=一) | (?<= 每 ) | (?<= [逐按] ) (?=[年月季日周旬半])
          | (?<=立) [即行刻改] | (?<=即) [日刻改] | (?<=马) 上 | (?<=长) 期
          | (?<=Q) [1-4] | (?<=学) 期 | (?<=[开入]学|汛) | (?<=时) (?=序) | (?<= {_N} [ ]? [个個]? [ ]? [小星] [时期] )
          | (?<= {_N} [个個]? [ ]? 工作日 )
        )""",
        regex.VERBOSE,
    )


@cache
def calendar_hint() -> regex.Pattern[str]:
    """Where a calendar date may be: :func:`point` is tried only around these."""
    return regex.compile(
        rf"""[年月日号季旬五前/.~至到Q-]
        (?: (?<= (?: {_N} | [今明本当次翌来后同全半去上下元个個]) [ \n]{{0,2}} [年月日号季] ) | (?<= [上中下] 旬 )
          | (?<= [年月季] ) (?= 度?[底末初终中内內] )
          | (?<= [一二三四五六七八九十]五 )
          | (?<= (?: [节旦一”庆秋午明宵阳] [之以]? ) 前 )
          | (?<= (?:19|20)\d\d [ ]? [-/.~至到] ) | (?<=\.) (?=\d{{1,2}}(?:[之以]?前|起)) | (?<=Q) (?=[1-4])
        )""",
        regex.VERBOSE,
    )


@cache
def length_hint() -> regex.Pattern[str]:
    """Where a length with its limit word may end: 日内, 工作日后, 个月以内."""
    return regex.compile(r"[内內后後前](?<=(?:[日天月年周度时]|星期)[ ]?[之以]?.)")
