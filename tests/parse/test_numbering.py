"""Printed numbering (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

import pytest

from hongtou.parse.numbering import numbering


@pytest.mark.parametrize(
    ("words", "rank", "mark"),
    [
        ("第一部分 总体要求", -2, "第一部分 "),
        ("第三篇 水利", -2, "第三篇 "),
        ("第二章 职责", -1, "第二章 "),
        ("第二节 渠道", 0, "第二节 "),
        ("一、加强领导", 1, "一、"),
        ("十二、强化督查", 1, "十二、"),
        ("(一)落实责任", 2, "(一)"),
        ("(十一)、落实责任", 2, "(十一)、"),
        ("㈠落实责任", 2, "㈠"),
        ("㈩落实责任", 2, "㈩"),
        ("1.修建水渠", 3, "1."),
        ("12、修建水渠", 3, "12、"),
        ("(1)清淤", 4, "(1)"),
        ("⒈修建水渠", 3, "⒈"),
        ("⒓ 修建水渠", 3, "⒓ "),
        ("⑴清淤", 4, "⑴"),
        ("①清淤", 5, "①"),
    ],
)
def test_a_numbering_has_a_rank(words: str, rank: int, mark: str) -> None:
    found = numbering(words)
    assert found
    assert (found.rank, words[: found.length]) == (rank, mark)


@pytest.mark.parametrize(
    "words",
    ["", "修建水渠", "1.5万亩农田", "2016年工作", "一是修建水渠", "第三产业", "第二节课程", "(县水利局)", "100户"],
)
def test_what_only_looks_like_one(words: str) -> None:
    assert numbering(words) is None
