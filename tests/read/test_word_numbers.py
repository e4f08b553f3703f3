"""The numbers that Word prints by itself."""

import pytest

from hongtou.read import read

from .office import checks, lines, numbered, p, word


def level(at: int, form: str, pattern: str, *, start: int = 1, suffix: str = "nothing", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{pattern}"/>'
        f'<w:suff w:val="{suffix}"/></w:lvl>'
    )


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>', more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{more}{nums}'


def printed(body: str, numbering: str, **parts: str) -> list[str]:
    return lines(read(word(body, numbering=numbering, **parts), path="a.docx"))


@pytest.mark.parametrize(
    ("form", "pattern", "start", "expected"),
    [
        ("chineseCountingThousand", "%1、", 1, "一、|二、"),
        ("chineseCounting", "(%1)", 10, "(十)|(十一)"),
        ("japaneseCounting", "第%1条", 20, "第二十条|第二十一条"),
        ("chineseCountingThousand", "%1、", 109, "一百零九、|一百一十、"),
        ("decimal", "%1.", 9, "9.|10."),
        ("decimalZero", "%1", 9, "09|10"),
        ("decimalFullWidth", "%1.", 1, "１.|２."),
        ("decimalEnclosedCircle", "%1", 20, "⑳|㉑"),
        ("decimalEnclosedCircleChinese", "%1", 1, "①|②"),
        ("ideographTraditional", "%1、", 10, "癸、|11、"),
        ("chineseLegalSimplified", "%1、", 10, "壹拾、|壹拾壹、"),
        ("upperRoman", "%1.", 4, "IV.|V."),
        ("lowerLetter", "%1)", 26, "z)|aa)"),
        ("ideographDigital", "%1", 9, "九|一〇"),
        ("none", "附件", 1, "附件|附件"),
        ("bullet", "\uf0b7", 1, "|"),
    ],
)
def test_a_number_is_written_as_word_writes_it(form: str, pattern: str, start: int, expected: str) -> None:
    found = printed(numbered("甲") + numbered("乙"), lists(level(0, form, pattern, start=start)))
    first, second = expected.split("|")
    assert found == [first + "甲", second + "乙"]


def test_deeper_levels_begin_anew_and_show_those_above() -> None:
    body = "".join(
        numbered(words, level=at)
        for at, words in [(0, "总则"), (1, "目标"), (1, "原则"), (2, "统筹"), (0, "任务"), (1, "水利"), (2, "修渠")]
    )
    levels = (
        level(0, "chineseCounting", "%1、"),
        level(1, "chineseCounting", "(%2)"),
        level(2, "decimal", "%3.", suffix="space"),
    )
    assert printed(body, lists(*levels)) == [
        "一、总则", "(一)目标", "(二)原则", "1. 统筹", "二、任务", "(一)水利", "1. 修渠",
    ]  # fmt: skip


def test_a_number_of_several_levels_and_one_in_legal_style() -> None:
    levels = (
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2"),
        level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>"),
    )
    body = numbered("总则") + numbered("目的", level=1) + numbered("范围", level=2)
    assert printed(body, lists(*levels)) == ["第一章总则", "一.1目的", "1.1.1范围"]


def test_a_level_that_never_restarts() -> None:
    levels = (level(0, "decimal", "%1."), level(1, "decimal", "第%2条", more='<w:lvlRestart w:val="0"/>'))
    body = numbered("甲") + numbered("乙", level=1) + numbered("丙") + numbered("丁", level=1)
    assert printed(body, lists(*levels)) == ["1.甲", "第1条乙", "2.丙", "第2条丁"]


def test_two_lists_of_one_kind_count_on_unless_one_begins_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    body = "".join(numbered("甲", number) for number in (1, 2, 3, 3))
    assert printed(body, lists(level(0, "decimal", "%1."), nums=nums)) == ["1.甲", "2.甲", "1.甲", "2.甲"]


def test_a_style_may_number_its_paragraphs() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="I"><w:basedOn w:val="H"/></w:style>'
    )
    numbering = lists(
        level(0, "decimal", "%1.", more='<w:pStyle w:val="H"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="I"/>'),
    )
    off = '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("甲", '<w:pStyle w:val="H"/>') + p("乙", '<w:pStyle w:val="I"/>') + p("丙", off)
    assert printed(body, numbering, styles=styles) == ["1.甲", "1.1乙", "丙"]


def test_a_list_may_be_defined_by_the_style_of_another() -> None:
    more = (
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="S"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="6"><w:styleLink w:val="S"/>{level(0, "decimal", "%1)")}</w:abstractNum>'
    )
    nums = '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    assert printed(numbered("甲"), lists(nums=nums, more=more)) == ["1)甲"]


def test_a_tab_after_the_number_is_a_blank_and_none_ends_a_line() -> None:
    found = printed(numbered("甲") + numbered(""), lists(level(0, "decimal", "%1.", suffix="tab")))
    assert found == ["1. 甲", "2."]


def test_a_number_that_cannot_be_written_is_said() -> None:
    document = read(word(numbered("甲"), numbering=lists(level(0, "hebrew1", "%1."))), path="a.docx")
    assert checks(document) == ["damaged_text"]


def test_a_list_that_is_not_there_prints_no_number() -> None:
    assert printed(numbered("甲", number=9), lists(level(0, "decimal", "%1."))) == ["甲"]
