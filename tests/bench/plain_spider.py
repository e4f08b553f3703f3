"""What a crawl costs anybody: a plain scrapy spider for the composed site, written by who knows its addresses.

It follows the links that hongtou follows and keeps nothing. ``python -m tests.bench.plain_spider HOST`` prints pages,
seconds and processor seconds as JSON; ``--at-once`` is scrapy's CONCURRENT_REQUESTS_PER_DOMAIN.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response, TextResponse
from tests.crawl.site.site import STARTS

_WANTED = re.compile(
    r"/cms/zfwj/\d+/|/xxgk/(?:gkml/|files/|down\.jsp)|/law/(?:show|list)\.asp|/feed/(?:content/|sitemap-\d)"
)
_PAGER = re.compile(r"createPageHTML\((\d+), (\d+),")
_LOCATION = re.compile(r"<(?:loc|link)>([^<]+)<")


class Plain(scrapy.Spider):
    """Follows what looks like a list, a circular, a page of one or an attachment of this site."""

    name = "plain"

    def __init__(self, host: str, **more: Any) -> None:
        super().__init__(**more)
        self.start_urls = [host + path for part in STARTS.values() for path in part]

    def parse(self, response: Response) -> Iterator[scrapy.Request]:
        if not isinstance(response, TextResponse):
            return
        links = response.css("a::attr(href)").getall()
        if response.url.endswith(".xml"):
            links = _LOCATION.findall(response.text)
        pager = _PAGER.search(response.text)
        if pager and int(pager[2]) + 1 < int(pager[1]):
            links.append(f"index_{int(pager[2]) + 1}.html")
        for link in links:
            url = response.urljoin(link)
            if pager or _WANTED.search(url):
                if pager and not re.search(r"/t\d{8}_|index_", url):
                    continue
                yield response.follow(link)


def main(arguments: Sequence[str] | None = None) -> int:
    """Crawl, and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.plain_spider")
    parser.add_argument("host")
    parser.add_argument("--at-once", type=int, default=8, help="requests to a host (scrapy's default: %(default)s)")
    options = parser.parse_args(arguments)
    settings = {
        "CONCURRENT_REQUESTS_PER_DOMAIN": options.at_once,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": True,
        "LOG_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(Plain)
    process.crawl(crawler, host=options.host)
    wall, processor = time.monotonic(), time.process_time()
    process.start()
    pages = crawler.stats.get_value("response_received_count", 0) if crawler.stats else 0
    json.dump([pages, time.monotonic() - wall, time.process_time() - processor], sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
