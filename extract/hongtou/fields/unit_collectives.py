"""Collectives of a unit list: one unit though a 、 stands in it (各市、县(区)人民政府; 市政府各委、办、局)."""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import any_of, load_toml
from hongtou.fields.text import trim
from hongtou.fields.unit_words import LEADING

__all__ = ["COLLECTIVE_LAST", "MANY", "ROLE_OPENINGS", "collective_end", "is_collective"]

MANY = ("各", "有关", "相关", "所有", "沿线", "试点")
"""Words a collective opens with."""

COLLECTIVE_LAST = frozenset(
    "属直管站所心科东西南北一二三四五六中央家省区市州盟地县旗乡镇道街村师部委办厅局行院处司室会社门署)〕]〉"
)
"""Characters that can stand before the 、 in a collective."""

ROLE_OPENINGS = "牵头|负责|配合|参加|参与|落实|指导|分别|共同|会同|承办|实施|协助|协办|分工|具体|按"
"""What may follow a collective without a separator."""


@cache
def _collective() -> re.Pattern[str]:
    data = load_toml("units.toml")["collectives"]
    inside = r"\([^()]{1,20}\)|〔[^〔〕]{1,20}〕|\[[^\[\]]{1,20}\]|〈[^〈〉]{1,20}〉"
    region = rf"(?:{any_of(data['regions'])}|{inside})"
    tail = any_of(data["tails"])
    office = rf"(?:{any_of(data['offices'])})"
    level = "(?:中央?|国家|自治[区州]|[部省市县区州旗])"
    second = r"(?:\([^()]{1,6}\))"  # 各院(系)、部、处
    ends = rf"(?=[ \n]*(?:[、,;。)〕\]〉:|(]|$|等|[和及与按](?!\w{{0,3}}$)|以及|{ROLE_OPENINGS}))"
    return re.compile(
        rf"""
        [^、,;。\n]{{0,10}}?(?:各|有关|相关|所有|沿线|试点)(?:有关|相关)?
          (?:[\u4e00-\u9fff]{{1,4}}(?=省、自治区|市、[县区州]|县、[市区]))?       # 各产煤省、自治区、直辖市
          (?:
              # 各省、自治区、直辖市及计划单列市教育厅(教委)
              省(?:\([^()]{{1,9}}\))?、(?:自治区、直辖市|(?:直辖)?市、自治区)(?:[、及和](?:计划单列市|副省级城市|新疆生产建设兵团)){{0,3}}
              (?:\w|\(\w{{1,6}}\)){{2,16}}?(?:厅|局|委|办|部门|机构|单位|委员会|办公室|院|会|公司|分行|总队)
              (?:\([^()]{{1,12}}\))?{ends}
            | # 各省、自治区住房城乡建设厅
              省、自治区(?:\w|\(\w{{1,6}}\)){{2,14}}?(?:厅|局|委|委员会)(?:\([^()]{{1,12}}\))?{ends}
            | # 各市、州、直管市、神农架林区总工会: a level that belongs to few places stands last
              {region}{{1,2}}(?:、{region}{{1,2}}){{0,3}}、(?:神农架林区|林区|省?直管(?:试点)?[市县](?:\(市\))?)(?:\w|\(\w{{1,6}}\)){{2,14}}(?:局|委|办|会|部|办公室|指挥部){ends}
            | # 各市、县(区)人民政府; 各省、自治区、直辖市人民政府; 各市、州、县
              {region}{{1,4}}
              (?: [、/]{region}{{1,4}} | (?:和|及|以及){region}{{1,3}}(?=人民政府|政府|{ends}) ){{1,6}}
              (?:{tail})?{ends}
            | # 市政府各委、办、局
              {office}{second}?(?:[、/]{office}{second}?){{1,6}}(?:[和及]?(?:直属)?(?:机构|部门|单位))?{ends}
            | # 各区、县财政局: the level falls from left to right
              [市州区县](?:\(\w{{1,3}}\))?(?:、(?:[县区旗州盟]|市(?![直属级政]))(?:\([\w、]{{1,5}}\))?){{1,2}}(?:\w|\(\w{{1,6}}\)){{2,12}}(?:局|委|办|部门|单位|[部科]){ends}
          )
      | # 市第一、二、三中级人民法院
        [省市县区州旗]?第[一二三四五六七](?:、第?[一二三四五六七]){{1,6}}\w{{0,8}}(?:院|[中小]学|[支大中]队){ends}
      | # 市直有关部门、单位
        [^、,;。\n]{{0,10}}?(?:各|有关|相关)(?:有关|相关)?(?:工作)?部门、单位{ends}
      | # 市、县财政局: a level alone is no name
        [省市州盟县区旗](?:\(\w\))?(?:、[市州盟县区旗乡镇](?:\([\w、]{{1,5}}\))?){{1,3}}\w{{2,12}}(?:厅|局|委|办|部门|院)(?:\([^()]{{1,12}}\))?{ends}
      | # 13个街道、镇; 东、西、南区政府
        \d{{1,3}}个{region}{{1,2}}(?:[、和及]{region}{{1,2}}){{1,3}}(?:{tail})?{ends}
      | [东西南北中](?:、[东西南北中]){{1,4}}区(?:人民政府|政府|办事处|街道办事处)?{ends}
      | # 驻县中央、自治区单位
        驻[\u4e00-\u9fff]{{1,2}}?(?:中央|国家|部|省|自治区|市)[属直]?(?:、(?:自治区|[省市州])[属直]?){{1,2}}[各有关]{{0,2}}(?:单位|企业|机构){ends}
      | # 各地、州、市水利(水务)局
        各地、[州市](?:、[州市县](?:\(\w{{1,3}}\))?)?(?:\w|\(\w{{1,6}}\)){{2,12}}(?:局|委|办|部门|院|会)(?:\([^()]{{1,12}}\))?{ends}
      | # 各盟行政公署、市人民政府
        各(?:盟|地区)?(?:行政公署|行署)、(?:省辖|地级)?市(?:、{region}){{0,3}}(?:人民政府|政府){ends}
      | # 各市、地人民政府
        各市、地(?:、{region}){{0,3}}(?:{tail})?{ends}
      | # 各地、州、市人民政府
        各地、[州市](?:、{region}{{1,4}}){{0,3}}(?:{tail})?{ends}
      | # 省、市驻云溪各单位
        (?:中央?|国家|自治区|[部省市县区])(?:、(?:自治区|[省市县区])){{1,3}}(?:属?驻|在|直)[^、,;。\n]{{0,12}}?单位{ends}
      | # 市属、驻市各单位; 中央、省属驻市单位
        {level}[属直管]?(?:[、和及]{level}[属直管]?){{0,3}}[、和及](?:{level}属?)?驻[^、,;。\n]{{0,12}}?(?:单位|企业|部门|机构|高校){ends}
      | # 市直、区直各单位; 省属、市属企业
        {level}[属直管](?:、{level}[属直管]){{1,3}}[^、,;。\n]{{0,8}}?(?:单位|企业|部门|机构|高校|院校|医院|学校){ends}
      | # 市、县(区)人民政府
        {region}{{1,3}}(?:[、/]{region}{{1,4}}){{1,6}}(?:[两三四各]级)?(?:{tail}){ends}
        """,
        re.VERBOSE,
    )


