"""Rules of tables that layouts alone do not show: where one ends, what joins its rows, which table assigns no work."""

from __future__ import annotations

import pytest

from hongtou.fields.text import fold
from hongtou.model import Circular
from hongtou.parse.columns import bare_name, is_sure, role_of_name

from .compose import DATE, HEADS, checks, each, grid, left, notice, read, row, table, units, words

ROWS = (
    ("1", "疏浚鹿坪河道9公里", "6月底前", "县水利局"),
    ("2", "整修敬老院2所", "年底前", "县民政局、县财政局"),
    ("3", "开展秋粮收购检查", "10月15日前", "县发展和改革局"),
    ("4", "补齐乡村教师缺额", "8月底前", "县教育局"),
)
CELLS = tuple(cell for cells in ROWS for cell in cells)
EXPECTED = [(number, task, limit, [named]) for number, task, limit, named in ROWS]


def rows(circular: Circular) -> list[tuple[object, ...]]:
    """(number, task, deadline, unit cells) of every task."""
    return [row(task) for task in circular.tasks]


# where a table in the body ends


@pytest.mark.parametrize(
    "after",
    [
        (),
        ("二、工作要求", "各单位要压实责任,按期办结。"),
        ("二、工作要求", "(一)加强领导。主要负责同志要亲自抓。", "(二)严肃纪律。县政府督查室每季度通报一次。"),
        ("三、其他事项:未尽事宜由县政府办公室解释。",),
        ("各单位要压实责任,按期办结。",),
        ("鹿坪镇防汛值守规定", "一、值守时段", "汛期实行双人值守。"),
    ],
)
def test_a_table_in_the_body_ends_where_the_text_goes_on(after: tuple[str, ...]) -> None:
    circular = notice("一、任务分工", *HEADS, *CELLS, *after)
    assert rows(circular) == EXPECTED


def test_a_table_that_ends_in_prose_ends_at_the_next_heading() -> None:
    done = [(*cells, f"已办结{n}件。") for n, cells in enumerate(ROWS, 1)]
    cells = [cell for cells in done for cell in cells]
    circular = notice(*HEADS, "进展情况", *cells, "二、下步打算", "继续跟踪督办。")
    assert [words(task.progress) for task in circular.tasks] == [cells[-1] for cells in done]


def test_a_paragraph_set_in_below_cells_that_are_not_is_text() -> None:
    done = [cell for n, cells in enumerate(ROWS, 1) for cell in (*cells, f"已办结{n}件。")]
    circular = notice(*HEADS, "进展情况", *done, "\u3000\u3000各单位要压实责任。")
    assert words(circular.tasks[-1].progress) == "已办结4件。"


def test_the_signature_s_unit_is_not_the_last_row_s() -> None:
    cells = [cell for number, task, _, named in ROWS for cell in (number, task, named)]
    circular = notice("序号", "工作任务", "责任单位", *cells)
    assert [each(task.responsible) for task in circular.tasks] == [[cells[3]] for cells in ROWS]


def test_a_unit_and_a_date_within_the_rows_are_no_signature() -> None:
    cells = [cell for number, task, _, named in ROWS for cell in (number, task, named, "2016年9月30日")]
    circular = read("云溪县2016年重点工作分工", "序号", "工作任务", "责任单位", "完成时限", *cells)
    assert [words(task.deadline) for task in circular.tasks] == ["2016年9月30日"] * 4


# rows joined by blanks, bars and commas


@pytest.mark.parametrize("between", [" ", "  ", "\u3000\u3000", "\xa0\xa0\xa0", ",", "\t", " | "])
def test_rows_whose_cells_part_at(between: str) -> None:
    assert rows(table(*(between.join(cells) for cells in ROWS), heads=(between.join(HEADS),))) == EXPECTED


@pytest.mark.parametrize("end", [" ", "\n"])
def test_headings_between_rows_joined_by_blanks(end: str) -> None:
    lines = [" ".join(HEADS), "一、农林水利", *map(" ".join, ROWS[:2]), "二、社会民生", *map(" ".join, ROWS[2:])]
    circular = table(*end.join(lines).split("\n"), heads=())
    assert rows(circular) == EXPECTED
    assert [each(task.category) for task in circular.tasks] == [["一、农林水利"]] * 2 + [["二、社会民生"]] * 2


