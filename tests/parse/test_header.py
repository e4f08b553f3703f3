"""The head and foot: number, addressees, signature, dates, copies (GB/T 9704-2012, 7.2-7.4)."""

from __future__ import annotations

import datetime as dt
import re

import pytest

import hongtou
from hongtou.fields.text import fold

from .compose import DATE, FROM, NUMBER, TITLE, TO, checks, each, notice, page, read, words


def own_number(*lines: str) -> str | None:
    """The number of a circular of these lines."""
    found = read(*lines).document_number
    return found.normalized if found else None


@pytest.mark.parametrize(
    ("printed", "normalized"),
    [
        ("云政办发〔2016〕31号", "云政办发〔2016〕31号"),
        ("云政办发[2016]31号", "云政办发〔2016〕31号"),
        ("云政办发﹝2016﹞31 号", "云政办发〔2016〕31号"),
        ("云政办发【2016】031号", "云政办发〔2016〕31号"),
        ("云政办发(2016)第31号", "云政办发〔2016〕31号"),
        ("(云政办发〔２０１６〕３１号)", "云政办发〔2016〕31号"),
        ("文号:云政办发〔2016〕31号", "云政办发〔2016〕31号"),
        ("云政办发〔2016〕31号.", "云政办发〔2016〕31号"),
        ("云政办发〔2016〕31号文件", "云政办发〔2016〕31号"),
        ("云政办发〔2016〕31", "云政办发〔2016〕31号"),
        ("等级:加急    云政办发〔2016〕31号    机发 号", "云政办发〔2016〕31号"),
        ("紧急程度:特急  云政办发〔2016〕31号", "云政办发〔2016〕31号"),
        ("云溪县人民政府令第31号", "云溪县人民政府令第31号"),
    ],
)
def test_the_number_under_the_title(printed: str, normalized: str) -> None:
    assert own_number(TITLE, printed, TO, "请认真组织实施。", FROM, DATE) == normalized


@pytest.mark.parametrize("printed", ["（2019）第12号", "　　（2019）第12号", "  〔2019〕12号"])
def test_the_number_of_minutes_set_in_or_not(printed: str) -> None:
    circular = read("云溪县人民政府专题会议纪要", printed, "4月16日,县长主持召开会议,纪要如下。")
    assert words(circular.title) == "云溪县人民政府专题会议纪要"
    assert circular.document_number
    assert circular.document_number.normalized == "〔2019〕12号"


def test_the_number_above_the_title() -> None:
    assert own_number("云政办发〔2016〕31号", "", TITLE, TO, "请落实。", FROM, DATE) == NUMBER


def test_the_number_in_brackets_after_the_title() -> None:
    assert (
        own_number("云溪县人民政府关于防汛的通知(云政发〔2016〕5号)", TO, "请落实。", FROM, DATE) == "云政发〔2016〕5号"
    )


def test_the_number_in_the_box_alone() -> None:
    circular = read("索引号:YX-2016-0031", "发文字号:云政办发〔2016〕31号", TITLE, TO, "请落实。", FROM, DATE)
    assert circular.document_number
    assert circular.document_number.normalized == NUMBER


def test_a_number_that_the_body_cites_is_not_its_own() -> None:
    assert own_number(TITLE, TO, "根据青政发〔2015〕9号文件,现通知如下。", FROM, DATE) is None


