"""What a collective of governments stands for, by the year's GB/T 2260."""

from datetime import date

import pytest

import hongtou
from hongtou.fields.regions import divisions


@pytest.mark.parametrize(
    ("printed", "issuer", "year", "count", "first"),
    [
        ("各县市区政府", "三亚市人民政府", 2012, 0, None),
        ("各县(市、区)人民政府", "石家庄市人民政府", 2009, 23, "130102"),
        ("各市、州人民政府", "湖南省人民政府", 2009, 14, "430100"),
        ("各区县人民政府", "北京市人民政府", 2010, 16, "110101"),
        ("各乡镇人民政府", "桂阳县人民政府", 2009, 0, None),
        ("各有关县区人民政府", "石家庄市人民政府", 2009, 0, None),
        ("各县区人民政府", "青岩市人民政府", 2009, 0, None),
        ("市财政局", "石家庄市人民政府", 2009, 0, None),
        ("各县(市、区)人民政府", "石家庄市人民政府", 1999, 0, None),
    ],
)
def test_members_are_the_divisions_of_the_year(
    printed: str, issuer: str, year: int, count: int, first: str | None
) -> None:
    (unit,) = hongtou.find_units(printed, issuer=issuer, issued=date(year, 6, 1))
    assert len(unit.members) == count
    assert (unit.members[0].region_code if unit.members else None) == first


def test_a_city_that_changed_between_the_revisions_gives_none_for_the_years_between() -> None:
    assert divisions("330100", 2019) == ()
    assert len(divisions("330100", 2015)) == 13