def test_a_line_that_holds_a_row_s_end_and_the_next_one_s_beginning() -> None:
    """A page that joins its lines with blanks is cut where a blank can only be a paragraph mark."""
    lines = ("1 疏浚鹿坪河道 6月底前", "县水利局 2 整修敬老院 年底前", "县民政局 3 检查秋粮 10月", "县发展和改革局")
    assert [words(task.number) for task in table(*lines).tasks] == ["1", "2", "3"]


def test_edge_bars_and_box_lines_are_borders() -> None:
    box = "├──┼──┼──┼──┤"
    lines = [line for cells in ROWS for line in (f"│{'│'.join(cells)}│", box)]
    circular = table(f"│{'│'.join(HEADS)}│", box, *lines, heads=("┌──┬──┬──┬──┐",))
    assert rows(circular) == EXPECTED
    assert not any(task.category for task in circular.tasks)
    assert rows(table(*(f"{cell} |" for cell in (*HEADS, *CELLS)), heads=())) == EXPECTED


def test_a_header_without_rows_is_named() -> None:
    assert "table_text_unplaced" in checks(table())


def test_blanks_inside_a_task_or_a_list_of_units() -> None:
    lines = ("1 完成 3 项工程 6月底前 县水利局", "2 检查秋粮 10月底前 县商务局、 县财政局")
    circular = table(*lines, heads=(" ".join(HEADS),))
    assert [(task.task.text, words(task.deadline)) for task in circular.tasks] == [
        ("完成 3 项工程", "6月底前"),
        ("检查秋粮", "10月底前"),
    ]


def test_a_blank_between_two_units_of_a_row_whose_cells_blanks_part() -> None:
    lines = ("1 修建水渠 6月底前 县水利局 县财政局", "2 整修校舍 年底前 县教育局", "3 完成 加固堤防 上半年 县水利局")
    circular = table(*lines, heads=(" ".join(HEADS),))
    assert [(task.task.text, each(task.responsibilities)) for task in circular.tasks] == [
        ("修建水渠", ["县水利局", "县财政局"]), ("整修校舍", ["县教育局"]), ("完成 加固堤防", ["县水利局"]),
    ]  # fmt: skip
    heads = "序号 类别 工作任务 责任单位 完成时限"
    rows = ("1 水利 修建水渠 县水利局 县财政局 县林业局 6月底前", "2 教育 整修校舍 县教育局 年底前")
    assert [each(task.responsibilities) for task in table(*rows, heads=(heads,)).tasks] == [
        ["县水利局", "县财政局", "县林业局"], ["县教育局"],
    ]  # fmt: skip
    rows = ("1 卫生 改造 县医院 县卫健局 6月底前", "2 教育 整修校舍 县教育局 年底前")
    assert [task.task.text for task in table(*rows, heads=(heads,)).tasks] == ["改造 县医院", "整修校舍"]


def test_a_lone_text_between_split_rows_is_a_heading_or_named() -> None:
    lines = ["\t".join(cells) for cells in ROWS]
    headed = table("农林水利", *lines[:2], "社会民生", *lines[2:], heads=("\t".join(HEADS),))
    assert [each(task.category) for task in headed.tasks] == [["农林水利"]] * 2 + [["社会民生"]] * 2
    torn = table(lines[0], "并完成岸线绿化,", *lines[1:], heads=("\t".join(HEADS),))
    assert rows(torn) == EXPECTED
    assert "table_text_unplaced" in checks(torn)


@pytest.mark.parametrize("bar", ["|", "\t"])
def test_the_sums_beside_an_ordinal_and_its_heading(bar: str) -> None:
    lines = (
        ("一", "水利", "", "2400", ""),
        ("1", "松岗水厂", "县水利局", "1800", "新建"),
        ("2", "鹿坪泵站", "县水利局", "600", "续建"),
    )
    heads = ("序号", "项目名称", "责任单位", "总投资", "备注")
    circular = table(*(bar.join(cells) for cells in lines), heads=(bar.join(heads),))
    assert [(words(t.number), each(t.category)) for t in circular.tasks] == [("1", ["水利"]), ("2", ["水利"])]
    assert ["".join(c for c in words if c.isdigit()) for words in left(circular)] == ["2400"]


