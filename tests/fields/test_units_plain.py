"""Cells that are names and 、 alone are read the short way, and give what the whole walk gives."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.fields import unit_signs, units
from hongtou.fields.text import Text
from hongtou.fields.unit_lists import plain_names
from hongtou.fields.units import find_units, looks_like_units

_WORDS = (
    *(
        "市教育局",
        "市发展和改革委员会",
        "各县区",
        "各市",
        "县",
        "市",
        "人民政府",
        "有关部门",
        "市第二医院",
        "财政局和税务局",
    ),
    *(
        "牵头",
        "负责",
        "会同",
        "等",
        "责成",
        "为牵头单位",
        "牵头单位",
        "具体",
        "以下",
        "局",
        "团市委",
        "残疾人联合会",
        "联合总",
        "各县(市、区)人民政府",
        "市政府各部门(单位)",
        "(产业办)",
        "设区市",
        "、",
        "、",
        "、",
        ",",
        ":",
        "(",
        ")",
        " ",
    ),
)
_CELLS = st.lists(st.sampled_from(_WORDS), max_size=9).map("".join)


def both(cell: str) -> tuple[object, object]:
    """The units by the short way where it is open, and by the walk."""
    arguments = {"issuer": "云溪市人民政府", "first_leads": True}
    short = find_units(cell, **arguments)  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(units, "plain_names", lambda *_: None)
        return short, find_units(cell, **arguments)  # type: ignore[arg-type]


def test_pairs_and_triples_of_words_read_the_same_both_ways() -> None:
    cells = ["".join(words) for words in product(_WORDS, ("", "、"), _WORDS)]
    assert [cell for cell in cells if (ways := both(cell))[0] != ways[1]] == []


@given(_CELLS)
def test_any_cell_reads_the_same_both_ways(cell: str) -> None:
    short, walked = both(cell)
    assert short == walked


PLAIN = [
    *("市教育局", "市教育局、市财政局", "市发展和改革委员会、各县区人民政府", "市第二医院、市气象局"),
    *("各县(市、区)人民政府", "市政府办、市政府各部门(单位)、各县市区政府", "区招商局(产业办)"),
]
NOT_PLAIN = [
    "市教育局牵头",
    "市、县人民政府",
    "各市、县(区)人民政府",
    "市教育局,市财政局",
    "牵头单位",
    "市教育局 市财政局",
    "责成市教育局",
    "责任单位市教育局",
    "设区市(局)、县政府",
    "王晓东(县水利局)",
    "市教育局(牵头)",
]


@pytest.mark.parametrize("cell", PLAIN)
def test_names_alone_take_the_short_way(cell: str) -> None:
    assert plain_names(cell, 0, len(cell)) is not None


@pytest.mark.parametrize("cell", NOT_PLAIN)
def test_other_cells_are_walked(cell: str) -> None:
    assert plain_names(cell, 0, len(cell)) is None


@given(_CELLS, st.sampled_from(["", "县水利局、", "王晓东 ", "市、"]))
def test_a_cell_within_a_text_reads_as_it_does_alone(cell: str, before: str) -> None:
    whole = Text.of(f"{before}\n{cell}")
    found = units.scan_units(whole, len(before) + 1, len(whole.raw))
    alone = units.scan_units(Text.of(cell), 0, len(cell))
    assert [(u.text, u.role) for u in found] == [(u.text, u.role) for u in alone]


@given(_CELLS)
def test_a_list_of_sure_names_looks_like_units_both_ways(cell: str) -> None:
    short = looks_like_units(cell)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unit_signs, "are_sure_names", lambda _: False)
        assert looks_like_units(cell) is short
