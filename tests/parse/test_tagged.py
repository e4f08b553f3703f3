"""Tables that the page marks: spans, header levels, headings, continuations."""

from __future__ import annotations

import pytest

from .compose import checks, each, grid, html_table, left, notice, page, row, units, words

HEAD = "!序号|工作任务|完成时限|责任单位"
ONE, TWO, THREE = "1|修建水渠|6月底前|县水利局", "2|整修校舍|年底前|县教育局", "3|加固堤防|上半年|县水利局"


def test_a_plain_table() -> None:
    circular = grid(f"{HEAD}\n{ONE}\n{TWO}")
    assert [row(task) for task in circular.tasks] == [
        ("1", "修建水渠", "6月底前", ["县水利局"]), ("2", "整修校舍", "年底前", ["县教育局"]),
    ]  # fmt: skip


def test_a_header_of_plain_cells() -> None:
    assert len(grid(f"{HEAD[1:]}\n{ONE}\n{TWO}").tasks) == 2


def test_a_title_row_above_the_header() -> None:
    assert [task.task.text for task in grid(f">4 2016年分工表\n{HEAD[1:]}\n{ONE}").tasks] == ["修建水渠"]


@pytest.mark.parametrize("numbers", ["1|2|3|4", "(1)|(2)|(3)|(4)"])
def test_a_row_that_numbers_the_columns_is_no_task(numbers: str) -> None:
    circular = grid(f"{HEAD}\n{numbers}\n{ONE}\n{TWO}")
    assert [task.task.text for task in circular.tasks] == ["修建水渠", "整修校舍"]
    assert circular.findings == ()


def test_a_category_cell_over_rows() -> None:
    circular = grid(
        "!类别|序号|工作任务|责任单位\n^2 水利|1|修建水渠|县水利局\n2|加固堤防|县水利局\n教育|3|整修校舍|县教育局"
    )
    assert [each(task.category) for task in circular.tasks] == [["水利"], ["水利"], ["教育"]]


def test_a_category_row_over_columns() -> None:
    circular = grid(f"{HEAD}\n>4 水利建设\n{ONE}\n{THREE}\n>4 社会事业\n{TWO}")
    assert [each(task.category) for task in circular.tasks] == [["水利建设"], ["水利建设"], ["社会事业"]]


def test_category_rows_of_two_levels() -> None:
    circular = grid(f"{HEAD}\n>4 一、水利建设\n>4 (一)渠道\n{ONE}\n>4 (二)堤防\n{THREE}\n>4 二、社会事业\n{TWO}")
    assert [each(task.category) for task in circular.tasks] == [
        ["一、水利建设", "(一)渠道"], ["一、水利建设", "(二)堤防"], ["二、社会事业"],
    ]  # fmt: skip


def test_a_deadline_and_unit_cell_over_rows() -> None:
    circular = grid(f"{HEAD}\n1|修建水渠|^2 6月底前|^2 县水利局\n2|加固堤防\n{THREE}")
    assert [(words(t.deadline), each(t.responsible)) for t in circular.tasks[:2]] == [("6月底前", ["县水利局"])] * 2
    assert checks(circular).count("cell_from_above") == 2


def test_a_task_cell_over_rows() -> None:
    circular = grid("!序号|工作任务|具体措施|责任单位\n^2 1|^2 村容整治|清理垃圾|县城管局\n拆除棚圈|县住房城乡建设局")
    assert [(words(t.number), t.task.text, words(t.content)) for t in circular.tasks] == [
        ("1", "村容整治", "清理垃圾"), ("1", "村容整治", "拆除棚圈"),
    ]  # fmt: skip


def test_measures_below_a_task_that_is_printed_once() -> None:
    rows = "1|村容整治|清理垃圾|县城管局|6月底前\n||拆除棚圈|县住建局|8月底前\n||绿化村道||年底前"
    circular = grid(f"!序号|工作任务|具体措施|责任单位|完成时限\n{rows}\n2|校舍|整修|县教育局|年底前")
    assert [(words(t.number), t.task.text, words(t.content), each(t.responsible)) for t in circular.tasks] == [
        ("1", "村容整治", "清理垃圾", ["县城管局"]), ("1", "村容整治", "拆除棚圈", ["县住建局"]),
        ("1", "村容整治", "绿化村道", ["县住建局"]), ("2", "校舍", "整修", ["县教育局"]),
    ]  # fmt: skip
    assert checks(circular) == ["cell_from_above"] * 3


