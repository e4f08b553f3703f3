"""Pages known by their files' names or their 下一页 links alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from hongtou.model import Circular
from hongtou.run.batch import run
from hongtou.write import read_jsonl

TITLE = "<h1>云溪县人民政府办公室关于2014年重点工作任务分工的通知</h1>"
HEAD = TITLE + "<p>云政办发〔2014〕12号</p><p>各乡镇人民政府：</p>"
HEAD += "<p>现将分工表印发给你们。</p><p>附件：重点工作分工表</p>"
FOOT = "<p>云溪县人民政府办公室</p><p>2014年3月5日</p>"
ROW = "<tr><td>{}</td><td>{}</td><td>4月底前</td><td>县教育局</td></tr>"
HEADS = "<tr><td>序号</td><td>工作任务</td><td>完成时限</td><td>责任单位</td></tr>"


def table(*rows: tuple[int, str], heads: str = "") -> str:
    return f"<table>{heads}{''.join(ROW.format(*row) for row in rows)}</table>"


FIRST = HEAD + FOOT + "<p>附件</p><p>重点工作分工表</p>" + table((1, "修路"), (2, "架桥"), heads=HEADS)
SECOND = table((3, "建校"), (4, "修渠"))
OTHER = "<h1>沙洲市水利局关于防汛的通知</h1><p>各区水利局：</p><p>请落实。</p><p>沙洲市水利局</p><p>2014年5月6日</p>"


def extract(folder: Path, **pages: str) -> list[Circular]:
    """The circulars of a folder with these pages: ``a_1`` is the file a_1.html."""
    (folder / "in").mkdir(exist_ok=True)
    for name, body in pages.items():
        html = f"<html><body>{body}</body></html>"
        (folder / "in" / f"{name}.html").write_text(html, encoding="utf-8")
    run([str(folder / "in")], folder / "out", tables=False)
    return list(read_jsonl(folder / "out" / "circulars.jsonl"))


def numbers(circular: Circular) -> list[str]:
    return [task.number.text for task in circular.tasks if task.number]


@pytest.mark.parametrize(
    "names", [("a_1", "a_2"), ("a", "a_2"), ("a", "a_1"), ("a-1", "a-2"), ("a_p1", "a_p2"), ("a_0", "a_1")]
)
@pytest.mark.parametrize("head", ["", TITLE], ids=["rows alone", "title repeated"])
def test_names_alone_tell_pages(tmp_path: Path, names: str, head: str) -> None:
    (circular,) = extract(tmp_path, **dict(zip(names, (FIRST, head + SECOND), strict=True)))
    assert numbers(circular) == ["1", "2", "3", "4"]
    assert [Path(file.path).stem for file in circular.source.files] == list(names)
    assert circular.complete


def test_a_link_to_the_next_page_tells_pages(tmp_path: Path) -> None:
    link = '<p><a href="./{}.html">{}</a></p>'
    (circular,) = extract(
        tmp_path, x7=FIRST + link.format("y3", "下一页"), y3=TITLE + SECOND + link.format("x7", "上一页")
    )
    assert numbers(circular) == ["1", "2", "3", "4"]


def test_a_link_is_followed_by_the_addresses_of_the_index(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    rows = "path,url\n7f.html,http://example.test/a/n.html\n2c.html,http://example.test/a/n_2.html\n"
    (tmp_path / "in" / "index.csv").write_text(rows, encoding="utf-8")
    pages = {"7f": FIRST + '<a href="n_2.html">下一页</a>', "2c": SECOND + '<a href="n.html">上一页</a>'}
    (circular,) = extract(tmp_path, **pages)
    assert numbers(circular) == ["1", "2", "3", "4"]


def test_a_next_page_that_is_not_here_is_said(tmp_path: Path) -> None:
    (circular,) = extract(tmp_path, a=FIRST + '<p>1 <a href="a_2.html">2</a> <a href="a_2.html">下一页</a></p>')
    assert not circular.complete
    assert "source_truncated" in {finding.check for finding in circular.findings}


@pytest.mark.parametrize("href", ["#", "javascript:next()", "/art/2014/5/6/art_77_1234567.html"])
def test_a_link_that_names_no_page_of_it_says_nothing(tmp_path: Path, href: str) -> None:
    (circular,) = extract(tmp_path, a=FIRST + f'<p><a href="{href}">下一页</a></p>')
    assert circular.complete


@pytest.mark.parametrize(
    "second", [OTHER, OTHER.replace("各区水利局：", "")], ids=["another circular", "one without addressees"]
)
def test_documents_that_are_numbered_alike_stay_apart(tmp_path: Path, second: str) -> None:
    assert len(extract(tmp_path, doc_1=FIRST, doc_2=second)) == 2


def test_one_that_does_not_go_on_keeps_all_apart(tmp_path: Path) -> None:
    assert len(extract(tmp_path, doc_1=FIRST, doc_2=SECOND, doc_3=OTHER)) == 3


def test_a_circular_that_is_whole_takes_no_page_without_a_title(tmp_path: Path) -> None:
    whole = TITLE + "<p>各乡镇人民政府：</p><p>请落实。</p>" + FOOT
    assert len(extract(tmp_path, doc_1=whole, doc_2="<p>今天晴。</p><p>明天雨。</p>")) == 2


@pytest.mark.parametrize("second", [SECOND, OTHER], ids=["rows alone", "another circular"])
def test_a_link_ties_a_printed_page_that_has_no_title(tmp_path: Path, second: str) -> None:
    link, shown = '<p><a href="y3.html">下一页</a></p>', "<p>第{}页 共2页</p>"
    found = extract(tmp_path, x7=FIRST + shown.format(1) + link, y3=second + shown.format(2))
    assert len(found) == (1 if second == SECOND else 2)
    assert found[0].complete == (second == SECOND)
