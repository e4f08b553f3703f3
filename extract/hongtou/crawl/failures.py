"""Whether an answer is what was asked for, or a captcha, a login, a page that says there is none."""

from __future__ import annotations

from hongtou.crawl.page import Page
from hongtou.crawl.source import Source

__all__ = ["judge"]


def judge(source: Source, page: Page, status: int) -> str | None:
    """Why an answer is a failure ("http 404", "captcha"…), or None if it is good. Pure."""
    return f"http {status}" if status >= 400 else None