def test_rows_that_count_in_chinese_keep_their_figures() -> None:
    lines = ("一|松岗水厂|县水利局|1800", "二|鹿坪泵站|县水利局|600")
    circular = table(*lines, heads=("序号|项目名称|责任单位|总投资",))
    assert [(words(t.number), t.task.text) for t in circular.tasks] == [("一", "松岗水厂"), ("二", "鹿坪泵站")]


def test_the_same_header_under_two_headings_is_two_tables() -> None:
    circular = notice("一、春季任务", *HEADS, *CELLS[:8], "二、秋季任务", *HEADS, *CELLS[8:])
    assert [each(task.category) for task in circular.tasks] == [["一、春季任务"]] * 2 + [["二、秋季任务"]] * 2


# headings and furniture


@pytest.mark.parametrize("heading", ["农林水利(2项)", "农林水利", "县水利局(共2件)"])
def test_a_heading_without_number(heading: str) -> None:
    unnumbered = [cell for cells in ROWS for cell in (cells[0], cells[1], cells[3], cells[2])]
    heads = (HEADS[0], HEADS[1], HEADS[3], HEADS[2])
    circular = table(heading, *unnumbered[:8], "社会民生(2项)", *unnumbered[8:], heads=heads)
    assert rows(circular) == EXPECTED
    assert [each(task.category) for task in circular.tasks] == [[heading]] * 2 + [["社会民生(2项)"]] * 2


@pytest.mark.parametrize("cells", ["一 | 农林水利 | |", "| 农林水利 | |", "一、农林水利 | | |"])
def test_a_row_with_nothing_but_a_heading(cells: str) -> None:
    body = "\n".join(" | ".join(cells) for cells in ROWS)
    circular = grid(f"{' | '.join(HEADS)}\n{cells}\n{body}")
    assert rows(circular) == EXPECTED
    assert all(len(task.category) == 1 and "农林水利" in task.category[0].text for task in circular.tasks)


def test_a_numbered_row_without_units_stays_a_row() -> None:
    body = "\n".join(" | ".join(cells) for cells in ROWS)
    circular = grid(f"{' | '.join(HEADS)}\n{body}\n5 | 总结全年工作 | |")
    assert [task.task.text for task in circular.tasks][-1] == "总结全年工作"


def test_sums_are_no_rows() -> None:
    circular = table(*CELLS[:8], "小计", "2项", *CELLS[8:], "小计", "2项", "合计", "4项")
    assert rows(circular) == EXPECTED
    assert [words.split() for words in left(circular)] == [["小计", "2项"], ["小计", "2项", "合计", "4项"]]


@pytest.mark.parametrize("bar", [" | ", "\t"])
@pytest.mark.parametrize("note", [("合计", "4项", "", ""), ("备注", "按季报送", "", "")])
def test_sums_and_notes_between_bars_are_named(bar: str, note: tuple[str, ...]) -> None:
    circular = table(*(bar.join(cells) for cells in (*ROWS, note)), heads=(bar.join(HEADS),))
    assert rows(circular) == EXPECTED
    assert ["".join(c for c in words if c not in " |\t") for words in left(circular)] == ["".join(note)]


@pytest.mark.parametrize("mark", ["(续表)", "续上表", "续表2", "(接上表)", "— 6 —", "2016年重点工作分工表"])
@pytest.mark.parametrize("again", [(), HEADS])
def test_what_a_page_break_prints(mark: str, again: tuple[str, ...]) -> None:
    assert rows(table(*CELLS[:8], mark, *again, *CELLS[8:])) == EXPECTED


def test_a_page_number_inside_a_cell() -> None:
    cells = (*CELLS[:4], "1.已完成清表。", "— 6 —", "2.正在砌护岸。", *CELLS[4:8], "已完工。")
    circular = table(*cells, heads=(*HEADS, "进展情况"))
    assert [words(task.progress) for task in circular.tasks] == ["1.已完成清表。2.正在砌护岸。", "已完工。"]
    assert circular.tasks[0].progress
    assert "6" in circular.tasks[0].progress.text


# merged cells and headers


def test_a_number_and_a_task_above_several_measures() -> None:
    heads = ("序号", "重点任务", "推进措施", "责任单位", "完成时限")
    first = ("1", "整治河道", "清理河床淤泥", "县水利局", "5月底前", "拆除违章码头", "县交通运输局", "7月底前")
    second = ("2", "养护公路", "修补路面坑槽", "县公路局", "全年")
    circular = table(*first, *second, heads=heads)
    assert [(words(t.number), t.task.text, words(t.content)) for t in circular.tasks] == [
        ("1", "整治河道", "清理河床淤泥"),
        ("1", "整治河道", "拆除违章码头"),
        ("2", "养护公路", "修补路面坑槽"),
    ]


