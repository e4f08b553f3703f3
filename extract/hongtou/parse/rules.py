"""What a document rules for all its assignments: who of a list leads, and who is added to every task."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from hongtou.fields.text import Text
from hongtou.model import Responsibility, Value
from hongtou.model.record import Record
from hongtou.parse.lines import Page

_LEADS = r"(?:为|是|系|作为)(?:主要|工作|总|第一)?(?:牵头|主办)(?:责任)?(?:单位|部门)?"
_FIRST_LEADS = re.compile(
    rf"(?:列|排|排列|排名|位列)(?:在)?(?:第一|首)(?:位|个)?(?:的|者)?(?:责任)?(?:单位|部门)?(?:的)?(?:[,]?\s*)(?:均)?(?:{_LEADS}|牵头)"
    r"|(?:牵头|主办)(?:责任)?(?:单位|部门)(?:[(]|,?[为是指])(?:责任单位)?[中内]?(?:列|排|排列|排名|位列|名列)(?:在)?(?:第一|首)"
    rf"|(?:第一|首)(?:(?:个|位)?(?:责任)?(?:单位|部门)|[个位](?:的|者)?)(?:均)?{_LEADS}"
)
_SEVERAL = re.compile(r"(?:两|二|多)个(?:或|及|和)?(?:两个)?(?:以上)?(?:责任)?(?:单位|部门)")
_REST_SUPPORT = re.compile(
    r"其(?:余|他|它)(?:的)?(?:责任)?(?:单位|部门)?(?:(?:均)?为(?:配合|协办|协助|协同|参与|参加|会办)(?:单位|部门)"
    r"|(?:按照?)?(?:各自)?(?:职责|分工|职责分工)?(?:密切|积极|主动|做好)?(?:配合|协助|参与))"
)
# 标*者为牵头单位 · 带“★”号的为牵头单位 · 加*的单位为牵头单位
_MARKED_LEADS = re.compile(
    rf"(?:标|标注|标有|带|带有|加|注|注有|画)(?:有|注)?[“\"']?([*★☆▲△#●])[”\"']?(?:号|标记|标志)?(?:的|者)?(?:责任)?(?:单位|部门)?(?:均)?{_LEADS}"
)
# 分别负责为各部门按职责分别牵头: where 分别负责 stands behind a list, each of it leads
_EACH_LEADS = re.compile(r"分别负责(?:的)?(?:,?即)?为[^,;。]{0,12}(?:分别|各自)牵头")
# A sentence that adds a unit to every task: 以下均需各县市区落实,不再列出 · 上述任务均涉及各区政府,不再列出
_STANDING = re.compile(
    r"(?:以下|以上|上述|所列|各项)(?:各项|所有|全部|任务|工作|条款|事项|措施|内容)*[均都](?:需要?|由|须|应由|涉及|包含|含)"
    r"([\u3007\u3400-\u9fff、()]{2,40}?)(?:共同|认真|贯彻|配合|抓好|负责|组织){0,3}(?:落实|负责|配合|实施|参与|(?=,?不再))"
)


class Rules(Record, frozen=True):
    """What holds for all lists: whether the first unit leads, also where it stands alone, whether the rest then
    support, the mark (*, ★) behind a unit that leads, and whether 分别负责 behind a list says that each of it leads."""

    first_leads: bool
    alone: bool
    rest_support: bool
    mark: str | None
    each_leads: bool = False


def read_rules(page: Page) -> Rules:
    """Sentences such as 列第一位者为牵头单位, wherever they stand."""
    folded = page.text.folded
    marked = _MARKED_LEADS.search(folded) if page.says("leads") else None
    mark = marked[1] if marked else None
    match = _FIRST_LEADS.search(folded) if page.says("order") or "首" in folded else None
    if not match:
        return Rules(False, True, False, mark)
    each = "分别负责" in folded and _EACH_LEADS.search(folded) is not None
    several = _SEVERAL.search(folded, max(0, match.start() - 40), match.end()) is not None
    rest = _REST_SUPPORT.search(folded, match.end(), match.end() + 40) is not None
    return Rules(True, not several, rest, mark, each)


def ruled(text: Text, rules: Rules, units: Sequence[Responsibility], *, ordered: bool) -> Sequence[Responsibility]:
    """The units of one task with the roles that a mark or, in an ``ordered`` list, the order gives them."""
    if rules.mark and units:
        marked = [text.folded[unit.end : unit.end + 2].strip()[:1] == rules.mark for unit in units]
        units = [
            msgspec.structs.replace(unit, role="lead") if leads else unit
            for unit, leads in zip(units, marked, strict=True)
        ]
    if rules.each_leads and units and text.folded.startswith("分别负责", units[-1].end):
        units = [msgspec.structs.replace(unit, role="lead") for unit in units]
    if ordered and rules.rest_support:
        units = [
            msgspec.structs.replace(unit, role="support") if unit.role == "responsible" else unit for unit in units
        ]
    return units


def standing_units(page: Page) -> Value | None:
    """The units that a sentence adds to every task, as printed."""
    folded = page.text.folded
    match = _STANDING.search(folded) if "均" in folded or "都" in folded else None
    return page.text.value(match.start(1), match.end(1)) if match else None
