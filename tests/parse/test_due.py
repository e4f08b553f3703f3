"""What the words around add to a limit or take from a table: a column's name, a report's plan, a site's own names."""

from __future__ import annotations

import pytest

from .compose import HEADS, checks, grid, html_table, notice, page, read, row, table, words


def limits(rows: str) -> list[list[tuple[str | None, str | None, str | None]]]:
    """(kind, from, to) of the limits of each row of a table."""
    return [
        [
            (d.kind, str(d.date_from) if d.date_from else None, str(d.date_to) if d.date_to else None)
            for d in t.deadlines
        ]
        for t in grid(rows).tasks
    ]


@pytest.mark.parametrize("name", ["完成时限", "办结时间", "计划竣工时间", "截止日期", "整改期限", "时间节点"])
def test_a_bare_day_under_the_name_of_a_last_day(name: str) -> None:
    (found,) = limits(f"!序号|任务|责任单位|{name}\n1|修建水渠|县水利局|2016年8月31日")
    assert found == [("by", None, "2016-08-31")]


@pytest.mark.parametrize("name", ["时间", "活动时间", "日期"])
def test_a_bare_day_on_which_something_happens(name: str) -> None:
    (found,) = limits(f"!序号|任务|责任单位|{name}\n1|举办农民丰收节|县农业局|9月23日")
    assert found == [("within", "2016-09-23", "2016-09-23")]


def test_a_month_and_a_range_stay_what_they_are() -> None:
    rows = "!序号|任务|责任单位|完成时限\n1|修建水渠|县水利局|8月\n2|整修校舍|县教育局|8月1日至8月20日"
    assert limits(rows) == [[("within", "2016-08-01", "2016-08-31")], [("within", "2016-08-01", "2016-08-20")]]


def test_a_day_behind_the_label_of_an_inline_limit() -> None:
    (task,) = notice("一、修建水渠。", "责任单位:县水利局", "完成时限:2016年8月31日").tasks
    assert [d.kind for d in task.deadlines] == ["by"]


@pytest.mark.parametrize(
    ("units", "expected"),
    [("建设单位、县住建局", [("by", None, "2016-06-30")]), ("县住建局", []), ("县建设单位管理处", [])],
)
def test_a_firm_s_duty_is_the_task_s_where_the_row_names_the_firm(
    units: str, expected: list[tuple[str | None, str | None, str | None]]
) -> None:
    rows = f"!序号|任务|责任单位\n1|建设单位应在6月30日前办理施工许可|{units}"
    assert limits(rows) == [expected]
    (task,) = notice(f"一、建设单位应在6月30日前办理施工许可。(责任单位:{units})").tasks
    assert [d.kind for d in task.deadlines] == [kind for kind, _, _ in expected]


def test_the_plan_s_words_in_a_report_are_not_past() -> None:
    rows = "!序号|建设任务|责任单位|进展情况\n1|鹿坪水库:2月开工,三季度蓄水|县水利局|已开工"
    assert limits(rows) == [[("within", "2016-02-01", "2016-02-29"), ("within", "2016-07-01", "2016-09-30")]]


NAMED = ("政务公开", "便民服务", "信息公开", "政务服务")


@pytest.mark.parametrize("name", NAMED)
def test_a_task_may_be_called_as_a_part_of_the_site(name: str) -> None:
    cells = (
        "1",
        "修建水渠",
        "6月底前",
        "县水利局",
        "2",
        name,
        "8月底前",
        "县政府办",
        "3",
        "整修校舍",
        "9月",
        "县教育局",
    )
    circular = table(*cells)
    assert [row(task)[1] for task in circular.tasks] == ["修建水渠", name, "整修校舍"]
    assert "table_text_unplaced" not in checks(circular)


def test_a_menu_below_a_table_is_no_cell() -> None:
    cells = ("1", "修建水渠", "6月底前", "县水利局", "2", "整修校舍", "8月底前", "县教育局")
    circular = table(*cells, *NAMED, "网站地图")
    assert [row(task) for task in circular.tasks][-1] == ("2", "整修校舍", "8月底前", ["县教育局"])