def test_the_number_of_a_text_issued_with_it_is_not_its_own() -> None:
    circular = notice(after=("青岩市防汛办法", "青政发〔2001〕2号"))
    assert circular.document_number
    assert circular.document_number.normalized == NUMBER


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("各乡镇人民政府:", ["各乡镇人民政府"]),
        ("各乡镇人民政府,县政府各部门:", ["各乡镇人民政府", "县政府各部门"]),
        ("各乡镇人民政府、县直各单位、各人民团体:", ["各乡镇人民政府", "县直各单位", "各人民团体"]),
        ("县水利局:", ["县水利局"]),
        ("各县(市、区)人民政府,市政府各部门:", ["各县(市、区)人民政府", "市政府各部门"]),
        ("各省、自治区、直辖市人民政府:", ["各省、自治区、直辖市人民政府"]),
        ("各省、自治区、直辖市教育厅(教委)、财政厅(局):", ["各省、自治区、直辖市教育厅(教委)", "财政厅(局)"]),
        ("各省、自治区、直辖市、新疆生产建设兵团科技厅:", ["各省、自治区、直辖市、新疆生产建设兵团科技厅"]),
        ("各省、自治区、直辖市水务(水产)厅(局):", ["各省、自治区、直辖市水务(水产)厅(局)"]),
        ("各产业集团,各省、自治区、直辖市航道管理机构:", ["各产业集团", "各省、自治区、直辖市航道管理机构"]),
        ("各区、县科委(科协)科普部:", ["各区、县科委(科协)科普部"]),
        ("各省、自治区水产厅,直辖市水产局:", ["各省、自治区水产厅", "直辖市水产局"]),
        ("各地、市、县革命委员会:", ["各地、市、县革命委员会"]),
        ("各省、市、自治区劳动局,国务院各部委:", ["各省、市、自治区劳动局", "国务院各部委"]),
        ("各省辖市、省直管县(市)人民政府,省直各部门:", ["各省辖市、省直管县(市)人民政府", "省直各部门"]),
        ("各市、州、直管市、林区总工会,各产业工会:", ["各市、州、直管市、林区总工会", "各产业工会"]),
        ("各市、州人民政府,林区管委会:", ["各市、州人民政府", "林区管委会"]),
        ("各县人民政府,部、省属驻岭有关单位:", ["各县人民政府", "部、省属驻岭有关单位"]),
        ("各市、州水务局、农业局:", ["各市、州水务局", "农业局"]),
        ("市第一、二、三中级人民法院,各区人民法院:", ["市第一、二、三中级人民法院", "各区人民法院"]),
        ("各县、市直单位:", ["各县", "市直单位"]),
        ("各县(市)、区经信委(局),开发区经发局:", ["各县(市)、区经信委(局)", "开发区经发局"]),
        ("各县市区人民政府,中央、省在岭各单位:", ["各县市区人民政府", "中央、省在岭各单位"]),
        ("各县(市)区人民政府,中、省、市直有关单位:", ["各县(市)区人民政府", "中、省、市直有关单位"]),
        ("各县、市、区委,市委各部委:", ["各县、市、区委", "市委各部委"]),
        ("各乡镇人民政府、县直各单位", ["各乡镇人民政府", "县直各单位"]),
        ("各有关单位;", ["各有关单位"]),
        ("各科、室、站、所:", ["各科、室、站、所"]),
        ("主送:县教育局、县水利局", ["县教育局", "县水利局"]),
        ("市政府各委、办、局:", ["市政府各委、办、局"]),
        ("市政府各部门,各承办单位:", ["市政府各部门", "各承办单位"]),
        ("县直各责任单位、各乡镇防汛指挥部:", ["县直各责任单位", "各乡镇防汛指挥部"]),
    ],
)
def test_addressees(line: str, names: list[str]) -> None:
    assert each(notice(to=line).addressees) == names


@pytest.mark.parametrize("line", ["现将有关事项通知如下:", "责任单位:", "一、总体要求:", "附件:"])
def test_a_line_with_a_colon_need_not_be_an_addressee(line: str) -> None:
    assert each(notice(line, "请落实。", to="").addressees) == []


def test_the_signature_stands_above_its_date() -> None:
    circular = notice()
    assert each(circular.signatures) == [FROM]
    assert circular.date_issued
    assert circular.date_issued.date == dt.date(2016, 4, 20)


def test_signatures_over_lines() -> None:
    circular = notice(signed="青岩市水利局\n青岩市财政局")
    assert each(circular.signatures) == ["青岩市水利局", "青岩市财政局"]


def test_signatures_parted_by_blanks() -> None:
    circular = notice(signed="青岩市水利局    青岩市财政局")
    assert each(circular.signatures) == ["青岩市水利局", "青岩市财政局"]


