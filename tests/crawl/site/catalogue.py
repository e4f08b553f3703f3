"""The style 政府信息公开目录: dynamic lists as tables, details with a metadata box, all in GB18030."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .answer import Answer
from .circulars import COUNTY, ISSUER, Composed
from .markup import document, paragraphs, table
from .plan import Plan, Truth, validators

FOLDER = "/xxgk"
START = f"{FOLDER}/gkml/list.jsp?page=1"
PER_LIST = 15
CHARSET = "gb18030"
_DECLARED = ("gb2312", "gbk", "utf-8", None)
"""One detail in four lies, one says nothing."""


def build(plan: Plan, circulars: Sequence[Composed]) -> None:
    """Add the catalogue."""
    for circular in circulars:
        path = detail_path(circular)
        named = circular.index % 2 == 0
        files = [
            f"{FOLDER}/down.jsp?id={circular.index}{at}" if named
            else f"{FOLDER}/files/{circular.day:%Y%m}/{circular.index}{at}.{file.form}"
            for at, file in enumerate(circular.attached, 1)
        ]  # fmt: skip
        plan.put(path, _detail(circular, files), Truth("good", "circular", circular))
        plan.attach(circular, path, files, named=named)
    count = -(-len(circulars) // PER_LIST)
    for at in range(1, count + 1):
        shown = circulars[(at - 1) * PER_LIST : at * PER_LIST]
        plan.put(f"{FOLDER}/gkml/list.jsp?page={at}", _list(shown, at, count), Truth("good", "list", number=at))


def detail_path(circular: Composed) -> str:
    """Where the detail stands."""
    return f"{FOLDER}/gkml/{circular.day.year}/content_{circular.index}.shtml"


def _detail(circular: Composed, files: Sequence[str]) -> Answer:
    links = "".join(
        f"<p>附件{at}:<a href='{path}'>{escape(file.title)}.{file.form}</a></p>"
        for at, (path, file) in enumerate(zip(files, circular.attached, strict=True), 1)
    )
    annexed = paragraphs(("附件", circular.annex)) + table(circular.rows) if circular.rows else ""
    written = paragraphs((*circular.head, *circular.body, *circular.foot))
    body = f"{_box(circular)}<div id='content'>{written}{annexed}</div><div class='fj'>{links}</div>"
    page = document(circular.title, body, charset=_DECLARED[circular.index % len(_DECLARED)])
    return Answer(page.encode(CHARSET), validators=validators(circular.index), packed=circular.index % 4 == 1)


def _box(circular: Composed) -> str:
    day = f"{circular.day.year}年{circular.day.month:02}月{circular.day.day:02}日"
    cells = (
        ("索 引 号:", f"YX001/{circular.day.year}-{circular.index:05}"), ("主题分类:", "综合政务"),
        ("发文机关:", ISSUER), ("成文日期:", day), ("标　　题:", circular.title), ("发文字号:", circular.number),
        ("发布日期:", day), ("有 效 性:", "有效"),
    )  # fmt: skip
    pairs = [f"<td><b>{label}</b></td><td>{escape(value)}</td>" for label, value in cells]
    rows = "".join(f"<tr>{left}{right}</tr>" for left, right in zip(pairs[::2], pairs[1::2], strict=True))
    return f"<table class='bd1' width='860'>{rows}</table>"


def _list(circulars: Sequence[Composed], at: int, count: int) -> Answer:
    rows = "".join(
        f"<tr><td>{n}</td><td><a href='{detail_path(c)}' target='_blank'>{escape(c.title)}</a></td>"
        f"<td>{escape(c.number)}</td><td>{c.day:%Y-%m-%d}</td></tr>\n"
        for n, c in enumerate(circulars, 1)
    )
    pages = "".join(
        f"<a href='list.jsp?page={to}'>{words}</a> "
        for words, to in (("首页", 1), ("上一页", max(1, at - 1)), ("下一页", min(count, at + 1)), ("尾页", count))
    )
    body = (
        "<table class='list'><tr><th>序号</th><th>信息名称</th><th>文号</th><th>生成日期</th></tr>"
        f"{rows}</table><div class='page'>{pages} 第{at}页/共{count}页</div>"
    )
    page = document(f"政府信息公开目录_{COUNTY}", body, charset="gb2312")
    return Answer(page.encode(CHARSET), "text/html;charset=gb2312", validators="EM", packed=True)
