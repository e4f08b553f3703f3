"""Units of houses of every kind: prefectures without a city, leagues, the corps, autonomous counties; and by year."""

from __future__ import annotations

from datetime import date

import pytest

from hongtou.fields.units import find_units, is_assignment, looks_like_units

HOUSES = [
    ("地区发改委、行署办公室", "岭北地区行政公署", 2013, "岭北地区发展和改革委员会|岭北地区行政公署办公室"),
    ("地委组织部、地委", "岭北地区行政公署", 2013, "中共岭北地委组织部|中共岭北地区委员会"),
    ("地税局、团地委", "岭北地区行政公署", 2013, "岭北地区地方税务局|共青团岭北地区委员会"),
    ("地委宣传部、统战部、财政局", "岭北地区行政公署", 2013, "中共岭北地委宣传部|中共岭北地委统战部|岭北地区财政局"),
    ("地委宣传部、行署教育局", "岭北地区行政公署", 2013, "中共岭北地委宣传部|岭北地区行政公署教育局"),
    (
        "地区国资委、地纪委",
        "岭北地区行政公署",
        2013,
        "岭北地区行政公署国有资产监督管理委员会|中共岭北地区纪律检查委员会",
    ),
    ("行署办公室、省教育厅", "湖南省人民政府", 1985, "行署办公室|湖南省教育厅"),
    ("区财政局", "岭北地区行政公署", 2013, "区财政局"),  # 区 is no mark of a 地区
    ("盟行署办公室、盟发改委", "锡林郭勒盟行政公署", 2014, "锡林郭勒盟行政公署办公室|锡林郭勒盟发展和改革委员会"),
    (
        "兵团发展改革委、兵团教育局",
        "新疆生产建设兵团办公厅",
        2019,
        "新疆生产建设兵团发展和改革委员会|新疆生产建设兵团教育局",
    ),
    ("发展改革委、自治区教育厅", "新疆生产建设兵团办公厅", 2019, "新疆生产建设兵团发展和改革委员会|自治区教育厅"),
    ("师市教育局", "第八师石河子市", 2019, "第八师石河子市教育局"),
    ("师教育局、师范学校", "新疆生产建设兵团第八师", 2019, "新疆生产建设兵团第八师教育局|师范学校"),
    ("自治县财政局、县教育局", "青岩苗族自治县人民政府", 2019, "青岩苗族自治县财政局|青岩苗族自治县教育局"),
    ("自治旗教育局", "青岩自治旗人民政府", 2019, "青岩自治旗教育局"),
    ("林区公安局、区财政局", "神农架林区人民政府", 2015, "神农架林区公安局|神农架林区财政局"),
    ("特区教育局", "六枝特区人民政府", 2015, "六枝特区教育局"),
    ("街道办事处、街道城管办", "青岩县松岗街道办事处", 2015, "松岗街道办事处|松岗街道城管办"),
    # marks of a few places are none in circulars of others
    ("街道办事处、综合执法局", "青岩县人民政府", 2015, "街道办事处|综合执法局"),
    ("林区公安局、财政局", "青岩县人民政府", 2015, "林区公安局|青岩县财政局"),
    # a province has no 人社局
    ("市教育局、省教育厅、人社局", "云溪市人民政府", 2019, "云溪市教育局|省教育厅|云溪市人力资源和社会保障局"),
    ("省住房城乡建设厅、能源局", "湖南省人民政府", 2021, "湖南省住房和城乡建设厅|湖南省能源局"),
    # no mark is lent to organs of the centre
    ("市财政局、财政部、国土资源部", "云溪市人民政府", 2017, "云溪市财政局|财政部|国土资源部"),
    ("市财政局、国土资源局", "云溪市人民政府", 2017, "云溪市财政局|云溪市国土资源局"),
    ("市公安局、科技部、证监会", "云溪市人民政府", 2019, "云溪市公安局|科学技术部|中国证券监督管理委员会"),
    ("市水利局、水利部海河水利委员会", "云溪市人民政府", 2019, "云溪市水利局|水利部海河水利委员会"),
    # the first of several issuers says whose units are meant
    (
        "省委办公厅、省发展改革委",
        "中共湖南省委办公厅 湖南省人民政府办公厅",
        2019,
        "中共湖南省委办公厅|湖南省发展和改革委员会",
    ),
    ("省教育厅", "岭 北 省 人 民 政 府", 2019, "岭北省教育厅"),
    ("省财政厅、各市州发展改革委、财政局", "湖南省人民政府", 2019, "湖南省财政厅|各市州发展改革委|各市州财政局"),
    # whose the second is, the first says, though its field be in no table
    ("林东旗农牧和科技局、财政局", "云溪市农牧局", 2023, "林东旗农牧和科技局|林东旗财政局"),
    ("老旧小区改造局、财政局", "云溪市人民政府", 2023, "老旧小区改造局|云溪市财政局"),
    # an ending printed once, and the word for the kind of place with it
    ("北湖、苏仙区政府", "郴州市人民政府", 2019, "北湖区人民政府|苏仙区人民政府"),
    ("赵集、李集、王集镇政府", "青岩县人民政府", 2019, "赵集镇人民政府|李集镇人民政府|王集镇人民政府"),
    ("枞阳县、郊区人民政府", "铜陵市人民政府", 2019, "枞阳县人民政府|郊区人民政府"),
    ("海螺、枞阳县政府", "铜陵市人民政府", 2019, "海螺|枞阳县人民政府"),  # a firm is no county
    ("县电信、移动、城关镇政府", "青岩县人民政府", 2019, "青岩县电信|移动|城关镇人民政府"),
    ("新区、景区、石桥镇政府", "青岩县人民政府", 2019, "新区|景区|石桥镇人民政府"),
]