def test_signature_and_date_in_one_line() -> None:
    circular = notice(signed="", date="云溪县人民政府 2016年4月20日")
    assert each(circular.signatures) == ["云溪县人民政府"]
    assert circular.date_issued
    assert circular.date_issued.date == dt.date(2016, 4, 20)


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("二○一六年四月二十日", dt.date(2016, 4, 20)),
        ("二〇一六年十二月三十一日", dt.date(2016, 12, 31)),
        ("二〇一六年十二月卅一日", dt.date(2016, 12, 31)),
        ("2016年4月20日（星期三）", dt.date(2016, 4, 20)),
        ("2016年4月20日 星期三", dt.date(2016, 4, 20)),
        ("2016年4月20号", dt.date(2016, 4, 20)),
        ("２０１６年４月２０日", dt.date(2016, 4, 20)),
        ("2016年4月20 日", dt.date(2016, 4, 20)),
        ("2016年4月20", dt.date(2016, 4, 20)),
        ("(2016年4月20日)", dt.date(2016, 4, 20)),
        ("1998年4月6日", dt.date(1998, 4, 6)),
    ],
)
def test_the_date_of_signature(printed: str, date: dt.date) -> None:
    found = notice(date=printed).date_issued
    assert found
    assert found.date == date


def test_a_date_under_the_title_where_none_is_signed() -> None:
    found = read("云溪县人民政府关于表彰先进的决定", "(2016年4月20日)", "各乡镇人民政府:", "现予表彰。").date_issued
    assert found
    assert found.date == dt.date(2016, 4, 20)


def test_the_days_of_a_flattened_table_are_not_signed() -> None:
    rows = [["1", "修缮鹿坪村水渠", "县水利局", "2016.8.20"], ["2", "安装路灯", "县住建局", "2016.9.10"]]
    rows.append(["3", "拨付资金", "县财政局", "2016.8.31"])
    cells = [cell for row in (["序号", "整改事项", "责任单位", "办结日期"], *rows) for cell in row]
    assert read(NUMBER, TITLE, TO, "现将整改事项通报如下。", *cells).date_issued is None
    signed = read(NUMBER, TITLE, TO, "现将整改事项通报如下。", FROM, "2016.4.20", *cells).date_issued
    assert signed
    assert signed.date == dt.date(2016, 4, 20)


def test_a_date_that_is_no_day_is_a_finding() -> None:
    circular = notice(date="2016年2月31日")
    assert circular.date_issued is None or circular.date_issued.date is None
    assert "unread_date" in checks(circular)


@pytest.mark.parametrize("date", ["二〇一一年元月十日", "2011年元月10日"])
def test_the_first_month_may_be_called_yuan(date: str) -> None:
    issued = notice(date=date).date_issued
    assert issued
    assert (issued.text, issued.date) == (date, dt.date(2011, 1, 10))


def test_a_date_without_a_day_is_a_finding_where_nothing_else_dates_the_circular() -> None:
    circular = notice(date="2011年1月")
    assert circular.date_issued is None
    assert [circular.text[f.start : f.end] for f in circular.findings if f.check == "unread_date"] == ["2011年1月"]
    box = "<table><tr><td>索引号</td><td>Y-1</td><td>成文日期</td><td>2011年1月9日</td></tr></table>"
    whole = page(box + "".join(f"<p>{line}</p>" for line in (TITLE, NUMBER, TO, "请落实。", FROM, "2011年1月")))
    assert whole.date_issued
    assert "unread_date" not in checks(whole)


def test_the_date_of_an_inner_document_is_not_taken() -> None:
    circular = notice(after=("青岩市防汛办法", "第一条 为了防汛,制定本办法。", "青岩市人民政府", "2001年6月1日"))
    assert circular.date_issued
    assert circular.date_issued.date == dt.date(2016, 4, 20)


def test_the_date_of_printing_is_not_the_date_of_issue() -> None:
    circular = notice(after=("抄送:县委办,县人大办。", "云溪县人民政府办公室 2016年4月25日印发"))
    assert circular.date_issued
    assert circular.date_issued.date == dt.date(2016, 4, 20)


def test_box_and_signature_differ() -> None:
    box = "<table><tr><td>索引号</td><td>Y-1</td><td>成文日期</td><td>2016年4月18日</td></tr></table>"
    lines = "".join(f"<p>{line}</p>" for line in (TITLE, NUMBER, TO, "请落实。", FROM, DATE))
    circular = page(box + lines)
    assert circular.date_issued
    assert circular.date_issued.date == dt.date(2016, 4, 20)
    assert "date_disagreement" in checks(circular)


