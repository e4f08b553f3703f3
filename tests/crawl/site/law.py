"""A legal-information site: old pages in GBK that split a document over pages and print which of how many."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from .answer import Answer
from .circulars import HEADER, Composed
from .markup import document
from .plan import Plan, Truth, validators

FOLDER = "/law"
START = f"{FOLDER}/list.asp?classid=3&page=1"
PER_LIST = 25
_NAME = "示例法规网"


def build(plan: Plan, circulars: Sequence[Composed]) -> None:
    """Add the site: every other circular stands on two pages, every ninth on three."""
    for circular in circulars:
        first = show(circular)
        cut = pages(circular)
        for at, lines in enumerate(cut, 1):
            truth = Truth("good", "circular" if at == 1 else "page", circular, None if at == 1 else first, at)
            plan.put(show(circular, at), _page(circular, lines, at, len(cut)), truth)
    count = -(-len(circulars) // PER_LIST)
    for at in range(1, count + 1):
        shown = circulars[(at - 1) * PER_LIST : at * PER_LIST]
        plan.put(f"{FOLDER}/list.asp?classid=3&page={at}", _list(shown, at, count), Truth("good", "list", number=at))


def show(circular: Composed, page: int = 1) -> str:
    """Where a page of it stands."""
    return f"{FOLDER}/show.asp?id={circular.index}" + (f"&page={page}" if page > 1 else "")


def pages(circular: Composed) -> list[list[str]]:
    """Its lines, cut into pages between two rows of the table."""
    whole = [*circular.body, *circular.foot, "附件", circular.annex, *HEADER]
    rows = [list(row) for row in circular.rows]
    count = 3 if circular.index % 9 == 0 else 1 + circular.index % 2
    cuts = [len(rows) * at // count for at in range(count + 1)]
    parts = [[line for row in rows[start:end] for line in row] for start, end in pairwise(cuts)]
    return [whole + parts[0], *parts[1:]]


def _page(circular: Composed, lines: Sequence[str], at: int, count: int) -> Answer:
    numbers = " ".join(
        f"[{n}]" if n == at else f"<a href='show.asp?id={circular.index}{f'&page={n}' if n > 1 else ''}'>[{n}]</a>"
        for n in range(1, count + 1)
    )
    onward = f" <a href='show.asp?id={circular.index}&page={at + 1}'>下一页</a>" if at < count else ""
    shown = f"<p>第 [{at}] 页 共[{count}]页 {numbers}{onward}</p>" if count > 1 else ""
    text = "<br>\n".join(f"　　{escape(line)}" for line in lines)
    opening = f"<br>({escape(circular.number)})<br><br>各乡镇人民政府,县政府各部门:<br>" if at == 1 else "<br>"
    body = (
        f"<div>{_NAME}--法律信息检索</div><center><b>{escape(circular.title)}</b></center>"
        f"<div>{escape(circular.title)}{opening}{text}</div>{shown}"
        "<div>【<a href='/law/comment.asp'>发表评论</a>】 【互动社区】</div>"
    )
    page = document(f"{circular.title}--{_NAME}", body, charset="gb2312")
    return Answer(page.encode("gbk"), validators=validators(circular.index + at), packed=circular.index % 2 == 0)


def _list(circulars: Sequence[Composed], at: int, count: int) -> Answer:
    items = "".join(
        f"<tr><td>·<a href='show.asp?id={c.index}' target=_blank>{escape(c.title)}</a></td><td>{c.day}</td></tr>\n"
        for c in circulars
    )
    numbers = " ".join(f"<a href='list.asp?classid=3&page={n}'>[{n}]</a>" for n in range(1, count + 1))
    onward = f"<a href='list.asp?classid=3&page={at + 1}'>下一页</a>" if at < count else "下一页"
    body = f"<table>{items}</table><div>共{count}页 {numbers} {onward}</div>"
    page = document(f"地方法规--{_NAME}", body, charset="gb2312")
    return Answer(page.encode("gbk"), validators="EM", packed=True)