def test_a_task_beside_the_number_and_the_units_printed_for_the_one_above() -> None:
    circular = grid(f"{HEAD}\n{ONE}\n|加固堤防|9月底前|\n{TWO}")
    assert [(words(t.number), each(t.responsible)) for t in circular.tasks] == [
        ("1", ["县水利局"]), ("1", ["县水利局"]), ("2", ["县教育局"]),
    ]  # fmt: skip
    assert checks(circular) == ["cell_from_above"] * 2


@pytest.mark.parametrize(
    ("rows", "number", "units"),
    [
        ("^2 1|修建水渠|6月底前|县水利局\n加固堤防|9月底前|\n|清淤水塘|9月底前|\n2|整修校舍|年底前|县教育局", None, []),
        (f"{ONE}\n|加固堤防|9月底前|县应急局\n|清淤水塘||\n{TWO}", None, ["县应急局"]),
    ],
)
def test_a_blank_cell_is_none_where_cells_span_rows_or_the_row_says_who(
    rows: str, number: str | None, units: list[str]
) -> None:
    circular = grid(f"{HEAD}\n{rows}")
    task = next(t for t in circular.tasks if t.number is None)
    assert (words(task.number), each(task.responsible)) == (number, units)


def test_measures_below_a_task_where_no_row_is_numbered() -> None:
    rows = "1.村容整治|清理垃圾|县城管局|6月底前\n|拆除棚圈|县住建局|8月底前\n2.校舍|整修|县教育局|年底前"
    circular = grid(f"!工作任务|具体措施|责任单位|完成时限\n{rows}")
    assert [(t.task.text, words(t.content)) for t in circular.tasks] == [
        ("1.村容整治", "清理垃圾"), ("1.村容整治", "拆除棚圈"), ("2.校舍", "整修"),
    ]  # fmt: skip


def test_blank_kinds_of_numbered_rows_beside_measures_without_number() -> None:
    rows = "1|水利|修渠|勘察|县水利局\n|||施工|县水利局\n2||筑堤|勘察|县水利局\n3|教育|校舍|整修|县教育局"
    circular = grid(f"!序号|类别|工作任务|具体措施|责任单位\n{rows}")
    assert [each(task.category) for task in circular.tasks] == [["水利"], ["水利"], ["水利"], ["教育"]]


def test_content_under_a_kind_of_its_own_is_of_no_task_above() -> None:
    rows = "水利|修建水渠|勘察|县水利局|6月底前\n教育||整修校舍|县教育局|年底前"
    circular = grid(f"!类别|工作任务|具体措施|责任单位|完成时限\n{rows}")
    assert [(each(t.category), t.task.text) for t in circular.tasks] == [(["水利"], "修建水渠"), (["教育"], "整修校舍")]


def test_kinds_of_two_levels_left_of_the_numbers_are_printed_once() -> None:
    rows = "经济|工业|1|技改|县工信局\n||2|招商|县商务局\n|农业|3|修建水渠|县水利局\n民生||4|整修校舍|县教育局"
    circular = grid(f"!板块|类别|序号|工作任务|责任单位\n{rows}")
    assert [each(task.category) for task in circular.tasks] == [
        ["经济", "工业"], ["经济", "工业"], ["经济", "农业"], ["民生"],
    ]  # fmt: skip


def test_a_task_alone_over_its_measures_is_no_row_of_its_own() -> None:
    rows = "1|村容整治|||\n||清理垃圾|县城管局|6月底前\n||拆除棚圈|县住建局|8月底前\n2|校舍|整修|县教育局|年底前"
    circular = grid(f"!序号|工作任务|具体措施|责任单位|完成时限\n{rows}")
    assert [(words(t.number), t.task.text, words(t.content)) for t in circular.tasks] == [
        ("1", "村容整治", "清理垃圾"), ("1", "村容整治", "拆除棚圈"), ("2", "校舍", "整修"),
    ]  # fmt: skip
    assert "table_text_unplaced" not in checks(circular)


