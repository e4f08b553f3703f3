"""Plain texts whose lines were cut at one width: the cuts go, line ends and cells stay."""

from __future__ import annotations

import pytest

from hongtou.read import read_text

CUT = """云溪县人民政府办公室关于落实2020年放管服改革
重点任务的通知
云政办〔2020〕22号
各乡镇人民政府，县政府各部门：
现将放管服改革重点任务明确如下，请各有关单
位认真组织实施。
1.做好行政许可事项清单动态调整工作。（责任单
位：县行政审批局、县司法局，完成时限：6月底）
2.推行告知承诺制，选择二十个事项先行开展试
点，9月底前总结推广。
牵头单位：县行政审批局，配合单位：县司法局、县
市场监管局
云溪县人民政府办公室
2020年5月11日"""
WHOLE = """云溪县人民政府办公室关于落实2020年放管服改革重点任务的通知
云政办〔2020〕22号
各乡镇人民政府，县政府各部门：
现将放管服改革重点任务明确如下，请各有关单位认真组织实施。
1.做好行政许可事项清单动态调整工作。（责任单位：县行政审批局、县司法局，完成时限：6月底）
2.推行告知承诺制，选择二十个事项先行开展试点，9月底前总结推广。
牵头单位：县行政审批局，配合单位：县司法局、县市场监管局
云溪县人民政府办公室
2020年5月11日"""


def test_lines_cut_at_one_width_are_paragraphs() -> None:
    assert read_text(CUT).text == WHOLE


def test_addressees_and_notes_stand_on_lines_of_their_own() -> None:
    """Though a title of one full line, and a day set in to the end of the line, stand above them."""
    title = "云溪县人民政府办公室关于二〇二〇年放管服改革\n"
    day = "　　　　　　　　　　　　二〇二〇年五月十一日"
    lines = read_text(
        title + CUT.partition("通知\n")[2].partition("云政办〔2020〕22号\n")[2] + f"\n{day}\n（此件公开发布）"
    ).text
    assert lines.split("\n")[1] == "各乡镇人民政府，县政府各部门："
    assert lines.endswith(f"\n{day}\n（此件公开发布）")


def test_a_line_set_in_opens_a_paragraph() -> None:
    cut = """　　为加强全县森林防火工作，落实各级各部门
的责任，现将有关事项通知如下。
　　各乡镇要组织开展拉网式排查，对发现的各
类隐患建立台账，逐一整改，限期销号到位。
　　县林业局要组建专业扑火队伍，储备足够的
物资，严格执行二十四小时值班制度，一旦发
生火情要立即上报。
　　县气象局要做好火险预警预报工作，及时发
布信息。"""
    assert read_text(cut).text.count("\n") == 3


def test_a_signature_below_a_full_line_is_a_line_of_its_own() -> None:
    paragraph = """　　各乡镇要组织开展拉网式排查，对发现的各
类隐患建立台账，逐一整改，限期销号到位，并
于年底前报送落实情况。"""
    full = "　　各单位要抓紧落实，并于年底前报送情况。"
    cut = "\n".join([paragraph] * 3 + [full, "云溪县林业局", "2020年5月11日"])
    assert read_text(cut).text.split("\n")[3:] == [full, "云溪县林业局", "2020年5月11日"]


def test_a_number_below_a_full_title_is_a_line_of_its_own() -> None:
    title = "云溪县人民政府办公室关于森林防火工作的通知"
    assert read_text(CUT.replace(CUT[: CUT.index("云政办")], f"{title}\n")).text.startswith(
        f"{title}\n云政办〔2020〕22号\n"
    )


def test_english_words_stay_apart() -> None:
    cut = """The county shall build new schools in all of
its towns and repair those that have been open
for many years before the autumn term begins
and hand in a report on what has been done for
them by the end of June."""
    assert read_text(cut).text == cut.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "序号\n工作任务\n责任单位\n1\n新建城区公厕二十座并全部对外开放\n县城管局\n2\n改造老旧小区十二个并完成管网更新\n县住建局",
        "\n".join(f"云溪县第{n}批农村公路建设项目前期工作推进情况" for n in "一二三四五六七八"),
        "\n".join(f"{n}  建成第{n}处标准化农贸市场并投入使用  商务局、住建局" for n in "一二三四五六七八"),
        "\n".join(f"第{n}处标准化农贸市场建成|责任单位商务局住建局|六月底" for n in "一二三四五六七八"),
        WHOLE,
    ],
    ids=["cells", "names of one length", "cells between blanks", "cells between bars", "a paragraph a line"],
)
def test_lines_that_end_where_they_end_are_left(text: str) -> None:
    assert read_text(text).text == text
