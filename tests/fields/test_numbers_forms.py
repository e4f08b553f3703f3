"""Numbers whose form misleads: words inside a code, old years, no year, ranges, and numbers of other things."""

from __future__ import annotations

import pytest

from hongtou.fields.numbers import find_numbers

INSIDE_A_CODE = [
    ("白经信技〔2012〕156号", ["白经信技〔2012〕156号"]),
    ("（黔经信办〔2015〕8号）", ["黔经信办〔2015〕8号"]),
    ("青依法办〔2015〕8号", ["青依法办〔2015〕8号"]),
    ("执行发〔2015〕8号", ["执行发〔2015〕8号"]),
    ("现将白经信技〔2012〕156号转发给你们", ["白经信技〔2012〕156号"]),
    # the same words as verbs
    ("执行云政发〔2010〕3号", ["云政发〔2010〕3号"]),
    ("执行财税〔2018〕3号", ["财税〔2018〕3号"]),
    ("已经云政发〔2010〕3号明确", ["云政发〔2010〕3号"]),
    ("自闽财预〔2019〕4号印发之日起", ["闽财预〔2019〕4号"]),
    ("和闽财预〔2019〕4号同时废止", ["闽财预〔2019〕4号"]),
    ("自政办发〔2019〕4号", ["自政办发〔2019〕4号"]),  # of 自贡
    ("国务院国发〔1998〕44号", ["国发〔1998〕44号"]),
    ("国家发展改革委发改投资〔2019〕5号", ["发改投资〔2019〕5号"]),
    ("按照国家发展改革委、住房城乡建设部发改投资〔2020〕12号要求", ["发改投资〔2020〕12号"]),
    ("市委宣传部宣发〔2011〕3号", ["宣发〔2011〕3号"]),
    ("市局发〔2018〕3号", ["市局发〔2018〕3号"]),
    ("第〇号令", []),
    ("中共中央、国务院中发〔2019〕4号", ["中发〔2019〕4号"]),
]
OLD_FORMS = [
    ("青府（88）23号", ["青府〔1988〕23号"]),
    ("按青府（88）23号办理", ["青府〔1988〕23号"]),
    ("青府（12）23号", []),  # of this century: nothing says that 12 is a year
    ("建房字第217号", ["建房字第217号"]),
    ("根据建房字第217号规定", ["建房字第217号"]),
    ("身份证字第217号", []),
    ("青民初字第217号", []),
    ("国有土地使用证云国用字第217号", []),
]
RANGES = [
    ("财税〔2018〕1-3号", ["财税〔2018〕1号", "财税〔2018〕2号", "财税〔2018〕3号"]),
    ("云政发〔2018〕11至12号", ["云政发〔2018〕11号", "云政发〔2018〕12号"]),
    ("财税〔2018〕39-1号", ["财税〔2018〕39-1号"]),
    ("财税〔2018〕1-80号", ["财税〔2018〕1-80号"]),
    ("财税〔2018〕-12号", ["财税〔2018〕12号"]),
    ("财税〔2018〕-号", []),
]
OTHER_THINGS = ["证书编号〔2019〕3号", "合同号〔2019〕3号", "许可证号：〔2019〕3号", "专利号 〔2019〕3号"]


@pytest.mark.parametrize(("text", "expected"), [*INSIDE_A_CODE, *OLD_FORMS, *RANGES])
def test_number(text: str, expected: list[str]) -> None:
    assert [number.normalized for number in find_numbers(text)] == expected


@pytest.mark.parametrize("text", OTHER_THINGS)
def test_numbers_of_contracts_and_certificates_are_none(text: str) -> None:
    assert find_numbers(text) == []


def test_each_number_of_a_range_stands_where_the_range_is_printed() -> None:
    numbers = find_numbers("见财税〔2018〕1-3号文件")
    assert {(n.text, n.start, n.end) for n in numbers} == {("财税〔2018〕1-3号", 1, 13)}
    assert [n.serial for n in numbers] == [1, 2, 3]


def test_a_number_without_a_year_has_a_serial_and_no_year() -> None:
    (number,) = find_numbers("建房字第217号")
    assert (number.issuer_code, number.number_kind, number.year, number.serial) == ("建房字", "字", None, 217)


@pytest.mark.parametrize(
    ("text", "normalized"),
    [
        ("中华人民共和国主席令(九届第37号)", "中华人民共和国主席令〔九届〕第37号"),
        ("中华人民共和国主席令(十届第五号)", "中华人民共和国主席令〔十届〕第5号"),
        ("中华人民共和国主席令第70号", "中华人民共和国主席令第70号"),
        ("中华人民共和国国务院令第70号", "国务院令第70号"),
        ("主席令第70号", "主席令第70号"),
    ],
)
def test_the_president_s_order_bears_the_name_of_the_state(text: str, normalized: str) -> None:
    assert [n.normalized for n in find_numbers(text)] == [normalized]


@pytest.mark.parametrize(
    "text", ["〔2018〕" * 60_000, "字第" * 150_000 + "3号", "3号" * 150_000, "1-" * 150_000 + "3号"]
)
def test_long_input_takes_linear_time(text: str) -> None:
    assert len(find_numbers(text)) <= 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("惠市人社函〔2020〕66号", "惠市人社函〔2020〕66号"),
        ("汀川市人社函〔2020〕66号", "汀川市人社函〔2020〕66号"),
        ("汀川县安委〔2020〕6号", "汀川县安委〔2020〕6号"),
        ("汀川市汀人社函〔2020〕66号", "汀人社函〔2020〕66号"),
        ("(长县教发〔2018〕6号)", "长县教发〔2018〕6号"),
        ("我市人社函〔2020〕66号", "人社函〔2020〕66号"),
        ("云中法发〔2015〕12号", "云中法发〔2015〕12号"),
        ("各县教发〔2018〕6号", "教发〔2018〕6号"),
    ],
)
def test_a_place_with_its_level_opens_a_code(text: str, number: str) -> None:
    assert [found.normalized for found in find_numbers(text)] == [number]
