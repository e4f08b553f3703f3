"""One printed date or period of the calendar: 2009年6月底前, 上半年, 5月1日起, “十四五”期间.

A date is read in stages, each a piece of it: the year, the part of it, the edge (底, 末), the limit word (前, 起).
After the first stage everything is optional, so no stage ever goes back on the one before; which stages can open at a
character is looked up, and most characters open none.
"""

from __future__ import annotations

import re
from functools import cache

from hongtou.fields import _deadline_pieces as pieces
from hongtou.fields._deadline_grammar import LUNAR_DAY, B, holidays
from hongtou.fields._deadline_pieces import Printed, Stage

_COUNTED_IN = r"\(不?含[当本该]?[日天]?\)"
# 起到积极作用; but 9月1日起到岗 and 5月1日起到10月底 begin on that day
_HAS_EFFECT = (
    r"到(?:了|(?![\d二三四五六七八九十年本次明]|一(?![定些]))(?:(?!发挥)[^,;。、\n]){0,12}(?:作用|效果|成效|效应|影响))"
)
_CLOSING = re.compile(
    rf"""
    (?: {B} (?P<edge>
        底(?![数线层泥册部色板盘蕴座子商细气图价稿])
      | 末(?![端位梢日])
      | 终 (?= [ ]? (?: [之以]?前|完|$|[,;。、]|进行|统一|对 ) )      # not 年终奖
      | 初(?![步级中审稿评选次始心创验期高]|{LUNAR_DAY})
      | 中期? (?= [ ]? (?: 前|以前|之前|完|$|[,;。、] ) )
      | (?:以|之)?[内內](?![蒙部容控设陆外涝河地江科需在分镜循生])
      | 期间
    ) )?
    (?: (?: {B} (?: {_COUNTED_IN} | \) (?={B}[之以]?前)              # 9月1日(含)前, 汛期(6月1日)前
              | \([\u4e00-\u9fff]{{2,10}}\) (?={B}[之以]?前) ) )? {B} (?P<lim>                   # 9月1日(秋季开学)前
        [或及]?[之以]前
      | 前夕 | 前 (?! [期后後述列款沿往景途端台身锋言面瞻项哨半]
              | 提(?![交出供请报高升取名]) | 置(?!换) | 来(?!函) | 进(?!行|驻|场|入|度|展)      # 前提, not 前提交
              | 移(?!交|送) | [一二两三四五六七八九十\d]{{1,3}}[名位强]
              | [一二两三123]个?季 | [\d一二两三四五六七八九十]{{1,2}}个 )
      | 为?止(?![血损]) | 截止(?![到至日时期前\d])
      | [或及]?[之以][后後]
      | [后後](?![续期勤备方台者果代劲来补处评半])
      | 起(?![草步色动源点诉重伏义初码底征降飞]|{_HAS_EFFECT}) (?:始|算)?
      | 开?始(?![终末]) | 至今(?![年后後冬春夏秋])
    ) | {B} {_COUNTED_IN} )?                                             # 6月1日(含)至6月30日(不含)
    """,
    re.VERBOSE,
)
_CLOSES = frozenset(" \n()底末终初中以之或及内內期前为止截后後起开始至")

_YEARS = (
    (pieces.read_year, "0123456789一二九〇零"),
    (pieces.read_word_year, "今本当明次翌来后去上同下"),
    (pieces.read_whole_year, "全年"),
)
_OTHERS = ((pieces.read_plan, "十六七八九“\"‘'"),)
_PARTS = (
    (pieces.read_counted, "0123456789一二三四五六七八九十廿卅元第ⅠⅡⅢⅣ"),
    (pieces.read_named, "前本当下上后後这次月季Q"),
)
_FIGURES = "0123456789一二三四五六七八九十廿卅"
_ALONE = ((pieces.read_day, _FIGURES), (pieces.read_dekad, "上中下"))


class _Stages:
    """Which stages can open at a character, in the order they are tried."""

    def __init__(self) -> None:
        names = "".join({name[0] for name in holidays()})
        self.years = self._by_first(_YEARS)
        self.rest = self._by_first((*_OTHERS, (pieces.read_holiday, names), *_PARTS, *_ALONE))
        self.parts = self._by_first(
            (
                (pieces.read_nth_month, "第"),
                *_PARTS,
                (pieces.read_dotted, "0123456789"),
                (pieces.read_holiday, names),
                (pieces.read_day_of_year, _FIGURES),
            )
        )
        self.opens = frozenset(self.years) | frozenset(self.rest)

    @staticmethod
    def _by_first(stages: tuple[tuple[Stage, str], ...]) -> dict[str, tuple[Stage, ...]]:
        table: dict[str, tuple[Stage, ...]] = {}
        for stage, firsts in stages:
            for first in firsts:
                table[first] = (*table.get(first, ()), stage)
        return table


@cache
def stages() -> _Stages:
    """The tables of :func:`match_point`; ``opens`` are the characters that a date can open with."""
    return _Stages()


def match_point(folded: str, at: int, end: int) -> Printed | None:
    """The date or period that opens at ``at``, with the words that limit it.

    >>> p = match_point("2009年6月底前完成", 0, 11)
    >>> p and (p.y, p.m, p.edge, p.lim, p.end)
    ('2009', '6', '底', '前', 9)
    """
    table = stages()
    if at >= end or (first := folded[at]) not in table.opens:
        return None
    printed = Printed()
    stop = _first_of(table.years.get(first, ()), folded, at, end, printed)
    if stop >= 0:
        stop = _part_after(table, folded, stop, end, printed)
    else:
        stop = _first_of(table.rest.get(first, ()), folded, at, end, printed)
        if stop < 0:
            return None
    if stop < end and folded[stop] in _CLOSES:
        m = _CLOSING.match(folded, stop, end)
        if m is not None and (after := m.end()) > stop:
            printed.edge, printed.lim = m.groups("")
            stop = after
    printed.start, printed.end = at, stop
    return printed


def _first_of(stages: tuple[Stage, ...], folded: str, at: int, end: int, printed: Printed) -> int:
    for stage in stages:
        stop = stage(folded, at, end, printed)
        if stop >= 0:
            return stop
    return -1


def _part_after(table: _Stages, folded: str, stop: int, end: int, printed: Printed) -> int:
    """The month or the like behind a year: 2009年 6月, 2009年的上半年."""
    at = stop
    while at < end and at - stop < 2 and folded[at] in " \n":
        at += 1
    if at < end and folded[at] == "的":
        at += 1
    if at < end and (parts := table.parts.get(folded[at])) is not None:
        found = _first_of(parts, folded, at, end, printed)
        if found >= 0:
            return found
    return stop