def test_copies() -> None:
    circular = notice(after=("抄送:县委办公室、县人大常委会办公室,县人武部。",))
    assert each(circular.copied_to) == ["县委办公室", "县人大常委会办公室", "县人武部"]


def test_the_body_lies_between_head_and_foot() -> None:
    circular = notice("第一段正文。", "第二段正文。")
    (body,) = [b for b in circular.blocks if b.kind == "body"][:1]
    assert circular.text[body.start : body.end].startswith("第一段正文。")


def test_values_of_the_head_stand_where_they_are_printed() -> None:
    circular = notice()
    assert circular.title
    assert words(circular.title) == TITLE
    assert (circular.title.start, circular.title.end) == (0, len(TITLE))


@pytest.mark.parametrize(
    "line",
    [
        "云政办发〔2016〕31号  签发人:王某",
        "特急  云政办发〔2016〕31号",
        "等级 特急·明电  云政办发〔2016〕31号  云机发 12号",
    ],
)
def test_what_stands_beside_the_number(line: str) -> None:
    assert own_number(line, TITLE, TO, "请落实。", FROM, DATE) == NUMBER


def test_addressees_parted_by_semicolons() -> None:
    circular = notice(to="云溪银行总部,各分行;各县(区)银监局、证监局:")
    assert each(circular.addressees) == ["云溪银行总部", "各分行", "各县(区)银监局", "证监局"]


@pytest.mark.parametrize(
    "line",
    [
        "云溪发布 2016-04-22",
        "• 2016-04-22",
        "2016年04月22日 10:05 来源:县府办",
        "2016-04-22 10:05",
        "2016/04/22 来源:县府办 点击:",
        "[日期:2016-04-22] 来源:县府办",
        "云溪税务 2016-04-22 17:08 发表于青岩",
        "来源:县府办  作者:  发布时间:2016-04-22 09:11:05  点击:33次",
    ],
)
def test_the_page_s_own_date(line: str) -> None:
    found = read(TITLE, line, NUMBER, TO, "请落实。", FROM, DATE).date_published
    assert found
    assert found.date == dt.date(2016, 4, 22)


def test_number_and_old_date_in_one_bracket() -> None:
    title = "云溪县人民政府关于防汛的通知"
    circular = read(title, "(一九八四年十月四日云政发〔1984〕8号)", TO, "请落实。")
    assert words(circular.title) == title
    assert circular.document_number
    assert circular.document_number.normalized == "云政发〔1984〕8号"
    assert circular.date_issued
    assert circular.date_issued.date == dt.date(1984, 10, 4)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("各乡镇人民政府、县直有关部门:为做好植树造林工作,现通知如下。", ["各乡镇人民政府", "县直有关部门"]),
        ("县水利局:你局的请示收悉。", ["县水利局"]),
        ("参加单位:县水利局、县财政局。", []),
        ("会议地点:县会议中心。", []),
        ("各单位要做好以下工作:一是值班,二是巡查。", []),
    ],
)
def test_addressees_glued_to_the_body(line: str, names: list[str]) -> None:
    assert each(notice(line, to="").addressees) == names