def test_a_category_after_the_number_is_printed_once() -> None:
    cells = ("1", "水利", *ROWS[0][1:], "2", *ROWS[1][1:], "3", "民生", *ROWS[2][1:], "4", *ROWS[3][1:])
    circular = table(*cells, heads=(HEADS[0], "类别", *HEADS[1:]))
    assert [each(task.category) for task in circular.tasks] == [["水利"], ["水利"], ["民生"], ["民生"]]


@pytest.mark.parametrize("names", ["序号|>2 工作任务|责任单位|时限", "序号|项目|工作任务|责任单位|时限"])
def test_a_task_merged_over_the_column_of_kinds_lacks_no_cell(names: str) -> None:
    circular = grid(f"!{names}\n1|值守|建立带班制度|县政府办|6月底前\n2|>2 落实24小时值班|县应急局|全年")
    assert rows(circular)[1] == ("2", "落实24小时值班", "全年", ["县应急局"])
    assert not {"missing_cell", "ambiguous_table"} & set(checks(circular))


@pytest.mark.parametrize(("unit", "lacking"), [("县应急局", []), ("", ["missing_cell"])])
def test_a_unit_merged_over_two_columns_of_units_lacks_none(unit: str, lacking: list[str]) -> None:
    circular = grid(
        f"!序号|>2 责任单位|工作任务|时限\n1|县政府办|县教育局|建立带班制度|6月底前\n2|>2 {unit}|落实24小时值班|全年"
    )
    assert checks(circular) == lacking


def test_units_merged_over_the_limit_s_column_still_lack_a_limit() -> None:
    rows = "1|建立带班制度并公示名单|县政府办|6月底前\n2|编印避险手册发到各村|县教育局|9月底前\n"
    circular = grid(f"{rows}3|落实24小时值班并抽查|>2 县应急局")
    assert "missing_cell" in checks(circular)


def test_columns_that_span_the_tasks_right_of_them_are_their_kinds() -> None:
    circular = grid(
        "项目 | 内容 | 具体任务 | 责任单位 | 时限\n"
        "一、水利(3项) | (一)水厂 | 改造鹿坪水厂的净水池 | 县水利局 | 6月底前\n"
        "一、水利(3项) | (一)水厂 | 更换城北老旧管网4公里 | 县住建局 | 年底前\n"
        "一、水利(3项) | (二)河道 | 整治松河县城段两岸排口 | 县水利局 | 9月底前"
    )
    kinds = [["一、水利(3项)", "(一)水厂"]] * 2 + [["一、水利(3项)", "(二)河道"]]
    assert [each(task.category) for task in circular.tasks] == kinds
    assert circular.tasks[2].task.text == "整治松河县城段两岸排口"


def test_words_repeated_right_of_each_thing_s_own_name_are_no_kinds() -> None:
    circular = grid(
        "项目名称 | 建设内容 | 重点任务 | 责任单位 | 时限\n"
        "鹿坪水库 | 除险加固 | 完成主体工程 | 县水利局 | 6月底前\n"
        "松河水库 | 除险加固 | 完成土地征收 | 县水利局 | 年底前\n"
        "石桥水库 | 除险加固 | 完成前期工作 | 县水利局 | 9月底前"
    )
    assert [each(task.category) for task in circular.tasks] == [[], [], []]
    assert [task.task.text for task in circular.tasks] == ["鹿坪水库", "松河水库", "石桥水库"]


def test_a_heading_above_the_names_in_the_first_cell_alone() -> None:
    circular = grid(
        "一、水利 | | | \n序号 | 工作任务 | 责任单位 | 时限\n1 | 改造净水池 | 县水利局 | 6月底前\n"
        "二、民生 | | | \n1 | 修缮敬老院 | 县民政局 | 年底前"
    )
    assert [each(task.category) for task in circular.tasks] == [["一、水利"], ["二、民生"]]