def test_rows_without_number_and_units_that_open_the_table_are_not_beside_those_above() -> None:
    circular = grid(f"{HEAD}\n|水利工作|年底前|\n{ONE}\n|教育工作|年底前|\n{TWO}")
    assert [(words(t.number), each(t.responsible)) for t in circular.tasks] == [
        (None, []), ("1", ["县水利局"]), (None, []), ("2", ["县教育局"]),
    ]  # fmt: skip


def test_units_left_of_the_numbers_are_printed_once() -> None:
    rows = "县水利局|1|修建水渠|6月底前\n|2|加固堤防|年底前\n县教育局|3|整修校舍|年底前"
    circular = grid(f"!责任单位|序号|工作任务|完成时限\n{rows}")
    assert [each(task.responsible) for task in circular.tasks] == [["县水利局"], ["县水利局"], ["县教育局"]]
    assert checks(circular) == ["cell_from_above"]


def test_a_second_level_below_a_name_that_spans_nothing() -> None:
    head = "序号|工作任务|责任单位||完成时限\n||牵头单位|配合单位|"
    circular = grid(f"{head}\n1|修建水渠|县水利局|县财政局|6月底前\n2|整修校舍|县教育局|县住建局|年底前")
    assert [units(task) for task in circular.tasks] == [
        [("县水利局", "lead"), ("县财政局", "support")], [("县教育局", "lead"), ("县住建局", "support")],
    ]  # fmt: skip
    assert circular.findings == ()


def test_the_first_row_below_a_name_that_is_blank_is_a_row() -> None:
    circular = grid(
        "序号|工作任务|责任单位||完成时限\n|修建水渠|县水利局|县财政局|6月底前\n2|整修校舍|县教育局||年底前"
    )
    assert [task.task.text for task in circular.tasks] == ["修建水渠", "整修校舍"]


def test_quarters_under_a_schedule_are_no_limits() -> None:
    circular = grid(
        "!^2 序号|^2 工作任务|^2 责任单位|>2 进度安排\n!一季度|二季度\n1|修建水渠|县水利局|完成立项|全面施工\n"
        "2|整修校舍|县教育局|完成招标|竣工验收"
    )
    assert [(t.task.text, words(t.deadline), [o.value.text for o in t.other]) for t in circular.tasks] == [
        ("修建水渠", None, ["完成立项", "全面施工"]), ("整修校舍", None, ["完成招标", "竣工验收"]),
    ]  # fmt: skip


def test_a_header_of_two_levels() -> None:
    circular = grid(
        "!^2 序号|^2 工作任务|>2 责任单位|^2 完成时限\n!牵头单位|配合单位\n1|修建水渠|县水利局|县财政局|6月底前"
    )
    (task,) = circular.tasks
    assert units(task) == [("县水利局", "lead"), ("县财政局", "support")]
    assert words(task.deadline) == "6月底前"


def test_a_second_level_whose_other_cells_are_blank() -> None:
    circular = grid(
        "!序号|工作任务|责任单位|>2 时间进度\n!|||2015年|2016年\n1|修建水渠|县水利局|√|\n2|整修校舍|县教育局|√|√"
    )
    assert [(t.task.text, t.category, [o.header.text for o in t.other]) for t in circular.tasks] == [
        ("修建水渠", (), ["2015年"]), ("整修校舍", (), ["2015年", "2016年"]),
    ]  # fmt: skip
    first = grid("!>2 工作任务|责任单位|完成时限\n一、水利|修建水渠||\n二、教育|整修校舍|县教育局|6月底前").tasks[-1]
    assert ([c.text for c in first.category], first.task.text) == (["二、教育"], "整修校舍")


def test_measures_that_say_by_when_are_no_column_of_limits() -> None:
    circular = grid(
        "!项目|内容|负责单位\n水价|调整水价,10月底前完成|县水利局\n学费|公布收费标准,自9月1日起实施|县教育局"
    )
    assert [(words(t.content), words(t.deadline), len(t.deadlines)) for t in circular.tasks] == [
        ("调整水价,10月底前完成", None, 1),
        ("公布收费标准,自9月1日起实施", None, 1),
    ]
    staged = grid(
        "!工作任务|阶段性目标|负责单位\n水价|6月底前出台办法,10月底前完成|县水利局\n学费|9月1日起实施|县教育局"
    )
    assert [words(t.deadline) for t in staged.tasks] == ["6月底前出台办法,10月底前完成", "9月1日起实施"]


