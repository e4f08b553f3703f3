"""Whole composed circulars whose assignments stand in running text: words, headings, who, until when, what lags.

The files in ``passages/`` hold circulars with their labels drawn into them: ⟦…⟧ around the words of a task, ‹a:…›
around a heading. After ``---`` comes one line a task, ``headings | units | limits``: a unit that leads has a ``!``
behind it, one that supports a ``~``. ``@`` is a limit of no task, ``+`` a unit that a sentence adds to all, ``? check``
a finding that must be there, ``#row verdict`` what the body says of a row of a table, ``as_of`` and ``report_of`` are
the circular's.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from hongtou.model import Circular, Deadline, Value

from .compose import notice, read, units

MARKS = re.compile(r"[⟦⟧›]|‹([a-z]):")
FILES = sorted(Path(__file__).with_name("passages").glob("*.txt"))


class Case(NamedTuple):
    """A circular, and lines that say what is in it."""

    name: str
    text: str
    expected: list[str]


def cases() -> Iterator[Case]:
    """The circulars of all files."""
    for file in FILES:
        for block in re.split(r"^=== *", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = block.partition("\n")
            marked, _, labels = rest.partition("\n---\n")
            text, words, headings = unmark(marked)
            yield Case(f"{file.stem}-{name.strip()}", text, list(written(labels, words, headings)))


def unmark(marked: str) -> tuple[str, list[str], dict[str, str]]:
    """The text without its marks, the words of the tasks, the headings by letter."""
    text, words, headings, at, opened, open_headings = "", [], {}, 0, 0, []
    for mark in MARKS.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0] == "⟦":
            opened = len(text)
        elif mark[0] == "⟧":
            words.append(text[opened:])
        elif mark[0] == "›":
            letter, start = open_headings.pop()
            headings[letter] = text[start:]
        else:
            open_headings.append((mark[1], len(text)))
    return text + marked[at:], words, headings


def written(labels: str, words: Sequence[str], headings: dict[str, str]) -> Iterator[str]:
    """The labels as the lines that a right reading gives."""
    left = iter(words)
    for line in filter(None, map(str.strip, labels.splitlines())):
        if "|" not in line:
            yield line
            continue
        letters, who, limits = (part.strip() for part in line.split("|"))
        over = "/".join(bare(headings[letter]) for letter in letters)
        yield f"{bare(next(left))} | {over} | {who} | {limits}"
    assert next(left, None) is None, "more words than labels"


def bare(words: str) -> str:
    """The words without blanks."""
    return "".join(words.split())


def limit(deadline: Deadline) -> str:
    """Its kind and days."""
    days = [str(day) for day in (deadline.date_from, deadline.date_to) if day]
    return " ".join([str(deadline.kind), *days])


def said(circular: Circular, expected: Sequence[str]) -> list[str]:
    """What the program read, as lines; of findings and verdicts those that are asked for."""
    marks = {"lead": "!", "support": "~", "responsible": ""}
    lines = []
    for task in circular.tasks:
        if task.origin == "table":
            if task.verdict:
                lines.append(f"#{_said(task.number) or _said(task.task)} {task.verdict}")
            continue
        who = " ".join(f"{bare(unit.reading)}{marks[unit.role]}" for unit in task.responsibilities)
        over = "/".join(map(_said, task.category))
        lines.append(f"{_said(task.task)} | {over} | {who} | {'; '.join(map(limit, task.deadlines))}")
    lines += [f"@ {limit(deadline)}" for deadline in circular.deadlines]
    lines += [f"+ {unit.reading}" for unit in circular.standing_responsibilities]
    checks = {finding.check for finding in circular.findings}
    lines += [line for line in expected if line.startswith("? ") and line[2:] in checks]
    if circular.as_of:
        lines.append(f"as_of {circular.as_of}")
    if circular.report_of:
        lines.append(f"report_of {circular.report_of}")
    return lines


def _said(value: Value | None) -> str:
    return bare(value.reading) if value else ""


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_running_text(case: Case) -> None:
    circular = read(*case.text.splitlines())
    read_as = said(circular, case.expected)
    assert read_as == case.expected, "\n".join(["", *difflib.ndiff(case.expected, read_as)])


def assigned(*body: str) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(task.task.text, units(task)) for task in notice(*body).tasks]


def test_who_runs_it_on_a_line_of_its_own_right_under_the_words() -> None:
    assert assigned(
        "1.整修鹿坪水渠。",
        "主办:县水利局 会办:县财政局、县林业局",
        "2.改造松岗校舍。",
        "主办:县教育局",
        "协办:县住建局",
    ) == [
        ("1.整修鹿坪水渠。", [("县水利局", "lead"), ("县财政局", "support"), ("县林业局", "support")]),
        ("2.改造松岗校舍。", [("县教育局", "lead"), ("县住建局", "support")]),
    ]


@pytest.mark.parametrize(
    "foot",
    [
        ["主办:云溪县人民政府办公室"],
        ["主办:云溪县人民政府办公室 承办:县大数据中心"],
        ["地址:云溪县人民路1号", "主办:县大数据中心"],
        ["主办:云溪县人民政府,维护:县大数据中心"],
    ],
)
def test_the_foot_of_a_page_assigns_nothing(foot: list[str]) -> None:
    assert assigned("请各单位认真落实上述要求。", *foot) == []
    assert notice("请各单位认真落实上述要求。", after=["主办:县大数据中心 协办:县政务服务局"]).tasks == ()


@pytest.mark.parametrize(
    "foot",
    [
        "主办单位:云溪县人民政府办公室 技术支持:大众公司",
        "指导单位:县委网信办 主办单位:县政府办 承办单位:县大数据中心",
        "责任单位:云溪县政府网站管理中心",
    ],
)
def test_below_the_signature_a_label_closes_nothing(foot: str) -> None:
    assert notice("请各单位认真落实上述要求。", after=[foot]).tasks == ()
    (task,) = notice("1.修建水渠。(县水利局负责)", after=["打印关闭", foot]).tasks
    assert units(task) == [("县水利局", "responsible")]


@pytest.mark.parametrize("label", ["工作内容", "主要任务", "整改措施"])
def test_the_first_of_several_labelled_blocks_is_a_task_too(label: str) -> None:
    one = ("修建公路", f"{label}:改造县道。", "责任单位:县交通运输局", "完成时限:10月底前")
    two = ("整修校舍", f"{label}:更换门窗。", "责任单位:县教育局", "完成时限:8月底前")
    circular = notice("现明确任务如下。", *one, *two)
    assert [[name for name, _ in units(task)] for task in circular.tasks] == [["县交通运输局"], ["县教育局"]]
    assert [len(task.deadlines) for task in circular.tasks] == [1, 1]


@pytest.mark.parametrize(
    "lines",
    [
        ("培训内容:公文写作。", "承办单位:县委党校"),
        ("建设内容:新建水渠12公里。", "建设单位:县水利局"),
        ("主要内容:云溪水利", "责任单位:县水利局"),
    ],
)
def test_entries_that_say_no_work_are_no_task(lines: tuple[str, ...]) -> None:
    assert notice("现公布如下。", *lines).tasks == ()
