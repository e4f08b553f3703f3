"""Which of the dates in running words are limits of the work, and which tell of the past, of figures, of others."""

from __future__ import annotations

import datetime as dt
import re

from hongtou.fields._deadline_after import STOP, after_words, rest_of_clause
from hongtou.fields._deadline_bare import DEFINED, bare_counts
from hongtou.fields._deadline_candidate import Candidate
from hongtou.fields._deadline_validity import is_of_document
from hongtou.fields._deadline_which import (
    NOT_DONE,
    is_barred,
    is_condition,
    is_missed,
    says_which,
)

_OPEN_END = re.compile(r"[至到][^,;。\n\d]{2,12}?(?:期间|之间|前)")
_PAST_YEARS = ("上年", "去年", "前年")
_SET_ASIDE = ("距", "距离", "离", "临近", "接近", "现在", "原定", "原定于", "原计划", "原计划于")
# 截至6月底,全县已有320家: a report, whatever day it is of
_REPORTED = re.compile(r"[,、]?[^,;。\n]{0,12}(?:已|累计|共)")


def is_limit(folded: str, found: Candidate, issued: dt.date | None) -> bool:
    """True where the words around a date make it a limit of the work (dataset.md, "Deadlines of a task")."""
    before = folded[max(0, found.lead - 16) : found.lead]
    after = rest_of_clause(folded, found.after)
    if in_title(folded, found.start) or after[:1] in ("〕", "]") or _in_motto(folded, found):
        return False
    if found.head and not found.limit and folded.startswith(_PAST_YEARS, found.start):
        return False  # 放宽到上年度水平: a measure
    look = after_words()
    plain = before.removesuffix(found.head).rstrip()
    if plain.endswith(_SET_ASIDE) or found.limit == "至今" or _of_document(folded, found, plain, after):
        return False
    goal = not found.bare or plain.endswith(("确保", "力争", "争取", "保证"))
    ahead = goal and issued is not None and found.last is not None and found.last > issued
    if found.kind == "from" and after[:1] in "至到" and (open_end := _OPEN_END.match(after)) is not None:
        after = after[open_end.end() :]  # 1月23日至疫情结束期间到期的证件
    if after.lstrip(" ")[:1] in look.eligible_first:
        if folded.endswith("期间", 0, found.end) and _stretch_ahead(found, issued):
            return True  # 2019年1月1日至2021年12月31日期间的所得: the life of a measure
        if look.eligible.match(after):
            return False
        if look.acted.match(after) and not (ahead and "的" not in after) and not _stretch_ahead(found, issued):
            return False  # 2019年12月31日前签订合同的项目; 本月底前签订协议 is a limit
    if found.limit.endswith("前") and (is_barred(after) or ("的" in after and is_condition(folded, found, after))):
        return False
    told = look.may_tell.search(after) is not None and (look.told if ahead else look.past).search(after) is not None
    if told or says_which(folded, found, plain, after, issued):
        return False
    if plain.endswith(("已", "已于", "已在", "曾于")):
        return False
    gone = issued is None or (found.last is not None and found.last < issued)
    if gone and issued is not None and found.limit.endswith("前") and is_missed(plain, after):
        return False
    reported = found.head != "" and _REPORTED.match(folded, found.after) is not None
    today = found.last == issued and found.head[2:3] not in ("时", "日")  # 截止时间为 says when it ends
    so_far = found.head.startswith("截") and (gone or reported or today)
    if so_far or (gone and reported):
        return False
    if gone and found.kind == "within" and _went_on(folded, found, look.told):
        return False
    stock = (gone and issued is not None) or _STOCK.match(after) is not None
    if found.kind == "by" and not (found.limit or found.head) and stock:
        return False  # 2022年末常住人口
    if found.kind == "from":
        return _start_counts(found, after, issued)
    if not found.bare:
        return True
    goes_on = folded.startswith((",", ";"), found.after)  # a day at the end is a signature's or the page's own
    return bare_counts(found, plain, after, issued, goes_on=goes_on, folded=folded)


def is_of_things(folded: str, end: int, last: dt.date | None, issued: dt.date | None) -> bool:
    """淘汰2005年前注册的黄标车: in a cell too a day long past says of what, where 前 ends it and 的 goes on."""
    if issued is None or last is None or last >= issued or folded[end - 1] != "前":
        return False
    after = rest_of_clause(folded, end)
    return "的" in after and (after_words().acted.match(after) or after_words().eligible.match(after)) is not None


def _went_on(folded: str, found: Candidate, told: re.Pattern[str]) -> bool:
    """10月23日至11月6日,省督察组对我市开展了督察: the clause behind a stretch of time tells what happened in it."""
    if not folded.startswith(",", found.after):
        return False
    stop = STOP.search(folded, found.after + 1)
    return told.search(folded, found.after + 1, stop.start() if stop else len(folded)) is not None


def _of_document(folded: str, found: Candidate, plain: str, after: str) -> bool:
    ends = found.kind == "by" and found.limit.endswith("前")
    return is_of_document(folded, (found.lead, found.end), plain, after, starts=found.kind == "from", ends=ends)


_STOCK = re.compile(r"[\u3400-\u9fff]{0,8}(?:余额|人口|存量|保有量)[为有约]?[\d](?!.*以[内上下])")
"""一季度末存款余额120亿元: a figure of that day; 年末人口控制在50万人以内 is due."""
_MOTTO = re.compile(r"[^“”\n。]{0,24}”[^,;。\n“”]{0,6}(?:原则|制度|机制|办法|方式|模式|工作法|流程|要求)")


def _in_motto(folded: str, found: Candidate) -> bool:
    """“年初建账、年底交账”的督查制度: the turns of any year, in a motto."""
    if folded[found.start] not in "年月季" or (opened := folded.rfind("“", max(0, found.start - 40), found.start)) < 0:
        return False
    return "”" not in folded[opened : found.start] and _MOTTO.match(folded, found.end) is not None


def _stretch_ahead(found: Candidate, issued: dt.date | None) -> bool:
    """对5月1日至10月31日期间购买家电的消费者: the life of a measure."""
    if found.kind != "within" or found.first is None or found.last is None or found.first == found.last:
        return False
    return issued is None or found.last >= issued


def _start_counts(found: Candidate, after: str, issued: dt.date | None) -> bool:
    """从2002年开始 of 2004 tells of the past; 2020年1月1日后签订的合同 says which contracts."""
    if found.limit[-1:] in ("后", "後") and "的" in after and not NOT_DONE.match(after):
        return False
    if issued is None or found.first is None:
        return True
    if found.precision == "year":
        return found.first.year >= issued.year
    return found.first >= issued - _LONG_PAST  # 2010年7月1日起施行 of 2019: what began long ago


_LONG_PAST = dt.timedelta(days=400)


_TITLE = 100


def in_title(folded: str, at: int, start: int = 0) -> bool:
    """Within 《》, opened behind ``start``: a name. A title is not longer than a hundred characters; a lost 》 must not
    swallow the rest.
    """
    lo = max(start, at - _TITLE)
    return folded.rfind("《", lo, at) > folded.rfind("》", lo, at)


_FIGURE = re.compile("元|%|增长|递增|产能|万吨|占(?![用道地])")


def is_season(folded: str, end: int) -> bool:
    """True where the months after 每年 are those in which something is to be done or left (不得使用), no figure's."""
    after = rest_of_clause(folded, end)
    look = after_words()
    told = DEFINED.match(after) or look.eligible.match(after) or look.statistic.match(after) or look.past.search(after)
    return bool(after.strip()) and not told and not _FIGURE.search(after[:16])
