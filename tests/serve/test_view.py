"""The page of a circular: values, marks and findings tied to each other, the text as it is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

import hongtou
from factories import TEXT, circular, circulars, value
from hongtou import model
from hongtou.model import Circular, Task, Value
from hongtou.serve.doubts import said
from hongtou.serve.report import report
from hongtou.serve.view import view
from hongtou.serve.words import LANGUAGES, Words
from serve.htmltree import Element, named, of_class, tree

SAMPLES = sorted(
    path for path in (Path(__file__).parents[2] / "corpus" / "samples").iterdir() if path.suffix in (".txt", ".html")
)
ZH, EN = Words("zh"), Words("en")
on_samples = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


@cache
def sample(path: Path) -> Circular:
    return hongtou.extract(path)


@cache
def page(path: Path, say: Words = ZH) -> Element:
    return tree(report([sample(path)], say, mask=False)[0])


def one_page(made: Circular, say: Words = ZH) -> Element:
    return tree(report([made], say, mask=False)[0])


def values(made: Circular) -> Iterator[tuple[str, Value]]:
    """Every value that has a place, with its anchor."""
    yield from _plain("h-title", made.title)
    yield from _plain("h-document-number", made.document_number)
    yield from _plain("h-date-issued", made.date_issued)
    yield from _listed("h-issuers", made.issuers)
    yield from _listed("h-addressees", made.addressees)
    yield from _listed("h-annexes", made.annexes)
    yield from _listed("h-deadline", made.deadlines)
    yield from _listed("h-unit", made.standing_responsibilities)
    for n, task in enumerate(made.tasks, 1):
        yield from _of_task(f"t{n}", task)
    for n, cited in enumerate(made.references, 1):
        yield f"r{n}", cited


def _of_task(anchor: str, task: Task) -> Iterator[tuple[str, Value]]:
    for name in ("number", "task", "content", "progress"):
        yield from _plain(f"{anchor}-{name}", getattr(task, name))
    yield from _plain(f"{anchor}-status", task.status_text)
    yield from _plain(f"{anchor}-verdict", task.verdict_text)
    yield from _listed(f"{anchor}-category", task.category)
    yield from _listed(f"{anchor}-deadline", task.deadlines)
    yield from _listed(f"{anchor}-unit", task.responsibilities)
    yield from _listed(f"{anchor}-other", [cell.value for cell in task.other])


def _plain(anchor: str, one: Value | None) -> Iterator[tuple[str, Value]]:
    if one is not None:
        yield anchor, one


def _listed(anchor: str, many: tuple[Value, ...] | list[Value]) -> Iterator[tuple[str, Value]]:
    yield from ((f"{anchor}-{n}", one) for n, one in enumerate(many, 1))


def marked(root: Element, mark: str) -> str:
    """The words of a mark, of all its pieces."""
    return "".join(e.text for e in root.walk() if mark in (e.attributes.get("id"), e.attributes.get("data-of")))


@on_samples
def test_the_text_is_as_printed(path: Path) -> None:
    (text,) = of_class(page(path), "text")
    assert text.text == sample(path).text


@on_samples
def test_each_value_leads_to_its_own_words(path: Path) -> None:
    made, root = sample(path), page(path)
    anchors = named(root)
    for anchor, one in values(made):
        words = "".join(made.text[start:end] for start, end in one.spans)
        assert marked(root, anchors[anchor].attributes["href"][1:]) == words, anchor


@on_samples
def test_each_mark_leads_to_a_value_that_leads_back(path: Path) -> None:
    root = page(path)
    anchors = named(root)
    leads = [
        (link.attributes["href"][1:], mark)
        for mark in of_class(root, "m")
        for link in mark.children
        if isinstance(link, Element) and link.tag == "a"
    ]
    assert leads
    for target, mark in leads:
        name = mark.attributes.get("id") or mark.attributes["data-of"]
        cell = anchors[target]
        assert cell.attributes.get("href", f"#{name}") == f"#{name}" or cell.tag in ("td", "li"), name


@on_samples
def test_every_link_of_the_page_leads_somewhere_and_none_stands_in_another(path: Path) -> None:
    root = page(path)
    anchors = named(root)
    links = [element for element in root.walk() if element.tag == "a"]
    missing = [
        e.attributes["href"]
        for e in links
        if e.attributes["href"][0] == "#" and e.attributes["href"][1:] not in anchors
    ]
    assert missing == []
    assert [e for e in links if any(above.tag == "a" for above in e.ancestors)] == []


@on_samples
def test_every_task_is_a_row_and_says_its_words(path: Path) -> None:
    rows = [
        row for row in chain(*(body.walk() for body in page(path).walk() if body.tag == "tbody")) if row.tag == "tr"
    ]
    assert len(rows) == len(sample(path).tasks)
    for row, task in zip(rows, sample(path).tasks, strict=True):
        assert task.task.reading in row.text
        for unit in task.responsibilities:
            assert unit.unit in row.text


@on_samples
def test_every_finding_is_told(path: Path) -> None:
    for language in LANGUAGES:
        text = page(path, Words(language)).text
        messages = [said(finding.check, finding.message, language) for finding in sample(path).findings]
        assert [message for message, _ in messages if message not in text] == []
        assert {spoken for _, spoken in messages} <= {language}


@given(circulars())
def test_any_circular_is_a_page(made: Circular) -> None:
    """Spans that lie outside the text, empty ones, repeated ones: the page stands."""
    root = one_page(made)
    named(root)
    assert "".join(segment.text for segment in view(made, EN).segments) == made.text


def test_a_heading_over_several_rows_is_marked_once() -> None:
    root = one_page(circular())
    anchors = named(root)
    assert (
        anchors["t1-category-1"].attributes["href"] == anchors["t2-category-1"].attributes["href"] == "#m-t1-category-1"
    )
    (link,) = (e for e in anchors["m-t1-category-1"].walk() if e.tag == "a")
    assert link.attributes["title"] == "类别 · 2 行共用"


def test_a_value_that_print_breaks_is_marked_in_pieces() -> None:
    root = one_page(circular())
    mark = named(root)["h-title"].attributes["href"][1:]
    pieces = [e.text for e in root.walk() if mark in (e.attributes.get("id"), e.attributes.get("data-of"))]
    assert pieces == ["关于印发2019年重点工作", "任务分解表的通知"]
    assert named(root)["h-title"].text == "关于印发2019年重点工作任务分解表的通知"


def test_a_limit_says_its_day_and_how_its_year_was_found() -> None:
    row = named(one_page(circular()))["t1"].text
    assert "6月30日前 → 不晚于2019年6月30日 年份据标题" in row
    row = named(one_page(circular(), EN))["t1"].text
    assert "6月30日前 → by 30 June 2019 year from the title" in row


def test_a_day_gone_by_is_called_past_only_where_today_is_known() -> None:
    assert view(circular(), ZH).rows[0].limits[0].remarks == ("年份据标题",)
    shown = view(circular(), ZH, today=dt.date(2020, 1, 1))
    assert shown.rows[0].limits[0].remarks == ("年份据标题", "所定日期已过")


def test_collectives_stand_apart_and_their_members_are_not_assigned() -> None:
    row = named(one_page(circular()))["t2"]
    assert [e.text.strip() for e in of_class(row, "v") if "unit" in e.attributes["id"]] == ["云溪县教育局", "各乡镇"]
    (apart,) = of_class(row, "collective")
    assert "白石乡、沙洲镇" in apart.text
    assert "不计为各自承担" in apart.text


def test_a_verdict_is_quoted() -> None:
    row = named(one_page(circular(), EN))["t2"]
    assert "Named behind" in row.text
    assert [e.text.strip() for e in row.walk() if e.tag == "q"] == ["修缮"]


@pytest.mark.parametrize("path", ["/home/anna/papers/1.html", "C:\\Users\\anna\\1.html"])
def test_a_page_to_hand_over_names_no_folder_of_its_maker(path: str) -> None:
    made = hongtou.extract_text("云溪县人民政府关于做好防汛工作的通知")
    written, _ = report([replace(made, source=replace(made.source, path=path))], ZH)
    assert "1.html" in written
    assert "anna" not in written


def test_a_source_that_is_not_whole_says_so_on_each_of_its_rows() -> None:
    made = circular()
    made = replace(made, complete=False, tasks=tuple(replace(task, complete=False) for task in made.tasks))
    root = one_page(made)
    assert all("来源不完整" in named(root)[name].text for name in ("t1", "t2"))
    assert "不是文件全文" in root.text
    assert "来源不完整" not in one_page(circular()).text


def test_findings_stand_at_their_place_and_in_their_row() -> None:
    at = value("6月30日前")
    found = model.Finding(check="two_readings", severity="warning", message="两种", start=at.start, end=at.end)
    whole = model.Finding(check="count_mismatch", severity="info", message="称3项")
    root = one_page(circular(findings=(whole, found)))
    anchors = named(root)
    assert anchors["m-f2"].text == "6月30日前"
    assert [e.attributes["href"] for e in of_class(root, "flag")] == ["#f2"]
    assert "两种读法" in of_class(anchors["t1"], "note")[0].text
    assert of_class(anchors["t2"], "note") == []
    assert "称3项" in anchors["f1"].text


SITES = [
    ("http://www.yunxi.gov.cn/a.html", "政府网站"),
    ("https://www.fagui.example/a.html", "转载"),
    ("http://gov.cn.evil.example/a.html", "转载"),
    (None, "本地文件"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "said"), SITES)
def test_official_sites_are_told_from_republications(url: str | None, said: str) -> None:
    made = circular()
    made = replace(made, source=replace(made.source, url=url, page_count=None))
    assert said in one_page(made).text
    links = [e.attributes["href"] for e in one_page(made).walk() if e.tag == "a" and e.attributes["href"][0] != "#"]
    assert links == ([url] if url else [])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://[", "a.html"])
def test_an_address_that_no_click_may_follow_is_no_link(url: str) -> None:
    made = circular()
    made = replace(made, source=replace(made.source, url=url))
    assert [e for e in one_page(made).walk() if e.tag == "a" and e.attributes["href"][0] != "#"] == []


def test_keywords_are_shown_where_there_are_some() -> None:
    assert "公厕、校舍" in of_class(one_page(circular()), "card")[0].text
    assert "关键词" not in one_page(circular(keywords=model.UNSET)).text


def test_a_composed_sample_says_so() -> None:
    assert "示例,非真实文件" in one_page(circular(composed=True)).text
    assert "示例" not in one_page(circular()).text
    assert "政府网站" not in one_page(circular(composed=True)).text


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "</div></body></html>",
    "{{ 7*7 }}{% if x %}",
    "&lt;b&gt;&amp;&#x202e;",
    "<!-- x",
    "'; DROP TABLE tasks; --",
    "<a href='javascript:alert(1)'>",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_document_are_only_words(words: str) -> None:
    text = f"{words}\n{TEXT}{words}"

    def hostile(item: object) -> object:
        if isinstance(item, Value):
            return type(item)(**{**_fields(item), "text": words, "start": 0, "end": len(words), "clean": words})
        if isinstance(item, tuple):
            return tuple(map(hostile, item))
        return (
            replace(item, **{n: hostile(v) for n, v in _fields(item).items()})
            if hasattr(item, "__struct_fields__")
            else item
        )

    made = hostile(circular())
    assert isinstance(made, Circular)
    made = replace(
        made, text=text, region=words, findings=(model.Finding(check="no_title", severity="info", message=words),)
    )
    made = replace(made, source=replace(made.source, path=words, publisher=words, retrieved_at=words))
    root = one_page(made)
    assert [e.tag for e in root.walk() if e.tag in ("script", "img", "iframe")] == ["script"]
    assert [
        name for e in root.walk() for name in e.attributes if name.startswith("on") or name in ("style", "src")
    ] == []
    assert of_class(root, "text")[0].text == text
    assert words in named(root)["f1"].text


def _fields(item: object) -> dict[str, object]:
    return {name: getattr(item, name) for name in item.__struct_fields__}  # type: ignore[attr-defined]


def test_controls_that_turn_words_about_are_shown_and_do_nothing() -> None:
    made = hongtou.extract_text("云溪县人民政府关于防汛的通知\n各乡镇:\n县\u202e局政财\u202c、\u2066甲\u2069。\u0007")
    body = of_class(one_page(made), "text")[0].text
    assert "县⟦U+202E⟧局政财⟦U+202C⟧、⟦U+2066⟧甲⟦U+2069⟧。" in body
    assert not set("\u202e\u202c\u2066\u2069") & set(report([made], ZH)[0])


def test_a_cell_of_a_megabyte_is_a_cell() -> None:
    long = "修" * 1_000_000
    made = circular(text=TEXT + long)
    task = replace(made.tasks[0], task=Value(text=long, start=len(TEXT), end=len(TEXT) + len(long)))
    root = one_page(replace(made, tasks=(task, *made.tasks[1:])))
    assert named(root)["t1-task"].text == long
