"""Tables that lost their tags: one cell a paragraph, tab-separated and barred rows."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from hongtou.parse.paragraphs import Type, type_of

from .compose import HEADS, TITLE, TO, checks, each, grid, left, notice, read, row, table, units, words

ROWS = (
    {"number": "1", "task": "修建鹿坪水渠12公里", "deadline": "6月底前", "units": "县水利局、县财政局"},
    {"number": "2", "task": "整修乡村小学校舍5所", "deadline": "年底前", "units": "县教育局"},
    {"number": "3", "task": "加固松岗堤防800米", "deadline": "5月15日前", "units": "县水利局、各乡镇人民政府"},
    {"number": "4", "task": "新建农村公路30公里", "deadline": "上半年", "units": "县交通运输局"},
)
NAMES = {"number": "序号", "task": "工作任务", "deadline": "完成时限", "units": "责任单位"}


def expected(rows: tuple[dict[str, str], ...] = ROWS, *, number: bool = True) -> list[tuple[object, ...]]:
    """(number, task, deadline, unit cells) of the rows."""
    return [(r["number"] if number else None, r["task"], r["deadline"], [r["units"]]) for r in rows]


@pytest.mark.parametrize("order", list(itertools.permutations(("task", "deadline", "units"))))
def test_columns_in_any_order(order: tuple[str, ...]) -> None:
    columns = ("number", *order)
    cells = [record[column] for record in ROWS for column in columns]
    circular = table(*cells, heads=[NAMES[column] for column in columns])
    assert [row(task) for task in circular.tasks] == expected()


@pytest.mark.parametrize("order", list(itertools.permutations(("task", "deadline", "units"))))
def test_columns_in_any_order_without_numbers(order: tuple[str, ...]) -> None:
    cells = [record[column] for record in ROWS for column in order]
    circular = table(*cells, heads=[NAMES[column] for column in order])
    assert [row(task) for task in circular.tasks] == expected(number=False)


@pytest.mark.parametrize(
    ("between", "edge"),
    [
        ("\t", ""),
        (" | ", ""),
        ("|", "|"),
        (" │ ", "│ "),
        ("｜", ""),
        ("｜", "｜"),
        ("\t", "\t"),
    ],
)
def test_rows_whose_cells_still_part(between: str, edge: str) -> None:
    columns = ("number", "task", "deadline", "units")
    lines = [NAMES, *ROWS]
    circular = table(*(edge + between.join(line[c] for c in columns) + edge for line in lines), heads=())
    assert [row(task) for task in circular.tasks] == expected()


def test_a_markdown_rule_between_header_and_rows() -> None:
    circular = table(
        "| 1 | 修建水渠 | 6月底前 | 县水利局 |",
        heads=("| 序号 | 工作任务 | 完成时限 | 责任单位 |", "| --- | --- | --- | --- |"),
    )
    assert [task.task.text for task in circular.tasks] == ["修建水渠"]


def test_cell_and_bar_on_lines_in_turn() -> None:
    lines = [line for cell in (*HEADS, *(v for r in ROWS for v in r.values())) for line in (cell, "|")]
    circular = table(*lines, heads=())
    assert [row(task) for task in circular.tasks] == expected()


def test_a_cell_of_several_paragraphs() -> None:
    circular = table(
        "1", "修建鹿坪水渠", "6月底前", "县水利局", "1.完成清表。", "2.完成衬砌3公里。", "3.正在铺设管道。",
        "2", "整修校舍", "年底前", "县教育局", "已完成设计。",
        heads=(*HEADS, "进展情况"),
    )  # fmt: skip
    assert [words(task.progress) for task in circular.tasks] == [
        "1.完成清表。\n2.完成衬砌3公里。\n3.正在铺设管道。",
        "已完成设计。",
    ]


@pytest.mark.parametrize("between", ["\n", "\t", " "])
@pytest.mark.parametrize("name", ["1-9月进度", "截至9月底进度", "三季度进度", "工程进度", "整治动态"])
def test_last_names_of_what_has_been_reached(name: str, between: str) -> None:
    lines = (
        between.join((*HEADS, name)),
        between.join(("1", "修建鹿坪水渠", "6月底前", "县水利局", "完成清表")),
        between.join(("2", "整修校舍", "年底前", "县教育局", "完成设计")),
    )
    for heads in [()] if between != " " else [(), (" ".join(lines),)]:
        circular = table(*(heads or lines), heads=())
        assert [(task.number and task.number.text, words(task.progress)) for task in circular.tasks] == [
            ("1", "完成清表"),
            ("2", "完成设计"),
        ]


def test_a_last_name_of_what_has_been_reached_over_categories() -> None:
    circular = table(
        "水利", "1", "修建鹿坪水渠", "6月底前", "县水利局", "完成清表",
        "2", "加固堤防", "5月底前", "县水利局", "完成勘测",
        "教育", "3", "整修校舍", "年底前", "县教育局", "完成设计",
        heads=("类别", *HEADS, "1-9月进度"),
    )  # fmt: skip
    assert [(each(task.category), words(task.progress)) for task in circular.tasks] == [
        (["水利"], "完成清表"),
        (["水利"], "完成勘测"),
        (["教育"], "完成设计"),
    ]


@pytest.mark.parametrize("between", ["\n", " "])
def test_a_heading_that_ends_as_such_a_name_does_stands_over_whole_rows(between: str) -> None:
    rows = ("1", "修建鹿坪水渠", "6月底前", "县水利局", "2", "加固堤防", "5月底前", "县水利局")
    circular = table(between.join((*HEADS, "整治成效", *rows)), heads=())
    assert [each(task.category) for task in circular.tasks] == [["整治成效"], ["整治成效"]]


@pytest.mark.parametrize("first", ["加快工程进度", "推进工作进度"])
def test_a_first_cell_that_ends_as_a_name_does(first: str) -> None:
    circular = table(
        first, "1", "修建鹿坪水渠", "6月底前", "县水利局", "2", "加固堤防", "5月底前", "县水利局",
        heads=("类别", *HEADS),
    )  # fmt: skip
    assert [each(task.category) for task in circular.tasks] == [[first], [first]]
    circular = table("1", first, "6月底前", "县水利局", "2", "加固堤防", "5月底前", "县水利局")
    assert [task.task.text for task in circular.tasks] == [first, "加固堤防"]


def test_units_over_two_paragraphs() -> None:
    circular = table("1", "修建鹿坪水渠", "6月底前", "县水利局", "县财政局", "2", "整修校舍", "年底前", "县教育局")
    assert [[name for name, _ in units(task)] for task in circular.tasks] == [["县水利局", "县财政局"], ["县教育局"]]


@pytest.mark.parametrize(
    ("gone", "field"),
    [("deadline", "deadline"), ("units", "responsible"), ("number", "number")],
)
def test_a_cell_that_is_missing_stays_missing(gone: str, field: str) -> None:
    cells = [cell for index, r in enumerate(ROWS) for name, cell in r.items() if not (index == 2 and name == gone)]
    circular = table(*cells)
    assert [task.task.text for task in circular.tasks] == [r["task"] for r in ROWS]
    assert not getattr(circular.tasks[2], field)
    assert [bool(getattr(task, field)) for task in circular.tasks] == [True, True, False, True]
    assert "missing_cell" in checks(circular)


def test_an_empty_last_column_costs_nothing() -> None:
    circular = table(*(v for r in ROWS for v in r.values()), heads=(*HEADS, "备注"))
    assert [row(task) for task in circular.tasks] == expected()


def test_a_header_repeated_by_a_page_break_is_no_row() -> None:
    cells = [*ROWS[0].values(), *ROWS[1].values(), *HEADS, *ROWS[2].values(), *ROWS[3].values()]
    assert [row(task) for task in table(*cells).tasks] == expected()


def test_a_page_number_between_rows_is_no_cell() -> None:
    cells = [*ROWS[0].values(), "- 3 -", *ROWS[1].values(), "第 2 页", *ROWS[2].values()]
    assert [row(task) for task in table(*cells).tasks] == expected(ROWS[:3])


def test_headings_are_categories() -> None:
    cells = [
        "一、水利建设",
        *ROWS[0].values(),
        *ROWS[2].values(),
        "二、社会事业(2项)",
        *ROWS[1].values(),
        *ROWS[3].values(),
    ]
    categories = [each(task.category) for task in table(*cells).tasks]
    assert categories == [["一、水利建设"], ["一、水利建设"], ["二、社会事业(2项)"], ["二、社会事业(2项)"]]


def test_headings_of_two_levels() -> None:
    cells = [
        "一、水利建设",
        "(一)渠道",
        *ROWS[0].values(),
        "(二)堤防",
        *ROWS[2].values(),
        "二、教育",
        *ROWS[1].values(),
    ]
    categories = [each(task.category) for task in table(*cells).tasks]
    assert categories == [["一、水利建设", "(一)渠道"], ["一、水利建设", "(二)堤防"], ["二、教育"]]


def test_a_heading_above_the_header_ends_where_its_next_stands_within() -> None:
    rows = [*ROWS[0].values(), "二、教育", *ROWS[1].values(), "三、交通", *ROWS[3].values()]
    lines = ("附件", "2016年重点工作分工表", "一、水利建设", *HEADS)
    categories = [each(task.category) for task in notice("请落实。", after=(*lines, *rows)).tasks]
    assert categories == [["一、水利建设"], ["二、教育"], ["三、交通"]]


def test_a_heading_above_the_header_holds_for_those_that_begin_anew_within() -> None:
    rows = ["一、水利", *ROWS[0].values(), "二、教育", *ROWS[1].values(), "三、交通", *ROWS[3].values()]
    lines = ("附件", "2016年重点工作分工表", "二、县城任务", *HEADS)
    categories = [each(task.category) for task in notice("请落实。", after=(*lines, *rows)).tasks]
    assert categories == [["二、县城任务", within] for within in ("一、水利", "二、教育", "三、交通")]


@pytest.mark.parametrize("sign", ["|", "\t"])
@pytest.mark.parametrize("name", ["标段", "战役", "乡镇"])
def test_a_first_column_of_a_name_not_known(name: str, sign: str) -> None:
    rows = f"{name}|工作任务|责任单位|完成时限\n甲|修建水渠|县水利局|6月底前\n甲|整修校舍|县教育局|年底前"
    found = read(rows.replace("|", sign)).tasks
    assert [(words(t.task), units(t), words(t.deadline)) for t in found] == [
        ("修建水渠", [("县水利局", "responsible")], "6月底前"),
        ("整修校舍", [("县教育局", "responsible")], "年底前"),
    ]


def test_rows_that_do_not_fit_their_header_are_named_whole() -> None:
    rows = "序号|工作任务|责任单位|完成时限\n1|农业|修渠|县水利局|6月底\n2|交通|铺路|县交通局|7月底"
    circular = read(rows)
    (found,) = [one for one in circular.findings if one.check == "table_text_unplaced"]
    assert (circular.tasks, circular.text[found.start : found.end]) == ((), rows)


@pytest.mark.parametrize("sign", ["：", "\t"])
def test_headings_over_cards_are_categories(sign: str) -> None:
    cards = (
        "一、水利\n(一)灌区\n督办事项：修建水渠\n责任单位：县水利局\n完成时限：6月底前\n"
        "(二)堤防\n督办事项：加固堤防\n责任单位：县水利局\n完成时限：年底前\n"
        "二、教育\n督办事项：整修校舍\n责任单位：县教育局\n完成时限：8月底前\n"
    )
    circular = read(cards.replace("：", sign))
    assert [([c.text for c in t.category], words(t.task), words(t.deadline)) for t in circular.tasks] == [
        (["一、水利", "(一)灌区"], "修建水渠", "6月底前"),
        (["一、水利", "(二)堤防"], "加固堤防", "年底前"),
        (["二、教育"], "整修校舍", "8月底前"),
    ]
    assert not [found for found in circular.findings if found.check == "table_text_unplaced"]


RECORD = "{0}\n{1}：修建水渠\n责任单位：县水利局\n完成时限：2016年10月\n"


@pytest.mark.parametrize("sign", ["：", "\t", "\n"])
@pytest.mark.parametrize("name", ["目标任务", "工作任务", "项目名称"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1、灌区", "2、校舍"),
        ("1.灌区", "2.校舍"),
        ("(1)灌区", "(2)校舍"),
        ("①灌区", "②校舍"),
        ("(一)灌区", "(二)校舍"),
        ("1、灌区建设。分期实施。", "2、校舍整修。分期实施。"),
        ("1、灌区：分期实施", "2、校舍：分期实施"),
        ("项目一", "项目二"),
        ("项目一 灌区", "项目二 校舍"),
    ],
)
def test_a_card_ends_where_a_numbered_line_begins(first: str, second: str, name: str, sign: str) -> None:
    circular = read("".join(RECORD.replace("：", sign).format(heading, name) for heading in (first, second)))
    assert [(each(t.category), units(t), words(t.deadline)) for t in circular.tasks] == [
        ([heading], [("县水利局", "responsible")], "2016年10月") for heading in (first, second)
    ]
    assert [d.date_to for t in circular.tasks for d in t.deadlines] == [date(2016, 10, 31)] * 2
    assert not [found for found in circular.findings if found.check == "table_text_unplaced"]


@pytest.mark.parametrize("kind", ["项目", "任务"])
def test_a_kind_of_heading_with_a_colon_over_cards(kind: str) -> None:
    headings = [f"{kind}一：灌区", f"{kind}二：校舍"]
    tasks = read("".join(RECORD.format(heading, "目标任务") for heading in headings)).tasks
    assert [(each(t.category), words(t.deadline)) for t in tasks] == [([one], "2016年10月") for one in headings]


@pytest.mark.parametrize(
    ("last", "cell"),
    [("责任单位", "县水利局"), ("责任人", "张三"), ("完成时限", "年底前"), ("完成进度", "已完成"), ("备注", "无")],
)
def test_whatever_name_ends_a_card_its_cell_holds_no_heading(last: str, cell: str) -> None:
    labels = {"目标任务": "修建水渠", "责任单位": "县水利局", "完成时限": "年底前", last: cell}
    labels[last] = labels.pop(last)
    card = "\n".join(f"{name}：{value}" for name, value in labels.items())
    circular = read(f"1、灌区\n{card}\n2、县城校舍\n{card}\n")
    assert [(each(t.category), units(t)) for t in circular.tasks] == [
        (["1、灌区"], [("县水利局", "responsible")]),
        (["2、县城校舍"], [("县水利局", "responsible")]),
    ]
    first = circular.tasks[0]
    assert cell in (
        *each(first.responsible),
        words(first.deadline),
        words(first.progress),
        *each([o.value for o in first.other]),
    )


def test_a_heading_begins_a_card_of_other_names() -> None:
    other = "3、路灯\n工作内容：安装路灯\n责任单位：县住建局\n"
    tasks = read(RECORD.format("1、灌区", "目标任务") + RECORD.format("2、堤防", "目标任务") + other).tasks
    assert [(each(t.category), words(t.task), words(t.deadline)) for t in tasks] == [
        (["1、灌区"], "修建水渠", "2016年10月"),
        (["2、堤防"], "修建水渠", "2016年10月"),
        (["3、路灯"], "安装路灯", None),
    ]


def test_headings_over_cards_stand_under_those_before_them() -> None:
    one, two = RECORD.format("1、灌区", "目标任务"), RECORD.format("2、堤防", "目标任务")
    lines = f"一、主要任务\n各项任务如下。\n{one}{two}二、其他任务\n{one}{two}".splitlines()
    found = notice("请落实。", after=("附件", "2016年重点工作", *lines)).tasks
    assert [each(t.category) for t in found] == [
        [over, heading] for over in ("一、主要任务", "二、其他任务") for heading in ("1、灌区", "2、堤防")
    ]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("完成时限：分两期\n1、6月底前完成一期\n2、年底前完成二期", "分两期1、6月底前完成一期2、年底前完成二期"),
        ("完成时限：1、6月底前完成一期\n2、年底前完成二期", "1、6月底前完成一期2、年底前完成二期"),
    ],
)
def test_a_numbered_list_in_the_last_cell_of_a_card_stays_in_it(cell: str, found: str) -> None:
    card = f"目标任务：修建水渠\n责任单位：县水利局\n{cell}\n"
    last = "目标任务：整修校舍\n责任单位：县教育局\n完成时限：8月底前\n"
    tasks = read(card + last).tasks
    assert [(each(t.category), words(t.deadline)) for t in tasks] == [([], found), ([], "8月底前")]


def test_a_category_repeated_by_a_page_break_counts_once() -> None:
    cells = ["一、水利建设", *ROWS[0].values(), "一、水利建设", *ROWS[2].values()]
    assert [each(task.category) for task in table(*cells).tasks] == [["一、水利建设"], ["一、水利建设"]]


def test_a_spanning_first_column_is_printed_once() -> None:
    cells = (
        "6月底前",
        "修建鹿坪水渠12公里",
        "县水利局",
        "加固松岗堤防800米",
        "县水利局",
        "年底前",
        "整修乡村小学校舍5所",
        "县教育局",
    )
    circular = table(*cells, heads=("完成时限", "工作任务", "责任单位"))
    assert [words(task.deadline) for task in circular.tasks] == ["6月底前", "6月底前", "年底前"]
    assert "cell_from_above" in checks(circular)


def test_a_header_name_broken_over_two_lines() -> None:
    circular = table(*(v for r in ROWS for v in r.values()), heads=("序号", "工作", "任务", "完成", "时限", "责任单位"))
    assert [row(task) for task in circular.tasks] == expected()


def test_a_header_with_blanks_in_its_names() -> None:
    circular = table(*(v for r in ROWS for v in r.values()), heads=("序 号", "工 作 任 务", "完成时限", "责 任 单 位"))
    assert [row(task) for task in circular.tasks] == expected()


def test_a_number_column_that_the_header_does_not_name() -> None:
    circular = table(*(v for r in ROWS for v in r.values()), heads=HEADS[1:])
    assert [row(task) for task in circular.tasks] == expected()


def test_numbers_may_begin_anywhere() -> None:
    cells = [cell for n, r in enumerate(ROWS, 98) for cell in (str(n), *list(r.values())[1:])]
    circular = table(*cells)
    assert [words(task.number) for task in circular.tasks] == ["98", "99", "100", "101"]
    assert "number_jump" not in checks(circular)


def test_a_merged_number_and_task_pass_down_in_tabbed_rows() -> None:
    rows = (
        "1\t村容整治\t清理垃圾\t6月底前\t县城管局",
        "\t\t拆除棚圈\t年底前\t县住房城乡建设局",
        "2\t污水治理\t新建处理站\t上半年\t县水利局",
    )
    circular = table(*rows, heads=("序号\t工作任务\t具体措施\t完成时限\t责任单位",))
    assert [(words(t.number), t.task.text, words(t.content)) for t in circular.tasks] == [
        ("1", "村容整治", "清理垃圾"), ("1", "村容整治", "拆除棚圈"), ("2", "污水治理", "新建处理站"),
    ]  # fmt: skip


def test_a_note_ends_the_table() -> None:
    circular = table(*ROWS[0].values(), *ROWS[1].values(), "注:以上任务由县政府督查室督办。", "县水利局")
    assert [row(task) for task in circular.tasks] == expected(ROWS[:2])


def test_the_next_annex_ends_the_table() -> None:
    circular = table(*ROWS[0].values(), *ROWS[1].values(), "附件2", "联系人名单", "张某某", "李某某")
    assert [row(task) for task in circular.tasks] == expected(ROWS[:2])


def test_a_second_table_of_other_columns() -> None:
    second = (
        "附件2",
        "秋季任务表",
        "序号",
        "牵头单位",
        "重点工作",
        "时间要求",
        "1",
        "县农业农村局",
        "秋粮收购",
        "10月底前",
    )
    circular = table(*ROWS[0].values(), *ROWS[1].values(), *second)
    assert [task.task.text for task in circular.tasks] == [ROWS[0]["task"], ROWS[1]["task"], "秋粮收购"]
    assert units(circular.tasks[2]) == [("县农业农村局", "lead")]


def test_lead_and_support_columns() -> None:
    circular = table(
        "1", "修建水渠", "县水利局", "县财政局、县审计局", "6月底前", "2", "整修校舍", "县教育局", "县财政局", "年底前",
        heads=("序号", "工作任务", "牵头单位", "配合单位", "完成时限"),
    )  # fmt: skip
    assert units(circular.tasks[0]) == [("县水利局", "lead"), ("县财政局", "support"), ("县审计局", "support")]


def test_further_columns_are_kept() -> None:
    circular = table(
        "1", "修建水渠", "6月底前", "县水利局", "张某某", "2", "整修校舍", "年底前", "县教育局", "李某某",
        heads=(*HEADS, "分管领导"),
    )  # fmt: skip
    kept = [[(words(other.header), other.value.text) for other in task.other] for task in circular.tasks]
    assert kept == [[("分管领导", "张某某")], [("分管领导", "李某某")]]


def test_a_table_of_figures_gives_no_task() -> None:
    circular = table("鹿坪镇", "320", "12%", "松岗乡", "280", "9%", heads=("乡镇", "户数", "增长率"))
    assert circular.tasks == ()


def test_a_list_of_names_gives_no_task() -> None:
    circular = table("1", "张某某", "县水利局", "2", "李某某", "县财政局", heads=("序号", "姓名", "单位"))
    assert circular.tasks == ()


def test_prose_that_names_columns_is_no_table() -> None:
    circular = notice("各单位要明确工作任务、完成时限和责任单位,逐项抓好落实。")
    assert circular.tasks == ()


def test_the_table_may_stand_in_the_body() -> None:
    cells = [cell for r in ROWS for cell in r.values()]
    circular = read(TITLE, TO, "任务分工如下。", *HEADS, *cells)
    assert [row(task) for task in circular.tasks] == expected()


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("12", Type.NUMBER),
        ("(3)", Type.NUMBER),
        ("㈢", Type.NUMBER),
        ("第12号", Type.NUMBER),
        ("任务三", Type.NUMBER),
        ("一、水利建设", Type.HEADING),
        ("(一)渠道", Type.HEADING),
        ("6月底前", Type.DEADLINE),
        ("长期坚持", Type.DEADLINE),
        ("县水利局、县财政局", Type.UNITS),
        ("县水利局等单位。", Type.UNITS),
        ("县水利局  王晓东", Type.UNITS),
        ("1.完成清表。", Type.ITEM),
        ("修建水渠", Type.SHORT),
        ("修建鹿坪水渠并配套闸门", Type.PROSE),
        ("5月20日,县水利局组织了全县范围的检查并通报情况。", Type.SENTENCE),
        ("9月底前新增村级卫生室9个,整治山塘水库3座", Type.TIMED),
        ("关停分散机房18处。", Type.SENTENCE),
        ("6月底前完成30%,12月底前完成", Type.DEADLINE),
        ("滞后", Type.TOLD),
        ("2.每周抽查一次。", Type.ITEM),
        ("9、10月", Type.DEADLINE),
        ("6.30前", Type.DEADLINE),
        ("计财股、人事股", Type.UNITS),
        ("土地入股", Type.SHORT),
        ("县公路段", Type.UNITS),
        ("云溪高速公路段", Type.PROSE),
        ("自发文之日起30个工作日内完成", Type.DEADLINE),
    ],
)
def test_the_type_of_a_paragraph(paragraph: str, kind: Type) -> None:
    assert type_of(paragraph) == kind


def test_a_table_joined_by_single_blanks() -> None:
    cells = [cell for r in ROWS for cell in r.values()]
    circular = table(" ".join(cells), heads=(" ".join(HEADS),))
    assert [row(task) for task in circular.tasks] == expected()


def test_a_whole_table_in_one_line() -> None:
    circular = table(" ".join((*HEADS, *(cell for r in ROWS for cell in r.values()))), heads=())
    assert [row(task) for task in circular.tasks] == expected()


@pytest.mark.parametrize("blank", ["　　", "\xa0", "\ue004", "  "])
def test_blanks_around_cells_are_none_of_theirs(blank: str) -> None:
    circular = table(*(f"{blank}{cell}{blank}" for r in ROWS for cell in r.values()))
    assert [row(task) for task in circular.tasks] == expected()


def test_empty_lines_between_cells() -> None:
    circular = table(*(line for r in ROWS for cell in r.values() for line in (cell, "")))
    assert [row(task) for task in circular.tasks] == expected()


def test_two_tables_under_headings_of_the_annex() -> None:
    circular = table("一、水利任务", *HEADS, *ROWS[0].values(), "二、教育任务", *HEADS, *ROWS[1].values(), heads=())
    assert [each(task.category) for task in circular.tasks] == [["一、水利任务"], ["二、教育任务"]]


def test_a_merged_unit_cell_is_said_to_come_from_above() -> None:
    rows = ("1\t修建水渠\t6月底前\t县水利局", "2\t加固堤防\t年底前\t")
    circular = table(*rows, heads=("\t".join(HEADS),))
    assert [each(task.responsible) for task in circular.tasks] in ([["县水利局"], []], [["县水利局"], ["县水利局"]])
    assert {"missing_cell", "cell_from_above"} & set(checks(circular))


def test_long_rows_between_bars_that_no_names_precede() -> None:
    # a line so long is read as several paragraphs, of which the later ones are no rows of their own
    prose = "修建水渠并加固堤防。 " * 30
    rows = [f"{number}|{prose}|6月底前|县水利局、县财政局" for number in "1234"]
    circular = notice("分工如下。", *rows)
    assert [row(task) for task in circular.tasks] == [
        (number, prose.strip(), "6月底前", ["县水利局、县财政局"]) for number in "1234"
    ]


FIGURES = (
    ["序号", "项目名称", "建设规模", "总投资(万元)", "2017年投资(万元)", "牵头单位"],
    ["1", "松岗水厂", "日供水2万吨", "9000", "4000", "县水利局"],
    ["2", "鹿坪泵站", "改造机组3台", "600", "600", "县水利局"],
    ["3", "汀川大桥", "新建桥梁1座", "12000", "5000", "县交通局"],
)
SUMS = (["一、水利类(2个)", "9600", "4600"], ["二、交通类(1个)", "12000", "5000"])


def with_sums(between: str, *, empty: bool) -> list[str]:
    head, one, two, three = FIGURES
    sums = [[name, "", "", *figures, ""] if empty else [name, *figures] for name, *figures in SUMS]
    return [between.join(cells) for cells in (head, sums[0], one, two, sums[1], three)]


@pytest.mark.parametrize(("between", "empty"), [("\n", False), (" | ", True), ("\t", True)])
def test_the_figures_beside_a_heading_are_its_sums(between: str, empty: bool) -> None:
    circular = table("\n".join(with_sums(between, empty=empty)), heads=())
    assert [
        (words(t.task), [v.text for v in t.category], each([o.value for o in t.other])) for t in circular.tasks
    ] == [
        ("松岗水厂", ["一、水利类(2个)"], ["9000", "4000"]),
        ("鹿坪泵站", ["一、水利类(2个)"], ["600", "600"]),
        ("汀川大桥", ["二、交通类(1个)"], ["12000", "5000"]),
    ]
    assert ["".join(c for c in words if c.isdigit()) for words in left(circular)] == ["96004600", "120005000"]


def test_the_sums_of_a_heading_over_rows_without_numbers() -> None:
    heads = ["类别", "项目名称", "总投资", "年度投资", "牵头单位"]
    circular = table(
        "水利类(2个)",
        "9600",
        "4600",
        "新建松岗水厂",
        "9000",
        "4000",
        "县水利局",
        "改造鹿坪泵站",
        "600",
        "600",
        "县水利局",
        heads=heads,
    )
    assert [(words(t.task), [v.text for v in t.category]) for t in circular.tasks] == [
        ("新建松岗水厂", ["水利类(2个)"]),
        ("改造鹿坪泵站", ["水利类(2个)"]),
    ]


@pytest.mark.parametrize("name", ["决策事项", "议定事项", "督查事项", "交办事项"])
@pytest.mark.parametrize("flat", [True, False])
def test_what_is_decided_beside_who_runs_it(name: str, flat: bool) -> None:
    rows = [["序号", name, "承办单位"], ["1", "编制水资源规划", "县水利局"], ["2", "调整公交线路", "县交通局"]]
    found = (
        table("\n".join("\n".join(r) for r in rows), heads=()) if flat else grid("\n".join("|".join(r) for r in rows))
    )
    assert [(words(t.task), units(t)) for t in found.tasks] == [
        ("编制水资源规划", [("县水利局", "responsible")]),
        ("调整公交线路", [("县交通局", "responsible")]),
    ]


def test_kinds_of_problems_beside_units_are_the_tasks() -> None:
    alone = grid("序号|问题类别|责任单位\n1|巡河不到位|县水利局\n2|垃圾清运不及时|县城管局")
    assert [words(t.task) for t in alone.tasks] == ["巡河不到位", "垃圾清运不及时"]
    beside = grid("序号|问题类别|具体问题|责任单位\n1|河湖|巡河不到位|县水利局\n2|市容|垃圾清运不及时|县城管局")
    assert [words(t.task) for t in beside.tasks] == ["巡河不到位", "垃圾清运不及时"]


def test_kinds_of_things_beside_units_are_no_tasks() -> None:
    assert grid("序号|物资类别|保管单位\n1|编织袋|县水利局\n2|抽水泵|县应急局").tasks == ()


def test_a_numbered_heading_under_a_heading() -> None:
    cells = [
        "一、水利", "1.灌区", "1-1", "修建鹿坪水渠12公里", "6月底前", "县水利局",
        "1-2", "疏浚支渠", "年底前", "县水利局", "2.堤防", "1-3", "加固松岗堤防800米", "10月", "县水利局",
        "二、教育", "3.校舍", "2-1", "整修校舍5所", "8月底前", "县教育局",
    ]  # fmt: skip
    headings = [[c.text for c in task.category] for task in table(*cells).tasks]
    water = "一、水利"
    assert headings == [[water, "1.灌区"], [water, "1.灌区"], [water, "2.堤防"], ["二、教育", "3.校舍"]]


def test_rows_that_open_the_text_without_names() -> None:
    lines = [cell for r in ROWS for cell in (r["number"], r["task"], r["units"], r["deadline"])]
    assert len(read("\n".join(lines)).tasks) == len(ROWS)


@pytest.mark.parametrize(
    "cells",
    [
        ["县教育局", "县卫健局、县民政局。"],
        ["县教育局", "县卫健局。"],
        ["县卫健局", "各乡镇人民政府、街道办事处"],
    ],
)
def test_the_units_of_the_last_row_are_no_signature(cells: list[str]) -> None:
    heads = ("云溪县教育局2025年重点工作任务分解表", "序号", "重点工作任务", "主要责任单位", "协同配合单位")
    rows = ("3", "新建公办幼儿园6所。", "县教育局", "县住建局。", "68", "改造薄弱学校12所。")
    tasks = read(*heads, *rows, *cells).tasks
    assert [[unit.reading for unit in task.responsible] for task in tasks] == [["县教育局", "县住建局。"], cells]


JOINED = (
    "序号 任务 责任单位 完成时限 完成情况 1 整修东风路 市建设局 9月底前 已完成。 "
    "2 整修环城路 市建设局 12月底 已开工。 3 铺设管网 市公用局 11月底前 已铺设4公里。"
)


@pytest.mark.parametrize("count", ["第 1 页 共 1 页", "第 [1] 页 共[2]页", "第1页 共2页", "共 2 页 第 1 页"])
def test_the_count_of_pages_behind_rows_that_blanks_join(count: str) -> None:
    head = " ".join(("云溪县人民政府办公室关于任务的通知", "各乡镇人民政府:", "请抓好落实。", "2016年5月4日", "任务表"))
    circular = read(f"{head} {JOINED} {count} 打印本页")
    assert [task.task.text for task in circular.tasks] == ["整修东风路", "整修环城路", "铺设管网"]


def test_numbers_of_two_parts_that_a_blank_joins_to_the_task() -> None:
    circular = table(
        "道路建设", "1-1 整修东风路", "9月底前", "县交通局", "1-2 整修环城路", "12月底", "县交通局",
        "水务设施", "2-1 铺设管网", "11月底前", "县水利局",
        heads=("类别", "序号", "项目名称", "完成时限", "责任单位"),
    )  # fmt: skip
    assert [(words(task.number), each(task.category), task.task.text) for task in circular.tasks] == [
        ("1-1", ["道路建设"], "整修东风路"),
        ("1-2", ["道路建设"], "整修环城路"),
        ("2-1", ["水务设施"], "铺设管网"),
    ]


def test_limits_that_a_blank_joins_to_units() -> None:
    circular = table(
        "整修堤防", "县水利局", "县财政局、县审计局 8月15日前", "整修校舍", "县教育局", "县财政局、各乡镇 9月底前",
        heads=("任务", "牵头单位", "配合单位", "完成时间"),
    )  # fmt: skip
    assert [(units(task), words(task.deadline)) for task in circular.tasks] == [
        ([("县水利局", "lead"), ("县财政局", "support"), ("县审计局", "support")], "8月15日前"),
        ([("县教育局", "lead"), ("县财政局", "support"), ("各乡镇", "support")], "9月底前"),
    ]


def test_blank_cells_between_commas() -> None:
    names, one, two = "序号,工作任务,责任单位,备注", "1,修建水渠,县水利局,", "2,整修校舍,县教育局,市级"
    lines = ("2016年任务表,,,", names, "一、水利,,,", one, ",,,", "二、教育,,,", two, ",,,")
    circular = notice("请认真组织实施。", after=("", "附件", *lines))
    assert [row(task)[:2] for task in circular.tasks] == [("1", "修建水渠"), ("2", "整修校舍")]
    assert [each(task.category) for task in circular.tasks] == [["一、水利"], ["二、教育"]]
    assert not left(circular)