def test_kinds_of_indicators_are_what_the_work_stands_under() -> None:
    circular = grid(
        "序号 | 指标类别 | 考核内容 | 责任单位\n"
        "1 | 党建 | 建立村级支部三个 | 县委组织部\n2 | 经济 | 完成产值三亿元 | 县工信局"
    )
    assert [each(task.category) for task in circular.tasks] == [["党建"], ["经济"]]
    assert [task.task.text for task in circular.tasks] == ["建立村级支部三个", "完成产值三亿元"]


def test_indicators_are_what_is_to_be_met() -> None:
    circular = grid(
        "一级指标 | 二级指标 | 2020年目标值 | 责任单位\n"
        "水利 | 河道整治长度 | 12公里左右 | 县水利局\n"
        "民生 | 供水普及率 | ≥95% | 县住建局"
    )
    assert [(each(task.category), task.task.text, words(task.content)) for task in circular.tasks] == [
        (["水利"], "河道整治长度", "12公里左右"),
        (["民生"], "供水普及率", "≥95%"),
    ]


def test_of_hosts_the_first_leads_where_their_column_says_so() -> None:
    name = "主办单位(列第一位的为牵头单位)"
    (task,) = grid(f"序号 | 工作任务 | {name} | 完成时限\n1 | 整修堤防 | 县水利局、县财政局 | 6月底前").tasks
    assert units(task) == [("县水利局", "lead"), ("县财政局", "responsible")]
    (task,) = grid("序号 | 工作任务 | 主办单位 | 完成时限\n1 | 整修堤防 | 县水利局、县财政局 | 6月底前").tasks
    assert units(task) == [("县水利局", "lead"), ("县财政局", "lead")]


def test_of_two_limits_the_one_by_which_the_work_is_done() -> None:
    circular = grid("序号 | 项目名称 | 责任单位 | 开工时间 | 竣工时间\n1 | 鹿坪水厂 | 县水利局 | 3月 | 11月底前")
    (task,) = circular.tasks
    assert words(task.deadline) == "11月底前"
    assert [(words(cell.header), cell.value.text) for cell in task.other] == [("开工时间", "3月")]


@pytest.mark.parametrize(
    ("printed", "name", "day"),
    [
        ("42551", "完成时限", "2016-06-30"),
        ("42735", "整改时限", "2016-12-31"),
        ("45291", "完成时限", "2023-12-31"),
        ("12000", "完成时限", None),  # of 1932
        ("60000", "完成时限", None),
        ("42551", "时间", None),
    ],
)
def test_a_day_as_a_spreadsheet_counts_it(printed: str, name: str, day: str | None) -> None:
    circular = grid(
        f"序号 | 工作任务 | 责任单位 | {name}\n1 | 修建水渠 | 县水利局 | {printed}\n2 | 整修校舍 | 县教育局 | 6月底前"
    )
    limits = circular.tasks[0].deadlines
    assert [(limit.kind, str(limit.date_to), limit.text) for limit in limits] == ([("by", day, printed)] if day else [])
    assert ("unread_limit" in checks(circular)) == (day is None)


@pytest.mark.parametrize(
    ("heads", "cells", "limit"),
    [
        ("整改时限 | 销号时间", "6月底前 | 7月10日", "6月底前"),
        ("整改完成时间 | 销号时间", "6月 | 7月", "6月"),
        ("销号时限 | 备注", "7月底前 | ", "7月底前"),
        ("交办时间 | 办理时限", "5月3日 | 5月20日前", "5月20日前"),
        ("发现时间 | 整改情况", "2016.4.5 | 已整改", None),
        ("排查时间 | 复查时间", "2016.4.5 | 2016.4.20", None),
    ],
)
def test_when_trouble_was_found_and_when_it_is_struck_off_are_no_limits(
    heads: str, cells: str, limit: str | None
) -> None:
    circular = grid(
        f"序号 | 隐患内容 | 责任单位 | {heads}\n1 | 栏杆松动 | 县水利局 | {cells}\n2 | 坝面开裂 | 县水利局 | {cells}"
    )
    assert [words(task.deadline) for task in circular.tasks] == [limit] * 2


def test_the_time_of_an_inspection_that_is_a_task_is_its_limit() -> None:
    (task,) = grid("序号 | 隐患排查任务 | 责任单位 | 排查时间\n1 | 排查水库大坝 | 县水利局 | 4月底前").tasks
    assert words(task.deadline) == "4月底前"


