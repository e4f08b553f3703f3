"""The laws hold on damaged samples: no text makes the parser fail, and no value it then gives is misplaced."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import hongtou
from hongtou.model import Circular
from hongtou.read import read_text

from . import samples, tables

names = st.sampled_from(samples.NAMES)
fuzz = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Lines = list[str]


def _shuffled(lines: Lines, draw: st.DrawFn) -> Lines:
    """A stretch of lines in another order: shuffling everything would leave no table to misread."""
    first = draw(st.integers(0, len(lines)))
    last = draw(st.integers(first, min(len(lines), first + 40)))
    return [*lines[:first], *draw(st.permutations(lines[first:last])), *lines[last:]]


def _dropped(lines: Lines, draw: st.DrawFn) -> Lines:
    gone = draw(st.sets(st.integers(0, len(lines) - 1), max_size=30))
    return [line for index, line in enumerate(lines) if index not in gone]


def _doubled(lines: Lines, draw: st.DrawFn) -> Lines:
    twice = draw(st.sets(st.integers(0, len(lines) - 1), max_size=15))
    return [line for index, line in enumerate(lines) for _ in range(1 + (index in twice))]


def _joined(lines: Lines, draw: st.DrawFn) -> Lines:
    first = draw(st.integers(0, len(lines) - 1))
    last = draw(st.integers(first, len(lines)))
    blank = draw(st.sampled_from((" ", "\u3000", "\t", "", "|", "\xa0", "\ue004")))
    return [*lines[:first], blank.join(line.strip() for line in lines[first:last]), *lines[last:]]


def _without_cells(lines: Lines, draw: st.DrawFn) -> Lines:
    """Cells between tabs, bars or tags go; in a flattened table a cell is a line."""
    cell = re.compile(r"(?<=[\t|>])[^\t|<>\n]+(?=[\t|<])")
    text = "\n".join(lines)
    found = list(cell.finditer(text))
    gone = draw(st.sets(st.integers(0, len(found) - 1), max_size=20)) if found else set()
    for index in sorted(gone, reverse=True):
        text = text[: found[index].start()] + text[found[index].end() :]
    return text.split("\n")


def _without_tags(lines: Lines, draw: st.DrawFn) -> Lines:
    text = "\n".join(lines)
    found = [match.span() for match in re.finditer(r"<[^>]{1,200}>", text)]
    gone = draw(st.sets(st.integers(0, len(found) - 1), max_size=20)) if found else set()
    for index in sorted(gone, reverse=True):
        text = text[: found[index][0]] + text[found[index][1] :]
    return text.split("\n")


_DAMAGES: tuple[Callable[[Lines, st.DrawFn], Lines], ...] = (
    _shuffled, _dropped, _doubled, _joined, _without_cells, _without_tags,
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A sample's source after one to three damages."""
    lines = samples.source(draw(names)).split("\n")
    for damage in draw(st.lists(st.sampled_from(_DAMAGES), min_size=1, max_size=3)):
        lines = damage(lines, draw) or [""]
    return "\n".join(lines)


def assert_lawful(made: Circular) -> None:
    """A circular is there, and what it says stands where it says."""
    assert samples.broken_spans(made) == []
    assert samples.uncovered(made) == ""
    assert len({task.task_id for task in made.tasks}) == len(made.tasks)
    assert all(finding.message for finding in made.findings)


@fuzz
@given(text=damaged())
def test_a_damaged_circular_is_read_lawfully(text: str) -> None:
    assert_lawful(hongtou.extract_text(text))


def joined_rows() -> str:
    """Four rows between bars on one line."""
    lines = samples.source("baishi-2017-pipe.txt").split("\n")
    first = next(index for index, line in enumerate(lines) if line.startswith("| 1 |"))
    return "\n".join([*lines[:first], " ".join(lines[first : first + 4]), *lines[first + 4 :]])


@example(text=joined_rows())
@fuzz
@given(text=damaged())
def test_a_damaged_table_loses_and_doubles_nothing(text: str) -> None:
    page, grids = tables.of(read_text(text))
    findings = hongtou.extract_text(text).findings
    assert [tables.twice(page, grid) for grid in grids] == [""] * len(grids)
    assert [tables.hidden(page, grid, findings) for grid in grids] == [""] * len(grids)


@fuzz
@given(text=damaged())
def test_a_damaged_circular_is_read_the_same_twice(text: str) -> None:
    once, twice = hongtou.extract_text(text), hongtou.extract_text(text)
    assert msgspec.json.encode(once) == msgspec.json.encode(twice)


@fuzz
@given(name=names, share=st.floats(0, 1))
def test_a_file_cut_anywhere_is_read_lawfully(name: str, share: float) -> None:
    data = samples.data(name)
    assert_lawful(hongtou.extract(data[: max(1, int(len(data) * share))], path=name))


@fuzz
@given(name=names, data=st.data())
def test_a_file_with_broken_bytes_is_read_lawfully(name: str, data: st.DataObject) -> None:
    whole = bytearray(samples.data(name))
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=20)):
        whole[place] = byte
    assert_lawful(hongtou.extract(bytes(whole), path=name))


# Words that set off the parser's rules, in any order.
_WORDS = (
    "云溪县人民政府", "关于", "印发", "2016年重点工作", "的通知", "云政发〔2016〕5号", "\n", "附件", "附件:", ":",
    "1.", "一、", "(一)",
    "序号", "工作任务", "完成时限", "责任单位", "进展情况", "牵头单位", "备注", "\t", "|", "县水利局", "、",
    "各乡镇人民政府", "6月底前",
    "(责任单位:", ")", "县财政局牵头", "县发改局配合", "。", "第3项", "第5至7项完成较好", "有3项", "进展缓慢",
    "2016年4月20日", "〔", "《",
    "》", "抄送:", "主题词:", "合计", "列第一位者为牵头单位", "\u3000", "1-1", "12", "年底前", "第 [1] 页 共[2]页",
    "成文日期:", "-1-",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=80))
def test_any_words_of_the_grammar_are_read_lawfully(words: list[str]) -> None:
    assert_lawful(hongtou.extract_text("".join(words)))


@settings(max_examples=100, deadline=None)
@given(lines=st.lists(st.sampled_from(_WORDS), max_size=60), head=st.permutations(_WORDS[13:19]))
def test_any_flattened_table_is_read_lawfully(lines: list[str], head: list[str]) -> None:
    assert_lawful(hongtou.extract_text("\n".join(("关于分工的通知", "", *head, *lines))))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_at_all_is_read_lawfully(text: str) -> None:
    assert_lawful(hongtou.extract_text(text))