ADDRESSED: list[tuple[str, str]] = [
    ("各县（市、区）人民政府，市政府各部门、各直属机构：", "各县(市、区)人民政府 市政府各部门 各直属机构"),
    (
        "汀川经济技术开发区管委会、各县区人民政府、市直及中省直驻汀各单位：",
        "汀川经济技术开发区管委会 各县区人民政府 市直及中省直驻汀各单位",
    ),
    ("机关各处室、直属各单位：", "机关各处室 直属各单位"),
    ("各盟行政公署、市人民政府，自治区有关委、办、厅、局：", "各盟行政公署 市人民政府 自治区有关委 办 厅 局"),
    ("市发展改革委：", "市发展改革委"),
    ("有关企业、物业服务公司：", "有关企业 物业服务公司"),
    ("各区教育局、燕山教委、开发区教育局：", "各区教育局 燕山教委 开发区教育局"),
    ("全市各级各类学校、幼儿园：", "全市各级各类学校 幼儿园"),
    ("各直属海关，广东分署，天津、上海特派办：", "各直属海关 广东分署 天津 上海特派办"),
    ("王某某委员：", "王某某委员"),
    ("张某等10名代表：", "张某等10名代表"),
    ("各位代表：", "各位代表"),
    ("省人民政府：", "省人民政府"),
    ("各派出机构，各保险集团公司、保险公司：", "各派出机构 各保险集团公司 保险公司"),
    (
        "各省、自治区、直辖市及计划单列市、新疆生产建设兵团科技厅（委、局）：",
        "各省 自治区 直辖市及计划单列市 新疆生产建设兵团科技厅(委、局)",
    ),
    ("局属各单位，机关各科室：", "局属各单位 机关各科室"),
    ("各市州党委和人民政府，省委和省级国家机关各部门：", "各市州党委和人民政府 省委和省级国家机关各部门"),
    ("汀政发〔2009〕3号文件各主送单位：", "汀政发〔2009〕3号文件各主送单位"),
    ("各村民委员会、居民委员会：", "各村民委员会 居民委员会"),
    ("各国有林场、苗圃：", "各国有林场 苗圃"),
    ("中国石油天然气集团公司、中国石油化工集团公司：", "中国石油天然气集团公司 中国石油化工集团公司"),
    (
        "各县(市、区)委、人民政府,市委各部委,市级国家机关各局(室)：",
        "各县(市、区)委 人民政府 市委各部委 市级国家机关各局(室)",
    ),
    ("各大企业、高等院校、科研院所：", "各大企业 高等院校 科研院所"),
    ("某某有限责任公司：", "某某有限责任公司"),
    ("各会员单位、各理事：", "各会员单位 各理事"),
    ("广大市民朋友们：", "广大市民朋友们"),
    ("各考生：", "各考生"),
    ("各有关投标人：", "各有关投标人"),
]


@pytest.mark.parametrize(("line", "names"), ADDRESSED, ids=lambda value: value[:20])
def test_whom_circulars_speak_to(line: str, names: str) -> None:
    """Names apart by blanks; what 、 parts inside one of them is the same kept whole or taken apart."""
    found = each(notice(to=line).addressees)
    assert re.split("[、 ]", fold(" ".join(found))) == re.split("[、 ]", fold(names))


UNITS_OF_ISSUERS = [
    (["省水利厅关于做好防汛工作的通知", "湘水发〔2016〕5号"], "湖南省水利厅", "湖南省"),
    (
        ["自治区人民政府办公厅关于做好防汛工作的通知", "桂政办发〔2016〕5号"],
        "广西壮族自治区人民政府办公厅",
        "广西壮族自治区",
    ),
    (["市人民政府关于做好防汛工作的通知", "津政发〔2016〕5号"], "天津市人民政府", "天津市"),
    (
        ["青岩市人民政府门户网站", "市人民政府办公室关于做好防汛工作的通知", "岩政办发〔2016〕5号"],
        "青岩市人民政府办公室",
        "青岩市",
    ),
    (["青岩市人民政府网", "县水利局关于做好防汛工作的通知", "云水发〔2016〕5号"], "县水利局", None),  # another level
    (["市场监管局关于做好防汛工作的通知", "湘市监发〔2016〕5号"], "市场监管局", None),  # 市 of 市场
    (["市人民政府关于做好防汛工作的通知", "岩政发〔2016〕5号"], "市人民政府", None),
    # the code of a firm or a school that begins as its name does shortens that
    (["青岚能源集团关于做好防汛工作的通知", "青能发〔2016〕5号"], "青岚能源集团", None),
    (["岚岭能源集团关于做好防汛工作的通知", "青能发〔2016〕5号"], "岚岭能源集团", "青海省"),
    # as a responsible unit is named
    (["国家发展改革委关于做好防汛工作的通知", "发改农经〔2016〕5号"], "国家发展和改革委员会", "全国"),
    (["青岩市发改委关于做好防汛工作的通知", "岩发改〔2016〕5号"], "青岩市发展和改革委员会", "青岩市"),
    (["省发改委关于做好防汛工作的通知", "湘发改〔2016〕5号"], "湖南省发展和改革委员会", "湖南省"),
    (["市政府办关于做好防汛工作的通知", "津政办发〔2016〕5号"], "天津市人民政府办公厅", "天津市"),
    (["青岩市水利局关于做好防汛工作的通知", "岩水〔2016〕5号"], "青岩市水利局", "青岩市"),
]


