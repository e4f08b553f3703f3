"""What the body says of rows, and what a cell says of its own."""

from __future__ import annotations

import pytest

from hongtou.model import Circular
from hongtou.parse.status import read_percent

from .compose import HEADS, checks, notice, table, the, words

CELLS = [
    cell
    for n in range(1, 11)
    for cell in (str(n), f"修建水渠第{'甲乙丙丁戊己庚辛壬癸'[n - 1]}段", "6月底前", "县水利局")
]


def judged(*body: str) -> dict[str, str]:
    """Row number to verdict of a table of ten rows."""
    return {words(t.number) or "": t.verdict for t in report(*body).tasks if t.verdict}


def report(*body: str) -> Circular:
    """A table of ten rows under this body."""
    return table(*CELLS, body=body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("第3项任务完成较好。", {"3": "on_track"}),
        ("第3项工作进展缓慢。", {"3": "lagging"}),
        ("任务完成较好的有第1、5、8项。", {"1": "on_track", "5": "on_track", "8": "on_track"}),
        ("需进一步抓好落实的有3项:第2项、第4项、第7项。", {"2": "lagging", "4": "lagging", "7": "lagging"}),
        ("第7至9项进展顺利。", {"7": "on_track", "8": "on_track", "9": "on_track"}),
        ("第7—9项进度滞后。", {"7": "lagging", "8": "lagging", "9": "lagging"}),
        ("第一项、第十项推进较快。", {"1": "on_track", "10": "on_track"}),
        ("第1项完成较好。第2项进展缓慢。", {"1": "on_track", "2": "lagging"}),
        ("正常推进的有第2、4项,滞后的有第5项。", {"2": "on_track", "4": "on_track", "5": "lagging"}),
        (
            "完成较好的有第1、3项;第2项、第5项未完成序时进度。",
            {"1": "on_track", "3": "on_track", "2": "lagging", "5": "lagging"},
        ),
        ("进展缓慢的有第1项;第2项;第3项。", {"1": "lagging", "2": "lagging", "3": "lagging"}),
        ("除第2、7项进展缓慢外,其余项目进展顺利。", {"2": "lagging", "7": "lagging"}),
        ("除第2、7项外,其余项目均正常推进。", {}),
        ("除第2项外其余各项进展顺利。", {}),
        ("除第2项进展缓慢外其余各项进展顺利。", {"2": "lagging"}),
        ("确保第1、2项按期完成。", {}),
        ("确保第1项、第3项按期完成,第2项已完成。", {"2": "on_track"}),
        ("已将第3项全面完成,并确保第4项如期完成。", {"3": "on_track"}),
        ("为确保进度,第3项提前完成。", {"3": "on_track"}),
        ("有力保证了第3项如期完成。", {"3": "on_track"}),
        ("第3项没有启动,第4项未按计划推进,第5项进展快。", {"3": "lagging", "4": "lagging", "5": "on_track"}),
        ("第(3)项进展缓慢。", {"3": "lagging"}),
        (
            "第1项完成较好,其中进展滞后的有2、5、7项。",
            {"1": "on_track", "2": "lagging", "5": "lagging", "7": "lagging"},
        ),
        ("第3项被亮黄牌。", {"3": "lagging"}),
        ("全县存在问题2、3项,进展缓慢。", {}),
        ("新增2、3项任务,推进较快。", {}),
        ("第1项完成较好,共涉及3、5项目标。", {"1": "on_track"}),
        ("各项工作完成较好。", {}),
        ("按照第3项规定执行。", {}),
    ],
)
def test_rows_that_the_body_judges(body: str, expected: dict[str, str]) -> None:
    assert judged(body) == expected


def test_items_under_a_heading_that_judges() -> None:
    title = "云溪县人民政府办公室关于上半年重点工作进展情况的通报"
    after = ("", "附件", "2016年重点工作进展情况表", *HEADS, *CELLS)
    body = ("一、推进有力的工作", "第3项推进有力。", "二、未达序时进度的工作", "(一)第2项“修建水渠第乙段”,仅完成31%。")
    circular = notice(*body, title=title, after=after)
    assert {words(t.number): t.verdict for t in circular.tasks if t.verdict} == {"3": "on_track", "2": "lagging"}
    assert "row_words_differ" not in checks(circular)


CODED = [
    cell
    for number, task in (("1-1", "整修东风路"), ("1-2", "整修环城路"), ("2-1", "铺设城北管网"), ("2-2", "扩建第三水厂"))
    for cell in (number, task, "6月底前", "县水利局")
]


