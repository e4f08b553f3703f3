"""Distinct pages of about 66 KB with an annex of 30 rows, as Word exports them; and the floor they are timed beside.

The floor is what any reader of such a page does at the least: lxml parses it, and a plain walk puts each table's cells
into a grid, spans and all. It gives text and no more.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from html import escape

import lxml.html

from .generate import HEADS, NAMES, cell, sentence

ROWS = 30
LENGTH = 66_000
_SPAN = "<span style='font-size:12.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:宋体;color:black'>"
_STYLE = (
    "<style>p.MsoNormal{margin:0cm;text-align:justify;font-size:10.5pt} table.MsoNormalTable{border-collapse:collapse}"
)


def pages(count: int, seed: int = 30) -> Iterator[tuple[str, bytes]]:
    """``count`` pages, each with a name; the same seed gives the same bytes."""
    for index in range(count):
        yield f"page {index + 1:03d}", _page(random.Random(seed * 1_000_003 + index)).encode()


def floor(data: bytes) -> list[list[list[str]]]:
    """Each table as a list of rows of texts, a cell that spans repeated in every square it covers."""
    grids = []
    for table in lxml.html.fromstring(data).iter("table"):
        grid: dict[tuple[int, int], str] = {}
        for row, tr in enumerate(table.iter("tr")):
            column = 0
            for square in tr.iter("td", "th"):
                while (row, column) in grid:
                    column += 1
                text = square.text_content().strip()
                height, width = int(square.get("rowspan") or 1), int(square.get("colspan") or 1)
                for at in range(row, row + height):
                    for right in range(column, column + width):
                        grid[at, right] = text
                column += width
        rows = 1 + max((row for row, _ in grid), default=-1)
        width = 1 + max((column for _, column in grid), default=-1)
        grids.append([[grid.get((row, column), "") for column in range(width)] for row in range(rows)])
    return grids


def _page(draw: random.Random) -> str:
    place, year = draw.choice(("云溪", "青岩", "白石", "石门桥", "鹤川")), draw.randint(2009, 2024)
    issuer = f"{place}县人民政府办公室"
    what = f"{year}年{draw.choice(HEADS)}重点工作责任分工表"
    head = [
        f"{issuer}关于印发{what}的通知", f"{place}政办发〔{year}〕{draw.randint(1, 199)}号",
        "各乡镇人民政府,县政府各部门:", f"《{what}》已经县人民政府同意,现印发给你们,请认真组织实施。",
    ]  # fmt: skip
    foot = [issuer, f"{year}年{draw.randint(1, 4)}月{draw.randint(1, 28)}日", "附件", what]
    table = _table(draw, place)
    links = "".join(f"<li><a href='/{n}.html'>{draw.choice(HEADS)}</a></li>" for n in range(40))
    frame = sum(len(part.encode()) for part in (table, links, _STYLE, *map(_paragraph, (*head, *foot)))) + 500
    body: list[str] = []
    while frame < LENGTH:
        body.append(_paragraph("".join(sentence(draw) for _ in range(4))))
        frame += len(body[-1].encode())
    paragraphs = "".join([*map(_paragraph, head), *body, *map(_paragraph, foot)])
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{head[0]}</title>{_STYLE}</style></head><body>"
        f"<ul class='nav'>{links}</ul><div class='TRS_Editor'>{paragraphs}{table}</div></body></html>"
    )


def _paragraph(words: str) -> str:
    return f"<p class='MsoNormal' style='text-indent:32.0pt;line-height:28.0pt'>{_SPAN}{escape(words)}</span></p>\n"


def _table(draw: random.Random, place: str) -> str:
    roles = ("number", "task", "content", "deadline", "responsible")
    rows = [[draw.choice(NAMES[role]) for role in roles]]
    rows += [[cell(draw, role, number, place) for role in roles] for number in range(1, ROWS + 1)]
    made = (
        "<tr style='height:28.0pt'>"
        + "".join(f"<td width=120 valign=top>{_paragraph(words)}</td>" for words in row)
        + "</tr>"
        for row in rows
    )
    return f"<table class='MsoNormalTable' border='1' cellspacing='0' cellpadding='0'>{''.join(made)}</table>"