def test_an_unnamed_number_column() -> None:
    circular = grid(f"!|工作任务|完成时限|责任单位\n{ONE}\n{TWO}\n{THREE}")
    assert [words(task.number) for task in circular.tasks] == ["1", "2", "3"]


def test_one_name_over_number_and_task() -> None:
    circular = grid(f"!>2 工作任务|完成时限|责任单位\n{ONE}\n{TWO}\n{THREE}")
    assert [(words(t.number), t.task.text) for t in circular.tasks] == [
        ("1", "修建水渠"),
        ("2", "整修校舍"),
        ("3", "加固堤防"),
    ]


def test_a_table_that_goes_on_with_its_header_repeated() -> None:
    circular = grid(f"{HEAD}\n>4 一、水利\n{ONE}", after=html_table(f"{HEAD}\n{TWO}"))
    assert [words(task.number) for task in circular.tasks] == ["1", "2"]
    assert each(circular.tasks[1].category) == ["一、水利"]


def test_a_table_that_goes_on_without_a_header() -> None:
    circular = grid(f"{HEAD}\n{ONE}", after=html_table(f"{TWO}\n{THREE}"))
    assert [words(task.number) for task in circular.tasks] == ["1", "2", "3"]


def test_names_in_a_table_of_their_own_stay_while_the_rows_scroll() -> None:
    rows = f"<div>{html_table(HEAD)}</div><div>{html_table(f'>4 一、水利{chr(10)}{ONE}{chr(10)}{TWO}')}</div>"
    circular = page(f"<p>青岩县任务清单</p>{rows}")
    assert [row(task) for task in circular.tasks] == [
        ("1", "修建水渠", "6月底前", ["县水利局"]), ("2", "整修校舍", "年底前", ["县教育局"]),
    ]  # fmt: skip
    assert [words(task.category[0]) for task in circular.tasks] == ["一、水利", "一、水利"]
    assert "table_text_unplaced" not in checks(circular)


@pytest.mark.parametrize(
    "above",
    [
        "<p>首页</p><p>公开</p><p>互动</p><p>服务</p>",  # no names
        "<p>序号</p><p>工作任务</p><p>完成时限</p><p>责任单位</p><p>请认真落实。</p>",  # not right above
        "<p>工作任务</p><p>责任单位</p>",  # not as many as columns
    ],
)
def test_other_lines_above_a_table_without_names_name_no_columns(above: str) -> None:
    circular = page(f"<p>青岩县任务清单</p>{above}{html_table(f'{ONE}{chr(10)}{TWO}')}")
    assert all(other.header is None for task in circular.tasks for other in task.other)


def test_rows_that_a_page_break_puts_over_the_names_are_rows() -> None:
    circular = grid(f"{ONE}\n{TWO}\n{HEAD[1:]}\n{THREE}")
    assert [words(task.number) for task in circular.tasks] == ["1", "2", "3"]


def test_kinds_beside_the_numbers_that_no_cell_spans_are_printed_once() -> None:
    water = "1|水利|修建水渠|6月底前|县水利局\n2||加固堤防|上半年|县水利局\n3||清淤水塘|9月底前|县水利局"
    circular = grid(f"!序号|重点工作|具体任务|完成时限|责任单位\n{water}\n4|教育|整修校舍|年底前|县教育局")
    assert [each(task.category) for task in circular.tasks] == [["水利"], ["水利"], ["水利"], ["教育"]]


def test_a_blank_kind_is_none_where_cells_span_rows_or_the_outer_kind_is_another() -> None:
    rows = "1|^2 水利|修建水渠|县水利局\n2|加固堤防|县水利局\n3||整修校舍|县教育局"
    merged = grid(f"!序号|类别|工作任务|责任单位\n{rows}")
    assert [each(task.category) for task in merged.tasks] == [["水利"], ["水利"], []]
    kinds = "1|民生|水利|修建水渠|县水利局\n2||教育|整修校舍|县教育局\n3|城建||改造道路|县住建局\n4|||改造桥梁|县住建局"
    outer = grid(f"!序号|一级类别|二级类别|工作任务|责任单位\n{kinds}")
    assert [each(task.category) for task in outer.tasks] == [["民生", "水利"], ["民生", "教育"], ["城建"], ["城建"]]