@pytest.mark.parametrize(
    "title", ["云溪县人民政府办公室关于上半年重点工作进展情况的通报", "云溪县人民政府办公室关于重点工作的通知"]
)
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("第1-1项完成较好。", {"1-1": "on_track"}),
        ("道路(1-1)、(1-2)项完成较好,(2-1)项进度滞后。", {"1-1": "on_track", "1-2": "on_track", "2-1": "lagging"}),
        ("第1—1、2—2项进展顺利,第2—1项进展缓慢。", {"1-1": "on_track", "2-2": "on_track", "2-1": "lagging"}),
        ("除第(2-1)项外其余各项均按计划推进。", {}),
        ("确保1-1、1-2项按期完成。", {}),
        ("现通报1-2月情况,任务完成较好。", {}),
        ("详询0735-1-1,进展缓慢。", {}),
        ("按1-2的比例配套,进展顺利。", {}),
        ("第1-2季度进展顺利,任务2-1滞后。", {"2-1": "lagging"}),
    ],
)
def test_rows_whose_numbers_have_two_parts(title: str, body: str, expected: dict[str, str]) -> None:
    circular = notice(body, title=title, after=("", "附件", "2016年重点工作表", *HEADS, *CODED))
    assert {words(task.number): task.verdict for task in circular.tasks if task.verdict} == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第3项修建水渠,第4项修建水渠进展缓慢,请抓紧。", {"3": "lagging", "4": "lagging"}),
        ("第3项、第4项和第6项。", {"3": "lagging", "4": "lagging", "6": "lagging"}),
        ("第3项修建水渠,因第4项占用同一地块。", {"3": "lagging"}),
        ("第3项修建水渠,第4项任务完成较好。", {"3": "lagging"}),
    ],
)
def test_rows_listed_under_a_heading_that_judges(line: str, expected: dict[str, str]) -> None:
    title = "云溪县人民政府办公室关于上半年重点工作进展情况的通报"
    after = ("", "附件", "2016年重点工作进展情况表", *HEADS, *CELLS)
    circular = notice("现将有关情况通报如下。", "一、进展缓慢的", line, title=title, after=after)
    assert {words(t.number): t.verdict for t in circular.tasks if t.verdict} == expected
    assert "row_words_differ" not in checks(circular)


def test_praise_and_blame_in_one_sentence() -> None:
    assert judged("完成较好的有2项:第1项、第2项;进展缓慢的有1项:第3项。") == {
        "1": "on_track",
        "2": "on_track",
        "3": "lagging",
    }


def test_lagging_outweighs_praise() -> None:
    assert judged("第4项前期完成较好,但目前进展缓慢。") == {"4": "lagging"}


def test_the_judging_words_are_kept() -> None:
    circular = report("第3项任务完成较好。")
    assert words(circular.tasks[2].verdict_text) == "任务完成较好"


def test_a_count_that_does_not_add_up() -> None:
    assert "names 2" in the(report("完成较好的有3项:第1项、第2项。"), "count_mismatch").message


def test_a_row_that_is_not_there() -> None:
    assert "row 12" in the(report("第12项进展缓慢。"), "row_unknown").message


