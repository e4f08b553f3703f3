"""Regions: whose circular it is, from the issuer's name, the year and the number's code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.data import load_tsv
from hongtou.fields.regions import find_region


@pytest.mark.parametrize(("name", "code", "region", "level"), [
    # the centre
    ("国务院", "100000", "全国", "central"),
    ("国务院办公厅", "100000", "全国", "central"),
    ("中共中央办公厅", "100000", "全国", "central"),
    ("财政部", "100000", "全国", "central"),
    ("国家税务总局", "100000", "全国", "central"),
    ("市场监管总局", "100000", "全国", "central"),
    ("工业和信息化部办公厅", "100000", "全国", "central"),
    ("国家市场监管总局", "100000", "全国", "central"),
    ("国家市场监督管理总局食品经营司", "100000", "全国", "central"),
    ("国家城市建设总局", "100000", "全国", "central"),
    ("国家区域发展办公室", "100000", "全国", "central"),
    ("全国县域商业工作办公室", "100000", "全国", "central"),
    ("国家税务总局青岩市税务局", None, "青岩市", "city"),
    ("国家级云溪经济技术开发区管委会", None, "国家级云溪经济技术开发区", "other"),
    # a branch may be named after its city without 市
    ("中国人民银行长沙中心支行", "430100", "长沙市", "city"),
    ("国家统计局长沙调查队", "430100", "长沙市", "city"),
    ("中国人民银行云溪市中心支行", None, "云溪市", "city"),
    # a division of the corps that is a city too
    ("新疆生产建设兵团第八师石河子市教育局", "659001", "石河子市", "county"),
    ("新疆生产建设兵团第八师教育局", "650000", "新疆维吾尔自治区", "province"),
    # places of the tables
    ("湖南省人民政府办公厅", "430000", "湖南省", "province"),
    ("湖南省教育厅", "430000", "湖南省", "province"),
    ("广西壮族自治区人民政府", "450000", "广西壮族自治区", "province"),
    ("北京市人民政府办公厅", "110000", "北京市", "province"),
    ("河北银保监局", "130000", "河北省", "province"),
    ("长沙市人民政府", "430100", "长沙市", "city"),
    ("吉林市人民政府", "220200", "吉林市", "city"),
    ("恩施土家族苗族自治州人民政府", "422800", "恩施土家族苗族自治州", "city"),
    ("大兴安岭地区行政公署", "232700", "大兴安岭地区", "city"),
    ("锡林郭勒盟行政公署", "152500", "锡林郭勒盟", "city"),
    ("海南藏族自治州人民政府", "632500", "海南藏族自治州", "city"),
    ("浏阳市人民政府", "430181", "浏阳市", "county"),
    ("湖南省长沙市浏阳市人民政府", "430181", "浏阳市", "county"),
    ("上海市浦东新区人民政府", "310115", "浦东新区", "county"),
    ("重庆市酉阳土家族苗族自治县人民政府", "500242", "酉阳土家族苗族自治县", "county"),
    ("南京市鼓楼区人民政府", "320106", "鼓楼区", "county"),
    ("青岛市市北区人民政府", "370203", "市北区", "county"),
    ("沙市区人民政府", "421002", "沙市区", "county"),
    ("国家税务总局长沙市税务局", "430100", "长沙市", "city"),
    ("中共长沙市委办公厅", "430100", "长沙市", "city"),
    ("湖南省农村信用社联合社郴州办事处", "430000", "湖南省", "province"),
    ("中国农业银行湖南省分行", "430000", "湖南省", "province"),
    # places of national autonomy by what they call themselves for short
    ("恩施州人民政府", "422800", "恩施土家族苗族自治州", "city"),
    ("恩施自治州财政局", "422800", "恩施土家族苗族自治州", "city"),
    ("中共海南州委办公室", "632500", "海南藏族自治州", "city"),
    ("巴州人民政府办公室", "652800", "巴音郭楞蒙古自治州", "city"),
    ("巴州区人民政府", "511902", "巴州区", "county"),
    ("重庆市彭水县人民政府", "500243", "彭水苗族土家族自治县", "county"),
    ("隆林县人民政府", "451031", "隆林各族自治县", "county"),
    ("西乌旗人民政府", "152526", "西乌珠穆沁旗", "county"),
    ("东乡县人民政府", "361029", "东乡县", "county"),
    ("青岩市彭水县人民政府", None, "彭水县", "county"),
    ("湖南省彭水县人民政府", None, "彭水县", "county"),
    # several of one name: no code
    ("鼓楼区人民政府", None, "鼓楼区", "county"),
    # places no table knows
    ("云溪市人民政府办公室", None, "云溪市", "city"),
    ("青岩市白石县人民政府", None, "白石县", "county"),
    ("青岩市临水市人民政府", None, "临水市", "county"),
    ("云溪土家族自治县人民政府", None, "云溪土家族自治县", "county"),
    ("云溪地区行政公署", None, "云溪地区", "city"),
    ("白石县青岩镇人民政府", None, "青岩镇", "township"),
    ("白石县人民街道办事处", None, "人民街道", "township"),
    ("云溪经济开发区管委会", None, "云溪经济开发区", "other"),
    ("云溪垦区管理局", None, "云溪垦区", "other"),
    ("青岩市白石垦区管委会", None, "青岩市白石垦区", "other"),
    ("云溪市高新技术产业开发区管理委员会", None, "云溪市高新技术产业开发区", "other"),
    ("国家税务总局云溪市税务局", None, "云溪市", "city"),
    # 城乡 is no township, a firm no organ of the centre
    ("白石区住房和城乡建设局", None, "白石区", "county"),
    ("白石县城乡规划局", None, "白石县", "county"),
    ("白石乡中心小学", None, "白石乡", "township"),
    ("中华全国总工会", "100000", "全国", "central"),
    ("共青团中央", "100000", "全国", "central"),
    ("中国人民银行", "100000", "全国", "central"),
    ("云溪农场管理委员会", None, "云溪农场", "other"),
    ("青岩市云溪新区管理委员会", None, "青岩市云溪新区", "other"),
    ("中共青岩市委", None, "青岩市", "city"),
    ("白石县委办公室", None, "白石县", "county"),
    ("云溪盟行政公署", None, "云溪盟", "city"),
    ("青岩旗人民政府", None, "青岩旗", "county"),
    ("白石苏木人民政府", None, "白石苏木", "township"),
    ("青岩市公安局交通警察支队", None, "青岩市", "city"),
    ("天津市滨海新区人民政府", "120116", "滨海新区", "county"),
    ("重庆市两江新区管委会", None, "重庆市两江新区", "other"),
    ("贵州煤矿安全监察局", "520000", "贵州省", "province"),
    ("云溪州财政局", None, "云溪州", "city"),
    ("中共青岩工业园区工作委员会", None, "青岩工业园区", "other"),
    ("云 溪 县 人 民 政 府", None, "云溪县", "county"),
])  # fmt: skip
def test_the_region_of_an_issuer(name: str, code: str | None, region: str, level: str) -> None:
    assert find_region(name) == (code, region, level)


@pytest.mark.parametrize(
    "name",
    [
        None,
        "",
        "县防汛抗旱指挥部",
        "工程建设指挥部",
        "县人武部",
        "党支部",
        "国家电网有限公司",
        "青岩学院",
        "政务服务中心",
        "市教育局",
        "县人民政府办公室",
        "市委组织部",
        "防汛抗旱指挥部",
        "党委宣传部",
        "财务部",
        "民航华东地区管理局",
    ],
)
def test_no_place_is_no_region(name: str | None) -> None:
    assert find_region(name) is None


@pytest.mark.parametrize(("name", "number_code", "code"), [
    (None, "湘政办发", "430000"),
    ("", "粤府办", "440000"),
    ("省人民政府办公厅", "皖政办", "340000"),
    ("市人民政府办公厅", "沪府办发", "310000"),
    ("朝阳区人民政府", "京朝政发", "110105"),
    (None, "国办发", "100000"),
    ("长沙市人民政府", "粤府办", "430100"),
])  # fmt: skip
def test_the_numbers_code_helps_where_the_name_does_not(name: str | None, number_code: str, code: str) -> None:
    region = find_region(name, number_code=number_code)
    assert region is not None
    assert region.code == code


@pytest.mark.parametrize("number_code", ["台政发", "港管发", "澳办"])
def test_no_number_is_of_a_place_the_country_does_not_govern(number_code: str) -> None:
    assert find_region(None, number_code=number_code) is None
    assert find_region("云溪港管委会", number_code=number_code) is None


def test_a_citys_number_does_not_make_it_the_province() -> None:
    assert find_region("市人民政府办公室", number_code="湘政办") is None


@pytest.mark.parametrize(("name", "year", "code"), [
    ("襄樊市人民政府", 2009, "420600"),
    ("襄阳市人民政府", 2015, "420600"),
    ("三沙市人民政府", 2015, "460300"),
    ("重庆市江津市人民政府", 2005, "500381"),
    ("重庆市江津区人民政府", 2010, "500116"),
    ("湖南省望城县人民政府", 2009, "430122"),
    ("湖南省望城区人民政府", 2015, "430112"),
])  # fmt: skip
def test_codes_are_those_of_the_year(name: str, year: int, code: str) -> None:
    region = find_region(name, year=year)
    assert region is not None
    assert region.code == code


@given(
    st.one_of(st.text(max_size=30), st.text("省市县区州盟旗乡镇云溪湖南长沙人民政府办公室国中央", max_size=20)),
    st.integers(1980, 2030),
)
def test_any_name_is_answered(name: str, year: int) -> None:
    region = find_region(name, year=year)
    if region is not None:
        assert region.name
        assert region.code is None or re.fullmatch(r"\d{6}", region.code)
        assert region.name == "全国" or region.code is not None or region.name in re.sub(r"\s", "", name)


def _never_twice_at_a_time(rows: Sequence[dict[str, str]]) -> None:
    """A code has one name at a time. A name that left the tables and came back has two rows."""
    held: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        held.setdefault(row["code"], []).append((row["from_year"] or "0", row["to_year"] or "9999"))
    for code, spans in held.items():
        spans.sort()
        assert all(after >= before for (_, before), (after, _) in pairwise(spans)), code


@pytest.mark.parametrize("file", ["regions.tsv", "regions_counties.tsv"])
def test_the_tables_are_sound(file: str) -> None:
    rows = load_tsv(file)
    _never_twice_at_a_time(rows)
    for row in rows:
        assert re.fullmatch(r"\d{6}", row["code"])
        assert (row["code"].endswith("00")) == (file == "regions.tsv")
        assert not row["from_year"] or not row["to_year"] or row["from_year"] < row["to_year"]


@pytest.mark.parametrize(
    ("name", "region", "level"),
    [
        ("云溪县城市管理局", "云溪县", "county"),
        ("云溪县住房和城乡建设局", "云溪县", "county"),
        ("云溪市城镇建设办公室", "云溪市", "city"),
        ("云溪县城区中小学招生办公室", "云溪县", "county"),
        ("云溪县灌区管理局", "云溪县", "county"),
        ("青岩市统筹城乡发展委员会", "青岩市", "city"),
        ("河南省小城镇建设领导小组", "河南省", "province"),
        ("云溪县韩城镇人民政府", "韩城镇", "township"),
        ("大同市城区人民政府", "城区", "county"),
        ("岭州市安委会办公室", "岭州市", "city"),
        ("岭南州市场监督管理局", "岭南州", "city"),
        ("岭州市人民政府岭州军分区", "岭州市", "city"),
        ("岭州市公安局岭州分局", "岭州市", "city"),
    ],
)
def test_what_an_organ_does_is_no_place(name: str, region: str, level: str) -> None:
    found = find_region(name, year=2012)
    assert found
    assert (found.name, found.level) == (region, level)


@pytest.mark.parametrize(
    "name",
    [
        "城市管理局",
        "社区矫正委员会",
        "岭州大学",
        "中共渡州师范学院委员会",
        "郑州铁路局",
        "杭州海关",
        "中国人民银行云溪中心支行",
    ],
)
def test_an_organ_that_names_no_place_has_no_region(name: str) -> None:
    assert find_region(name) is None