def test_a_form_over_the_names_is_no_row() -> None:
    circular = grid(f"1|填报单位|云溪县|2016年\n{HEAD[1:]}\n{ONE}\n{TWO}")
    assert [words(task.number) for task in circular.tasks] == ["1", "2"]


def test_lines_above_a_table_of_figures_name_no_columns() -> None:
    lines = "<p>工作任务</p><p>责任单位</p><p>完成时限</p>"
    assert page(f"<p>青岩县任务清单</p>{lines}{html_table(f'县水利局|120|80{chr(10)}县教育局|90|70')}").tasks == ()


def test_prose_between_two_tables_parts_them() -> None:
    circular = grid(f"{HEAD}\n{ONE}", after="<p>以下为本县物资价格。</p>" + html_table("白石|12|14|16\n青岩|13|15|17"))
    assert [words(task.number) for task in circular.tasks] == ["1"]


def test_a_header_repeated_within_a_table_is_no_row() -> None:
    assert len(grid(f"{HEAD}\n{ONE}\n{HEAD[1:]}\n{TWO}").tasks) == 2


def test_a_header_of_two_levels_repeated_within_a_table_is_no_row() -> None:
    head = "^2 序号|^2 工作任务|>2 责任单位|^2 完成时限\n牵头|配合"
    one, two = "1|修建水渠|县水利局|县财政局|6月底前", "2|整修校舍|县教育局|县住建局|年底前"
    circular = grid(f"{head}\n{one}\n{head}\n{two}")
    assert [task.task.text for task in circular.tasks] == ["修建水渠", "整修校舍"]
    assert circular.findings == ()


def test_who_drew_a_table_up_is_no_row() -> None:
    circular = grid(f"{HEAD}\n{ONE}\n{TWO}\n>2 填表人:李明|审核人:王芳|电话:7221234")
    assert [task.task.text for task in circular.tasks] == ["修建水渠", "整修校舍"]
    assert "table_text_unplaced" in checks(circular)


def test_a_subtotal_is_no_row() -> None:
    circular = grid(f"{HEAD}\n{ONE}\n合计|1项||\n{TWO}\n小计:2项|||")
    assert [words(t.number) for t in circular.tasks] == ["1", "2"]
    assert ["".join(words.split()) for words in left(circular)] == ["合计1项", "小计:2项"]


@pytest.mark.parametrize(
    "note", ["注:★为新增任务。", "备注|各单位按季报送进展||", "填表说明:时限均为2016年", "填报人:张三"]
)
def test_a_note_below_the_rows_is_said_to_be_left_aside(note: str) -> None:
    circular = grid(f"{HEAD}\n{ONE}\n{TWO}\n{note if '|' in note else f'>4 {note}'}")
    assert [words(t.number) for t in circular.tasks] == ["1", "2"]
    assert ["".join(words.split()) for words in left(circular)] == [note.replace("|", "")]


def test_a_note_between_rows_is_no_heading() -> None:
    circular = grid(f"{HEAD}\n>4 一、水利\n{ONE}\n>4 注:以下为新增任务\n{TWO}")
    assert [each(task.category) for task in circular.tasks] == [["一、水利"], ["一、水利"]]
    assert left(circular) == ["注:以下为新增任务"]


def test_a_task_that_opens_like_a_note_is_one() -> None:
    circular = grid(f"{HEAD}\n1|注重水渠养护|6月底前|县水利局\n2|总计划编制|年底前|县发展改革局")
    assert [task.task.text for task in circular.tasks] == ["注重水渠养护", "总计划编制"]
    assert not left(circular)


def test_a_heading_without_rows_is_named_where_no_row_follows() -> None:
    two = f"{HEAD}\n>4 一、水利\n{ONE}\n>4 二、教育\n>4 三、卫生\n"
    circular = grid(f"{two}{TWO}")
    assert each(circular.tasks[1].category) == ["三、卫生"]
    assert left(circular) == ["二、教育"]
    assert left(grid(two + TWO + "\n>4 四、交通")) == ["二、教育", "四、交通"]
    assert not left(grid(f"{HEAD}\n>4 一、水利\n>4 (一)灌溉\n{ONE}"))