@pytest.mark.parametrize(
    "line",
    [
        "本法规由青岩法规网收录 http://fagui.example.cn",
        "更多资料请访问 www.example.org",
        "本站资料仅供参考,请以原件为准。",
    ],
)
def test_what_a_mirror_says_of_itself_is_no_cell(line: str) -> None:
    cells = ("1", "修建水渠", "县水利局", "渠首已动工", "2", "整修校舍", "县教育局", "尚在招标")
    circular = table(*cells, line, heads=(*HEADS[:2], "责任单位", "进展情况"))
    assert [task.progress.text if task.progress else None for task in circular.tasks] == ["渠首已动工", "尚在招标"]


def test_what_a_council_asks_is_the_task() -> None:
    head = "!审议意见|办理措施|承办单位|办结时限"
    rows = f"{head}\n提高供水保证率|新打机井12眼|县水利局|9月底\n管好校车|开展检查4次|县教育局|年底"
    found = [(t.task.text, t.content.text if t.content else None) for t in grid(rows).tasks]
    assert found == [("提高供水保证率", "新打机井12眼"), ("管好校车", "开展检查4次")]


@pytest.mark.parametrize(
    "title", ["２００４年农村工作任务安排表", "二〇〇四年农村工作任务安排表", "二○○四年农村工作任务分解表"]
)
def test_the_year_of_a_title_in_whatever_digits(title: str) -> None:
    rows = html_table("!任务|责任单位|完成时限\n修渠|县水利局|3月底前")
    (task,) = page(f"<p>{title}</p>{rows}").tasks
    assert [str(limit.date_to) for limit in task.deadlines] == ["2004-03-31"]


OVER = [
    ("一、6月底前完成的事项", "by", "2016-06-30"),
    ("一、2016年6月底前", "by", "2016-06-30"),
    ("一、力争6月底前全面完成的重点项目(12项)", "by", "2016-06-30"),
    ("一、近期任务(6月底前完成)", "by", "2016-06-30"),
    ("一、上半年完成的任务", "within", "2016-06-30"),
    ("一、立行立改类", "immediate", None),
    ("一、长期坚持的事项", "ongoing", None),
]
NOT_OVER = [
    "一、2016年重点任务",
    "一、到2020年的主要目标",
    "一、妥善处置6月底前到期贷款",
    "一、上半年工作",
    "一、6月底前完成入汛准备,加强巡查",
    "一、建立长期机制",
    "一、加强供水保障(6月底前、12月底前各报一次)",
]


@pytest.mark.parametrize(("heading", "kind", "last"), OVER)
def test_a_heading_that_says_by_when_says_it_of_all_under_it(heading: str, kind: str, last: str | None) -> None:
    body = (
        heading,
        "1.修建水渠。(责任单位:县水利局)",
        "2.整修校舍。(责任单位:县教育局)",
        "二、其他",
        "3.植树。(责任单位:县林业局)",
    )
    circular = notice(*body)
    found = [[(d.kind, str(d.date_to) if d.date_to else None, d.action) for d in t.deadlines] for t in circular.tasks]
    assert found == [[(kind, last, None)], [(kind, last, None)], []]
    assert all(d.text in heading for task in circular.tasks for d in task.deadlines)
    assert kind == "ongoing" or not circular.deadlines  # 长期坚持 has no day, and 6月底前 is said of the tasks


@pytest.mark.parametrize("heading", NOT_OVER)
def test_a_heading_with_a_time_in_it_says_no_limit_of_what_stands_under_it(heading: str) -> None:
    (task,) = notice(heading, "1.修建水渠。(责任单位:县水利局)").tasks
    assert task.deadlines == ()


def test_a_task_s_own_limit_goes_before_its_heading_s() -> None:
    first, second = notice(
        "一、6月底前完成的事项", "1.修建水渠。(责任单位:县水利局)", "2.5月底前整修校舍。(责任单位:县教育局)"
    ).tasks
    assert [str(d.date_to) for d in (*first.deadlines, *second.deadlines)] == ["2016-06-30", "2016-05-31"]


