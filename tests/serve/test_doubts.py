"""What findings say in Chinese: made of the message's own numbers and words, for every message that the code has."""

from __future__ import annotations

import ast
import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import hongtou
from hongtou.data import load_toml
from hongtou.model.vocabulary import Check
from hongtou.serve.doubts import said

TABLE = load_toml("findings.toml")
ENTRIES = [(section, *entry) for section, entries in TABLE.items() for entry in entries.items()]
PACKAGE = Path(hongtou.__file__).parent


@pytest.mark.parametrize(
    ("check", "message", "chinese"),
    [
        ("number_repeat", "row number 12 stands twice", "序号 12 出现两次"),
        (
            "two_readings",
            "'5月前' may mean 2013-05-31 or, strictly, 2013-04-30",
            "“5月前”可读作 2013-05-31,从严则是 2013-04-30",
        ),
        ("missing_cell", "the row has no cell under '责任单位'", "这一行缺“责任单位”栏的格"),
        ("unread_unit", r"no unit was read in '待\n定'", "“待\n定”里没有读出单位"),
        ("unread_unit", '''no unit was read in "各单位's"''', "“各单位's”里没有读出单位"),
        (
            "row_unknown",
            "the body judges row 9, which the table does not show",
            "正文评价了第 9 项,所见的表中没有这一项",
        ),
        (
            "limit_hit",
            "the text is longer than 5000 characters; what follows was not read",
            "文字超过 5000 字;其后没有读",
        ),
        ("limit_hit", "something new; what follows was not read", "something new;其后没有读"),
        ("unreadable", "It could not be opened: Permission denied.", "打不开:没有权限。"),
        ("unreadable", "It could not be opened: Link has been severed.", "打不开:Link has been severed。"),
        (
            "missing_helper",
            "The document could not be read: every page is a picture without text. To read scans, install the optional "
            "extra: pip install 'hongtou[ocr]'.",
            "文件读不出:每一页都是图片,没有文字。要读扫描件,请安装可选部件:pip install 'hongtou[ocr]'。",
        ),
        (
            "copies_differ",
            "Another copy of this work (a.txt) differs: date none / 2014-03-01; units of row 2 甲 / 乙 and 3 more.",
            "同一公文的另一份(a.txt)有不同:日期 none / 2014-03-01;第 2 项的单位 甲 / 乙;另有 3 处。",
        ),
    ],
)
def test_a_message_is_said_in_chinese_with_its_own_words(check: str, message: str, chinese: str) -> None:
    assert said(check, message, "zh") == (chinese, "zh")
    assert said(check, message, "en") == (message, "en")


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ("number_repeat", "row number 12 stands thrice"),
        ("number_repeat", "no unit was read in '待定'"),
        ("unread_unit", "no unit was read in 待定"),
        ("unread_unit", "no unit was read in '待定' or elsewhere"),
        ("unread_unit", f"no unit was read in {'x' * 3000!r}"),
    ],
)
def test_a_message_that_is_none_of_ours_stays_as_it_is(check: str, message: str) -> None:
    assert said(check, message, "zh") == (message, "en")


def test_what_an_edited_dataset_says_harms_nobody() -> None:
    assert said("unread_unit", r"no unit was read in '\xzz{0}{check}'", "zh") == (
        r"“'\xzz{0}{check}'”里没有读出单位",
        "zh",
    )


def test_every_check_has_its_section() -> None:
    assert set(TABLE) == {*get_args(Check), "why", "differing", "cause"}


def test_causes_are_the_system_s_own_words() -> None:
    assert set(TABLE["cause"]) <= {os.strerror(number) for number in errno.errorcode}


def slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)(?:!r)?\}", text))


@pytest.mark.parametrize(("section", "english", "chinese"), ENTRIES)
def test_both_languages_put_the_same_in(section: str, english: str, chinese: str) -> None:
    assert slots(english) == slots(chinese)
    assert re.search("[\u4e00-\u9fff]", chinese)


# Who composes messages: calls that make a finding or raise what becomes one, and messages on their way there.
CALLS = {
    "Finding",
    "finding",
    "_finding",
    "say",
    "_truncated",
    "failed",
    "LimitError",
    "UnreadableError",
    "MissingHelperError",
}
NAMES = {"message", "self.cut", "why", "how", "ADVICE"}


def skeleton(node: ast.AST) -> str | None:
    """The words of a string or an f-string as a pattern: what is put in may be anything."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (re.escape(v.value) if isinstance(v, ast.Constant) else ".*" for v in node.values)  # type: ignore[arg-type]
        return "".join(parts)
    return None


def composed() -> Iterator[tuple[str, str]]:
    """Each message that the code composes, as a pattern, and where."""
    for room in ("read", "parse", "run", "archive"):
        for path in sorted((PACKAGE / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                given: list[ast.AST] = []
                if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in CALLS:
                    given = [*node.args, *(word.value for word in node.keywords)]
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in NAMES:
                    given = [node.value]
                for one in given:
                    made = skeleton(one)
                    if made and "\\ " in made:
                        yield f"{room}/{path.name}:{node.lineno}", made  # type: ignore[attr-defined]


COMPOSED = list(composed())
EXAMPLES = [re.sub(r"\{\w+(!r)?\}", lambda slot: "'x'" if slot[1] else "7", english) for _, english, _ in ENTRIES]


def test_every_message_of_the_code_has_its_chinese() -> None:
    """Whoever writes a new message writes its line in data/findings.toml."""
    without = [
        f"{place} {pattern}"
        for place, pattern in COMPOSED
        if not any(re.fullmatch(pattern, example, re.DOTALL) for example in EXAMPLES)
    ]
    assert without == []


# What differs is said in pieces that are put together from names of columns, causes in the system's words.
@pytest.mark.parametrize(
    "example",
    [e for e, (section, *_) in zip(EXAMPLES, ENTRIES, strict=True) if section not in ("differing", "cause")],
)
def test_every_line_is_of_a_message_of_the_code(example: str) -> None:
    assert any(re.fullmatch(pattern, example, re.DOTALL) for _, pattern in COMPOSED)
