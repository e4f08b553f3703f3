"""Feet as they are printed: signature, day and copies in every order and spacing."""

from __future__ import annotations

import pytest

from .compose import each, notice, read, words

HEAD = (
    "汀川市人民政府办公室关于开展秋冬季大气污染防治的通知",
    "汀政办发〔2017〕66号",
    "各县（市、区）人民政府，市政府各部门：",
    "为改善空气质量，现将有关事项通知如下。",
    "一、加强监管。各部门要落实责任。",
)
DAY = "2017-10-09"
OFFICE = "汀川市人民政府办公室"
FEET: list[tuple[str, list[str], str | None, list[str]]] = [
    ("汀川市公安局      汀川市司法局\n 2017年10月9日    2017年10月9日", ["汀川市公安局", "汀川市司法局"], DAY, []),
    (
        "汀川市人民政府办公室\n2017年10月9日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "　　　　　　　汀川市人民政府办公室\n　　　　　　　　 2017年10月9日\n　　（此件公开发布）",
        [OFFICE],
        DAY,
        [],
    ),
    ("汀　川　市　公　安　局　汀川市档案局\n2017年10月9日", ["汀　川　市　公　安　局", "汀川市档案局"], DAY, []),
    ("国　务　院　　中央军委\n2017年10月9日", ["国　务　院", "中央军委"], DAY, []),
    ("汀 川 市 公 安 局   汀 川 市 档 案 局\n2017年10月9日", ["汀 川 市 公 安 局", "汀 川 市 档 案 局"], DAY, []),
    ("汀 川 市 公 安 局\n2017年10月9日", ["汀 川 市 公 安 局"], DAY, []),
    ("汀川市大气污染防治指挥部办公室（代章）\n2017年10月9日", ["汀川市大气污染防治指挥部办公室"], DAY, []),
    ("汀川市公安局、汀川市司法局\n2017年10月9日", ["汀川市公安局", "汀川市司法局"], DAY, []),
    ("汀川市扶贫开发局\n工作领导小组\n2017年10月9日", ["汀川市扶贫开发局\n工作领导小组"], DAY, []),
    (
        "汀川市大气污染防治指挥部办公室\n（汀川市环境保护局代章）\n2017年10月9日",
        ["汀川市大气污染防治指挥部办公室"],
        DAY,
        [],
    ),
    ("汀川市“蓝天保卫”指挥部办公室\n2017年10月9日", ["汀川市“蓝天保卫”指挥部办公室"], DAY, []),
    ("汀川市环境保护局秘书股\n2017年10月9日（印）", ["汀川市环境保护局秘书股"], DAY, []),
    (
        "汀川市人民政府办公室 2017年10月9日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀川市人民政府办公室2017年10月9日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀川市人民政府办公室（盖章）\n二〇一七年十月九日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀川市人民政府\n办公室\n2017年10月9日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "2017年10月9日\n汀川市人民政府办公室",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀川市人民政府办公室\n\n二O一七年十月九日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀川市人民政府办公室\n2017年十月九日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀川市人民政府办公室\n2017.10.9",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀川市人民政府办公室\n2017-10-09",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀川市人民政府办公室\n2017 年 10 月 9 日印发",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀川市人民政府办公室\n2017年10月9日\n抄送：市委各部门，市人大常委会办公室，\n　　　市政协办公室，汀川军分区。",
        [OFFICE],
        DAY,
        ["市委各部门", "市人大常委会办公室", "市政协办公室", "汀川军分区"],
    ),
    (
        "汀川市人民政府办公室\n2017年10月9日\n抄  送：市委办、市纪委\n汀川市人民政府办公室秘书科　　2017年10月9日印发",
        [OFFICE],
        DAY,
        ["市委办", "市纪委"],
    ),
    (
        "汀川市人民政府办公室\n2017年10月9日\n主送：各县（市、区）人民政府。\n抄送：省环保厅。",
        [OFFICE],
        DAY,
        ["省环保厅"],
    ),
    (
        "汀川市人民政府办公室\n2017年10月9日\n抄报：省政府办公厅\n抄送：市委，市人大，市政协\n抄发：市直各新闻单位",
        [OFFICE],
        DAY,
        ["省政府办公厅", "市委", "市人大", "市政协", "市直各新闻单位"],
    ),
    (
        "汀川市环境保护局　汀川市公安局\n汀川市住房和城乡建设局　\n2017年10月9日",
        ["汀川市环境保护局", "汀川市公安局", "汀川市住房和城乡建设局"],
        DAY,
        [],
    ),
    (
        "汀川市环境保护局 2017年10月9日\n汀川市公安局 2017年10月9日",
        ["汀川市环境保护局", "汀川市公安局"],
        DAY,
        [],
    ),
    (
        "附件：重点任务表\n汀川市人民政府办公室\n2017年10月9日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "联系人：王某，联系电话：2233445\n汀川市人民政府办公室\n2017年10月9日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "特此通知。\n汀川市人民政府办公室\n2017年10月9日\n抄送：市委常委、副市长，市长助理，秘书长、副秘书长。",
        [OFFICE],
        DAY,
        ["市委常委、副市长", "市长助理", "秘书长、副秘书长"],
    ),
    (
        "以上通知，请认真执行。 汀川市人民政府办公室 2017年10月9日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "（汀川市人民政府办公室　2017年10月9日）",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "　　　　　　汀川市人民政府办公室\n　　　　　　　　2017年10月\n9日\n抄送：汀川市环保局。",
        [OFFICE],
        DAY,
        ["汀川市环保局"],
    ),
    (
        "汀川市人民政府办公室\n2017年10月",
        [OFFICE],
        None,
        [],
    ),
    (
        "汀川市人民政府办公室\n2017年10月9日\n（联系单位：市环保局，联系电话：2233445）\n公开方式：主动公开",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀川市委办公室\n汀川市政府办公室\n2017年10月9日\n分送：各县（市、区），市直各单位。",
        ["汀川市委办公室", "汀川市政府办公室"],
        DAY,
        ["各县（市、区）", "市直各单位"],
    ),
    (
        "汀川市安全生产委员会办公室（代章）\n2017年10月9日",
        ["汀川市安全生产委员会办公室（代章）"],
        DAY,
        [],
    ),
    (
        "市长：胡某某\n2017年10月9日",
        ["市长：胡某某"],
        DAY,
        [],
    ),
    (
        "汀川市人民政府办公室\n2017年10月9日\n汀川市人民政府办公室　　　　　　　　　　2017年10月10日印发",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "汀 川 市 人 民 政 府 办 公 室\n二 〇 一 七 年 十 月 九 日",
        [OFFICE],
        DAY,
        [],
    ),
    (
        "2017年10月9日",
        [],
        DAY,
        [],
    ),
    (
        "汀川市人民政府办公室\n10月9日",
        [OFFICE],
        None,
        [],
    ),
]


