"""Programs and packages that hongtou uses where they are there: what each is for, whether it is found, how it comes."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import NamedTuple

from hongtou.errors import MissingHelperError
from hongtou.fields.keywords import INSTALL as KEYWORDS
from hongtou.read import office, scan

CRAWL = "pip install 'hongtou[crawl]'"
"""Installs what crawling needs."""
CLUSTER = "pip install 'hongtou[cluster]'"
"""Installs what a cluster, and inputs and outputs at addresses, need."""
WEB = "pip install 'hongtou[web]'"
"""Installs what the pages need."""


class Helper(NamedTuple):
    """An optional helper. ``find`` gives where it is, or None."""

    name: str
    reads: str
    install: str
    find: Callable[[], str | None]


def _libreoffice() -> str | None:
    try:
        return office.find()
    except MissingHelperError:
        return None


def _recogniser() -> str | None:
    found = find_spec("rapidocr") if scan.is_there() else None
    return found.origin if found else None


def _package(name: str) -> Callable[[], str | None]:
    def find() -> str | None:
        found = find_spec(name)
        return found.origin if found else None

    return find


HELPERS = (
    Helper("LibreOffice", "doc, wps, rtf, odt, ods", office.INSTALL, _libreoffice),
    Helper("rapidocr", "png, jpg, tiff; pages of pdf and ofd that are pictures", scan.INSTALL, _recogniser),
    Helper("scrapy", "web sites: hongtou crawl, hongtou fetch", CRAWL, _package("scrapy")),
    Helper("datasette", "a dataset in the browser: hongtou serve", WEB, _package("datasette")),
    Helper("distributed", "work on several machines: hongtou extract --cluster", CLUSTER, _package("distributed")),
    Helper("fsspec", "inputs and outputs at addresses: s3://, gs://, hdfs://", CLUSTER, _package("fsspec")),
    Helper("jieba", "keywords: hongtou extract --keywords", KEYWORDS, _package("jieba")),
)
"""Every optional helper, in the order `hongtou doctor` prints them."""