def test_measures_that_name_their_own_units_are_no_units() -> None:
    cells = "1.修建水渠。(责任单位:县水利局)/2.整修校舍。(责任单位:县教育局)"
    (task,) = grid(f"序号 | 重点任务 | 具体措施及责任单位 | 完成时限\n1 | 加快建设 | {cells} | 年底前").tasks
    assert each(task.responsibilities) == ["县水利局", "县教育局"]
    assert words(task.content) == cells.replace("/", "\n")
    (task,) = grid("序号 | 工作内容 | 任务及责任单位 | 完成时限\n1 | 修建水渠 | 县水利局 | 年底前").tasks
    assert each(task.responsibilities) == ["县水利局"]


def test_hosts_of_what_has_a_goal_for_the_year_do_work() -> None:
    circular = grid("项目 | 年度目标 | 主办单位 | 计划进度\n饮水 | 新建水厂3座 | 县水利局 | 3月开工,11月底前完工")
    (task,) = circular.tasks
    assert (words(task.deadline), each(task.responsibilities)) == ("3月开工,11月底前完工", ["县水利局"])


def test_a_header_of_two_levels_printed_level_by_level() -> None:
    heads = ("序号", "工作任务", "责任单位", "完成时限", "牵头", "配合")
    cells = [cell for number, task, limit, named in ROWS for cell in (number, task, named, "县审计局", limit)]
    circular = table(*cells, heads=heads)
    assert [next(role for _, role in units(task)) for task in circular.tasks] == ["lead"] * 4
    assert [units(task)[-1] for task in circular.tasks] == [("县审计局", "support")] * 4


def test_a_table_printed_in_two_halves() -> None:
    names = "序号 | 工作任务 | 责任单位"
    circular = grid(
        f"{names} | {names}\n1 | 疏浚河道 | 县水利局 | 2 | 整修校舍 | 县教育局\n3 | 检查秋粮 | 县商务局 | | |"
    )
    assert [(words(task.number), task.task.text) for task in circular.tasks] == [
        ("1", "疏浚河道"),
        ("2", "整修校舍"),
        ("3", "检查秋粮"),
    ]


def test_a_table_whose_rows_are_lines_of_one_tall_row() -> None:
    tall = " | ".join("/".join(cells) for cells in zip(*ROWS, strict=True))
    assert rows(grid(f"{' | '.join(HEADS)}\n{tall}")) == EXPECTED


def test_a_unit_cell_s_second_paragraph_stays_in_it() -> None:
    cells = (
        "1",
        "普查水库",
        "牵头单位:县水利局",
        "配合单位:各乡镇、县直有关单位",
        "全年",
        "2",
        "整修校舍",
        "县教育局",
        "8月底前",
    )
    circular = table(*cells, heads=("序号", "工作任务", "责任单位", "完成时限"))
    assert [words(task.deadline) for task in circular.tasks] == ["全年", "8月底前"]
    assert [role for _, role in units(circular.tasks[0])][:2] == ["lead", "support"]


@pytest.mark.parametrize("heads", ["存在问题 | 责任单位", "责任单位 | 存在问题"])
def test_what_hinders_a_named_task_is_no_progress(heads: str) -> None:
    cells = "县水利局 | 征地滞后" if heads.endswith("题") else "征地滞后 | 县水利局"
    task = grid(f"序号 | 工作任务 | {heads}\n1 | 修建水渠 | {cells}").tasks[0]
    assert (task.progress, [words(cell.value) for cell in task.other]) == (None, ["征地滞后"])


def test_the_day_a_project_is_to_begin_is_no_content() -> None:
    rows = "1 | 修建水渠 | 2022年3月1日 | 2022年12月20日 | 县水利局"
    task = grid(f"序号 | 项目名称 | 计划开工 | 计划竣工 | 责任单位\n{rows}").tasks[0]
    assert (task.content, words(task.deadline)) == (None, "2022年12月20日")
    assert [words(cell.value) for cell in task.other] == ["2022年3月1日"]


@pytest.mark.parametrize(
    ("heads", "cells", "percent"),
    [
        ("形象进度 | 投资完成率", "正在浇筑 | 25.3%", 25.3),
        ("形象进度 | 投资完成率", "完成40% | 25.3%", 40.0),
        ("投资完成率 | 完成率", "25.3% | 20%", 20.0),
    ],
)
def test_the_share_of_the_money_where_none_of_the_work_is_told(heads: str, cells: str, percent: float) -> None:
    circular = grid(f"序号 | 工作任务 | 责任单位 | {heads}\n1 | 修建水渠 | 县水利局 | {cells}")
    assert circular.tasks[0].percent == percent


