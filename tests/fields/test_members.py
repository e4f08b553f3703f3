"""What a collective of governments stands for, by the year's GB/T 2260."""

from __future__ import annotations

from datetime import date

import pytest

import hongtou
from hongtou.fields.members import members_of
from hongtou.fields.regions import divisions


@pytest.mark.parametrize(("printed", "issuer", "year", "count", "first"), [
    ("各县市区政府", "三亚市人民政府", 2012, 0, None),
    ("各县(市、区)人民政府", "石家庄市人民政府", 2009, 23, "130102"),
    ("全市各县(市、区)人民政府", "石家庄市人民政府", 2009, 23, "130102"),
    ("各县(市、区)", "石家庄市人民政府", 2009, 23, "130102"),
    ("各市、州人民政府", "湖南省人民政府", 2009, 14, "430100"),
    ("各区县人民政府", "北京市人民政府", 2010, 16, "110101"),
    ("各省、自治区、直辖市人民政府", "国务院办公厅", 2016, 31, "110000"),
    ("各省(区、市)人民政府", "国务院办公厅", 2020, 31, "110000"),
    # one kind of several: 各区 of a city that has counties too, 各市 of a province that has 州
    ("各区人民政府", "石家庄市人民政府", 2018, 8, "130102"),
    ("各市人民政府", "湖南省人民政府", 2009, 13, "430100"),
    # a province that names counties speaks to both levels; the counties it runs itself stand right below it
    ("各市、县(区)人民政府", "宁夏回族自治区人民政府", 2018, 27, "640100"),
    ("各市、县、自治县人民政府", "海南省人民政府", 2012, 19, "460100"),
    # places that a bracket adds by name are in; a district is none of the 市、县; a 地区 and a 盟 are of their 行政公署
    ("各市(含定州、辛集市)人民政府", "河北省人民政府", 2018, 13, "130100"),
    ("各市(含青岩、白石市)人民政府", "河北省人民政府", 2018, 0, None),
    ("各市(不含定州市)人民政府", "河北省人民政府", 2018, 0, None),
    ("各市(地)人民政府(行署)", "黑龙江省人民政府", 2018, 13, "230100"),
    ("各地(州、市)人民政府", "新疆维吾尔自治区人民政府", 2023, 14, "650100"),
    ("各地人民政府", "新疆维吾尔自治区人民政府", 2018, 0, None),
    ("各市、州、林区人民政府", "湖北省人民政府", 2018, 17, "420100"),
    ("各盟行政公署、市人民政府", "内蒙古自治区人民政府", 2018, 12, "150100"),
    ("各乡镇人民政府", "桂阳县人民政府", 2009, 0, None),
    ("各有关县区人民政府", "石家庄市人民政府", 2009, 0, None),
    ("各县区财政局", "石家庄市人民政府", 2009, 0, None),
    ("各县区人民政府", "青岩市人民政府", 2009, 0, None),
    ("市财政局", "石家庄市人民政府", 2009, 0, None),
    ("各县(市、区)人民政府", "石家庄市人民政府", 1999, 0, None),
    ("各县(市、区)人民政府", "石家庄市人民政府", 2024, 0, None),
])  # fmt: skip
def test_members_are_the_divisions_of_the_year(
    printed: str, issuer: str, year: int, count: int, first: str | None
) -> None:
    (unit,) = hongtou.find_units(printed, issuer=issuer, issued=date(year, 6, 1))
    assert len(unit.members) == count
    assert (unit.members[0].region_code if unit.members else None) == first


def test_leagues_and_prefectures_have_commissioners() -> None:
    names = [member.name for member in members_of("各盟行政公署、市人民政府", "150000", 2018)]
    assert names[0] == "呼和浩特市人民政府"
    assert names[-1] == "阿拉善盟行政公署"


CHANGED = [  # code of the upper place, year, name before, name after
    ("430100", 2011, "望城县", "望城区"),  # 县改区
    ("330100", 2017, "临安市", "临安区"),
    ("370100", 2018, "济阳县", "济阳区"),
    ("410300", 2021, "偃师市", "偃师区"),
    ("430100", 2017, "宁乡县", "宁乡市"),  # 撤县设市
    ("340800", 2018, "潜山县", "潜山市"),
    ("420000", 2011, "襄樊市", "襄阳市"),  # renamed
    ("130500", 2020, "桥东区", "襄都区"),
    ("540000", 2018, "那曲地区", "那曲市"),  # 撤地设市
    ("540000", 2015, "林芝地区", "林芝市"),
    ("110000", 2010, "宣武区", "西城区"),  # merged
    ("330100", 2021, "江干区", "钱塘区"),
    ("230700", 2019, "带岭区", "大箐山县"),
    ("370100", 2019, "莱城区", "莱芜区"),  # to another city
]


@pytest.mark.parametrize(("code", "year", "before", "after"), CHANGED)
def test_places_that_changed(code: str, year: int, before: str, after: str) -> None:
    """The year's last revision counts: what changed in it has the new name, and the year before the old one."""
    now = {region.name for region in divisions(code, year)}
    assert after in now
    assert before not in now
    earlier = {region.name for region in divisions(code, year - 1)}
    assert after not in earlier or after == "西城区"
    assert before in earlier or before == "莱城区"


def test_a_city_that_was_taken_in_is_gone() -> None:
    assert "莱芜市" in {r.name for r in divisions("370000", 2018)}
    assert "莱芜市" not in {r.name for r in divisions("370000", 2019)}


@pytest.mark.parametrize("year", range(2002, 2024))
def test_every_year_of_the_tables_has_its_provinces(year: int) -> None:
    assert len(divisions("100000", year)) == 31


@pytest.mark.parametrize("year", [2001, 2024])
def test_years_outside_the_tables_have_none(year: int) -> None:
    assert divisions("430000", year) == ()
    assert members_of("各市州人民政府", "430000", year) == ()
