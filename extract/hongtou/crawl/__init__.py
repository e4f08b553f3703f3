"""Crawling: a source's addresses → an archive of its pages; see docs/architecture.md, "From a site to an archive".

``Link`` and ``Page`` are what an adapter needs (:mod:`hongtou.crawl.adapter`).
"""

from hongtou.crawl.links import Link
from hongtou.crawl.page import Page

__all__ = ["Link", "Page"]
