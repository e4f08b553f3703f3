"""Personal telephone numbers: what is one, what is none, and that a report shows none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hongtou
from factories import circular, circulars
from hongtou.model import Circular, Value
from hongtou.serve.masks import masked
from hongtou.serve.phones import personal_numbers
from hongtou.serve.report import report
from hongtou.serve.words import Words


def hidden(text: str) -> str:
    """The text as a report prints it."""
    characters = list(text)
    for _, (start, end) in personal_numbers(text):
        characters[start:end] = ["*" if c.isdigit() else c for c in characters[start:end]]
    return "".join(characters)


PERSONAL = [
    ("请与张三联系(13812345678)。", "请与张三联系(138********)。"),
    ("手机:138 1234 5678", "手机:138 **** ****"),
    ("李四 159-1234-5678", "李四 159-****-****"),
    ("李四 13812-345678", "李四 138**-******"),
    ("李四 1381 234 5678", "李四 138* *** ****"),
    ("王五 138 123 45678", "王五 138 *** *****"),
    ("电话 +86 13812345678", "电话 +86 138********"),
    ("电话 008613812345678", "电话 0086138********"),
    ("电话 013812345678", "电话 0138********"),
    ("手机１３８１２３４５６７８", "手机１３８********"),
    ("邮箱13812345678@163.com", "邮箱138********@163.com"),
    ("13812345678、15987654321", "138********、159********"),
    ("请拨打13812345678号", "请拨打138********号"),
    ("张三 0138 1234 5678", "张三 0138 **** ****"),
    ("联系电话:0138-12345678", "联系电话:0138-********"),
    ("联系人:张三,联系电话:0731-2871234", "联系人:张三,联系电话:0731-*******"),
    ("联系电话:(0731)82871234", "联系电话:(0731)********"),
    ("联系电话:0731 2871234转806", "联系电话:0731 *******转***"),
    ("联系电话:0735-2871234-806", "联系电话:0735-*******-***"),
    ("联系人:张三 2871234", "联系人:张三 *******"),
    ("联系电话:2871234、2871235", "联系电话:*******、*******"),
    ("联系电话:8287 1234", "联系电话:**** ****"),
    ("联系电话：０７３１－２８７１２３４", "联系电话：０７３１－*******"),
    ("经办人:李四 0731-2871234 138 1234 5678", "经办人:李四 0731-******* 138 **** ****"),
    ("联系电话:\n0731-2871234\n第二条", "联系电话:\n0731-*******\n第二条"),
    ("姓名\t联系电话\n张三\t2871234\n李四\t2871235\n\n另文", "姓名\t联系电话\n张三\t*******\n李四\t*******\n\n另文"),
    ("监督电话:0731-2871234,联系人:张三 2871235", "监督电话:0731-2871234,联系人:张三 *******"),
]  # fmt: skip

NONE = [
    "云政办函〔2009〕313号",
    "国家税务总局公告2019年第39号",
    "统一社会信用代码91430100138123456X",
    "统一社会信用代码:911381234567812345",
    "公民身份号码431003198001011234",
    "投资13812345678元",
    "投资13812345678.50元",
    "投资13812345678万元",
    "账号:13812345678",
    "账号 6222 1381 2345 6781 234",
    "索引号:000014349/2013-00138",
    "索引号 0143-2016-0012",
    "索引号:138-2016-0012 联系电话见附件",
    "档号0138-2016-0012",
    "档号2016-138-1234-5678",
    "档号138-1234-5678-01",
    "岭公网安备 43010002000138号",
    "备案号13812345678",
    "监督电话:0731-2871234",
    "举报电话12388,热线12345",
    "2013年6月30日至2014年12月31日",
    "投资 27 135 2009 2010 2300",
    "138\t1234\t5678",
    "联系人:张三,2013年6月30日",
    "联系人:张三,见云政办发〔2013〕12345678号",
    "县信访局电话0731-2871234",
    "3.13812345678",
    "12812345678",
    "138123456789",
    "联系电话:12345",
]


@pytest.mark.parametrize(("printed", "shown"), PERSONAL)
def test_a_personal_number_is_hidden(printed: str, shown: str) -> None:
    assert hidden(printed) == shown


@pytest.mark.parametrize("printed", NONE)
def test_what_is_none_stays(printed: str) -> None:
    assert hidden(printed) == printed


@given(st.text(alphabet="138 -0７０()转号元\t\n联系电话:", max_size=40))
def test_a_mask_is_as_long_as_what_it_hides(text: str) -> None:
    shown = hidden(text)
    assert len(shown) == len(text)
    assert all(a == b or (a.isdigit() and b == "*") for a, b in zip(text, shown, strict=True))


TEXT = """云溪县人民政府办公室关于报送防汛方案的通知
云政办函〔2019〕7号
各乡镇人民政府:
序号\t工作任务\t责任单位\t完成时限\t联系电话
1\t修缮堤防(联系李四13912345678)\t县水利局\t6月30日前\t2871234
2\t清淤\t县水利局\t7月底前\t2871235
联系人:张三,手机:138 1234 5678,办公0731-2871236。
"""


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


NUMBERS = ("13912345678", "13812345678", "2871234", "2871235", "2871236")


def test_no_number_is_anywhere_in_a_masked_report() -> None:
    page, count = report([hongtou.extract_text(TEXT)], Words("zh"))
    assert count == len(NUMBERS)
    assert [number for number in NUMBERS if number in digits(page)] == []
    assert "已遮盖 5 处个人电话号码" in page
    assert "云政办函〔2019〕7号" in page


def test_a_report_may_show_them_and_says_so() -> None:
    page, count = report([hongtou.extract_text(TEXT)], Words("en"), mask=False)
    assert count == 0
    assert "2871234" in page
    assert "not masked" in page


def test_every_value_is_masked_as_its_place_is() -> None:
    shown, _ = masked(hongtou.extract_text(TEXT))

    def values(item: object) -> None:
        if isinstance(item, Value):
            assert shown.text[item.start : item.end] == item.text
        if isinstance(item, tuple):
            for one in item:
                values(one)
        for name in getattr(item, "__struct_fields__", ()):
            values(getattr(item, name))

    values(shown)


def test_what_is_written_from_a_value_is_masked_too() -> None:
    number = "13912345678"
    made = circular(title=Value(text="x", start=0, end=1, clean=f"联系{number}"))
    shown, _ = masked(made)
    assert shown.title is not None
    assert shown.title.reading == "联系139********"


def test_addresses_and_names_of_records_stay() -> None:
    made = hongtou.extract_text(TEXT)
    shown, _ = masked(made)
    assert (shown.circular_id, shown.work_id) == (made.circular_id, made.work_id)
    assert [task.task_id for task in shown.tasks] == [task.task_id for task in made.tasks]


@given(circulars())
def test_a_circular_without_numbers_stays_as_it_is(made: Circular) -> None:
    shown, count = masked(made)
    assert count == len(personal_numbers(made.text)) == 0
    assert shown == made