def bare(values: list[str]) -> list[str]:
    """Without blanks and the word that a seal stood there."""
    return ["".join(value.split()).replace("（盖章）", "").replace("（代章）", "") for value in values]


@pytest.mark.parametrize(("foot", "signatures", "date", "copies"), FEET, ids=lambda value: str(value)[:24])
def test_a_foot(foot: str, signatures: list[str], date: str | None, copies: list[str]) -> None:
    circular = read(*HEAD, *foot.split("\n"))
    assert bare(each(circular.signatures)) == bare(signatures)
    assert (str(circular.date_issued.date) if circular.date_issued else None) == date
    assert "、".join(each(circular.copied_to)) == "、".join(copies)


@pytest.mark.parametrize(
    ("after", "copied"),
    [
        (("报:市政府。", "送:县委各部门。", "发:各乡镇。"), ["市政府", "县委各部门", "各乡镇"]),
        (("报:市委、市政府领导。", "送:各位常委。"), ["市委", "市政府领导", "各位常委"]),
        (("发:救生衣、编织袋。",), []),
        (("附件", "防汛器材分发表", "发:各乡镇、各学校"), []),
        (("附件", "防汛器材分发表", "分送:各乡镇防汛物资"), []),
        (("分送:市委各部门,各乡镇。",), ["市委各部门", "各乡镇"]),
        (("分送:各位常委、县政府领导。",), ["各位常委", "县政府领导"]),
    ],
)
def test_whom_a_foot_sends_to_is_no_line_of_an_annex_and_no_list_of_goods(
    after: tuple[str, ...], copied: list[str]
) -> None:
    assert each(notice(after=after).copied_to) == copied


