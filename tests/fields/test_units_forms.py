"""Roles in brackets, labels without 单位 or a colon, persons, collectives, and words that only look like units."""

from __future__ import annotations

import pytest

from hongtou.fields.text import fold
from hongtou.fields.units import find_units, is_assignment, looks_like_units

ASSIGNMENTS = [
    ("市交通局（牵头）、市财政局", [("市交通局", "lead"), ("市财政局", "responsible")]),
    ("市交通局（牵头单位）、市财政局", [("市交通局", "lead"), ("市财政局", "responsible")]),
    ("主办：市教育局；协办：市财政局", [("市教育局", "lead"), ("市财政局", "support")]),
    ("落实：各乡镇", [("各乡镇", "responsible")]),
    ("牵头单位市交通局", [("市交通局", "lead")]),
    ("牵头单位市交通局，责任单位市财政局", [("市交通局", "lead"), ("市财政局", "responsible")]),
    ("责任单位 市交通局", [("市交通局", "responsible")]),
    ("责任县区：云溪县、白石县", [("云溪县", "responsible"), ("白石县", "responsible")]),
    ("建设单位：云溪县水利局", [("云溪县水利局", "responsible")]),
    ("监管单位：市住建局", [("市住建局", "responsible")]),
    ("市教育局、市财政局承担", [("市教育局", "responsible"), ("市财政局", "responsible")]),
    ("市教育局统筹，各区县配合", [("市教育局", "responsible"), ("各区县", "support")]),
    ("市交通局局长张某负责", [("市交通局", "responsible")]),
    # a semicolon too, under a label
    ("责任单位：区商务局；各镇街配合", [("区商务局", "responsible"), ("各镇街", "support")]),
    (
        "州商务局牵头，州级有关部门和各县市配合",
        [("州商务局", "lead"), ("州级有关部门", "support"), ("各县市", "support")],
    ),
    # where 、 parts names, a comma parts those that do the work from those that help
    (
        "市教育局、市财政局，市人社局、各区政府配合",
        [("市教育局", "responsible"), ("市财政局", "responsible"), ("市人社局", "support"), ("各区政府", "support")],
    ),
]
LISTS = [
    ("市教育局*、市财政局", ["市教育局", "市财政局"]),
    ("县水利局  王晓东", ["县水利局"]),
    ("市交通局局长王晓东", ["市交通局"]),
    ("各院（系）、部、处、室", ["各院（系）、部、处、室"]),
    ("各县（区）人民政府并各开发区管委会", ["各县（区）人民政府", "各开发区管委会"]),
    ("各市、县〈市、区〉人民政府，省药监局", ["各市、县〈市、区〉人民政府", "省药监局"]),
    ("责任单位：省农村信用社联合社、市供销合作社联合社", ["省农村信用社联合社", "市供销合作社联合社"]),
    ("县卫健局〈县疾控中心、县医院〉、县财政局", ["县卫健局〈县疾控中心、县医院〉", "县财政局"]),
    ("市财政局、和顺县人民政府、和市商务局", ["市财政局", "和顺县人民政府", "市商务局"]),
    ("各乡镇党委、人民政府", ["各乡镇党委", "人民政府"]),
    ("市绿化委员会办公室、市残疾人联合会", ["市绿化委员会办公室", "市残疾人联合会"]),
]


@pytest.mark.parametrize(("text", "expected"), ASSIGNMENTS)
def test_assignment(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(u.text, u.role) for u in find_units(text)] == expected
    assert is_assignment(fold(text))


def test_the_first_of_a_list_that_rules_its_own_order() -> None:
    text = "市教育局、市财政局，排在第一位的为牵头单位，下同"
    assert is_assignment(fold(text))
    assert [u.text for u in find_units(text)] == ["市教育局", "市财政局"]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_list(text: str, expected: list[str]) -> None:
    assert [u.text for u in find_units(text)] == expected


@pytest.mark.parametrize("text", ["主办：本次活动的内容较多", "落实：任务已经完成", "以下简称主办方", "参与：志愿服务"])
def test_a_label_before_prose_is_no_assignment(text: str) -> None:
    assert not is_assignment(fold(text))


# names without a level before them, chambers of a court, counties by their names alone
BARE = [
    "经信局",
    "经管站",
    "经贸办、经发局",
    "刑二庭、民三庭",
    "审判庭",
    "白石县、鹿坪区、青岩市",
    "云溪县,汀川县",
    "第一中学",
    "县科技局、县工行",
]
UNITS = [
    *BARE,
    "县水利局  王晓东",
    "各院（系）、部、处、室",
    "市教育局★、市财政局",
    "市整治办",
    "搬迁安置办公室",
    "各乡镇",
]
NO_UNITS = [
    "困难家庭",
    "择期开庭",
    "老旧小区、棚户区",
    "全县、全市",
    "景区、社区",
    "城市、园区",
    "第一批试点县",
    "经营规模",
    "经县政府研究同意",
    "盘活闲置厂房6处",
    "改扩建学校5所",
    "整顿软弱涣散党支部",
    "搬迁化工企业",
    "撤并乡镇",
    "人次",
    "立方米",
    "新建公园3处",
    "培育龙头企业",
    "引进企业20家",
    "走访慰问部队",
    "省级指导",
]


@pytest.mark.parametrize("text", UNITS)
def test_looks_like_units(text: str) -> None:
    assert looks_like_units(fold(text))


@pytest.mark.parametrize("text", NO_UNITS)
def test_does_not_look_like_units(text: str) -> None:
    assert not looks_like_units(fold(text))


@pytest.mark.parametrize(
    "unit", ["(", "(牵头)", "市教育局", "市教育局、", "牵头单位", "局长", "各院、", "并各县", "\n", " \n"]
)
def test_long_input_takes_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert find_units(text) is not None
    assert isinstance(is_assignment(text), bool)
    assert isinstance(looks_like_units(text), bool)
