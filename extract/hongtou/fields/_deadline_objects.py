"""Periods that only say which work a limit is of: 4月5日前报送一季度总结, 6月底前完成全年任务的50%."""

from __future__ import annotations

import re
from functools import cache

from hongtou.fields._deadline_compose import Found
from hongtou.fields._deadline_grammar import any_of, words


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    does, thing = any_of(words("objects", "does")), any_of(words("objects", "things"))
    which = any_of(words("objects", "which"))
    return (
        re.compile(rf"[ ]?[\u4e00-\u9fff]{{0,8}}{does}[了好]?[ ]?"),
        re.compile(rf"[ ]?度?的?(?:{which}){{0,2}}{thing}"),
    )


def without_objects(folded: str, found: list[Found]) -> list[Found]:
    """The limits of a text without the periods that are named by the words of another limit of the same clause."""
    if all(f.kind != "within" for f in found):
        return found
    found = sorted(found, key=lambda f: f.start)
    kept: list[Found] = []
    for i, f in enumerate(found):
        if not _is_bare(folded, f):
            if f.kind == "by" and kept and _is_same_day(kept[-1], f):
                f = Found(kept.pop().start, f.end, "by", f.fields)  # 10月1日国庆节前
            kept.append(f)
            continue
        if i + 1 < len(found) and _BATCH.fullmatch(folded, f.end, found[i + 1].start):
            continue
        does, thing = _patterns()
        named = thing.match(folded, f.end)
        if named is not None:
            if (
                kept
                and not _are_stages(folded, kept[-1], f, named.end())
                and does.fullmatch(folded, kept[-1].end, f.start)
            ):
                continue
            if i + 1 < len(found) and named.end() == found[i + 1].start:
                continue  # 全年任务6月底前完成50%
        kept.append(f)
    return kept


_BATCH = re.compile(r"第[一二三四五六][批期]|首批|第[一二三四]阶段")
"""2013年第一批6月底前: the year is that of the day."""
_BARE_END = frozenset("年月季度半份")


def _is_same_day(day: Found, limit: Found) -> bool:
    """One day, printed and named."""
    apart = day.kind != "within" or day.end != limit.start or day.fields.get("precision") != "day"
    return not apart and day.fields["date_from"] == day.fields["date_to"] == limit.fields["date_to"] is not None


def _are_stages(folded: str, a: Found, b: Found, after: int) -> bool:
    """Whether each of two periods has its own verb: 上半年启动 下半年完成任务; but not 上半年制定下半年计划."""
    if a.kind != "within" or a.fields.get("precision") != b.fields.get("precision"):
        return False
    if b.fields.get("precision") == "month":
        return True  # 4月开展5月总结
    follows = a.fields["date_to"] is not None and b.fields["date_from"] is not None
    if not follows or b.fields["date_from"] <= a.fields["date_to"]:
        return False
    does = _stage()
    return (does.match(folded, b.end) or does.match(folded, after)) is not None


@cache
def _stage() -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?:全面|全部|基本)?{any_of(words('objects', 'does'))}")


def _is_bare(folded: str, f: Found) -> bool:
    """A month, quarter, half or year, and no word that limits."""
    return f.kind == "within" and f.fields.get("precision") not in ("day", "dekad") and folded[f.end - 1] in _BARE_END
