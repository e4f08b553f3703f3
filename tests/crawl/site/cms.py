"""A government CMS: columns of static lists with a pager written by JavaScript, details, attachments beside them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .answer import Answer, Script
from .circulars import COUNTY, Composed
from .markup import document, paragraphs, table
from .plan import Entry, Plan, Truth, validators

FOLDER = "/cms/zfwj"
START = f"{FOLDER}/index.html"
PER_LIST = 20
_FORM = "text/html; charset=utf-8"


def build(plan: Plan, circulars: Sequence[Composed], more: Sequence[Entry] = ()) -> None:
    """Add the column: its circulars, and lists that also lead to ``more``."""
    entries = list(more)
    for circular in circulars:
        href = place(circular)
        path = f"{FOLDER}/{href.removeprefix('./')}"
        files = [f"{path.rpartition('/')[0]}/P02{circular.index:07}{at}.{file.form}"
                 for at, file in enumerate(circular.attached, 1)]  # fmt: skip
        plan.put(path, detail(circular, files), Truth("good", "circular", circular))
        plan.attach(circular, path, files)
        entries.append(Entry(_spelled(href, circular.index), circular.title, circular.day))
    lists(plan, entries)


def place(circular: Composed) -> str:
    """Where the detail stands, relative to its list."""
    return f"./{circular.day:%Y%m}/t{circular.day:%Y%m%d}_{circular.index}.html"


def _spelled(href: str, index: int) -> str:
    """The same address as careless editors print it."""
    return (href, f"{href}#zoom", f"../zfwj/{href.removeprefix('./')}", f"{FOLDER}/{href.removeprefix('./')}")[
        index % 4
    ]


def detail(circular: Composed, files: Sequence[str] = ()) -> Answer:
    """A detail page; some declare a charset that they are not written in."""
    links = "".join(
        f"<p><a href='./{path.rpartition('/')[2]}'>附件{at}.{escape(file.title)}.{file.form}</a></p>"
        for at, (path, file) in enumerate(zip(files, circular.attached, strict=True), 1)
    )
    annexed = paragraphs(("附件", circular.annex)) + table(circular.rows) if circular.rows else ""
    body = (
        f"<div class='crumb'>当前位置:<a href='/cms/'>首页</a> &gt; <a href='{START}'>政府文件</a></div>"
        f"<div class='article'><h1>{escape(circular.title)}</h1>"
        f"<div class='info'>发布时间:{circular.day} 来源:{COUNTY}人民政府办公室 浏览次数:<span id='hits'></span></div>"
        f"<div class='TRS_Editor'>{paragraphs((*circular.head[1:], *circular.body, *circular.foot))}{annexed}</div>"
        f"<div class='files'>{links}</div></div>"
    )
    lies = circular.index % 5 == 0
    page = document(f"{circular.title}_{COUNTY}人民政府", body, charset="gb2312" if lies else "utf-8")
    kind = "text/html" if lies else _FORM
    return Answer(page.encode(), kind, validators=validators(circular.index), packed=circular.index % 3 == 0)


def lists(plan: Plan, entries: Sequence[Entry]) -> None:
    """The list pages: index.html, index_1.html, … with the pager that only a script prints."""
    count = -(-len(entries) // PER_LIST)
    for at in range(count):
        path = f"{FOLDER}/index{f'_{at}' if at else ''}.html"
        shown = entries[at * PER_LIST : (at + 1) * PER_LIST]
        plan.put(path, Script(_list(shown, at, count)), Truth("good", "list", number=at))


def _list(entries: Sequence[Entry], at: int, count: int) -> Answer:
    items = "".join(
        f"<li><a href='{entry.href}' title='{escape(entry.words)}'>{escape(entry.words)}</a>"
        f"<span class='date'>{entry.day or ''}</span></li>\n"
        for entry in entries
    )
    pager = f'<div class=\'pager\'><script>createPageHTML({count}, {at}, "index", "html");</script></div>'
    body = f"<div class='crumb'>首页 &gt; 政府文件</div><ul class='list'>{items}</ul>{pager}"
    return Answer(document(f"政府文件_{COUNTY}人民政府", body).encode(), _FORM, validators="EM", packed=True)