@pytest.mark.parametrize(("text", "issuer", "year", "units"), HOUSES)
def test_the_full_names_of_a_house(text: str, issuer: str, year: int, units: str) -> None:
    found = find_units(text, issuer=issuer, issued=date(year, 6, 1))
    assert [u.unit for u in found] == units.split("|")


YEARS = [
    ("市体改委", 1992, "云溪市经济体制改革委员会"),
    ("市体改委", 2019, "云溪市体改委"),
    ("市教委", 1990, "云溪市教育委员会"),
    ("市经济信息化委", 2020, "云溪市经济和信息化委员会"),
    ("市工业和信息化委", 2017, "云溪市工业和信息化委员会"),  # 委 for 委员会
    ("市人居环境委", 2017, "云溪市人居环境委"),  # which no table knows
    ("市农业农村委", 2020, "云溪市农业农村委员会"),
    ("市安委会", 2020, "云溪市安全生产委员会"),
    ("市卫健委办公室", 2020, "云溪市卫生健康委员会办公室"),
    ("市人大常委会办公室", 2020, "云溪市人民代表大会常务委员会办公室"),
    ("市法院办公室", 2020, "云溪市法院办公室"),  # a 中级 one, but an office has no table of levels
    ("市编办", 2012, "云溪市机构编制委员会办公室"),
    ("市编办", 2020, "中共云溪市委机构编制委员会办公室"),
    ("市编办", 2018, "云溪市编办"),
    ("市交通委", 2015, "云溪市交通委"),  # 交通委员会 and 交通运输委员会
    ("市委办公室", 2015, "中共云溪市委办公室"),
]


@pytest.mark.parametrize(("text", "year", "unit"), YEARS)
def test_the_full_name_of_a_year(text: str, year: int, unit: str) -> None:
    assert find_units(text, issuer="云溪市人民政府", issued=date(year, 6, 1))[0].unit == unit


@pytest.mark.parametrize(
    ("text", "year", "unit"),
    [
        ("国家发展改革委办公厅", 2022, "国家发展和改革委员会办公厅"),
        ("市场监管总局办公厅", 2022, "国家市场监督管理总局办公厅"),
        ("财政部办公厅", 2022, "财政部办公厅"),
        ("国家教委", 1988, "国家教育委员会"),
        ("国家教委", 2010, "国家教委"),
    ],
)
def test_offices_of_the_centre(text: str, year: int, unit: str) -> None:
    assert find_units(text, issuer="国务院办公厅", issued=date(year, 6, 1))[0].unit == unit


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("市委办", "party"),
        ("市委金融办", "party"),
        ("中共云溪市委办公室", "party"),
        ("市委托管中心", "institution"),
        ("县委县政府督查室", "government"),
        ("省人大常委会办公厅", "congress"),
        ("市政协办公室", "congress"),
        ("市安全生产委员会办公室", "government"),
        ("武警云溪支队", "military"),
        ("县职业中专", "school"),
        ("云溪车务段", "enterprise"),
        ("地区检察分院", "court"),
        ("县供销联社", "group"),
        ("县信用联社", "enterprise"),
    ],
)
def test_whose_an_office_is(text: str, kind: str) -> None:
    assert find_units(text)[0].unit_type == kind


