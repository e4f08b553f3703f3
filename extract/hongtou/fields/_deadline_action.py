"""What happens at each limit: the words behind it, up to where the next limit, clause or item begins."""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import finder
from hongtou.fields import _deadline_grammar as grammar
from hongtou.fields._deadline_compose import Found
from hongtou.fields._deadline_duty import HOURS

# 报各县(市、区), 村(居)委会: the bracket is of a name and ends nothing
_ACTION_END = re.compile(
    r"[,;。\n|]|\((?![^()\n:]{1,24}\)[\u4e00-\u9fff]|[市县区旗州盟乡镇街道场办居村社团校园院所站、]{1,8}\))"
)
_LONGEST_ACTION = 40
_ASIDE = re.compile(rf"{grammar.ASIDE}[, ]*(?=[\u4e00-\u9fff])")
"""每月8日前(遇节假日顺延)报送."""
_LED_BY = re.compile(
    r"(?:由[^,;。\n]{2,20}(?:牵头|负责|主办)|结束|期间|[至到][^,;。\n]{2,14}(?:结束|解除|终止|期满|届满)(?:期间|为止)?),(?=[^,;。\n])"
)
"""5月底前,由县教育局牵头,排查校车; 至11月15日结束,禁止用火: what is done stands a clause behind."""
_PARALLEL = re.compile(r"、[^,;。、\n]{1,10}")
"""县级6月底前、乡级9月底前完成: what is done is said once, behind the last."""
_NO_ACTION = re.compile("[逾过]期|[至到](?![少多位场岗账帐])")
"""What follows when nothing is done (逾期不予受理), and up to which event a time runs (9时至演练结束)."""
# 2.开展检查, (三)加强, 责任单位:市教育局: the next item or label begins
_NEXT_ITEM = re.compile(
    r"[ \n]+(?:\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)、]|\.(?!\d))"
    r"|第[一二三四五六七八九十百\d]{1,4}条|[①-⒛]|[\u4e00-\u9fff]{2,8}:)"
)
_LINE_END = re.compile(r"[ ]*\n")
_LEAD_IN = re.compile(r"(?:[在于自从到至并,、 ]|力争|争取|确保|计划|预计|延长至|截至|截止)+$")


def actions_of(folded: str, found: list[Found]) -> list[str | None]:
    """What happens at each limit; dates that are listed (6月、12月各报一次) share the words after the last."""
    actions: list[str | None] = [None] * len(found)
    for i in range(len(found) - 1, -1, -1):
        between = folded[found[i].end : found[i + 1].start].strip() if i + 1 < len(found) else ""
        shared = between in ("、", "和", "及", "与") or (between[:1] == "、" and _PARALLEL.fullmatch(between))
        actions[i] = actions[i + 1] if shared else _action(folded, found, i) or _named_before(folded, found[i])
    return actions


_NAMED = re.compile(r"(?:^|[;,。、\n ])([\u4e00-\u9fff]{2,10}):$")


@cache
def _done() -> re.Pattern[str]:
    return finder(grammar.words("after", "within_year"))


def _named_before(folded: str, limit: Found) -> str | None:
    """全部开工:6月底;基本建成:12月底: a label right before a limit that says what is done; 完成时限 does not."""
    if limit.kind is None or folded[limit.start - 1 : limit.start] != ":":
        return None
    named = _NAMED.search(folded, max(0, limit.start - 12), limit.start)
    says = named is not None and _done().search(named[1]) and not _OF_TIME.search(named[1])
    return named[1] if named is not None and says else None


_OF_TIME = re.compile("[时期]间?限|时间|日期|节点|单位|部门|阶段|目标|要求|进度|标准")


def _action(folded: str, found: list[Found], i: int) -> str | None:
    """What happens at the limit: the words up to the next stop or limit; None where it is only done by then."""
    if found[i].kind is None:
        return None
    at = found[i].end
    following = i + 1 < len(found)
    stop = found[i + 1].start if i + 1 < len(found) else len(folded)
    comma = at + folded.startswith("),", at)
    if following and folded[comma : comma + 1] == "," and not _ACTION_END.search(folded, comma + 1, stop):
        return None  # 第一批6月底前,第二批9月底前: the words name the next
    if folded[at : at + 1] in (" ", "\n") and _ends_item(folded, found[i].start, at):
        return None
    words = folded[at : min(max(at, stop), at + 3 * _LONGEST_ACTION)].lstrip(" ,:)\n").removeprefix("左右")
    if words[:1].isdigit() and (hours := HOURS.match(words)) is not None and words.startswith(",", hours.end()):
        words = words[hours.end() + 1 :]  # 每日6时至22时,禁止通行
    if words[:1] == "(" and (aside := _ASIDE.match(words)) is not None:
        words = words[aside.end() :]
    if words[:1] in ("由", "结", "期", "至", "到") and (led := _LED_BY.match(words)) is not None:
        words = words[led.end() :]
    end = _ACTION_END.search(words)
    words = words[: end.start()] if end else _LEAD_IN.sub("", words) if following else words
    words = words.strip(" 、,:]" if "(" in words else " 、,:)]").removeprefix("”").rstrip(".")
    if (quoted := words.find("”")) >= 0 and words.find("“", 0, quoted) < 0:
        words = words[:quoted]  # “9月底前清零”的目标
    plain = words == "起" or words in grammar.words("after", "plain") or _NO_ACTION.match(words)
    return None if plain or not words or len(words) > _LONGEST_ACTION else words


def _ends_item(folded: str, start: int, end: int) -> bool:
    """Whether what stands behind a limit is the next item's; a line that breaks off (应于6月30日前) goes on."""
    if _NEXT_ITEM.match(folded, end):
        return True
    return _LINE_END.match(folded, end) is not None and folded[:start].rstrip(" ")[-1:] in (",", ";", "。", ":")