@pytest.mark.parametrize(
    ("above", "code"),
    [
        (["发布机构:南京市鼓楼区人民政府", "文号:鼓政发〔2016〕5号"], "320106"),
        (["福州市鼓楼区人民政府网站"], "350102"),
        (["发布机构:南京市玄武区人民政府", "文号:鼓政发〔2016〕5号"], None),
        ([], None),
    ],
)
def test_which_of_several_places_of_one_name_its_page_says(above: list[str], code: str | None) -> None:
    circular = read(*above, "鼓楼区人民政府关于做好防汛工作的通知", "鼓政发〔2016〕5号", TO, "请落实。", DATE)
    assert (circular.region, circular.region_code) == ("鼓楼区", code)


@pytest.mark.parametrize(("lines", "unit", "region"), UNITS_OF_ISSUERS, ids=lambda value: str(value)[:20])
def test_the_unit_of_an_issuer_printed_with_its_level_alone(lines: list[str], unit: str, region: str | None) -> None:
    circular = read(*lines, "各有关单位:", "请认真落实。", "2016年5月6日")
    (issuer,) = circular.issuers
    assert (issuer.unit, circular.region) == (unit, region)
    assert circular.text[issuer.start : issuer.end] == issuer.text


def test_traditional_script_is_signed_by_the_organ_of_other_copies() -> None:
    circular = notice(
        "請認真組織實施。",
        title="關於印發防汛工作方案的通知",
        number="青政辦〔2006〕19號",
        to="各區、縣人民政府:",
        signed="青岩市人民政府辦公廳",
        date="二○○六年四月二十八日",
    )
    (issuer,) = circular.issuers
    assert (issuer.text, issuer.unit) == ("青岩市人民政府辦公廳", "青岩市人民政府办公厅")
    assert circular.region == "青岩市"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("各委、办、厅、局:", ["各委、办、厅、局"]),
        ("各县(市、区)人民政府,市政府各委、办、局:", ["各县(市、区)人民政府", "市政府各委、办、局"]),
        ("各市、县、区:", ["各市、县、区"]),
        ("各处、室、中心:", ["各处、室、中心"]),
        ("主要内容包括各处、室:", []),
        ("一是突出各部、委:", []),
    ],
)
def test_addressees_of_a_text_without_a_title(line: str, names: list[str]) -> None:
    circular = hongtou.extract_text(f"{line}\n为做好防汛工作,现将有关事项通知如下。\n云溪市人民政府\n2014年3月5日\n")
    assert [one.text for one in circular.addressees] == names


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("20210511", dt.date(2021, 5, 11)),
        ("20210511 09:30", dt.date(2021, 5, 11)),
        ("20211311", None),
        ("2021051", None),
    ],
)
def test_a_day_of_eight_digits_behind_its_label(printed: str, day: dt.date | None) -> None:
    text = f"索引号:00123-2021\n发布日期:{printed}\n云溪市人民政府关于防汛的通知\n各乡镇人民政府:\n现就防汛通知如下。\n"
    published = hongtou.extract_text(text).date_published
    assert (published.date if published else None) == day


@pytest.mark.parametrize(
    ("signed", "unit", "region"),
    [
        ("青岩市人民政府办公室", "青岩市人民政府", "青岩市"),
        ("云溪县人民政府办公室", "市政府", None),
        ("市政府办公室", "市政府", None),
    ],
)
def test_the_signature_says_whose_the_level_of_the_title_is(signed: str, unit: str, region: str | None) -> None:
    circular = notice(title="市政府专题会议纪要", number="", to="", signed=signed)
    assert ([issuer.unit for issuer in circular.issuers], circular.region) == ([unit], region)