def test_a_row_called_by_other_words() -> None:
    assert "row_words_differ" in checks(report("进展缓慢的有第2项整修乡村小学校舍。"))
    assert "row_words_differ" not in checks(report("进展缓慢的有第2项修建水渠第乙段。"))


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("已完成", "done"),
        ("已完成。", "done"),
        ("已完成,资金已拨付。", "done"),
        ("超额完成", "ahead"),
        ("正在推进", "on_track"),
        ("年度目标任务已完成。", "done"),
        ("已验收销号", "done"),
        ("按计划推进中", "on_track"),
        ("已停工", "other"),
        ("滞后", "behind"),
        ("尚未完成", "unfinished"),
        ("未启动", "not_started"),
        ("已完成投资320万元。", None),
        ("完成清表3公里。", None),
        ("已销号", "done"),
        ("超序时", "ahead"),
        ("达序时", "on_track"),
        ("未达序时", "behind"),
        ("欠进度", "behind"),
        ("未整改到位", "unfinished"),
        ("已竣工。", "done"),
        ("整改中", "on_track"),
        ("进展顺利,已完成40%", "on_track"),
        ("达到时序进度", "on_track"),
        ("进度偏慢", "behind"),
        ("未达时序进度", "behind"),
        ("未动工", "not_started"),
        ("暂缓实施", "other"),
        # the whole is judged among other words
        ("土建完成70%,进度滞后", "behind"),
        ("已完成招标,正在施工,进度滞后", "behind"),
        ("正在推进,工程进度明显滞后。", "behind"),
        ("完成清表3公里。总体进度偏慢。", "behind"),
        ("落后于时序进度", "behind"),
        ("滞后于计划约2个月", "behind"),
        ("完成桩基12根,进度超前", "ahead"),
        ("已提前封顶", "ahead"),
        ("提前完成", "ahead"),
        ("提前15天完工,正在验收", "ahead"),
        ("已完成并长期坚持", "done"),
        ("整改到位并持续巩固", "done"),
        ("完成动员并持续推进", None),  # of a part
        ("未完成并长期坚持", None),
        ("持续整改中", "on_track"),
        ("暂未启动", "not_started"),
        ("已于6月20日完工", "done"),
        ("6月底已全部完成。", "done"),
        ("基本完成", "done"),
        # against the days that have passed
        ("完成62%,超序时进度", "ahead"),
        ("完成投资1.2亿元,超时序进度12个百分点", "ahead"),
        ("完成土方30万方,快于序时进度。", "ahead"),
        ("完成31%,低于序时进度", "behind"),
        ("正在铺设管道,落后于序时进度约2个月", "behind"),
        ("完成8户,但未达序时进度。", "behind"),
        ("完成50%,达到序时进度", "on_track"),
        ("完成8户,已达序时进度,资金下达较慢", "on_track"),
        ("南段完成;北段完成30%,超序时进度", None),
        ("完成62%,确保超序时进度", None),
        ("完成62%,南段低于序时进度", None),
        # the task is named with it, or all that it counts
        ("已改造管网42公里,超额完成年度任务", "ahead"),
        ("超额完成全年目标任务。", "ahead"),
        ("完成年度目标任务", "done"),
        ("全部建成", "done"),
        ("已全部完工", "done"),
        ("12座全部完工。", "done"),
        ("已建成投用", "done"),
        ("已发放到位", "done"),
        ("12座全部完工,8座正在建设", None),
        ("西片12座全部完工", None),
        ("完成31公里,力争超额完成年度任务", None),
        ("主体超额完成年度任务", None),
        ("一期已完成,二期超额完成年度任务", None),
        ("补助款已发放到位", None),
        # a part is, or what was, or may be
        ("已完成招标", None),
        ("完成招标,拆迁进度滞后", None),
        ("一标段完成;二标段完成30%,进度滞后", None),
        ("一标段已交付。二标段完成30%,进度滞后。", None),
        ("前期进度滞后,现已赶上", None),
        ("确保进度不滞后", None),
        ("土建完成,未出现进度滞后", None),
        ("主体已提前封顶", None),
        ("已于6月20日完成招标", None),
        ("6月20日完工", None),
    ],
)
def test_what_a_progress_cell_says(cell: str, status: str | None) -> None:
    circular = table(
        "1", "修建水渠", "6月底前", "县水利局", cell, "2", "整修校舍", "年底前", "县教育局", "正在招标设计阶段。",
        heads=("序号", "工作任务", "完成时限", "责任单位", "进展情况"),
    )  # fmt: skip
    assert circular.tasks[0].status == status


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        ("完成投资的85%", 85.0),
        ("占年度任务的84.03%。", 84.03),
        ("完成率达100%", 100.0),
        ("完成60%,占计划的70%", None),
        ("85%", 85.0),
        ("推进中(70%)", 70.0),
        ("完成5000亩,占任务的83.3%,成活率95%", 83.3),
        ("完成招标,占比待定;达到60%", 60.0),
        ("同比增长12%", None),
        ("正在推进", None),
        ("完成闸室工程的30%", None),
        ("完成闸室工程的30%,堤防工程的50%", None),
        ("完成主体工程80%", None),
        ("完成工程的30%", 30.0),
        ("完成了总工程的30%", 30.0),
        ("完成年度计划工程的30%", 30.0),
        ("完成总工程量的30%", 30.0),
        ("完成工程总投资的30%", 30.0),
        ("征地完成100%,尚未开工", None),
        ("主体工程完成80%", None),
        ("土地平整已完成90%", None),
        ("补助已全部拨付,参合率达98.7%", None),
        ("水渠衬砌完成80%", 80.0),
        ("目前工程累计完成62%", 62.0),
        ("截至9月底完成62%", 62.0),
        ("年度投资完成62%", 62.0),
        ("累计衬砌12公里完成62%", 62.0),
        ("办结率达95%", 95.0),
        ("工程总进度达到62%,主体完成80%", 62.0),
    ],
)
def test_the_share_that_is_done(cell: str, percent: float | None) -> None:
    assert read_percent(cell, "青岩水渠衬砌") == percent


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("附件1第2项整改滞后。", [None, "lagging", None, None]),
        ("附件2中第1项进展缓慢。", [None, None, "lagging", None]),
        ("第2项整改滞后。", [None, None, None, None]),  # of which annex is not said
    ],
)
def test_a_row_of_the_annex_that_the_body_names(body: str, expected: list[str | None]) -> None:
    rows = ("1", "修建水渠", "6月底前", "县水利局", "2", "整修村道", "6月底前", "县交通局")
    annexes = [line for n in "12" for line in ("", f"附件{n}", f"任务表{n}", *HEADS, *rows)]
    circular = notice(body, "附件:1.任务表1", "2.任务表2", after=annexes)
    assert [task.verdict for task in circular.tasks] == expected


@pytest.mark.parametrize("named", ["第2项“整修校舍”", "第二项工作“整修校舍”"])
def test_a_row_that_the_body_calls_by_its_number_with_its_unit_is_no_second_task(named: str) -> None:
    rows = ("1", "修建水渠", "6月底前", "县水利局", "2", "整修校舍", "6月底前", "县教育局")
    circular = table(*rows, body=("二、存在问题", f"(一){named}(责任单位:县教育局)进展缓慢,仅完成35%。"))
    assert [(task.origin, task.verdict) for task in circular.tasks] == [("table", None), ("table", "lagging")]
