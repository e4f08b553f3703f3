"""What tells a time limit from other cells, by how it opens and closes: asked of every paragraph of a table."""

from __future__ import annotations

import re
from functools import cache

from hongtou.fields import _deadline_grammar as grammar
from hongtou.model.record import Record


class _Looks(Record, frozen=True):
    first: frozenset[str]
    usual: re.Pattern[str]
    """What most of those open with that open with no month: asked before the next, which finds it too."""
    opens: re.Pattern[str]
    reports: re.Pattern[str]


@cache
def _looks() -> _Looks:
    n, b = r"[\d〇零Oo一二三四五六七八九十两]", grammar.B
    listed = (*grammar.words("ongoing", "cell"), *grammar.words("immediate", "words"))
    ongoing = grammar.any_of(listed)
    joint = "(?:-{1,3}|~|至|到|、|与)"
    days = "(?:工作日|自然日|日|天|月|小时|周|年)"
    usual = rf"""
        年[底末内初中终] | [上下]半年 | 每[个逢]?{n}{{0,2}}个?(?:工作日|[年月季周旬日天半]) | 第?{n}季度? | {ongoing}
        | {n}{{1,3}}{b}(?:{joint}{n}{{1,3}})?个?半?{days}半?(?:[以之]?内|办结|$|\(\d)
        """
    return _Looks(
        frozenset(_FIRST) | {word[0] for word in listed},
        re.compile(usual, re.VERBOSE),
        re.compile(
            rf"""[ \n]* \(? (?:\d[、.](?=\D|\d{{1,2}}月|(?:19|20)\d\d年|\d{{1,2}}个?工作日))?
            (?: 自|从|在|于|到|至|截[至止]到?(?:(?:时间|日期)[:为]?)?|计划|力争|争取|确保|预计|原则上|拟|暂定|约
                | 不[晚迟早]于|最[迟晚]于?|即日起至?|延[长期]?[至到]|限[期时]?|期限
                | 承诺(?:时限)?|最长|不超过|(?:压缩|缩短|压减)[至到为] ){{0,3}}[ ]?
            (?: {usual} | {n}{{4}}{b}年{b}(?: {n}{{1,2}}{b}(?:月|{joint})
                               | 度?{b}(?:[底末内初前起第春秋,;、。至~Q-]|中(?!央)|[上下]半|[{_Q}])
                               | 年[底末初中] | 汛 | 度?(?:[及或]?以[前后]|$|全年|完成|出台|建成|启动|开工|印发|实施)
                               | \d{{1,2}}[./]\d{{1,2}}(?:[之以]?前|起|完成|-\d|[ 。]*$)
                               | [^\d,;。、\n]{{2,14}}(?:前|期间)[ 。]*$ )
              | {n}{{4}}{b}年?{b}{joint}{b}{n}{{4}}{b}(?:年|$|[,;])
              | (?:19|20)\d\d[-./]\d | {n}{{2}}年(?:[底末]|[以之][前后]|度$)
              | 第?{n}{{1,3}}{b}{joint}{b}第?{n}{{1,3}}{b}(?:月|季|{joint}|个?工作日|日|天|年)
              | {n}{{1,3}}{b}月 | \d{{1,2}}[./]\d{{1,2}}(?:[之以]?前|-\d{{1,2}}[./]\d{{1,2}}$)
              | 前[一二两三]个?季度 | (?:19|20)\d\dQ[1-4] | 全年 | 月[底末初] | [今明本当次][年月] | 本季度
              | 逐[年月季] | 按[年月季周日旬](?!期|时)
              | (?:半|{n})个?(?:年|月|季度?|周|天)一[次调报通评督查会总考] | \d次/[年月周天]
              | [“"]?{n}{{1,2}}五[”"]?(?:期间|时期|期?末|前|规划|$) | 上[、和]?下半年 | 今明两年 | 下个?(?:月|季度|半月)
              | 年度(?:内|[ 。]*$) | 季度?末 | [本下]周[内一二三四五六日]?
              | (?:国庆|春节|元旦|五一|中秋)节?(?:假期)?期间[ 。]*$ | 按(?:计划|节点|时序)推进
              | [^,;。\n]{{2,24}}?(?:之日起|[后後])[ ]?{n}{{1,3}}个?{days} | [^,;。\n]{{2,24}}?之日起[至到]
              | [近中长]期(?=[:(]) | 中长期$ | 今冬明春 | 春秋两季 | 岁末年初
              | [^,;。\n]{{2,16}}前{n}{{1,3}}个?[工日天周]
              | 提前{n}{{1,3}}个?[工日天] | 半年(?:内|$) | 一?年半内
              | 即日 | 即办[ 。]*$ | 即[时行](?:整改|办理|办结|完成|落实|实施|执行)?[ 。]*$
              | 即[来到接报收]即办 | 随[到报接]随[办批审] | 尽快 | 适时 | 随时 | 第一时间[ 。]*$
              | {n}年\((?:19|20)\d\d | 分年度(?:推进|实施|完成)
              | (?:不?定期|经常|日常|近期|视情|当日|全过程|分步实施|合同期内|任期内)(?:推进|办结|完成|开展|进行)?[ 。]*$
              | (?:按照?|根据|依据|随|视|与)[^,;。\n]{{1,12}}
                (?:部署|要求|进度|节点|安排|时限|计划|同步|约定)(?:推进|完成|实施|进行)?[ 。]*$
            )""",
            re.VERBOSE,
        ),
        re.compile(
            # each begins with a character, so that the others are passed over without a look behind
            r"已(?!完成\)[ 。]*$)|了(?!解)(?<![终为]了)|同比|环比|累计|实际|正在"
            r"|进展(?<!报送进展)(?<!报送当月进展)(?<![性显大]进展)"
        ),
    )