def test_a_heading_between_rows_says_by_when_unless_the_table_does() -> None:
    rows = ">3 一、6月底前完成的事项\n1|修建水渠|县水利局\n>3 二、年底前完成的事项\n2|整修校舍|县教育局"
    assert limits(f"!序号|任务|责任单位\n{rows}") == [[("by", None, "2016-06-30")], [("by", None, "2016-12-31")]]
    timed = "!序号|任务|责任单位|完成时限\n>4 一、6月底前完成的事项\n1|修建水渠|县水利局|5月底"
    assert limits(timed) == [[("by", None, "2016-05-31")]]


def test_the_title_of_an_annex_sets_no_limit() -> None:
    rows = ("1", "修建水渠", "县水利局", "2", "整修校舍", "县教育局")
    after = ("", "附件", "2016年治理能力提升工作分工表", "序号", "任务", "责任单位", *rows)
    circular = notice("2016年治理河道3条。", after=after)
    assert [d.text for d in circular.deadlines] == ["2016年"]
    assert circular.deadlines[0].start < circular.tasks[0].task.start
    assert len(circular.tasks) == 2


@pytest.mark.parametrize(
    ("below", "year"),
    [("(2020年3月—6月)", 2020), ("(2020年3月1日至2021年2月)", None), ("(2020年修订)", None), ("一、总体要求", None)],
)
def test_the_year_of_a_plan_that_prints_how_long_it_runs_below_its_title(below: str, year: int | None) -> None:
    circular = read("云溪县春季行动方案", below, "1.落实资金,3月底前拨付。", "牵头单位:县财政局")
    ((limit,),) = [task.deadlines for task in circular.tasks]
    assert (limit.date_to.year if limit.date_to else None) == year


def test_a_month_over_what_is_done_in_it_is_no_limit() -> None:
    lines = ("9月", "1.召开表彰大会。", "10月", "2.开展审计。", "10月底前", "11月至12月")
    assert [limit.text for limit in notice(*lines).deadlines] == ["10月底前", "11月至12月"]


@pytest.mark.parametrize(
    ("name", "cell", "wanted"),
    [
        ("完成月份", "3", [("within", "2016-03-01", "2016-03-31")]),
        ("完成时限(月份)", "3-5", [("within", "2016-03-01", "2016-05-31")]),
        ("计划完成月份", "4、9", [("within", "2016-04-01", "2016-04-30"), ("within", "2016-09-01", "2016-09-30")]),
        ("完成时间（月）", "12", [("within", "2016-12-01", "2016-12-31")]),
        ("完成月份", "6月底", [("by", None, "2016-06-30")]),
        ("完成季度", "2", [("within", "2016-04-01", "2016-06-30")]),
        ("完成时限(季度)", "三", [("within", "2016-07-01", "2016-09-30")]),
        ("完成月份", "13", []),
        ("完成季度", "5", []),
        ("完成时限", "3", []),
        ("工期(月)", "3", []),  # how long it takes
    ],
)
def test_a_bare_figure_under_the_name_of_a_period(
    name: str, cell: str, wanted: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert limits(f"!序号|任务|责任单位|{name}\n1|修建水渠|县水利局|{cell}") == [wanted]


def test_bare_months_are_no_damage() -> None:
    rows = "1|修建水渠|县水利局|6\n2|整修校舍|县教育局|7\n3|加固堤防|县水利局|12"
    assert checks(grid(f"!序号|任务|责任单位|完成月份\n{rows}")) == []


def test_of_a_beginning_and_an_end_the_end() -> None:
    head = "!^2 序号|^2 任务|>2 时间|^2 责任单位\n!起|止"
    (task,) = grid(f"{head}\n1|修建水渠|6月|9月|县水利局").tasks
    assert (words(task.deadline), [words(cell.value) for cell in task.other]) == ("9月", ["6月"])
