"""What one document may cost: what is beyond a limit is not read, and is said."""

from __future__ import annotations

from typing import Any

import pytest

import hongtou
from hongtou.errors import LimitError, UsageError
from hongtou.read import Limits, read

from .office import cell, checks, lines, p, package, row, sheet, word

TABLE = f"<w:tbl>{''.join(row(cell(str(at)), cell('修渠')) for at in range(50))}</w:tbl>"


@pytest.mark.parametrize(
    ("settings", "data", "path"),
    [
        (["size=10"], p("甲").encode(), "a.txt"),
        (["unpacked=1K"], word(TABLE), "a.docx"),
        (["memory=10K"], word(TABLE), "a.docx"),
        (["seconds=0"], word(TABLE), "a.docx"),
    ],
)
def test_a_limit_that_leaves_nothing_is_an_error(settings: list[str], data: bytes, path: str) -> None:
    with pytest.raises(LimitError):
        read(data, path=path, limits=Limits().with_settings(settings))


@pytest.mark.parametrize(
    ("settings", "data", "path", "left"),
    [
        (["characters=5"], "关于防汛的通知".encode(), "a.txt", "关于防汛的"),
        (["characters=6"], word(p("甲乙丙") + p("丁戊己")), "a.docx", "甲乙丙\n"),
        (["cells=4"], word(p("甲") + TABLE), "a.docx", "甲\n0\t修渠\n1\t修渠\n"),
        (["cells=4"], sheet([["序号", "任务"], [1, "修渠"], [2, "清淤"]]), "a.xlsx", "序号\t任务\n1\t修渠\n"),
        (["nesting=1"], word(p("甲") + "<w:tbl><w:tr><w:tc>" * 2 + p("乙")
                             + "</w:tc></w:tr></w:tbl>" * 2), "a.docx", "甲\n"),
    ],
)  # fmt: skip
def test_what_a_limit_leaves_is_read_and_the_rest_is_said(
    settings: list[str], data: bytes, path: str, left: str
) -> None:
    document = read(data, path=path, limits=Limits().with_settings(settings))
    assert document.text == left
    assert checks(document) == ["limit_hit"]


PAGE = (
    "<html><head><style>p {margin: 0}</style></head>"
    "<body><p>关于防汛的通知</p><p>现就做好全县防汛工作的有关重要事项,通知如下。</p></body></html>"
)


@pytest.mark.parametrize(
    "most",
    [30, PAGE.index("关于") + 4, PAGE.index(",通知") + 1, PAGE.index("</body")],
    ids=["in the head", "in the title", "at a comma", "before the page closes"],
)
def test_a_limit_is_all_that_is_said_of_a_page_it_cuts(most: int) -> None:
    circular = hongtou.extract(PAGE.encode(), path="a.html", limits=Limits(characters=most))
    (limit,) = (finding for finding in circular.findings if finding.check != "no_title")
    assert f"those after the first {most} were not read" in limit.message
    assert (limit.start, circular.complete) == (len(circular.text), False)


@pytest.mark.parametrize("setting", ["pages", "pages=", "pages=-1", "page=3", "pages=x", "pages=1T", ""])
def test_a_setting_that_is_none_is_wrong_use(setting: str) -> None:
    with pytest.raises(UsageError):
        Limits().with_settings([setting])


def test_a_document_beyond_a_limit_costs_itself_alone(tmp_path: object) -> None:
    with pytest.raises(hongtou.LimitError):
        hongtou.extract(word(TABLE), path="a.docx", limits=hongtou.Limits(unpacked=100))


def test_an_entity_bomb_is_not_expanded_and_said() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;">]>'
    made = word(p("甲&y;乙"))
    document = package({"word/document.xml": bomb + _part(made)})
    found = read(document, path="a.docx")
    assert "xxxx" not in found.text
    assert lines(found) == ["甲"]
    assert checks(found) == ["damaged_text"]


def _part(made: bytes) -> str:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"pages": -1}, UsageError), ({"seconds": float("nan")}, UsageError), ({"pages": "x"}, TypeError),
     ({"pages": 1.5}, TypeError), ({"size": True}, TypeError), ({"seconds": None}, TypeError)],
)  # fmt: skip
def test_a_limit_is_a_number_of_0_or_more(wrong: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error, match=next(iter(wrong))):
        hongtou.Limits(**wrong)


def test_each_limit_is_set_once() -> None:
    with pytest.raises(UsageError, match="twice"):
        Limits().with_settings(["pages=1", "pages=2"])
