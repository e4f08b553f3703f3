"""A period without 前, 底 or 起 (2020年, 上半年, 5月): due in it, or only named, told of, compared, waived."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from hongtou.fields._deadline_after import after_words
from hongtou.fields._deadline_candidate import Candidate
from hongtou.fields._deadline_grammar import any_of, words
from hongtou.fields._deadline_which import (
    RANGE,
    is_dated_below,
    is_name,
    is_of_paper,
    kept_up,
    names_works,
)
from hongtou.fields._deadline_year import is_goal, within_year


def is_defined(folded: str, end: int) -> bool:
    """Whether the words behind dates that are listed say what they are: 3月、9月为安全生产月."""
    return DEFINED.match(folded, end) is not None


DEFINED = re.compile(
    r"[ ]?(?:(?:是|作?为)(?!截|最后|申报|报名|受理|完成|整改|期[,。]"
    r"|(?<!作为)[^,;。\n]{0,20}(?:阶段|[查改治点施示渡行审报评退验]期))"
    r"|,是|,?(?:[我全][省市县区州])?将(?:有(?!序)|出现|迎来|进入(?!实)|遭[受遇]))"
)
"""6月为安全生产月, 7月2日至4日我县将有强降雨: what a date is, or what is foreseen; but 6月为自查阶段 is due."""
_FORECAST = ("预测", "预报")
_ARRIVES = re.compile("登陆|过境|来袭|影响[我全]|[降有][^,;。]{0,6}[雨雪温]")
"""台风将于9月12日夜间登陆: what is foreseen."""
_REFERENCE = re.compile(r"(?:时点|基准[日期]|标准时间|基准时间|统计(?:时间|时段|区间|期间|周期))(?:[是为:]|定为|定在)$")
"""普查标准时点是11月1日零时, 统计时间:1月至6月: what figures stand for."""
_OF_WHICH = re.compile(
    r"[ ]?[\u4e00-\u9fff]{2,8}(?<!分别|力争|确保|争取|计划)(?<![并拟将要须应])[于在][ ]?\d{1,2}(?:月|日|[.-]\d)"
)
"""2月份补贴于3月15日前发放, 三季度会议于10月8日召开: the period says which, the day behind 于 by when."""
_TOLD_OF = re.compile(
    r"(?:[、和及与](?:[上下]?半年|全年|年度|前?第?[一二三四两][个]?季度)度?)+的?(?:[^,;。、]{0,6})(?:情况|总结|报告|报表|数据|台账)"
)
"""报上半年、全年工作情况: what is told of them."""
_LONG = frozenset({"month", "quarter", "half"})
_WORK_OF = re.compile(r"[^,;。]{0,18}(?:工作|任务)[ ]*(?:[,;。]|$)")
_CAMPAIGN = re.compile(
    r"(?![ ]?(?:深入)?(?:开展|实施|组织|启动|推进))[^,;。]{0,16}?[二两三四五六七八十\d]年(?:行动|攻坚|提升|发展)"
)
"""2018-2022年农村人居环境整治五年行动: the years belong to its name; but 2021-2023年实施三年行动 says when."""
_EACH_SO_MANY = re.compile(
    r"[ ]?(?:各(?![省市县区州盟旗乡镇街村级类项地部单])|分别)"
    r"(?!增|下降|减|占|为|投|安排|达|有|补|奖|发放)[\u4e00-\u9fff]{1,8}\d"
)
"""2018年和2019年各建设10个, of years that are listed; 2020年各部门收到建议35件 is of one."""
_COMPARED = re.compile(r",(?:(?!力争|确保|争取|目标|预期|要)[^。;\n]){2,40}?[同环]比(?!例)")
"""2016年一季度,全市新开工32个,同比增长12%: figures that are told, though the quarter is not over."""
_SEIZE = ("抢抓", "抓住", "抓紧")
_SEASON_OF_WORK = re.compile("[^,;。]{0,10}(?:期|季|时机|机遇|窗口)")
"""抢抓4月至10月施工黄金期; but 抓紧4月份进场施工 is due."""
_STATE_OF = re.compile(
    r"(?![ ]?(?:各地|分别)?"
    r"(?:报|上报|汇总|通报|反馈|公布|公示|公开|督查|检查|调度|开展|组织|总结|听取|梳理|核查|[将向对]))"
    r"[^,;。:]{0,24}(?:进展|完成|落实|实施|推进|执行|运行|开展|办理|整改|工作)(?:进度|情况)"
    r"(?:予以)?(?:的?通报.{0,4}|公示|公告|公布|如下|.{0,2}表|\.\w{3,4}|\(.*|(?:书面|及时)?(?:报|反馈).*)?[ |:]*$"
)
"""9月份民生工程进展情况: what is told of a time; 6月上旬报送进展情况 is a duty."""
_LABELLED = re.compile(r"(?:时限|时间|期限|日期|节点)[:为]?$")
_YEARS_LONG = re.compile(r"[\d一二两三四五六七八九十]年(?:时间|左右|内)?\($")
"""用三年时间(2020-2022年): the brackets say which."""


_DONE_SO_FAR = re.compile(r",[^,;。\n]{0,12}(?:已(?![^,;。\n]{1,6}的)|累计|共(?=[\u4e00-\u9fff]{1,4}\d))")
"""2019年,市财政已安排500万元: told of the year; 2019年,已建成的学校全部改造 is due."""
_CLOSED_BEFORE = re.compile(r"[ ]?[\u4e00-\u9fff]{2,8}(?:截止|结束|期满|届满|到期)(?:之后|以后|后)$")
"""6月30日年报截止后,: the day of what comes before the work."""
_OUTLINE = re.compile(
    r",[^,;。\n]{2,24}的(?:总体要求|总体思路|总要求|总体工作思路|工作思路|基本思路|指导思想|基本要求|工作重点)(?:是|为|:)"
)
"""2021年,全县农业工作的总体思路是: of which year it speaks."""


def _is_work_of(after: str) -> bool:
    """为做好今年下半年安全生产工作: the work of a time, not work due in it, as 部署下半年完成改造任务 says."""
    due = within_year()[0].match(after)
    return (due is None or after.startswith(("工作", "任务"), due.end())) and _WORK_OF.match(after) is not None


@cache
def _of_papers() -> re.Pattern[str]:
    """开票日期为1月1日至6月30日: which papers count."""
    return re.compile(rf"{any_of(words('prose', 'of_papers'))}(?:日期|时间)[应须需]?[为在是]$")


def _is_named(folded: str, found: Candidate, plain: str, after: str) -> bool:
    """Whether a period is of a name, a paper, a forecast or what figures stand for: 三季度调度会议, 6月为安全月."""
    return bool(
        _REFERENCE.search(plain)
        or (plain[-1:] in ("为", "在", "是") and _of_papers().search(plain))
        or DEFINED.match(folded, found.after)
        or (found.precision != "day" and (is_name(after) or ("时间" in after and is_dated_below(folded, found))))
        or plain.rstrip(",").endswith(_FORECAST)
        or (plain.endswith(("将于", "将在")) and _ARRIVES.search(after))
        or is_of_paper(plain, after)
        or (("度" in after or "况" in after) and _STATE_OF.match(after))
        or (not found.first_year_is_last and _CAMPAIGN.match(after))
    )


def bare_counts(
    found: Candidate,
    plain: str,
    after: str,
    issued: dt.date | None,
    *,
    goes_on: bool,
    folded: str,
) -> bool:
    """A period without 前, 底 or 起 counts where it is not past, not a figure's, not the object of 延长至."""
    named = plain.endswith(words("prose", "before")) and not plain.endswith(words("prose", "period"))
    in_brackets = plain.endswith("(") and after.startswith(")") and not _YEARS_LONG.search(plain)
    within, figures = within_year()
    of_year = found.precision == "year" and not in_brackets
    done = _is_done(folded, found, after, of_year=of_year)
    if done is None and of_year and is_goal(found, plain, after, issued):
        return True
    if (
        named
        or ("的基础上" in after and plain.endswith(("在", "于")))
        or (plain.endswith(_SEIZE) and _SEASON_OF_WORK.match(after))
        or (found.precision in _LONG and not within.match(after) and _OF_WHICH.match(after))
        or _is_named(folded, found, plain, after)
        or (plain.endswith(words("prose", "plans")) and _is_work_of(after))
        or plain.endswith(words("limit", "by_head_not"))
        or (done is None and after_words().statistic.match(after))
        or after_words().moved.search(after)
        or (goes_on and found.precision != "day" and _COMPARED.match(folded, found.after))
        or (plain[-1:] in "缴纳交" and plain.endswith(words("prose", "paid")))
        or ("困" in after and _HARD_TO_PAY.match(after))
        or (after[:1] in ("、", "和", "及", "与") and _TOLD_OF.match(after))
    ):
        return False
    if found.precision == "day" and _CLOSED_BEFORE.match(after):
        return False
    so_far = issued is None or found.last is None or found.last.year <= issued.year
    if of_year and goes_on and so_far and _DONE_SO_FAR.match(folded, found.after):
        return False
    if of_year and goes_on and _OUTLINE.match(folded, found.after):
        return False
    one_day = found.precision == "day" and found.first == found.last
    one_day = one_day and not (found.first is None and RANGE.search(folded, found.start, found.end))
    if found.precision == "year" and (in_brackets or (after.strip() and found.first_year_is_last)):
        inside = folded[found.end - 1] in "内內" and after[:1] not in ("未", "没")  # 年内投入运行: whatever the verb
        if not (done or (inside and not in_brackets)) or figures.match(after, done.end() if done else 0):
            return False
    ends = not after.strip() and not goes_on
    if one_day and (ends or after[:1] in (" ", "\n")) and not _LABELLED.search(plain):
        return False
    if issued is None:
        return not one_day
    if found.last is None or (found.last > issued if one_day else found.last >= issued):
        return True
    return found.last.year == issued.year and _is_waived(plain, after)


