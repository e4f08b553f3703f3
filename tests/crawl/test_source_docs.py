"""docs/sources.md says what is there: its example loads, its adapter runs, every key and style has a line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hongtou.crawl.links import links
from hongtou.crawl.page import Page
from hongtou.crawl.source import STYLES, Expect, Rule, Source, load_source

TEXT = (Path(__file__).parents[2] / "docs" / "sources.md").read_text("utf-8")


def block(language: str) -> str:
    match = re.search(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert match
    return match[1]


def test_the_worked_example_is_a_source(tmp_path: Path) -> None:
    path = tmp_path / "yunxi.toml"
    path.write_text(block("toml"), "utf-8")
    source = load_source(path)
    assert source.lists.words == (r"^20\d\d年$",)
    assert source.lists.below
    assert source.expect[0].circulars == 20


def test_the_adapter_s_example_runs(tmp_path: Path) -> None:
    (tmp_path / "yunxi.py").write_text(block("python"), "utf-8")
    path = tmp_path / "yunxi.toml"
    path.write_text('start = ["http://www.yunxi.example/"]\nadapter = "yunxi.py"\n', "utf-8")
    page = Page("http://www.yunxi.example/", "list", "<table><tr data-id=7><td>通知</td></tr></table>".encode())
    assert [link.url for link in links(load_source(path), page)] == ["http://www.yunxi.example/doc/7.html"]


KEYS = sorted({*Source.__struct_fields__, *Rule.__struct_fields__, *Expect.__struct_fields__} - {"path"})


@pytest.mark.parametrize("key", [*KEYS, *STYLES])
def test_every_key_and_style_has_a_line(key: str) -> None:
    assert re.search(rf"^\| .*`{key}`.* \|", TEXT, re.MULTILINE)