def named(text: str, issuer: str = "青岩县人民政府") -> list[str]:
    return [
        f"{u.text}/{u.role[0].upper()}{'*' * u.collective}"
        for u in find_units(text, issuer=issuer, issued=date(2019, 6, 1))
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市、县财政局、县水利局", "市、县财政局/R* 县水利局/R"),
        ("市、县(区)发改部门", "市、县(区)发改部门/R*"),
        ("松岗县、县财政局", "松岗县/R 县财政局/R"),
        ("东、西、南区政府", "东、西、南区政府/R*"),
        ("东区、南区政府", "东区/R 南区政府/R"),
        ("县教育局,13个街道、镇", "县教育局/R 13个街道、镇/R*"),
        ("中省直单位、各镇", "中省直单位/R* 各镇/R*"),
        ("13个乡镇、街道负责", "13个乡镇、街道/R*"),
        ("县、乡两级政府,县财政局", "县、乡两级政府/R* 县财政局/R"),
        ("18个乡镇、县水利局", "18个乡镇/R* 县水利局/R"),
        ("三县两区人民政府", "三县两区人民政府/R*"),
        ("县政府各部门、直属机构", "县政府各部门/R* 直属机构/R*"),
        ("各镇人民政府、街道办事处,县水利局", "各镇人民政府/R* 街道办事处/R* 县水利局/R"),
        ("松岗街道党工委、办事处", "松岗街道党工委/R 办事处/R"),
    ],
)
def test_what_is_many(text: str, names: str) -> None:
    assert named(text) == names.split(" ")


def test_a_town_that_opens_like_a_piece_of_work_is_a_unit() -> None:
    assert named("县水利局、建塘镇人民政府、含山县") == ["县水利局/R", "建塘镇人民政府/R", "含山县/R"]
    assert looks_like_units("县水利局、建塘镇人民政府")
    for work in ("建新村", "建设新镇", "为各乡镇人民政府", "建示范区管委会"):
        assert not looks_like_units(work)


def test_a_count_of_places_alone_is_no_list_of_units() -> None:
    assert not looks_like_units("12个村")
    assert looks_like_units("教育局、水利局、13个街道")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a person who leads makes none of the units before the comma lead
        ("县教育局、县财政局,分管副县长牵头", "县教育局/R 县财政局/R"),
        ("县教育局、县财政局(分管副县长牵头)", "县教育局/R 县财政局/R"),
        ("县教育局,县财政局牵头", "县教育局/L 县财政局/L"),
        ("县级领导、各联系单位", "各联系单位/R*"),
        ("县委常委、副县长王某牵头;县财政局负责", "县财政局/R"),
        ("县领导小组、县扶贫领导小组办公室", "县领导小组/R 县扶贫领导小组办公室/R"),
        ("县教育局长、县财政局局长", "县教育局/R 县财政局/R"),
        ("县教育局(牵头负责)、县财政局(协同配合)", "县教育局/L 县财政局/S"),
        # what a unit does, in a bracket behind it, is no second name
        ("县财政局(资金保障)、县城管局(综合执法局)", "县财政局/R 县城管局(综合执法局)/R"),
        ("县水利局(河长办)、县水文局(水情保障中心)", "县水利局(河长办)/R 县水文局(水情保障中心)/R"),
        ("各乡镇是责任主体,县农业局负责指导", "各乡镇/R* 县农业局/R"),
        ("县水利局负主要责任,各乡镇负主体责任", "县水利局/R 各乡镇/R*"),
        ("(列第一位的为牵头单位,下同)县农业局、县财政局", "县农业局/R 县财政局/R"),
        ("(县农业局、县财政局负责,6月底前完成)", "县农业局/R 县财政局/R"),
        ("县财政局、县城投公司,青岩置业", "县财政局/R 县城投公司/R 青岩置业/R"),
        ("县财政局、县城投公司,推动化工", "县财政局/R 县城投公司/R"),
        ("县财政局、县城投公司,全程跟踪", "县财政局/R 县城投公司/R"),
    ],
)
def test_roles_persons_and_firms(text: str, names: str) -> None:
    assert named(text) == names.split(" ")


@pytest.mark.parametrize("text", ["县水利局负总责", "县水利局、各乡镇负总责"])
def test_is_an_assignment(text: str) -> None:
    assert is_assignment(text)


@pytest.mark.parametrize("text", ["企业是责任主体", "党委负总责任务", "县长负总责"])
def test_is_no_assignment(text: str) -> None:
    assert not is_assignment(text)
