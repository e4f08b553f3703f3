"""Keys that stay."""

from __future__ import annotations

import datetime as dt

import pytest

import hongtou
from hongtou.parse.identity import work_id

from .compose import NUMBER, TITLE, notice, table

DAY = dt.date(2016, 4, 20)


def test_the_same_bytes_give_the_same_circular_whatever_the_path() -> None:
    data = TITLE.encode()
    one, two = hongtou.extract(data, path="a.txt"), hongtou.extract(data, path="deep/b.txt")
    assert one.circular_id == two.circular_id


def test_other_bytes_give_another_circular() -> None:
    assert notice("甲。").circular_id != notice("乙。").circular_id


def test_two_copies_are_one_work() -> None:
    one, two = notice("请落实。"), notice("请落实。", after=("打印", "关闭窗口"))
    assert one.circular_id != two.circular_id
    assert one.work_id == two.work_id


def test_the_number_s_form_does_not_matter() -> None:
    assert notice(number="云政办发[2016]031 号").work_id == notice(number=NUMBER).work_id


def test_two_places_with_one_number_are_two_works() -> None:
    one = notice(title="白石县人民政府关于防汛的通知", number="政发〔2016〕5号", signed="白石县人民政府")
    two = notice(title="沙洲县人民政府关于防汛的通知", number="政发〔2016〕5号", signed="沙洲县人民政府")
    assert one.work_id != two.work_id


def test_without_a_number_issuer_date_and_title_say_which_work() -> None:
    one = work_id(None, None, "云溪县人民政府", DAY, "关于 防汛的通知", "甲")
    assert one == work_id(None, None, "云溪县 人民政府", DAY, "关于防汛的通知", "乙")
    assert one != work_id(None, None, "云溪县人民政府", DAY, "关于防火的通知", "甲")


@pytest.mark.parametrize(
    ("issuer", "issued", "title"),
    [(None, None, None), (None, None, "重点工作任务分工表"), ("云溪县人民政府", DAY, None), (None, DAY, "")],
)
def test_what_many_may_be_called_says_no_work(issuer: str | None, issued: dt.date | None, title: str | None) -> None:
    one = work_id(None, None, issuer, issued, title, "修建水渠,县水利局")
    assert one != work_id(None, None, issuer, issued, title, "整修校舍,县教育局")
    assert one == work_id(None, None, issuer, issued, title, "修建水渠, 縣水利局")


def test_tables_that_stand_alone_are_two_works() -> None:
    heads = "序号\n工作任务\n完成时限\n责任单位\n"
    one, two = (
        hongtou.extract(f"{heads}1\n{task}\n6月底前\n县教育局\n2\n{task}验收\n年底前\n县水利局\n".encode())
        for task in ("修建水渠", "整修校舍")
    )
    assert len(one.tasks) == len(two.tasks) == 2
    assert one.work_id != two.work_id
    assert {task.row_key for task in one.tasks}.isdisjoint(task.row_key for task in two.tasks)


def test_a_row_s_key_is_its_printed_number() -> None:
    keys = [
        task.row_key
        for task in table("1", "修建水渠", "6月底前", "县水利局", "2", "整修校舍", "年底前", "县教育局").tasks
    ]
    assert [key.rpartition("/")[2] for key in keys] == ["1", "2"]


def test_a_row_s_key_survives_other_rows() -> None:
    first = ("1", "修建水渠", "6月底前", "县水利局")
    last = ("3", "加固堤防", "上半年", "县水利局")
    whole = table(*first, "2", "整修校舍", "年底前", "县教育局", *last).tasks[-1]
    less = table(*first, *last).tasks[-1]
    assert whole.row_key == less.row_key
    assert whole.task_id != less.task_id


def test_an_inline_task_s_key_is_of_its_words() -> None:
    one = notice("一、修建水渠。(县水利局负责)").tasks[0]
    two = notice("总体要求。", "一、修建水渠。(县水利局、县财政局负责)").tasks[0]
    assert one.row_key == two.row_key