def _is_done(folded: str, found: Candidate, after: str, *, of_year: bool) -> re.Match[str] | None:
    """What is done, right behind a period: of a year that no brackets hold (``of_year``) 2019年全县完成; 全年保持."""
    done = within_year()[0].match(after) if of_year else None
    if done is not None and names_works(after, done.end()):
        done = None
    if done is None and folded.startswith("全年", found.start):
        done = kept_up(after)
    if done is None and of_year and (found.lead < found.start or found.after > found.end):
        done = _EACH_SO_MANY.match(after)
    return done


@cache
def _waived() -> re.Pattern[str]:
    how = "(?:实行|予以|给予|全部|全额|一律)?"
    return re.compile(rf"(?:期间)?的?(?:[\u3400-\u9fff]{{0,6}}[租金费款税])?{how}{any_of(words('prose', 'waived'))}")


def _is_waived(plain: str, after: str) -> bool:
    """免收2月份租金, 2月份租金全免: the time of a measure, though it is past; 1-2月减免税费1亿元 tells of it."""
    told = "元" in after or "户" in after
    return not told and (plain.endswith(words("prose", "waives")) or _waived().match(after) is not None)


_HARD_TO_PAY = re.compile("[^,;。]{0,3}缴纳[^,;。]{0,24}困难的")
"""一季度缴纳房产税确有困难的企业: of which time the tax is."""
