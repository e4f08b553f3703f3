"""The tables units are read by: no word twice, none idle, no two meanings of a short name at one time."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

import hongtou.data
from hongtou.data import load_toml, load_tsv
from hongtou.fields.unit_full import place_of
from hongtou.fields.unit_names import identify
from hongtou.model.vocabulary import Level

UNITS = load_toml("units.toml")
ROLES = load_toml("roles.toml")
ROWS = load_tsv("units_abbreviations.tsv")
ENDS: dict[str, str] = {word: kind for kind, words in UNITS["ends"].items() for word in words}
ISSUERS: dict[Level, str] = {
    "central": "国务院办公厅", "province": "湖南省人民政府", "city": "云溪市人民政府", "county": "白石县人民政府",
}  # fmt: skip


def test_no_word_stands_twice() -> None:
    for words in (
        [word for kind in UNITS["ends"].values() for word in kind],
        [word for role in ROLES["labels"].values() for word in role],
        [*UNITS["openings"]["verbs"], *UNITS["openings"]["objects"]],
    ):
        assert sorted(words) == sorted(set(words))


def test_no_end_says_what_a_shorter_one_says() -> None:
    def shorter(word: str) -> str | None:
        return next((ENDS[word[i:]] for i in range(1, len(word)) if word[i:] in ENDS), None)

    assert [word for word, kind in ENDS.items() if shorter(word) == kind] == []


def test_every_exception_is_one() -> None:
    """A word that ends like no name needs no saying so; one that a shorter exception covers neither."""
    words = UNITS["not_ends"]["words"]
    assert [word for word in words if not word.endswith(tuple(ENDS))] == []
    assert [word for word in words if any(word != other and word.endswith(other) for other in words)] == []
    assert set(words) & set(ENDS) == set()
    assert [word for word in UNITS["lone"]["words"] if word.endswith(tuple(ENDS))] == []


@pytest.mark.parametrize(("section", "key"), [
    ("openings", "verbs"), ("collectives", "words"), ("sharing", "never"), ("fused", "not_joint"),
])  # fmt: skip
def test_no_opening_covers_another(section: str, key: str) -> None:
    words = UNITS[section][key]
    assert [w for w in words if any(w != other and w.startswith(other) for other in words)] == []


def test_names_that_open_like_a_task_do() -> None:
    opening = (*UNITS["openings"]["verbs"], *UNITS["openings"]["objects"])
    assert [name for name in UNITS["openings"]["names"] if not name.startswith(opening)] == []


# --- abbreviations --------------------------------------------------------------------------------------------------


def span(row: dict[str, str]) -> tuple[int, int]:
    """First and last year of a row."""
    return int(row["from_year"] or 0), int(row["to_year"] or 9999)


def test_a_short_name_has_one_meaning_at_a_time() -> None:
    held: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in ROWS:
        held[row["short"]].append(span(row))
    overlaps = [short for short, spans in held.items() for a, b in pairwise(sorted(spans)) if b[0] <= a[1]]
    assert overlaps == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['short']} {row['from_year']}-{row['to_year']}")
def test_an_abbreviation_is_sound(row: dict[str, str]) -> None:
    assert span(row)[0] <= span(row)[1]
    assert ("~" in row["short"]) == ("~" in row["full"])
    assert row["short"].partition("@")[0].lstrip("^") != row["full"]


def test_every_source_is_explained() -> None:
    notes = (Path(hongtou.data.__file__).parent / "units_abbreviations.tsv").read_text(encoding="utf-8")
    assert {row["source"] for row in ROWS} == set(re.findall(r"^# ([A-Z]+(?:\d{4})?) ", notes, re.MULTILINE))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['short']} {row['from_year']}-{row['to_year']}")
def test_every_abbreviation_is_used(row: dict[str, str]) -> None:
    """In its year, in a circular of its level, the short name gives the full one."""
    first, last = span(row)
    year = first or min(last, 2000)
    short, _, level = row["short"].partition("@")
    if "~" not in short:
        place = place_of(ISSUERS["central"], year)
        assert identify(short.removeprefix("^"), place, "").named.unit == row["full"]
        return
    levels: list[Level] = [level] if level else ["province", "city", "county"]  # type: ignore[list-item]
    found = []
    for one in levels:
        place = place_of(ISSUERS[one], year)
        assert place is not None
        printed = short.replace("~", place.marks[0])
        found.append(identify(printed, place, "").named.unit == row["full"].replace("~", place.name))
    assert any(found)


@pytest.mark.parametrize(("text", "issuer", "year", "unit"), [
    ("市计委", "云溪市人民政府", 1995, "云溪市计划委员会"),
    ("市计委", "云溪市人民政府", 2002, "云溪市发展计划委员会"),
    ("市计委", "云溪市人民政府", 1999, "云溪市计委"),  # either: it stays as printed
    ("市药监局", "云溪市人民政府", 2002, "云溪市药品监督管理局"),
    ("市药监局", "云溪市人民政府", 2010, "云溪市食品药品监督管理局"),
    ("市药监局", "云溪市人民政府", 2020, "云溪市药品监督管理局"),
    ("市计生委", "云溪市人民政府", 2002, "云溪市计划生育委员会"),
    ("市计生委", "云溪市人民政府", 2010, "云溪市人口和计划生育委员会"),
    ("市国土局", "云溪市人民政府", 2010, "云溪市国土资源局"),
    ("市交通局", "云溪市人民政府", 2005, "云溪市交通局"),
    ("市交通局", "云溪市人民政府", 2015, "云溪市交通运输局"),
    ("市税务局", "云溪市人民政府", 2020, "国家税务总局云溪市税务局"),
    ("市国税局", "云溪市人民政府", 2010, "云溪市国家税务局"),
    ("市法院", "云溪市人民政府", 2010, "云溪市中级人民法院"),
    ("县法院", "白石县人民政府", 2010, "白石县人民法院"),
    ("省法院", "湖南省人民政府", 2010, "湖南省高级人民法院"),
    ("市委网信办", "云溪市人民政府", 2016, "中共云溪市委网络安全和信息化领导小组办公室"),
    ("市委网信办", "云溪市人民政府", 2020, "中共云溪市委网络安全和信息化委员会办公室"),
    ("市文旅局", "云溪市人民政府", 2020, "云溪市文旅局"),  # its full name differs from place to place
    ("市疾控中心", "云溪市人民政府", 2020, "云溪市疾病预防控制中心"),
    ("市交运局", "云溪市人民政府", 2020, "云溪市交通运输局"),
    ("市委教育工委", "云溪市人民政府", 2020, "中共云溪市委教育工作委员会"),
    ("市国资委", "云溪市人民政府", 2020, "云溪市人民政府国有资产监督管理委员会"),
    ("国家计委", "国务院", 2000, "国家发展计划委员会"),
    ("数据局", "国务院办公厅", 2024, "国家数据局"),
    ("港澳办", "国务院办公厅", 2024, "港澳办"),
])  # fmt: skip
def test_the_year_decides(text: str, issuer: str, year: int, unit: str) -> None:
    assert identify(text, place_of(issuer, year), "").named.unit == unit
