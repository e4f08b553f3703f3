"""Units: what a unit cell or an assignment names, who leads, what the names mean in full."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.fields.text import Text, fold
from hongtou.fields.units import (
    LABELS,
    find_units,
    is_assignment,
    looks_like_units,
    role_of_label,
    scan_units,
)
from hongtou.model.vocabulary import Role

ROLES: dict[str, Role] = {"L": "lead", "R": "responsible", "S": "support"}


def read(text: str, **options: object) -> list[str]:
    """The units as "NAME/ROLE", a role by its first letter."""
    return [f"{u.reading}/{u.role[0].upper()}" for u in find_units(text, **options)]  # type: ignore[arg-type]


CELLS = [
    # one name, a list, every separator
    ("市政府办", "市政府办/R"),
    ("市政府办、市监察局", "市政府办/R 市监察局/R"),
    ("市教育局,市财政局;市体育局", "市教育局/R 市财政局/R 市体育局/R"),
    ("市教育局，市财政局；市体育局。", "市教育局/R 市财政局/R 市体育局/R"),
    ("市教育局\n市财政局\n市体育局", "市教育局/R 市财政局/R 市体育局/R"),
    ("市教育局、\n市财政局", "市教育局/R 市财政局/R"),
    ("市教育局 市财政局", "市教育局/R 市财政局/R"),
    ("市教育局　市财政局　各县区政府", "市教育局/R 市财政局/R 各县区政府/R"),
    ("市教育局/市财政局", "市教育局/R 市财政局/R"),
    ("  市教育局  ", "市教育局/R"),
    # nothing named
    ("", ""),
    ("  \n ", ""),
    ("/", ""),
    ("——", ""),
    ("、、", ""),
    ("2020年", ""),
    # roles in words
    ("县水利局牵头", "县水利局/L"),
    ("县水利局负责", "县水利局/R"),
    ("县水利局牵头,县财政局、县农业农村局配合", "县水利局/L 县财政局/S 县农业农村局/S"),
    ("县水利局、县财政局牵头,各乡镇人民政府配合", "县水利局/L 县财政局/L 各乡镇人民政府/S"),
    ("县水利局牵头,县财政局、各乡镇政府负责", "县水利局/L 县财政局/R 各乡镇政府/R"),
    ("县水利局牵头,县财政局参加", "县水利局/L 县财政局/S"),
    ("县水利局牵头,县财政局参与", "县水利局/L 县财政局/S"),
    ("县水利局主办,县财政局协办", "县水利局/L 县财政局/S"),
    ("县水利局指导,各乡镇政府负责落实", "县水利局/R 各乡镇政府/R"),
    ("县水利局牵头负责,县财政局配合做好", "县水利局/L 县财政局/S"),
    ("县水利局牵头,县财政局", "县水利局/L 县财政局/R"),
    ("县水利局牵头县财政局配合", "县水利局/L 县财政局/S"),
    ("县水利局、县财政局按职责分工负责", "县水利局/R 县财政局/R"),
    ("县水利局、县财政局等按职责分工负责", "县水利局/R 县财政局/R"),
    ("县水利局、县财政局按照各自职责分工负责", "县水利局/R 县财政局/R"),
    ("县水利局、县财政局分别负责", "县水利局/R 县财政局/R"),
    ("县水利局、县财政局共同牵头", "县水利局/L 县财政局/L"),
    ("县水利局会同县财政局负责", "县水利局/R 县财政局/R"),
    ("县水利局牵头会同县财政局、县林业局负责", "县水利局/L 县财政局/R 县林业局/R"),
    ("县水利局会同有关部门负责", "县水利局/R 有关部门/R"),
    ("县水利局牵头,县财政局、县林业局会同配合", "县水利局/L 县财政局/S 县林业局/S"),
    ("由县水利局牵头,县财政局配合", "县水利局/L 县财政局/S"),
    ("县水利局负责资金保障,县公安局负责维护秩序", "县水利局/R 县公安局/R"),
    ("县水利局(牵头)、县财政局(配合)", "县水利局/L 县财政局/S"),
    ("县水利局(牵头单位)、县财政局", "县水利局/L 县财政局/R"),
    ("县水利局为主,县财政局配合", "县水利局/L 县财政局/S"),
    ("县水利局组织实施", "县水利局/R"),
    ("县水利局牵头,县财政局、县林业局等配合", "县水利局/L 县财政局/S 县林业局/S"),
    ("团县委负责牵头,县教育局负责配合", "团县委/L 县教育局/S"),
    ("县水利局为牵头单位,县财政局为配合单位", "县水利局/L 县财政局/S"),
    # role words that are part of a name
    ("市就业指导中心、市防汛抗旱指挥部", "市就业指导中心/R 市防汛抗旱指挥部/R"),
    ("市工商业联合会、市残疾人联合会", "市工商业联合会/R 市残疾人联合会/R"),
    ("市委组织部、市委统战部", "市委组织部/R 市委统战部/R"),
    ("各责任单位", "各责任单位/R"),
    ("各牵头单位、市督查室", "各牵头单位/R 市督查室/R"),
    ("市精神文明建设指导委员会办公室", "市精神文明建设指导委员会办公室/R"),
    # labels
    ("责任单位:市教育局、市财政局", "市教育局/R 市财政局/R"),
    ("责任单位：市教育局、市财政局", "市教育局/R 市财政局/R"),
    ("牵头单位:市教育局;配合单位:市财政局、市体育局", "市教育局/L 市财政局/S 市体育局/S"),
    ("牵头单位:区商务局责任单位:区投资集团配合单位:区财政局", "区商务局/L 区投资集团/R 区财政局/S"),
    ("牵头单位:市教育局\n责任单位:市财政局\n配合单位:市体育局", "市教育局/L 市财政局/R 市体育局/S"),
    ("牵头单位\n市教育局\n配合单位\n市财政局", "市教育局/L 市财政局/S"),
    ("牵头单位 市教育局 配合单位 市财政局", "市教育局/L 市财政局/S"),
    ("责 任 单 位:市教育局", "市教育局/R"),
    ("主办单位:市教育局 协办单位:市财政局", "市教育局/L 市财政局/S"),
    ("牵头:市教育局,配合:市财政局", "市教育局/L 市财政局/S"),
    ("责任单位:市教育局牵头,市财政局配合", "市教育局/L 市财政局/S"),
    ("牵头单位:市教育局负责", "市教育局/L"),
    ("责任部门:市教育局;完成时限:2020年6月底前", "市教育局/R"),
    ("完成时限:2020年6月底前;责任单位:市教育局", "市教育局/R"),
    ("责任单位:市教育局\n责任人:王某、李某\n配合单位:市财政局", "市教育局/R 市财政局/S"),
    ("责任单位:市教育局,联系人:王某", "市教育局/R"),
    ("市教育局:负责排查校舍;市住建局:负责鉴定", "市教育局/R 市住建局/R"),
    # numbering and keys are no part of a name
    ("1.市教育局\n2.市财政局", "市教育局/R 市财政局/R"),
    ("1、市教育局;2、市财政局", "市教育局/R 市财政局/R"),
    ("(1)市教育局;(2)市财政局", "市教育局/R 市财政局/R"),
    ("①市教育局②市财政局", "市教育局/R 市财政局/R"),
    ("⒈市教育局⒉市财政局", "市教育局/R 市财政局/R"),
    ("⑴市教育局、⑵市财政局", "市教育局/R 市财政局/R"),
    ("⑩市教育局⑪市财政局", "市教育局/R 市财政局/R"),
    ("区信访办(1-2)、区社会事务部(3)", "区信访办/R 区社会事务部/R"),
    ("区信访办(1、2、5)、区社会事务部(第3项)", "区信访办/R 区社会事务部/R"),
    # second names
    ("区招商局(产业办)", "区招商局(产业办)/R"),
    ("区招商局（产业办）、区财政局", "区招商局（产业办）/R 区财政局/R"),
    ("省农业农村厅(省乡村振兴局)牵头", "省农业农村厅(省乡村振兴局)/L"),
    ("县政府各部门(单位)、各乡镇政府", "县政府各部门(单位)/R 各乡镇政府/R"),
    ("县河长办(设在县水利局)", "县河长办(设在县水利局)/R"),
    # 等
    ("市教育局、市财政局等", "市教育局/R 市财政局/R"),
    ("市教育局、市财政局等部门", "市教育局/R 市财政局/R"),
    ("市教育局、市财政局等单位", "市教育局/R 市财政局/R"),
    ("人民银行等部门", "人民银行/R"),
    ("城关镇、南坪镇等乡镇(街道)", "城关镇/R 南坪镇/R"),
    ("城关镇、南坪镇等5个乡镇", "城关镇/R 南坪镇/R"),
    ("青溪县、白水县等县区", "青溪县/R 白水县/R"),
    ("水利部、民政部等有关部门负责", "水利部/R 民政部/R 有关部门/R"),
    ("教育部、民政部等相关部门", "教育部/R 民政部/R 相关部门/R"),
    ("水利部、农业部等和各有关市级人民政府负责", "水利部/R 农业部/R 各有关市级人民政府/R"),
    ("省高等教育学会、省高等法院", "省高等教育学会/R 省高等法院/R"),
    # 和, 及: between complete names only
    ("市教育局和市财政局", "市教育局/R 市财政局/R"),
    ("市教育局及各县(市、区)人民政府", "市教育局/R 各县(市、区)人民政府/R"),
    ("市发展和改革委员会", "市发展和改革委员会/R"),
    ("工业和信息化部、文化和旅游部", "工业和信息化部/R 文化和旅游部/R"),
    ("市文化广电和旅游局、市水务和湖泊局", "市文化广电和旅游局/R 市水务和湖泊局/R"),
    ("市自然资源和规划局", "市自然资源和规划局/R"),
    ("市政务服务和大数据局", "市政务服务和大数据局/R"),
    ("省人力资源和社会保障厅以及省财政厅", "省人力资源和社会保障厅/R 省财政厅/R"),
    ("中央和国家机关工委", "中央和国家机关工委/R"),
    ("市委和市政府", "市委/R 市政府/R"),
    # collectives: one unit, though 、 stands in it
    ("各市、县(区)人民政府", "各市、县(区)人民政府/R"),
    ("各县(市、区)人民政府", "各县(市、区)人民政府/R"),
    ("各县〔市、区〕人民政府、市财政局", "各县〔市、区〕人民政府/R 市财政局/R"),
    ("各省、自治区、直辖市人民政府", "各省、自治区、直辖市人民政府/R"),
    ("各省、自治区、直辖市及计划单列市人民政府", "各省、自治区、直辖市及计划单列市人民政府/R"),
    ("各省、自治区、直辖市及计划单列市财政厅(局)", "各省、自治区、直辖市及计划单列市财政厅(局)/R"),
    ("各级党组织负责、各社区组织、县级群团组织", "各级党组织/R 各社区组织/R 县级群团组织/R"),
    ("高新区管委会组织实施、各县区组织", "高新区管委会/R 各县区/R"),
    ("市政府各委、办、局", "市政府各委、办、局/R"),
    ("市政府各委、办、局,各县、区人民政府", "市政府各委、办、局/R 各县、区人民政府/R"),
    ("市、县(区)人民政府", "市、县(区)人民政府/R"),
    ("有关市、县人民政府", "有关市、县人民政府/R"),
    ("各乡镇、街道", "各乡镇、街道/R"),
    ("财务科\n办公室", "财务科/R 办公室/R"),
    ("计财股\n项目办", "计财股/R 项目办/R"),
    ("县住建局、各乡镇/街道", "县住建局/R 各乡镇/街道/R"),
    ("各镇人民政府/各街道办事处", "各镇人民政府/R 各街道办事处/R"),
    ("县教育局/各镇/街道", "县教育局/R 各镇/街道/R"),
    ("各县市区/开发区管委会", "各县市区/R 开发区管委会/R"),
    ("市水利局,各县、市、区政府", "市水利局/R 各县、市、区政府/R"),
    ("各市(含青岩、沙洲市)人民政府", "各市(含青岩、沙洲市)人民政府/R"),
    ("各设区的市、县(市、区)人民政府", "各设区的市、县(市、区)人民政府/R"),
    # and those that are two
    ("市政府各部门、直属机构", "市政府各部门/R 直属机构/R"),
    ("各区财政局、发展改革委", "各区财政局/R 发展改革委/R"),
    ("各县区、市财政局", "各县区/R 市财政局/R"),
    ("各县市区政府、县直各部门", "各县市区政府/R 县直各部门/R"),
    ("各镇人民政府、各街道办事处", "各镇人民政府/R 各街道办事处/R"),
    ("各县(市、区)人民政府、各开发区管委会", "各县(市、区)人民政府/R 各开发区管委会/R"),
    # print breaks a name
    ("区教 育局、区财政局", "区教育局/R 区财政局/R"),
    ("市人力资源和社会\n保障局、市财政局", "市人力资源和社会保障局/R 市财政局/R"),
    ("市人民政府\n办公室", "市人民政府办公室/R"),
    ("市 财 政 局", "市财政局/R"),
    # rules about the list are no part of it
    ("林业局、水利部负责,排在首位的单位为牵头单位,下同", "林业局/R 水利部/R"),
    ("水利部指导,灌区所在地政府负责实施。以下各项均需灌区所在地政府实施,不再列出", "水利部/R 灌区所在地政府/R"),
    ("县水利局、县财政局,排在首位的为牵头部门。以下各条均需各乡镇落实,不再一一列出", "县水利局/R 县财政局/R"),
    ("县水利局、县财政局,列首位的单位牵头", "县水利局/R 县财政局/R"),
    ("市会议中心、市财政局", "市会议中心/R 市财政局/R"),
    # names of every kind
    ("团市委、市妇联、市工商联", "团市委/R 市妇联/R 市工商联/R"),
    ("人行青岩市中心支行、青岩银保监分局", "人行青岩市中心支行/R 青岩银保监分局/R"),
    ("国网青岩供电公司、青岩日报社、市第一中学", "国网青岩供电公司/R 青岩日报社/R 市第一中学/R"),
    ("中国电信、中国移动、中国联通", "中国电信/R 中国移动/R 中国联通/R"),
]


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_a_cell_names_these_units(text: str, expected: str) -> None:
    assert read(text) == expected.split()


@pytest.mark.parametrize(("text", "role", "expected"), [
    ("市教育局、市财政局", "lead", "市教育局/L 市财政局/L"),
    ("市教育局、市财政局", "support", "市教育局/S 市财政局/S"),
    ("市教育局牵头,市财政局配合", "responsible", "市教育局/L 市财政局/S"),
    ("市教育局负责", "lead", "市教育局/L"),
    ("牵头单位:市教育局;配合单位:市财政局", "responsible", "市教育局/L 市财政局/S"),
])  # fmt: skip
def test_a_column_gives_the_role_that_no_word_overrides(text: str, role: Role, expected: str) -> None:
    assert read(text, role=role) == expected.split()


@pytest.mark.parametrize(("text", "alone", "expected"), [
    ("市教育局、市财政局", True, "lead responsible"),
    ("市教育局", True, "lead"),
    ("市教育局", False, "responsible"),
    ("市教育局、市财政局负责", False, "lead responsible"),
    ("责任单位:市教育局、市财政局", True, "lead responsible"),
    ("1.市教育局、市财政局\n2.市体育局、市文旅局", True, "lead responsible lead responsible"),
    ("市教育局牵头,市财政局配合", True, "lead support"),
    ("市财政局、市教育局(牵头)", True, "responsible lead"),
])  # fmt: skip
def test_the_first_of_a_list_leads_where_the_document_rules_it(text: str, alone: bool, expected: str) -> None:
    whole = Text.of(text)
    found = scan_units(whole, 0, len(text), first_leads=True, alone=alone)
    assert [u.role for u in found] == expected.split()


@pytest.mark.parametrize(("text", "issuer", "year", "unit", "basis"), [
    ("市政府办", "云溪市人民政府办公室", 2009, "云溪市人民政府办公室", "table"),
    ("市监察局", "云溪市人民政府办公室", 2009, "云溪市监察局", "rule"),
    ("市发改委", "云溪市人民政府", 2012, "云溪市发展和改革委员会", "table"),
    ("市委组织部", "云溪市人民政府", 2012, "中共云溪市委组织部", "rule"),
    ("林东县委", "云溪市人民政府", 2012, "中共林东县委员会", "table"),
    ("云溪市委", "云溪市人民政府", 2012, "中共云溪市委员会", "table"),
    ("中国共产党林东县委", "云溪市人民政府", 2012, "中共林东县委员会", "table"),
    ("民建云溪市委", "云溪市人民政府", 2012, "民建云溪市委", "printed"),
    ("共青团林东县委", "云溪市人民政府", 2012, "共青团林东县委", "printed"),
    ("邵水团市委", "云溪市人民政府", 2012, "邵水团市委", "printed"),
    ("团风县委", "云溪市人民政府", 2012, "中共团风县委员会", "table"),
    ("团市委", "云溪市人民政府", 2012, "共青团云溪市委员会", "table"),
    ("市政府法制办", "云溪市人民政府", 2012, "云溪市人民政府法制办公室", "table"),
    ("县水利局", "白石县人民政府办公室", 2020, "白石县水利局", "rule"),
    ("发改局", "白石县人民政府办公室", 2020, "白石县发展和改革局", "table"),
    ("省人社厅", "湖南省人民政府办公厅", 2020, "湖南省人力资源和社会保障厅", "table"),
    ("省政府办", "湖南省人民政府办公厅", 2020, "湖南省人民政府办公厅", "table"),
    ("自治区民政厅", "广西壮族自治区人民政府", 2020, "广西壮族自治区民政厅", "rule"),
    ("发展改革委", "国务院办公厅", 2020, "国家发展和改革委员会", "table"),
    ("扶贫办", "国务院办公厅", 2018, "国务院扶贫开发领导小组办公室", "table"),
    ("财政部", "国务院办公厅", 2018, "财政部", "printed"),
    # the same short name in another year is another body, or none
    ("广电总局", "国务院办公厅", 2010, "国家广播电影电视总局", "table"),
    ("广电总局", "国务院办公厅", 2020, "国家广播电视总局", "table"),
    ("市卫健委", "云溪市人民政府", 2009, "云溪市卫健委", "rule"),
    # another level's unit is not the issuer's
    ("省财政厅", "云溪市人民政府", 2012, "省财政厅", "printed"),
    ("市教育局", None, None, "市教育局", "printed"),
    ("白石县发改局", "云溪市人民政府", 2012, "白石县发展和改革局", "table"),
    ("云溪日报社", "云溪市人民政府", 2012, "云溪日报社", "printed"),
    ("各县市区政府", "云溪市人民政府", 2012, "各县市区政府", "printed"),
    # 市场 is no mark of a city
    ("市场监管总局", "国务院办公厅", 2020, "国家市场监督管理总局", "table"),
    ("市市场监管局", "云溪市人民政府", 2020, "云溪市市场监督管理局", "table"),
    ("市市场监督管理局", "云溪市人民政府", 2020, "云溪市市场监督管理局", "rule"),
])  # fmt: skip
def test_the_full_name(text: str, issuer: str | None, year: int | None, unit: str, basis: str) -> None:
    (found,) = find_units(text, issuer=issuer, issued=date(year, 6, 1) if year else None)
    assert (found.unit, found.basis) == (unit, basis)


def test_a_shared_prefix_is_restored_in_the_full_name_only() -> None:
    first, second = find_units("区住建局、旅发委")
    assert (second.text, second.unit, second.basis) == ("旅发委", "区旅发委", "rule")
    assert first.unit == "区住建局"


@pytest.mark.parametrize(("text", "units"), [
    ("岭东县、岭西县人民政府", ["岭东县人民政府", "岭西县人民政府"]),
    ("岭东县、高新区、岭西县政府", ["岭东县人民政府", "高新区", "岭西县人民政府"]),  # 高新区 has no 政府
    ("岭东县、岭西县财政局", ["岭东县", "岭西县财政局"]),
    ("县财政、审计、水利局", ["县财政局", "县审计局", "县水利局"]),
    ("云雾、东山、青石镇政府", ["云雾", "东山", "青石镇人民政府"]),
])  # fmt: skip
def test_an_ending_printed_once_is_restored_in_the_full_name_only(text: str, units: list[str]) -> None:
    found = find_units(text)
    assert [one.unit for one in found] == units
    assert "、".join(one.text for one in found) == text


@pytest.mark.parametrize(("text", "names"), [
    ("教务处 学生处", ["教务处", "学生处"]),
    ("办公室 财务科", ["办公室 财务科"]),  # the second may be a part of the first
    ("县水利局牵头,入汛后每周一次", ["县水利局"]),
    ("县水利局、县气象局,随时", ["县水利局", "县气象局"]),
    ("县水利局负责,并报县政府", ["县水利局"]),
    ("县水利局负责,结果报县委、县政府", ["县水利局"]),
    ("县水利局负责;送县政府办公室,县气象局配合", ["县水利局", "县气象局"]),
    ("县水利局负责,送变电公司配合", ["县水利局", "送变电公司"]),
    ("县水利局牵头,蓝天控股、南方电力配合", ["县水利局", "蓝天控股", "南方电力"]),
    ("县水利局,蓝天控股", ["县水利局", "蓝天控股"]),
    ("县水利局、县气象局,各有关乡镇", ["县水利局", "县气象局", "各有关乡镇"]),
    ("县日报社牵头,报业集团", ["县日报社", "报业集团"]),
])  # fmt: skip
def test_a_time_or_a_report_behind_a_comma_is_no_unit(text: str, names: list[str]) -> None:
    assert [one.text for one in find_units(text)] == names


@pytest.mark.parametrize(
    "text",
    ["市人社局、人行", "市人社局、国网供电公司", "市人社局、白石县财政局", "市人社局、各银行机构", "市人社局、团县委"],
)
def test_no_prefix_is_lent_to_a_name_of_its_own(text: str) -> None:
    found = find_units(text)[1]
    assert not found.unit.startswith("市")


def test_second_names_are_aliases() -> None:
    (found,) = find_units("省农业农村厅(省乡村振兴局、省畜牧局)")
    assert found.aliases == ("省乡村振兴局", "省畜牧局")
    assert found.unit == "省农业农村厅"


@pytest.mark.parametrize(("text", "aliases"), [
    ("市财政局(资金)", ()), ("市住建局(城区)、市交通局(农村公路)", ()), ("市发改委(物价局、信息)", ("物价局", "信息")),
    ("市卫健委(爱卫会)", ("爱卫会",)),
    ("青岩铝业股份有限公司(青岩铝业)", ("青岩铝业",)), ("市国土局(审批)", ()),
])  # fmt: skip
def test_a_duty_in_a_bracket_is_no_second_name(text: str, aliases: tuple[str, ...]) -> None:
    found = find_units(text, issuer="云溪市人民政府")
    assert {one.aliases for one in found} == {aliases}
    assert not any("(" in one.unit for one in found)


def test_divisions_of_the_corps_are_none_of_a_prefecture() -> None:
    found = find_units("州商务局,第四师各团场、第四师", issuer="青岭州人民政府")
    assert [one.unit for one in found] == ["青岭州商务局", "第四师各团场", "第四师"]


@pytest.mark.parametrize(("text", "printed"), [
    ("城关镇(马强)", "城关镇"), ("城关镇(张三、丁勇)", "城关镇"), ("城关镇(王晓东)", "城关镇"),
    ("城关镇(高新区)", "城关镇(高新区)"), ("县水利局(林业)", "县水利局(林业)"), ("县水利局(黄河)", "县水利局(黄河)"),
    ("县水利局(林业站、测绘院)", "县水利局(林业站、测绘院)"), ("小河乡(马山)", "小河乡(马山)"),
])  # fmt: skip
def test_persons_in_a_bracket_are_no_part_of_the_name(text: str, printed: str) -> None:
    assert find_units(text)[0].text == printed


@pytest.mark.parametrize(("text", "collective"), [
    ("中央、省驻市单位", True), ("县(区)农技推广中心", True), ("中省直驻岭单位", True),
    ("市属、县属国有企业", True), ("中国移动公司", False),
    ("各县市区政府", True), ("市直有关单位", True), ("有关部门", True), ("市政府各部门(单位)", True),
    ("市级机关事务管理局", False), ("省级机关工委", False), ("市级机关", True), ("市级机关各部门", True),
    ("市财政局", False), ("省地方金融监管局", False), ("驻云溪办事处", False),
    ("旗县局", True), ("县区局", True), ("旗县(市)局", True), ("县局", False), ("市区分局", False), ("自治区局", False),
    ("中省驻云单位", True), ("省属驻云企业", True), ("部省驻云单位", True), ("省驻京办", False),
    ("第四师各团场", True), ("第四师", False), ("驻县中央、自治区单位", True), ("驻县省、市属企业", True),
    ("各地、州、市水利(水务)局", True),
    ("市直学校", True), ("市属中小学", True), ("市直机关幼儿园", False), ("市职业学校", False),
])  # fmt: skip
def test_collectives(text: str, collective: bool) -> None:
    assert find_units(text)[0].collective is collective


def test_those_where_something_is_tried_are_many() -> None:
    assert [unit.collective for unit in find_units("配合单位:县财政局、试点乡镇、试点学校")] == [False, True, True]


@pytest.mark.parametrize(("text", "kind"), [
    ("市财政局", "government"), ("市委组织部", "party"), ("市人大常委会", "congress"), ("市中级人民法院", "court"),
    ("市总工会", "group"), ("市政务服务中心", "institution"), ("国网青岩供电公司", "enterprise"),
    ("人行青岩市中心支行", "government"), ("中国人民银行岭州分行", "government"), ("工商银行青岩分行", "enterprise"),
    ("青岩大学", "school"), ("青岩日报社", "media"), ("青岩军分区", "military"), ("县河长办(设在县水利局)",
    "government"),
])  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert find_units(text)[0].unit_type == kind


def test_own_units_have_the_issuers_region() -> None:
    own, other = find_units("市财政局、省财政厅", issuer="长沙市人民政府", issued=date(2015, 1, 1))
    assert (own.region_code, other.region_code) == ("430100", None)


def test_order_counts_from_one() -> None:
    assert [u.order for u in find_units("市教育局、市财政局;市体育局")] == [1, 2, 3]


def test_a_name_with_a_blank_keeps_its_print_and_its_parts() -> None:
    (found,) = find_units("区教 育局")
    assert (found.text, found.clean, found.parts) == ("区教 育局", "区教育局", ((0, 2), (3, 5)))


UNIT_LISTS = [
    "县政府各部门(单位)、各乡镇政府", "市委组织部", "市政府办、市监察局", "县水利局", "财政部", "各乡镇人民政府",
    "市教育局牵头,市财政局配合", "责任单位:市教育局", "云溪日报社", "区招商局(产业办)", "团市委、市妇联",
    "省水利厅、省农业农村厅等", "市人行、青岩银保监分局", "国网青岩供电公司", "各市、县(区)人民政府",
    "1.市教育局", "发展改革委、财政部", "市建设局", "12345政务服务热线中心",
    "县教育局,12345政务服务热线中心",
]  # fmt: skip
NO_UNIT_LISTS = [
    "加强市民服务中心建设", "王晓明", "6月30日前完成", "", "17", "一、推进开放式决策", "健全重大决策专家咨询制度",
    "设立便民服务站", "成立领导小组", "改善乡镇机关办公场所", "提高办事效率,实现网上办理",
    "已印发方案并组织各单位实施。",
    "市财政局已将资金3亿元下达到各县市区。", "长期坚持", "三季度末", "建成一所公办学校", "工作任务", "完善工作机制",
    "平台已接入6个乡镇", "推进办税服务厅", "全面推行网上审批,方便企业", "完成投资12亿元,占计划的80%",
    "每月召开一次例会", "改造农贸市场12处,配套设施同步到位", "实行以奖代补,新建公厕9所,接受社会监督。",
]  # fmt: skip


@pytest.mark.parametrize("text", UNIT_LISTS)
def test_looks_like_units(text: str) -> None:
    assert looks_like_units(text)


@pytest.mark.parametrize("text", NO_UNIT_LISTS)
def test_does_not_look_like_units(text: str) -> None:
    assert not looks_like_units(text)


ASSIGNMENTS = [
    "市粮食局牵头,各县〔市、区〕人民政府配合", "民政部、教育部负责", "责任单位:市教育局",
    "负责部门:市教育局、市财政局",
    "体育总局指导", "省残联牵头", "市教育局、市财政局按职责分工负责", "由市教育局牵头,市财政局配合",
    "完成时限:6月底;责任单位:市教育局", "市教育局会同有关部门负责",
    "体育总局、教育部负责,列第一位的单位为牵头单位,下同",
    "市教育局主办", "市教育局,市财政局负责", "市教育局等部门负责", "牵头单位:市教育局;配合单位:市财政局", "各地负责",
    "市教育局、云溪热力、市财政局负责", "市教育局牵头市财政局配合", "县水利局组织实施",
    "各县(市、区)人民政府负责落实",
]  # fmt: skip
NO_ASSIGNMENTS = [
    "以下简称市局", "含青岩、沙洲市", "见附件2", "由市财政负责解释的除外", "云政办发〔2019〕88号", "试行", "产业办",
    "省知识产权局",
    "主要负责人签字", "企业负责人", "市教育局、市财政局", "运输企业负责安装定位设备,在站场公布班次",
    "联系人:王晓明", "单位:万元",
    "具体由各单位根据情况确定", "包括青岩银行、沙洲银行", "负责", "牵头", "", "加强组织领导,落实责任",
    "确保责任落实", "责任单位:",
    "涉及多个部门的,由牵头部门负责",
]  # fmt: skip


@pytest.mark.parametrize("text", ASSIGNMENTS)
def test_is_an_assignment(text: str) -> None:
    assert is_assignment(text)


@pytest.mark.parametrize("text", NO_ASSIGNMENTS)
def test_is_no_assignment(text: str) -> None:
    assert not is_assignment(text)


@pytest.mark.parametrize(("label", "role"), [
    ("牵头单位", "lead"), ("牵头单位:", "lead"), ("责任部门", "responsible"), ("配 合 单 位", "support"),
    ("承办单位", "responsible"),
    ("完成时限", None), ("责任人", None), ("", None),
])  # fmt: skip
def test_labels(label: str, role: Role | None) -> None:
    assert role_of_label(label) == role


def test_the_longest_label_is_read() -> None:
    found = LABELS.search("(主要责任单位:市教育局)")
    assert found is not None
    assert found["label"] == "主要责任单位"


# --- laws -----------------------------------------------------------------------------------------------------------

_WORDS = ["市教育局", "县财政局", "各县(市、区)人民政府", "牵头", "配合", "负责", "等", "和", "会同", "、", ",",
    ";", "\n", " ", "(", ")", "〔",
          "责任单位:", "牵头单位", ":", "按职责分工", "各市", "、县", "人民政府", "1.", "(1-2)", "有关部门", "下同",
          "。", "工业和信息化部", "由",
          "办公室"]  # fmt: skip
soup = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_WORDS), max_size=25).map("".join))
NAMES = [
    "市教育局",
    "市财政局",
    "市发展和改革委员会",
    "团市委",
    "市第一中学",
    "国网青岩供电公司",
    "各县(市、区)人民政府",
]


def test_a_name_that_is_all_bracket_keeps_it() -> None:
    (found,) = find_units("0.(甲乙)")
    assert (found.text, found.unit, found.aliases) == ("(甲乙)", "(甲乙)", ())


@pytest.mark.parametrize(
    "text",
    [
        "10月8日起试行", "次年3月底前总结", "加强市民服务中心建设", "加快推进县城区社区服务中心",
        "各乡镇人民政府要切实加强领导", "完成投资3.2亿元", "项目已开工",
        "云溪县人民政府办公室关于做好防汛工作的通知", "修建鹿坪水渠12公里",
        "依据云政发〔2012〕5号文件办", "依据云政发〔2012〕5号文件精神和市委部署",
    ],
)  # fmt: skip
def test_what_is_plainly_no_name_is_left_out(text: str) -> None:
    assert find_units(text) == []


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("由市发改委牵头制定方案,10月8日起试行", [("市发改委", 1)]),
        ("10月8日起试行、县水利局、中铁青岩工务段", [("县水利局", 1), ("中铁青岩工务段", 2)]),
        ("中铁青岩工务段", [("中铁青岩工务段", 1)]),
        ("综合协调组、网格员", [("综合协调组", 1), ("网格员", 2)]),
    ],
)
def test_names_stay_beside_what_is_none(text: str, units: list[tuple[str, int]]) -> None:
    assert [(unit.text, unit.order) for unit in find_units(text)] == units


@given(soup, st.sampled_from(["lead", "responsible", "support", None]), st.booleans())
def test_spans_check_out_on_any_text(text: str, role: Role | None, first: bool) -> None:
    found = find_units(text, role=role, first_leads=first, issuer="云溪市人民政府")
    at = 0
    for n, unit in enumerate(found, 1):
        assert text[unit.start : unit.end] == unit.text
        assert unit.text.strip() == unit.text
        assert at <= unit.start < unit.end
        assert "".join(text[a:b] for a, b in unit.spans) == unit.reading
        assert unit.order == n
        assert unit.unit
        at = unit.end


@given(soup)
def test_signs_answer_on_any_text(text: str) -> None:
    folded = fold(text)
    assert looks_like_units(folded) in (True, False)
    assert is_assignment(folded) in (True, False)


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.sampled_from("、,;\n"))
def test_a_list_gives_its_names_in_order(names: list[str], separator: str) -> None:
    assert [u.text for u in find_units(separator.join(names))] == names


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5), st.data())
def test_blanks_do_not_change_the_units(names: list[str], data: st.DataObject) -> None:
    text = "、".join(names)
    at = data.draw(st.integers(1, len(text) - 1))
    blank = data.draw(st.sampled_from([" ", "  ", "\u3000", "\xa0"]))
    assert [u.reading for u in find_units(text[:at] + blank + text[at:])] == names


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
def test_width_does_not_change_the_units(names: list[str]) -> None:
    wide = "，".join(names).replace("(", "（").replace(")", "）")
    assert [fold(u.text) for u in find_units(wide)] == names
