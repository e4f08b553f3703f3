"""What tells a place no table knows, and an organ of the centre, by words of its name (``data/regions_rules.toml``)."""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import any_of, load_toml
from hongtou.model.record import Record
from hongtou.model.vocabulary import Level


class Rules(Record, frozen=True):
    """The vocabulary's patterns and words."""

    prefix: re.Pattern[str]
    branches: tuple[str, ...]
    national: tuple[str, ...]
    corps: re.Pattern[str]
    central: re.Pattern[str]
    zone: re.Pattern[str]
    zone_last: re.Pattern[str]
    """What a zone's name ends in: most names hold none."""
    place: re.Pattern[str]
    levels: dict[str, Level]
    common: re.Pattern[str]
    behind_zhou: tuple[str, ...]
    inside: re.Pattern[str]


@cache
def region_rules() -> Rules:
    """The rules, made once."""
    data = load_toml("regions_rules.toml")
    levels: dict[str, Level] = {kind: level for level, kinds in data["levels"].items() for kind in kinds}
    organ = any_of(data["organs"]["openings"])
    return Rules(
        prefix=re.compile(f"(?:{any_of(data['prefixes']['words'])})"),
        branches=tuple(data["prefixes"]["branches"]),
        national=tuple(data["central"]["national"]),
        corps=re.compile(rf"{data['zones']['corps']}第[一二三四五六七八九十\d]{{1,3}}师(?=.)"),
        central=re.compile(
            # 财政部, 市场监管总局; but 市委组织部 is a place's
            rf"(?!.*(?:{any_of(data['central']['firms'])})$)(?:{any_of(data['central']['words'])})"
            rf"|(?!团?[省市县区州旗盟镇乡].*部$|.*(?:{any_of(data['central']['no_ministry'])})$)"
            rf"[\u3007\u3400-\u9fff]{{1,12}}(?:{any_of(data['central']['ends'])})$"
        ),
        # 云溪经济开发区|管委会, not 开发区 inside a longer word
        zone=re.compile(rf"[\u3007\u3400-\u9fff]{{1,14}}?(?:{any_of(data['zones']['words'])})(?=管|党|办|工|$)"),
        zone_last=re.compile(f"[{''.join(sorted({word[-1] for word in data['zones']['words']}))}]"),
        # 云溪市|人民政府; the lookahead keeps 沙市区 from being read as 沙市
        place=re.compile(
            rf"[\u3007\u3400-\u9fff]{{1,12}}?(?P<kind>{any_of(list(levels))})(?![省市县区州旗镇乡](?:{organ}|$))"
            r"(?!(?<=州)市(?![场政民区]))"  # 岭州市|安委会, but 甘孜州|市场监督管理局
            rf"(?<!城乡)(?:(?<![乡镇道木])|(?=$|{any_of(data['organs']['township'])}))"
        ),
        levels=levels,
        common=re.compile(
            rf"(?:.*(?:{any_of(data['not_places']['joined_by'])}))?(?:{any_of(data['not_places']['words'])})"
        ),
        behind_zhou=tuple(data["not_places"]["behind_zhou"]),
        inside=re.compile(any_of(data["not_places"]["inside"])),
    )
