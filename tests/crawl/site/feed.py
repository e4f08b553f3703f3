"""Circulars that only an RSS feed and a sitemap lead to."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .answer import Answer
from .circulars import COUNTY, Composed
from .markup import document, paragraphs, table
from .plan import Plan, Truth, validators

FOLDER = "/feed"
RSS = f"{FOLDER}/rss.xml"
SITEMAP = f"{FOLDER}/sitemap.xml"
STARTS = (RSS, SITEMAP)
_PART = f"{FOLDER}/sitemap-1.xml"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NEWEST = 20
"""The feed has only the newest, the sitemap all."""


def build(plan: Plan, circulars: Sequence[Composed], host: str) -> None:
    """Add the feed; ``host``: as http://host:port, since feeds print whole addresses."""
    for circular in circulars:
        plan.put(_path(circular), _detail(circular), Truth("good", "circular", circular))
    made = ((RSS, _rss(circulars[:_NEWEST], host)), (SITEMAP, _index(host)), (_PART, _sitemap(circulars, host)))
    for path, text in made:
        plan.put(path, Answer(text.encode(), "text/xml; charset=utf-8", validators="EM"), Truth("good", "list"))


def _path(circular: Composed) -> str:
    return f"{FOLDER}/content/{circular.day:%Y/%m%d}/c_{circular.index}.html"


def _detail(circular: Composed) -> Answer:
    text = paragraphs((*circular.head, *circular.body, *circular.foot, "附件", circular.annex))
    body = f"<div class='text'>{text}{table(circular.rows)}</div>"
    page = document(circular.title, body)
    return Answer(page.encode(), "text/html; charset=utf-8", validators=validators(circular.index))


def _rss(circulars: Sequence[Composed], host: str) -> str:
    items = "".join(
        f"<item><title>{escape(c.title)}</title><link>{host}{_path(c)}</link>"
        f"<pubDate>{c.day:%a, %d %b %Y} 09:00:00 +0800</pubDate></item>\n"
        for c in circulars
    )
    channel = f"<title>{COUNTY}政府文件</title><link>{host}{FOLDER}/</link><description>示例</description>"
    return f'{_XML}<rss version="2.0"><channel>{channel}{items}</channel></rss>'


def _index(host: str) -> str:
    return (
        f'{_XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{host}{_PART}</loc></sitemap></sitemapindex>"
    )


def _sitemap(circulars: Sequence[Composed], host: str) -> str:
    urls = "".join(f"<url><loc>{host}{_path(c)}</loc><lastmod>{c.day}</lastmod></url>\n" for c in circulars)
    return f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