_SHORT = 24
# what a limit opens with, what counts it from an event (自…之日起30日), what it closes with: a look at a character
# spares most cells the patterns
_FIRST = (
    ' \n(0123456789〇零Oo一二三四五六七八九十两自从在于到至截计力争确预原拟不最即第前上下年全月今明本当次每逐按“"提半'
    "承压缩尽适延约暂限期随定经日近视分合任根依与季国春元中岁"
)
_Q = "第一二三四1-4ⅠⅡⅢⅣ"
_COUNTED_REACH = 40
_AHEAD_REACH = 18  # 会议召开前3日
_LAST = frozenset("前内起止成行施末")


@cache
def _closes() -> re.Pattern[str]:
    """完成时限:2014年6月底前, 提前10个工作日: a short cell that ends as a limit does."""
    return re.compile(
        r"(?:(?:[年月]底|[日月年旬节末]|季度|之日|工作日|个月|\d天)(?:[之以]?[前内]|起|止)(?:完成|施行|实施|执行)?"
        r"|(?:学期|开学|汛期?|采暖季|供暖季|[庆旦宵午秋]|(?:^|[“\"])(?:[五六七八十]一|三八)[”\"]?节?|农历.{1,6}|正月十五"
        r"|(?:国庆|春节|元旦|五一|中秋)[”\"]?节?(?:假期|长假))"
        r"[之以]?前(?:完成)?|学期末)[ 。.]*$"
    )


def _opens_with_month(folded: str) -> bool:
    """6月30日前, 12月底: most limits, which the long pattern tries late."""
    month = folded.find("月", 1, 4)
    return month > 0 and folded[:month].isdecimal()


def _is_heading(folded: str) -> bool:
    """一、深化改革: the number of a heading; but 一、二季度."""
    if folded[1:2] != "、" or folded[0] not in _NUMERALS:
        return False
    third = folded[2:3]
    return third not in _GOES_ON and not third.isdecimal()


_NUMERALS = frozenset("一二三四五六七八九十")
_GOES_ON = _NUMERALS | frozenset("〇零Oo两第 \n")


def _may_open(folded: str, first: frozenset[str]) -> bool:
    """Whether a limit may open a cell: by its first character, or counted from an event (自…之日起30日)."""
    if (folded[:1] in first and not _is_heading(folded)) or folded.find("前", 0, _AHEAD_REACH) >= 0:
        return True
    reach = _COUNTED_REACH
    return folded.find("起", 0, reach) >= 0 or folded.find("后", 0, reach) >= 0 or folded.find("後", 0, reach) >= 0


def looks_like_deadline(folded: str) -> bool:
    """True where a cell's folded text is most likely a time limit, by how it opens. Microseconds; reads nothing.

    >>> [looks_like_deadline(s) for s in ("6月30日前完成", "长期坚持", "市教育局", "4月已完成了招标")]
    [True, True, False, False]
    """
    look = _looks()
    opened = _opens_with_month(folded) or (
        _may_open(folded, look.first) and (look.usual.match(folded) is not None or look.opens.match(folded) is not None)
    )
    if not opened and (
        len(folded) > _SHORT or folded.rstrip(" \n。.")[-1:] not in _LAST or _closes().search(folded) is None
    ):
        return False
    return not look.reports.search(folded, 0, 200)
