"""What the pages of every style are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from .circulars import HEADER

_COLUMNS = ("县情概况", "政务要闻", "办事指南", "公示公告")
_OFFICES = ("财政", "教育", "水利", "民政", "交通", "文旅", "审计", "统计", "司法", "商务")
_LINKS = "".join(
    f"<li class='menu-{at} item-{n}'><a href='/news/{at}/{n}.html' target='_blank' title='{column}:{office}'>"
    f"{column}({office})</a></li>\n"
    for at, column in enumerate(_COLUMNS)
    for n, office in enumerate(_OFFICES)
)
NAV = f"<div class='nav'><ul>{_LINKS}</ul></div>"
_STYLE = "".join(
    f".menu-{at}{{float:left;width:{80 + at}px;line-height:{10 + at}px;font:12px/1.{at} 宋体,SimSun}}\n"
    f".menu-{at} a:hover{{color:#c0{at}00;text-decoration:underline;background:url(/images/m{at}.gif) no-repeat}}\n"
    for at in range(10, 40)
)
FOOTER = "<div class='footer'>主办:云溪县人民政府办公室 备案号:示例000001 <a href='/sitemap.html'>网站地图</a></div>"


def paragraphs(lines: Iterable[str], mark: str = "") -> str:
    """Each line as a paragraph."""
    return "".join(f"<p{mark}>{escape(line)}</p>\n" for line in lines)


def table(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> str:
    """A table of tasks."""
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in (header, *rows))
    return "<table border='1'>" + "".join(f"<tr>{line}</tr>\n" for line in lines) + "</table>"


def document(title: str, body: str, *, charset: str | None = "utf-8") -> str:
    """A whole page in the site's frame; ``charset``: what it declares."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    head = f"<head>{meta}<title>{escape(title)}</title><style>{_STYLE}</style></head>"
    return f"<!DOCTYPE html>\n<html>{head}\n<body>{NAV}{body}{FOOTER}</body></html>"