def test_a_heading_at_the_foot_of_a_page_holds_for_the_rows_on_the_next() -> None:
    circular = grid(f"{HEAD}\n>4 一、水利\n{ONE}\n>4 二、教育", after=html_table(f"{HEAD}\n{TWO}"))
    assert [each(task.category) for task in circular.tasks] == [["一、水利"], ["二、教育"]]
    assert not left(circular)


def test_a_table_may_begin_its_numbers_anew() -> None:
    project = "!序号|项目名称|业主单位|竣工时间\n1|松岗水厂|县水务集团|年底前"
    assert "number_repeat" not in checks(grid(f"{HEAD}\n{ONE}", after=f"<p>表2</p>{html_table(project)}"))
    assert "number_repeat" in checks(grid(f"{HEAD}\n{ONE}\n{ONE}"))


def test_the_sums_beside_a_heading_are_named() -> None:
    circular = grid(f"{HEAD}|投资\n一、水利(2项)||||960\n{ONE}|320\n{THREE}|640")
    assert [each(task.category) for task in circular.tasks] == [["一、水利(2项)"]] * 2
    assert left(circular) == ["960"]


def test_an_empty_row_is_no_row() -> None:
    assert len(grid(f"{HEAD}\n{ONE}\n|||\n{TWO}").tasks) == 2


def test_an_empty_cell_is_missing() -> None:
    circular = grid(f"{HEAD}\n1|修建水渠||县水利局\n{TWO}")
    assert circular.tasks[0].deadline is None
    assert "missing_cell" in checks(circular)


def test_a_cell_of_several_paragraphs() -> None:
    circular = grid(f"{HEAD}|进展情况\n{ONE}|1.完成清表。/2.完成衬砌。\n{TWO}|已完成。")
    assert words(circular.tasks[0].progress) == "1.完成清表。\n2.完成衬砌。"


def test_a_unit_and_its_man_under_one_name() -> None:
    (task,) = grid("!序号|工作任务|责任单位(人)|完成时限\n1|修建水渠|县水利局(李明)|6月底前").tasks
    assert each(task.responsibilities) == ["县水利局"]


def test_units_in_paragraphs_of_a_cell() -> None:
    assert units(grid(f"{HEAD}\n1|修建水渠|6月底前|县水利局/县财政局").tasks[0]) == [
        ("县水利局", "responsible"), ("县财政局", "responsible"),
    ]  # fmt: skip


def test_a_table_with_content_alone_takes_it_for_the_task() -> None:
    (task,) = grid("!序号|主要内容|完成时限|责任单位\n" + ONE).tasks
    assert (task.task.text, task.content) == ("修建水渠", None)


def test_a_status_column() -> None:
    circular = grid(f"{HEAD}|是否完成\n{ONE}|已完成\n{TWO}|未启动\n{THREE}|滞后")
    assert [task.status for task in circular.tasks] == ["done", "not_started", "behind"]


def test_a_column_of_shares_beside_the_progress() -> None:
    circular = grid(
        "!序号|项目名称|进展情况|完成率|责任单位\n1|修建水渠|已完工|100%|县水利局\n2|整修校舍|尚未开工|0|县教育局"
    )
    assert [(task.status, task.percent) for task in circular.tasks] == [("done", 100.0), ("not_started", None)]


def test_units_named_in_the_words_of_a_row_without_a_column_of_them() -> None:
    circular = grid(
        "!序号|重点任务及分工|完成时限\n1|修建水渠。(县水利局牵头,县财政局配合)|6月底前\n"
        "2|整修校舍(新建楼)。/责任单位:县教育局|年底前\n3|加固堤防|上半年"
    )
    assert [[(u.text, u.role) for u in task.responsibilities] for task in circular.tasks] == [
        [("县水利局", "lead"), ("县财政局", "support")], [("县教育局", "responsible")], [],
    ]  # fmt: skip


def test_further_columns_are_kept_with_their_headers() -> None:
    (task,) = grid(f"{HEAD}|投资额(万元)|备注\n{ONE}|320|续建").tasks
    assert [(words(o.header), o.value.text) for o in task.other] == [("投资额(万元)", "320"), ("备注", "续建")]


