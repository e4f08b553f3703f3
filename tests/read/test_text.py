"""Plain text → paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.read import read_text
from hongtou.read.text import paragraphs

FILLER = "坚持问题导向和目标导向相统一，切实把各项工作抓紧抓实抓出成效" * 8


def lines(text: str) -> list[str]:
    return [text[p.start : p.end] for p in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n\n　　乙 \n", ["甲", "乙"]),
        ("\n \n", []),
        ("云政发〔2014〕3号\n各乡镇：", ["云政发〔2014〕3号", "各乡镇："]),
        # a short line keeps its blanks: they are inside the value
        ("主 要 内 容\n完  成  进  度", ["主 要 内 容", "完  成  进  度"]),
    ],
)
def test_a_line_is_a_paragraph_without_the_blanks_around_it(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


@pytest.mark.parametrize(
    ("joined", "expected"),
    [
        ("关于防汛的通知 各乡镇人民政府： " + FILLER + "。 云溪县人民政府 2014年3月5日", 5),
        ("云政发〔 2014 〕 3 号 " + FILLER, 2),
        ("自2019年3月28 日起， 各单位要" + FILLER, 1),
        (FILLER + "。　　二、主要任务　　1.修订制度。", 3),
        (FILLER + "。 （三）整治炉窑 5.2021年底前淘汰小锅炉。 6.3月底前公布名单。", 4),
        (FILLER + "。 1. 减免租金。 （二） 延期缴税。", 3),
        ("索引号：010/2020-00412 云政发〔2014〕3号 " + FILLER, 3),
        # words that print spread out, and cells that only look so
        ("索 引 号：YX-31 文　　号：无 国 务 院 " + FILLER, 3),
        ("无 无 无 " + FILLER, 4),
        # digits that end what they say: a count behind its label, a day; not a quantity, nor a day with its time
        ("浏览次数：3021 云溪县人民政府 " + FILLER, 3),
        ("2020-02-10 来源 " + FILLER, 3),
        ("2020-02-10 09:30 " + FILLER, 2),
        ("24 小时值班 " + FILLER, 2),
        ("云溪县值守的通知 日期：2014-03-05 " + FILLER, 3),
        ("按 1:1 的比例配套 " + FILLER, 2),
        ("云政发 〔2014〕 3 号 " + FILLER, 2),
        # one blank in the middle of a sentence; not behind a heading, nor before numbering, a label or who signs
        ("1.稳定贷款。贷款余额高于去年 同期余额。（市金融办） 2.减免 租金 " + FILLER, 4),
        ("（一）对受影响的 企业，给予展期。 " + FILLER, 2),
        (
            "（一）对受疫情影响较大、资金周转暂时有困难的各类中小企业，要及时主动给 予展期（最长一年），不抽贷。 "
            + FILLER,
            2,
        ),
        ("第一章 总则 第一条 减免租金。 第二条 缓缴社保费。 " + FILLER, 4),
        ("按期完成扩建。（责任单位：市商务局）⒒ 减免租金。 缓缴社保费。 " + FILLER, 3),
        ("一、提高站位，强化责任 各单位要主动作为，" + FILLER, 2),
        ("1.稳定贷款。余额不降 二、减免租金，" + FILLER, 2),
        ("1.稳定贷款。牵头单位：市金融办 各单位要主动作为，" + FILLER, 2),
        ("请认真落实。特此通知 市商务局、市财政局 2020年2月3日 " + FILLER, 4),
        # cells: a number alone and a day are some
        (
            FILLER
            + " 序号 任务 单位 时限 1 修渠12公里 县水利局 6月底前 2 修路 县交通局 2020年 3 植树5万株 县林业局 12",
            17,
        ),
        ("序号 任务 时限 1 修渠 长期 2 修路。减免 租金。 6月底前 " + FILLER, 11),
        # names of columns begin cells without 序号 too, two of them; a label alone does not
        (FILLER + " 实施阶段 时间安排 工作内容 责任单位 动员阶段 4月中旬 召开会议 县水利局 攻坚阶段 10月底前", 11),
        (FILLER + " 1.减免租金3000元 责任单位 县水利局 （二）新建水库 5 座", 5),
        (FILLER + " 序号 存在问题 责任单位 1-1 项目滞后 县发改局 1-2 资金沉淀 县财政局", 10),
        (FILLER + " 序号 项目 总投资 进度 1 修渠 3,250.00 开工 2 修路 85.5 招标", 13),
        (FILLER + " 序号 任务 单位 1 修渠12.5 公里 县水利局 2 投资1,200.5 万元修路 县交通局", 10),
        (FILLER + " 序号 任务 投资 单位 1 修渠 3-5 万元 县水利局 2 植树 1-2 期 县林业局", 13),
        (FILLER + " 序号 任务 单位 1 清运 2.5 天 县水利局 2 植树 1,200 株 县林业局", 12),
        (FILLER + " 序号 项目 产值 人员 1 修渠 2.5 分管领导 2 修路 1,200 间接费用", 13),
        ("附件：分工表.docx 相关链接 " + FILLER, 3),
    ],
)
def test_a_line_that_joins_a_circular_is_cut_at_its_paragraph_marks(joined: str, expected: int) -> None:
    assert len(lines(joined)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "云溪县人民政府办公室关于支持企业发展的通知|云政办发〔2014〕3号|各乡镇人民政府，县直各部门：|为做好汛期工作，现通知如下：|"
        "1.减免租金。请认真执行。|云溪县人民政府办公室2014年3月5日|（此件公开发布）|云溪县支持企业若干措施|为贯彻落实县委决定，制定措施。|"
        "一、减轻负担|（一）减免租金。责任单位：县财政局|（二）缓缴税款。责任单位：县税务局|二、稳定就业|（三）线上招聘。责任单位：县人社局",
        "云溪县支持企业若干措施|一、减免租金，共渡难关。（县财政局）|第二条减免水费。（县水利局）|二、缓缴税款。特此通知。|2014年3月5日",
        "云溪县防汛指挥部关于加强巡查值守的通告（第3号）|根据上级要求，汛期加强巡查值守，各乡镇人民政府和县直各有关单位每日报告水位和雨情。|附件：1.名单",
        "云溪县支持企业的通知|云溪县人民政府关于支持企业的通知|云政发〔2014〕3号|云溪县人民政府 2014年3月5日|"
        "关于支持企业的若干措施",
        "现将政策印发给你们，请认真执行。|云溪县人民政府2014年3月5日|云溪县支持企业若干政策措施|一、减免租金，共渡难关，减轻负担。",
        "现将规定印发给你们，请认真执行。|云溪县人民政府2014年3月5日|云溪县城区养犬管理规定第一条为了规范城区养犬行为，制定本规定。",
        "经县人民政府常务会议研究决定为进一步支持企业发展，2014年3月5日前制定工作方案并报县财政局，由县发展改革委汇总后印发执行。",
        # no paragraphs: a day, a number, a bureau, a heading that go on
        "2014年3月5日云溪县召开会议，由县财政局（二）级调研员主持，抓好第二、三产业和二、三季度工作，落实云政发〔2014〕3号文件要求，",
        "（二）落实（一）级响应，对2、3月份支出（含1.5亿元）统一、规范管理，按照《关于值守的通知》（云政发〔2014〕3号）要求执行，",
        # the page's sizes of letters and the number
        "云溪县人民政府关于支持企业的若干意见|字号：小中大|云政办函〔2014〕21号|各乡镇人民政府，县直各单位：|为深入贯彻县委决定，制定本意见。",
        # nor do quarters, a clause of a rule, figures of what is listed
        "各乡镇要抓好以下几个方面：一、二季度抓春耕，对符合条件的企业执行（三）项政策，全县有社区5、村委会10、学校8，统一由县民政局登记。",
        "道路由县交通局组织实施，违反第二条（一）第三条规定的，由县公安局依法处理；第三条所列行为由县住建局处理，结果按季度通报一次。",
    ],
)
def test_paragraphs_that_touch_in_a_text_of_one_line(text: str) -> None:
    """The bars say where they end."""
    joined = text.replace("|", "")
    assert lines(joined) == text.replace(" ", "|").split("|")


def test_a_text_of_lines_is_cut_at_them_alone() -> None:
    kept = ["云溪县支持企业若干措施为贯彻落实县委决定，制定措施。一、减轻负担（一）减免租金。" + FILLER] * 4
    assert lines("\n".join(kept)) == kept


@given(st.text(alphabet="甲。 　\n1、年(<", max_size=400))
def test_every_printed_character_is_in_exactly_one_paragraph(text: str) -> None:
    kept = "".join(lines(text))
    assert "".join(kept.split()) == "".join(text.split())


def test_line_ends_nul_and_surrogates_cannot_hurt_a_dataset() -> None:
    assert read_text("甲\r\n乙\r丙\0\ud800").text == "甲\n乙\n丙\ufffd\ufffd"


@pytest.mark.parametrize(("line", "expected"), [
    ("一、做好准备。 云溪县人民政府办公室 2016年3月8日 抄送：县委各部门。",
     ["一、做好准备。", "云溪县人民政府办公室", "2016年3月8日", "抄送：县委各部门。"]),
    ("云溪县人民政府　2016年3月8日　主题词：农业　水利　通知",
     ["云溪县人民政府", "2016年3月8日", "主题词：农业　水利　通知"]),
    ("请于2016年3月8日 抄送各单位 备查。", ["请于2016年3月8日 抄送各单位 备查。"]),
    ("抄送：县委 县政府", ["抄送：县委 县政府"]),
    ("有关单位 抄送：县委 县政府", ["有关单位 抄送：县委 县政府"]),
    ("2016年3月 主题词：农业 水利", ["2016年3月 主题词：农业 水利"]),
])  # fmt: skip
def test_a_foot_in_one_line_is_cut_where_copies_or_keywords_follow_the_day(line: str, expected: list[str]) -> None:
    text = f"标题\n文号\n各乡镇:\n{line}\n"
    assert [text[block.start : block.end] for block in paragraphs(text)[3:]] == expected


@pytest.mark.parametrize(("behind", "expected"), [
    ("农业 水利 通知", ["主题词：农业 水利 通知"]),
    ("农业 水利 通知 抄送：县委各部门。", ["主题词：农业 水利 通知", "抄送：县委各部门。"]),
    ("农业 水利 通知 云溪县人民政府办公室 2016年3月9日印发",
     ["主题词：农业 水利 通知", "云溪县人民政府办公室", "2016年3月9日印发"]),
    ("农业 水利 （此件公开发布）", ["主题词：农业 水利", "（此件公开发布）"]),
])  # fmt: skip
def test_keywords_that_blanks_part_are_one_paragraph_of_a_joined_text(behind: str, expected: list[str]) -> None:
    head = "云溪县人民政府办公室关于做好防汛准备有关工作的通知 云政办发〔2016〕8号 各乡镇人民政府： 请做好准备。"
    text = f"{head} 云溪县人民政府办公室 2016年3月8日 主题词：{behind}"
    found = [text[block.start : block.end] for block in paragraphs(text)]
    assert found[-len(expected) :] == expected
