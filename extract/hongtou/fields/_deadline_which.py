"""Dates that say which ones are meant, or on what condition: 6月底前达产的企业, 4月30日前完成的,给予奖励."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from hongtou.fields._deadline_candidate import Candidate
from hongtou.fields._deadline_grammar import B, any_of, words

_LONG_PAST = dt.timedelta(days=365)
RANGE = re.compile("[-~至到]|期间")


def says_which(folded: str, found: Candidate, plain: str, after: str, issued: dt.date | None) -> bool:
    """完成2000年前建成住宅小区的普查: which are meant, for the day is long past or the words have an object."""
    if found.bare and plain.endswith("对") and not RANGE.search(folded, found.start, found.end):
        return True  # 对二季度新增企业
    if not NOT_DONE.match(after):
        lead = plain.removesuffix("在").removesuffix("于")
        named = lead.endswith(("凡", "凡是", "凡属")) or (found.limit and lead.endswith("对"))
        if named and ("的" in after or "给予" in after):
            return True  # 对6月10日前复工的企业, 对6月底前新增贷款给予贴息
        if found.limit and after[:1] in ("应", "须", "需", "能") and _OVERDUE.match(after):
            return True
        if (found.limit or found.bare) and (_which().match(after) or (found.limit and _whom().match(after))):
            return True  # 6月30日前竣工验收的项目, 5月底前达产的企业
    if not found.limit.endswith("前") or after.lstrip(" ")[:1] not in _built_first() or not _built().match(after):
        return False
    past = issued is not None and found.last is not None and found.last < issued - _LONG_PAST
    return past or (plain.endswith(words("prose", "object_of")) and "的" in after)


_OVERDUE = re.compile(
    r"[应须需][^,;。\n]{1,10}(?:而|但|却)[尚仍还]?[未没][^,;。\n]{0,8}的|能够?[^,;。\n]{1,10}的(?:$|[要应须]|立即)"
)
"""2017年底前应完成而未完成的项目, 春节前能整改的要立即整改: which ones."""
NOT_DONE = re.compile(r"[ ]?(?:[仍尚还](?![在处])|未|没|不|达不到|拒)")
"""对6月10日前未整改到位的: by when it was to be done."""


_NOT_BY = re.compile(r"(?<![如尚])(?:未|没有?|未曾)(?:能够?|严格|如期|及时|按时){0,2}(?:按照?|在|于)[^,;。\n的]{0,8}$")
_AS_ASKED = re.compile(r"按照?[^,;。\n的]{0,8}$")
_ASKED = re.compile(r"的(?:时限|时间|目标|总体|工作|任务|节点|进度){0,2}(?:要求|目标|部署|规定|安排|计划)")
"""按照8月底前完成整治的要求: what was asked for."""
_DUE = ("应", "应当", "应在", "应于", "应当在", "应当于", "须在", "须于", "需在", "需于")


@cache
def _due_which() -> re.Pattern[str]:
    return re.compile(
        rf"[ ]?(?P<due>应当?|须|需)?(?:全部|全面|基本)?{any_of(words('unread', 'done'))}(?:到位|完毕|完成|验收)?的"
    )


def is_missed(plain: str, after: str) -> bool:
    """Of a day that is past, when something was due: 未按6月20日前清零的要求落实, 应于9月底前完成的3项任务."""
    if "按" in plain and "的" in after and _AS_ASKED.search(plain) and _ASKED.search(after):
        return True
    if ("未" in plain or "没" in plain) and _NOT_BY.search(plain) is not None:
        return True
    due = _due_which().match(after) if "的" in after else None
    return due is not None and (due["due"] is not None or plain.endswith(_DUE))


@cache
def _whom() -> re.Pattern[str]:
    """6月底前达产的企业: persons and firms, which are no piece of work; the date says which of them."""
    return re.compile(
        r"[ ]?(?![应要须拟需])(?!完成|整改|落实|办结|引进|新增|培育)[\u3400-\u9fff]{2,6}的"
        rf"(?:[\u3400-\u9fff]{{0,4}}{any_of(words('prose', 'whom'))}(?![\d不达超]))"
    )


@cache
def _which() -> re.Pattern[str]:
    return re.compile(
        rf"{B}{any_of(words('prose', 'which'))}[^,的]{{0,2}}(?:的|(?:项目|企业|工程)(?!不少于|达|超|[\d]))"
    )


@cache
def _built_first() -> frozenset[str]:
    return frozenset(word[0] for word in words("prose", "built"))


@cache
def _built() -> re.Pattern[str]:
    return re.compile(rf"{B}{any_of(words('prose', 'built'))}")


_REWARDED = re.compile(
    r"(?![对将把为给向使让]|出台|制定|印发|建立|研究|落实|完善|实施|推出|兑现)[^,;。\n]{1,40}的[\u3400-\u9fff]{0,6},[^,;。\n]{0,16}?"
    r"(?:奖|给予|予以|补助|补贴|补偿|免|减半|减按|享受|优先|优惠|加\d*分|加计|从[轻宽])"
)


def is_condition(folded: str, found: Candidate, after: str) -> bool:
    """4月30日前完成的(乡镇),给予奖励; but 6月底前未完成的,予以通报 says by when it was to be done."""
    return _REWARDED.match(folded, found.after) is not None and NOT_DONE.match(after) is None


_BARRED = re.compile(r"(?:一律|[均都])?不[得准许](?![少低高晚迟多小大]于|超过|突破|再)")


def is_barred(after: str) -> bool:
    """6月底前不得开工: nothing is due by then; but 6月底前不得少于3次 counts what is."""
    return after[:1] in ("不", "一", "均", "都") and _BARRED.match(after) is not None


_PAPER = re.compile(
    r"(?:公告|通[知告报]|纪要|名[单册]|清单|一览表|(?:汇总|情况|统计|登记|安排|任务|计划|分解)表|会议|大会)[》）) ]*$"
)
_DOES = re.compile("[发报办建填签列参拟送交做]|(?<!公)开|制定|完成|组织|公布|形成|编制|出台|印制|迎接|确定|召集")
_DATED_BELOW = re.compile(r"[^,;。\n]{2,18}(?:时间|日期)(?:为|是|:|定于|定在|安排在)")


def is_name(after: str) -> bool:
    """2019年下半年招聘公告, 第三季度调度会议: the period is part of a name; no verb says what is done in it."""
    return _PAPER.search(after) is not None and _DOES.search(after) is None


_MADE = re.compile(r"度?[\u3400-\u9fff]{0,10}?(?:方案|计划|总结|报告|预案|清单|措施|目标|要点)")


def is_of_paper(before: str, after: str) -> bool:
    """制定二季度攻坚方案: of what time the paper is, not when it is made."""
    return before.endswith(words("prose", "makes")) and _MADE.match(after) is not None


def is_dated_below(folded: str, found: Candidate) -> bool:
    """下半年考试时间为11月2日: the day behind says when."""
    return _DATED_BELOW.match(folded, found.after) is not None


_WHICH_WORKS = re.compile(
    r"的?(?:项目|工程|任务|小区|学校|道路)[^,;。]{0,8}?(?:应|要|须|需|必须|原则上|[在于])"
    r"[^,;。]{0,4}?(?:\d{1,2}[月日]|[年月季]底|[上下]半年|季度)"
)
"""2016年新开工项目要在9月底前开工: which ones; but 2016年新开工项目20个 and 2016年新建学校要全部开工 are due."""
_WHICH_PAPER = re.compile(
    r"[^,;。]{0,16}?(?:计划|方案|安排|分工|分解表?|任务表?|目标|要点|名单|清单|情况)(?:\([^()]{1,8}\))?"
    r"(?:予以|正式)?(?:印发|下发|下达|转发|通报|公布)(?:给|如下|你|各)"
)
"""现将2020年整治任务分工印发给你们: of which year the paper is."""
_KEPT_UP = re.compile(
    r"(?!工作|任务|计划|目标|重点)[\u4e00-\u9fff…]{0,8}?(?:持续|不间断|常态化?|滚动|分批)(?:推进|开展|实施|落实|抓好|组织|整治)"
)
"""全年分批持续推进, behind what is due by June; 全年任务持续推进 and 全年持续增长 say no time."""


def names_works(after: str, at: int) -> bool:
    """Whether the words behind 2016年新开工 go on as the name of works, of which it is said by when, or of a paper."""
    return _WHICH_WORKS.match(after, at) is not None or _WHICH_PAPER.match(after, at) is not None


def kept_up(after: str) -> re.Match[str] | None:
    """What is to go on all the year."""
    return _KEPT_UP.match(after)