def test_statistics_give_no_tasks() -> None:
    circular = grid("!指标名称|单位|2015年|2016年\n生产总值|亿元|320|341\n粮食产量|万吨|12|13")
    assert circular.tasks == ()


def test_prices_with_dates_give_no_tasks() -> None:
    circular = grid(
        "!项目|单位|价格(元)|执行时间\n自来水|立方米|2.1|2016年7月1日起\n污水处理|立方米|0.9|2016年7月1日起"
    )
    assert circular.tasks == ()


def test_a_list_of_names_gives_no_tasks() -> None:
    assert grid("!姓名|单位|职务\n张某某|县水利局|局长\n李某某|县财政局|副局长").tasks == ()


def test_a_layout_table_around_everything() -> None:
    circular = grid(f"{HEAD}\n{ONE}", before="<table><tr><td><p>说明</p>", after="</td></tr></table>")
    assert [task.task.text for task in circular.tasks] == ["修建水渠"]


CARD = """编号|{0}|责任单位|{1}
督办事项|{2}|完成时限|{3}"""


@pytest.mark.parametrize(
    ("first", "second"),
    [(("1", "县水利局", "修建水渠", "6月底前"), ("2", "有关部门", "整修校舍", "年底前"))],
)
def test_cards_with_two_names_a_row(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    stacked = grid(f"{CARD.format(*first)}\n{CARD.format(*second)}")
    apart = grid(CARD.format(*first), after=html_table(CARD.format(*second)))
    for circular in (stacked, apart):
        read = [(words(t.number), units(t)[0][0], t.task.text, words(t.deadline)) for t in circular.tasks]
        assert read == [first, second]


def test_a_card_with_a_blank_cell() -> None:
    (task,) = grid("督办事项|>3 修建水渠\n牵头单位|县水利局|配合单位|\n责任领导|周某|办理时限|6月底前").tasks
    assert units(task) == [("县水利局", "lead")]
    assert words(task.deadline) == "6月底前"


def test_what_is_planned_for_the_year_is_no_progress() -> None:
    (task,) = grid(
        "!^2 序号|^2 项目名称|>2 2016年计划|^2 责任单位|^2 完成时限\n!投资(万元)|形象进度\n"
        "1|石桥水厂|300|主体完工|县水利局|年底前"
    ).tasks
    assert (task.progress, words(task.content)) == (None, "主体完工")


def test_a_page_that_is_one_table_has_its_title_and_its_year() -> None:
    circular = page(
        html_table(">4 2016年水利工作任务清单\n序号|工作任务|完成时限|责任单位\n1|修建水渠|6月底前|县水利局")
    )
    assert circular.title
    assert circular.title.text == "2016年水利工作任务清单"
    assert [str(limit.date_to) for task in circular.tasks for limit in task.deadlines] == ["2016-06-30"]


def test_short_names_over_rows_beside_their_tasks_are_categories() -> None:
    circular = grid("!项目|工作任务|责任单位\n^2 水利|修建水渠|县水利局\n加固堤防|县水利局\n教育|整修校舍|县教育局")
    assert [(each(task.category), task.task.text) for task in circular.tasks] == [
        (["水利"], "修建水渠"), (["水利"], "加固堤防"), (["教育"], "整修校舍"),
    ]  # fmt: skip


def test_a_year_alone_in_the_column_of_limits() -> None:
    (task,) = grid("!序号|项目名称|建设年限|责任单位\n1|修建石桥水厂|2016|县水利局").tasks
    assert [(limit.kind, str(limit.date_to)) for limit in task.deadlines] == [("within", "2016-12-31")]


@pytest.mark.xfail(strict=True, reason="the numeral in the number's cell is left out of the heading")
def test_a_heading_whose_numeral_stands_in_a_cell_of_its_own() -> None:
    circular = grid(f"{HEAD}\n(一)|水利||\n{ONE}\n{THREE}\n(二)|教育||\n{TWO}")
    assert [each(task.category) for task in circular.tasks] == [["(一)水利"], ["(一)水利"], ["(二)教育"]]


@pytest.mark.parametrize("span", ["||", ">3 "])
def test_headings_of_two_levels_whose_numerals_stand_in_cells_of_their_own(span: str) -> None:
    def heading(numeral: str, name: str) -> str:
        return f"{numeral}|{span}{name}" if ">" in span else f"{numeral}|{name}{span}"

    rows = [heading("一", "农业"), heading("(一)", "水利"), ONE, THREE, heading("二", "教育"), TWO]
    circular = grid("\n".join([HEAD, *rows]))
    assert [each(task.category) for task in circular.tasks] == [["农业", "水利"], ["农业", "水利"], ["教育"]]
    assert circular.findings == ()


@pytest.mark.parametrize(
    "foot",
    ["主办:云溪县政府办公室  承办:县大数据中心", "主办:县大数据中心", "承办:县大数据中心", "主办单位:云溪县人民政府"],
)
def test_the_foot_of_a_site_under_a_table_alone_is_neither_addressee_nor_units(foot: str) -> None:
    table = html_table("!序号|工作任务|责任单位\n1|修建水渠|县水利局")
    circular = page(f"<p>云溪县2016年重点工作任务分解表</p>{table}<div>{foot}</div><div>网站标识码:4300000001</div>")
    assert circular.addressees == ()
    assert [each(task.responsibilities) for task in circular.tasks] == [["县水利局"]]


def test_the_foot_of_a_site_under_a_flattened_table_is_no_row() -> None:
    rows = ["序号 任务 责任单位", "1 修建水渠 县水利局", "2 修堤 县水利局"]
    circular = notice("请落实。", after=["附件", "分工表", *rows, "主办:云溪县人民政府办公室 承办:县大数据中心"])
    assert [each(task.responsibilities) for task in circular.tasks] == [["县水利局"], ["县水利局"]]


def test_of_several_columns_of_status_each_says_its_part() -> None:
    head = "!序号|工作任务|责任单位|完成率|是否涉密|是否完成"
    circular = grid(f"{head}\n1|修建水渠|县水利局|50%|否|否\n2|整修校舍|县教育局|100%|否|是")
    assert [(task.status, task.percent) for task in circular.tasks] == [("unfinished", 50), ("done", 100)]


def test_a_word_of_status_beside_progress_leaves_its_share_to_it() -> None:
    circular = grid(f"{HEAD}|进展情况|进度评价\n{ONE}|完成工程量35%。|未达序时\n{TWO}|完成总量的80%。|正常")
    assert [(task.status, task.percent) for task in circular.tasks] == [("behind", 35), ("on_track", 80)]


def test_a_heading_in_the_column_of_numbers_may_end_in_a_full_stop() -> None:
    circular = grid(
        """!序号|工作任务|责任单位|完成时限
        (一)加强领导。|||
        1|修建水渠|县水利局|6月底前
        |2.整修校舍。||"""
    )
    assert [[value.text for value in task.category] for task in circular.tasks] == [["(一)加强领导。"]] * 2
    assert [task.task.text for task in circular.tasks] == ["修建水渠", "2.整修校舍。"]


@pytest.mark.parametrize(
    ("rows", "numbers", "outer"),
    [
        ("1|1.1|修建水渠|县水利局\n1|1.2|整修校舍|县教育局", ["1.1", "1.2"], ["1", "1"]),
        ("^2 一|1|修建水渠|县水利局\n2|整修校舍|县教育局\n二|3|植树|县林业局", ["1", "2", "3"], ["一", "一", "二"]),
        ("1|11|修建水渠|县水利局\n2|12|整修校舍|县教育局", ["1", "2"], ["11", "12"]),
        ("1|1|修建水渠|县水利局\n1|2|整修校舍|县教育局\n2|1|植树|县林业局", ["1", "1", "2"], ["1", "2", "1"]),
    ],
)
def test_of_two_numbers_under_one_name_the_one_that_counts_rows(
    rows: str, numbers: list[str], outer: list[str]
) -> None:
    circular = grid(f"!>2 序号|工作任务|责任单位\n{rows}")
    assert [words(task.number) for task in circular.tasks] == numbers
    assert [words(task.other[0].value) for task in circular.tasks] == outer


def test_a_person_beside_the_units_under_one_name() -> None:
    (task,) = grid("!序号|工作任务|>2 责任单位及责任人\n1|修建水渠|县水利局|王某").tasks
    assert (each(task.responsible), [words(cell.value) for cell in task.other]) == (["县水利局"], ["王某"])
