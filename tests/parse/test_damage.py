"""Damaged pages are said to be damaged; sound ones are not."""

from __future__ import annotations

import pytest

from .compose import checks, notice, read, table

BODY = "为加强防汛工作，现将有关事项通知如下："


@pytest.mark.parametrize(
    "line",
    [
        "百家乐 时时彩平台 真人娱乐城 www.example.test",
        "Cheap handbags outlet online store offers free shipping on every order placed before the end of this week",
        "一、检查范围。Cheap pills online without prescription buy generic medicine from our pharmacy today",
        "Купить сумки недорого с доставкой",
    ],
)
def test_foreign_text_put_in(line: str) -> None:
    assert "damaged_text" in checks(notice(BODY, "一、加强宣传。", line, "二、落实责任。"))


def test_stray_letters_between_the_words() -> None:
    circular = notice("为加强防汛工作，! U' |# m3 p: ]现通知如下：' L# h) z2 K& w", "一、加强宣传。; v9 c* Z$ Q8 n4 b")
    assert "damaged_text" in checks(circular)


def test_stray_letters_of_few_marks() -> None:
    circular = notice("一、检查范围。}5 k9 o/ R# j& L二、检查时间。4 w! v0 X' n. t3 a8 q三、要求。% |2 h6 Y( u7 b")
    assert "damaged_text" in checks(circular)


@pytest.mark.parametrize(
    "line",
    [
        "云溪县关于开展防汛工作的通知，各乡镇要高度重视，落实责任。".encode().decode("gbk", errors="replace"),
        "云溪县关于开展防汛工作的通知，各乡镇要高度重视，落实责任。".encode("gbk").decode("latin-1"),
        "现将????????通知如下。",
        "现将锟斤拷锟斤拷通知如下。",
        "现将\ufffd\ufffd\ufffd通知如下。",
    ],
)
def test_garbled_characters(line: str) -> None:
    assert "damaged_text" in checks(read(line))


def test_cells_lost() -> None:
    circular = table("1", "修建水渠", "6月底前", "县水利局", "2", "修建公路", "3", "修建学校", "4", "修建桥梁")
    assert "damaged_text" in checks(circular)


@pytest.mark.parametrize(
    "body",
    [
        "请登录www.example.test，填写Windows Server 2008系统的《APP备案表》，以电子邮件(tjcp@example.test)报送。",
        "A类产品、B类产品（ISO9001、GB/T 9704—2012）均可申报；问题较多的来电咨询？？",
        "严厉打击利用百家乐、老虎机等方式的网络赌博行为",
        "质量管理体系（ISO 9001:2008 Quality management systems Requirements）可参照执行。",
        "| 1 | 2 | 3 | 4 | 5 | 6 |\n| 7 | 8 | 9 | 1 | 2 | 3 |",
        "25°C×4·30°C×5·60°C×8·±2",
        "價格|單位|備註：# * &",
    ],
)
def test_sound_text(body: str) -> None:
    assert "damaged_text" not in checks(notice(BODY, body))


def test_an_english_page_is_not_a_damaged_one() -> None:
    line = (
        "These measures are formulated in order to strengthen the administration of urban drainage and to protect it."
    )
    assert "damaged_text" not in checks(read("Measures for Urban Drainage", line, line.upper()))


def test_a_text_that_breaks_off_in_a_sentence() -> None:
    circular = read(
        "云溪县人民政府关于防汛的通知", "各乡镇人民政府：", "一、要切实加强领导，明确目标任务，县水利局、县财政局、"
    )
    assert not circular.complete
    assert "source_truncated" in checks(circular)


@pytest.mark.parametrize(
    ("last", "broken"),
    [
        ("3.深化投资审批制度改革,整合投资项目报建手续,不断优化申报模式。(牵头单位:县行政审批局;责任单位:县政", True),
        ("3.深化投资审批制度改革,整合投资项目报建手续,压缩办理时间,减少申报材料,上线“不动产", True),
        ("3.深化投资审批制度改革,整合投资项目报建手续,不断优化申报模式(牵头单位:县行政审批局)", False),
        ("(联系人:王某,县行政审批局", False),
        ("各单位请于6月10日前将工作总结和联络员名单报县政府督查室,逾期不报的予以通报(联系电话:2345678", False),
    ],
)
def test_a_text_that_ends_within_a_bracket_breaks_off(last: str, broken: bool) -> None:
    circular = notice(after=("附件", "重点任务", last))
    assert ("source_truncated" in checks(circular)) is broken