@pytest.mark.parametrize(
    ("foot", "copied"),
    [
        (("出席:张三、李四。", "发:各乡镇人民政府"), ["各乡镇人民政府"]),
        (
            ("报:县委、县政府领导。", "送:县人大办公室。", "发:各乡镇。"),
            ["县委", "县政府领导", "县人大办公室", "各乡镇"],
        ),
        (("二、发放物资。", "发:救生衣、编织袋。"), []),
        (("附件:物资分发表", "发:各乡镇人民政府"), []),
        (("报:县政府批准后实施。",), []),
        (("送:各乡镇人民政府要做好准备。",), []),
        (("发:各乡镇人民政府。", *(f"第{n}项按会议要求办理。" for n in range(1, 14))), []),
    ],
)
def test_minutes_that_none_signs_say_in_their_last_lines_whom_they_go_to(
    foot: tuple[str, ...], copied: list[str]
) -> None:
    head = ("云溪县人民政府专题会议纪要", "〔2016〕8号", "3月8日,县长主持召开会议。纪要如下:", "一、做好防汛准备。")
    assert each(read(*head, *foot).copied_to) == copied


def test_two_days_in_a_row_of_a_table_are_no_day_of_signature() -> None:
    heads = ("序号", "督查事项", "承办单位", "交办时间", "办结时限", "办理情况")
    rows = [
        ("1.", "解决办证难问题", "县国土局、县住建局", "2016.7.3", "2016.8.31", "已办理412户。"),
        ("2.", "落实工资差额", "县人社局", "2016.7.17", "2016.8.20", "资金未到位。"),
        ("3.", "核查处置进度", "县国资委", "2016.8.7", "2016.9.30", "已处置7户。"),
    ]
    circular = notice(*heads, *(cell for cells in rows for cell in cells), "请加快办理。", date="2016年9月12日")
    assert str(circular.date_issued.date if circular.date_issued else None) == "2016-09-12"
    assert [words(task.deadline) for task in circular.tasks] == ["2016.8.31", "2016.8.20", "2016.9.30"]


@pytest.mark.parametrize(
    ("last", "limits"),
    [
        (("云溪县人民政府办公室", "2020年2月7日印发"), []),
        (("云溪县人民政府办公室 2020年2月7日印发", "(共印120份)"), []),
        (("云溪县人民政府办公室于2020年2月7日前印发细则。",), ["2020年2月7日前"]),
    ],
)
def test_the_day_of_printing_below_a_text_issued_with_the_notice_is_no_limit(
    last: tuple[str, ...], limits: list[str]
) -> None:
    text = (
        "防汛办法",
        *(f"第{n}条 各单位应当做好防汛工作。" for n in "一二三四五六七八九十"),
        "第十一条 有关事项另行规定。",
    )
    assert each(notice(after=(*text, *last)).deadlines) == limits


COPIES = ["县委各部门", "县人大常委会办公室", "县检察院"]


@pytest.mark.parametrize(
    "foot",
    [
        ["抄送:县委各部门,县人大常委会办公", "室,县检察院。"],
        ["抄送单位:县委各部门,县人大常委会办公室,县检察院"],
        ["抄送:", "县委各部门,县人大常委会办公室,县检察院。"],
        ["抄送:县委各部门,县人大常委会办公室,县检察院,存档。"],
        ["抄送:县委各部门,县人大常委会办公室,县检察院(共印50份)"],
        ["抄送:县委各部门,县人大常委会办公室,县检察院", "云溪县人民政府办公室", "2016年4月21日印发"],
        ["抄送:县委各部门,县人大常委会办公室,县检察院　云溪县人民政府办公室2016年4月21日印发"],
        ["抄送:县委各部门", "　　　县人大常委会办公室", "　　　县检察院"],
    ],
)
def test_who_a_circular_is_copied_to(foot: list[str]) -> None:
    assert ["".join(one.reading.split()) for one in notice(after=foot).copied_to] == COPIES