def collective_end(folded: str, start: int, at: int, end: int) -> int | None:
    """Where a collective that opens at ``start`` and holds the 、 at ``at`` ends, None where none does; so with the
    quoted words of a name (县“不忘初心、牢记使命”主题教育办).
    """
    if folded[at - 1] not in COLLECTIVE_LAST:
        return _quote_end(folded, start, at, end)
    start, _ = trim(folded, start, at)
    lead = LEADING.match(folded, start, at)
    found = _collective().match(folded, lead.end() if lead else start, end)
    return found.end() if found is not None and found.end() > at else _quote_end(folded, start, at, end)


def _quote_end(folded: str, start: int, at: int, end: int) -> int | None:
    """Where the quoted words end that hold the 、 at ``at``, if a name goes on behind them."""
    opened = folded.rfind("“", start, at)
    if opened < 0 or folded.find("”", opened, at) >= 0:
        return None
    close = folded.find("”", at, min(end, at + _LONGEST_QUOTE))
    goes_on = 0 <= close < end - 1 and folded[close + 1].isalpha() and folded[close + 1] not in _NO_NAME
    return close + 1 if goes_on else None  # “县教育局、县财政局” are two


_LONGEST_QUOTE = 16
_NO_NAME = frozenset("等和与及")


def is_collective(folded: str) -> bool:
    """Whether a text is one collective that holds a 、, and nothing else.

    >>> is_collective("各院(系)、部、处、室"), is_collective("市教育局、市财政局")
    (True, False)
    """
    return folded[:1] in _COLLECTIVE_FIRST and "、" in folded and _collective().fullmatch(folded) is not None


_COLLECTIVE_FIRST = frozenset("各有相所沿试") | frozenset("省市州盟县区旗中国自部第驻")