@pytest.mark.parametrize(
    ("heads", "cells", "percent"),
    [
        ("完成率(%) | 备注", "85.6 | 加快", 85.6),
        ("完成率（％） | 备注", "100 | 加快", 100.0),
        ("形象进度(%) | 备注", "0 | 未开工", 0.0),
        ("投资完成率(%) | 形象进度", "80 | 完成40%", 40.0),
        ("完成率(%) | 备注", "— | 未开工", None),
        ("完成率 | 备注", "0.85 | 加快", None),
        ("目标进度(%) | 备注", "85 | 加快", None),
        ("完成情况(%) | 备注", "8.5 | 加快", None),
        ("完成投资(万元) | 备注", "85 | 加快", None),
        ("完成百分比 | 备注", "45 | 加快", 45.0),
        ("完成年度任务比例 | 备注", "86.9% | 加快", 86.9),
        ("年度任务完成率 | 备注", "62% | 加快", 62.0),
        ("完成率(%) | 备注", "0.45 | 加快", None),  # of a sheet that lost its format: 45%
    ],
)
def test_a_column_that_prints_the_percent_of_its_figures(heads: str, cells: str, percent: float | None) -> None:
    for circular in (
        grid(f"序号 | 工作任务 | 责任单位 | {heads}\n1 | 修建水渠 | 县水利局 | {cells}"),
        table("1", "修建水渠", "县水利局", *cells.split(" | "), "2", "整修校舍", "县教育局", *cells.split(" | "),
              heads=("序号", "工作任务", "责任单位", *heads.split(" | "))),
    ):  # fmt: skip
        assert circular.tasks[0].percent == percent


@pytest.mark.parametrize(
    ("heads", "cells", "percent"),
    [
        ("进展情况 | 完成进度", "路基完工 | 约80%", 80.0),
        ("进展情况 | 完成进度", "路基完工 | 85%以上", 85.0),
        ("完成百分比 | 备注", "75%左右 | 加快", 75.0),
        ("进展情况 | 备注", "近90% | 加快", 90.0),
        ("进展情况 | 完成情况", "路基完工 | 增长8%", None),
        ("进展情况 | 参保率", "路基完工 | 约80%", None),
    ],
)
def test_about_how_much_is_done(heads: str, cells: str, percent: float | None) -> None:
    circular = grid(f"序号 | 工作任务 | 责任单位 | {heads}\n1 | 修建水渠 | 县水利局 | {cells}")
    assert circular.tasks[0].percent == percent
    assert [words(cell.value) for cell in circular.tasks[0].other] == cells.split(" | ")[heads.startswith("进展") :]


@pytest.mark.parametrize(
    ("heads", "cells", "status", "said"),
    [
        ("已完成 | 正在推进 | 未启动", "√ | | ", "done", "已完成"),
        ("已完成 | 正在推进 | 未启动", " | | ★", "not_started", "未启动"),
        ("已完成 | 推进中 | 滞后 | 未启动", " | | ○ | ", "behind", "滞后"),
        ("完成 | 未完成", "× | √", "unfinished", "未完成"),
        ("完成 | 未完成", " | 1", "unfinished", "未完成"),
        ("已完成 | 未完成", " | 是", "unfinished", "未完成"),
        ("达标 | 不达标", "● | ", "done", "达标"),
        ("完成 | 未完成", "√ | √", None, None),  # which, nobody knows
        ("完成 | 未完成", "1 | 2", None, None),  # counts
        ("已完成 | 正在推进", "6公里 | 桥涵施工", None, None),
        ("绿灯 | 红灯", "√ | ", None, None),  # a colour means what the circular says
        ("已完成 | 备注", "√ | 县级", None, None),
    ],
)
def test_columns_of_states_say_the_one_that_is_marked(
    heads: str, cells: str, status: str | None, said: str | None
) -> None:
    circular = grid(f"序号 | 工作任务 | 责任单位 | {heads}\n1 | 修建水渠 | 县水利局 | {cells}")
    (task,) = circular.tasks
    assert (task.status, words(task.status_text)) == (status, said)
    assert [words(cell.value) for cell in task.other] == [cell.strip() for cell in cells.split("|") if cell.strip()]


def test_states_below_a_name_that_spans_them() -> None:
    head = "!^2 序号|^2 工作任务|^2 责任单位|>2 进展情况\n!已完成|未启动"
    (task,) = grid(f"{head}\n1|修建水渠|县水利局||√").tasks
    assert (task.status, task.progress, [words(cell.header) for cell in task.other]) == (
        "not_started",
        None,
        ["未启动"],
    )


def test_a_column_of_tasks_by_a_name_that_does_not_say_so() -> None:
    circular = grid("序号 | 存在问题 | 整改措施 | 责任单位 | 整改时限\n1 | 台账不全 | 逐项补登 | 县水利局 | 6月底前")
    assert [(t.task.text, words(t.content)) for t in circular.tasks] == [("台账不全", "逐项补登")]


def test_two_columns_of_tasks_and_units() -> None:
    cells = [cell for _, task, _, named in ROWS for cell in (task, named)]
    circular = table(*cells, heads=("工作任务", "责任单位"))
    assert [(task.task.text, each(task.responsible)) for task in circular.tasks] == [(r[1], [r[3]]) for r in ROWS]


# tables that assign no work


@pytest.mark.parametrize(
    "rows",
    [
        "序号 | 事项名称 | 实施部门 | 法定时限 | 承诺时限\n1 | 取水许可 | 县水利局 | 20个工作日 | 8个工作日",
        "时间 | 活动内容 | 地点 | 参加单位\n6月1日 | 启动仪式 | 鹿坪广场 | 县应急局",
        "单位 | 任务(亩) | 完成时间\n鹿坪镇 | 1200 | 4月底前\n松岗乡 | 900 | 4月底前",
        "序号 | 项目 | 单位 | 价格 | 执行时间\n1 | 居民用水 | 吨 | 2.3 | 7月1日起",
        "序号 | 地块名称 | 用途 | 用地单位 | 供应时间\n1 | 鹿坪3号 | 住宅 | 县城投公司 | 三季度",
        "序号 | 项目名称 | 项目单位 | 下达资金\n1 | 鹿坪水厂 | 县水利局 | 120",
        "组别 | 组长 | 成员单位 | 督查内容 | 督查时间\n一 | 李远山 | 县财政局 | 春耕备耕 | 4月11日至15日",
    ],
)
def test_a_table_that_assigns_no_work(rows: str) -> None:
    lines = [[cell.strip() for cell in line.split("|")] for line in rows.split("\n")]
    assert not grid(rows).tasks
    assert not table(*("\t".join(line) for line in lines), heads=()).tasks
    assert not table(*(cell for line in lines for cell in line), heads=()).tasks


# names of columns


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("竣工时间", "deadline"), ("办结日期", "deadline"), ("工期", "deadline"), ("序时进度", "deadline"),
        ("责任处室", "responsible"), ("承办", "responsible"), ("起草单位", "responsible"), ("实施主体", "responsible"),
        ("涉及部门", "support"), ("会办单位", "support"), ("牵头县领导", "person"), ("主办人", "person"),
        ("牵头及配合单位", "responsible"), ("任务类型", "category"), ("任务号", "number"), ("任务来源", "other"),
        ("建议提案题目", "task"), ("政策条款", "task"), ("完成标准", "content"), ("成果形式", "content"),
        ("办理结果", "progress"), ("形象进度", "progress"), ("序", "number"), ("工作阶段", "category"),
        ("2018年重点工作任务", "task"), ("计划进度", "deadline"), ("主管部门意见", "other"),
    ],
)  # fmt: skip
def test_a_name_says_the_role(name: str, role: str) -> None:
    assert role_of_name(bare_name(fold(name))) == role


@pytest.mark.parametrize(
    ("name", "sure"), [("责任单位", True), ("单位", False), ("用地单位", False), ("供应时间", False)]
)
def test_a_name_is_sure_of_its_role(name: str, sure: bool) -> None:
    assert is_sure(name) == sure


def test_the_date_of_the_notice_is_still_read() -> None:
    circular = notice("一、任务分工", *HEADS, *CELLS)
    assert circular.date_issued
    assert circular.date_issued.text == DATE
