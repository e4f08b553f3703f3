"""What words and addresses of links say by themselves: a document, a list, a file, the way on."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from hongtou.data import load_toml

__all__ = [
    "is_column",
    "is_document",
    "is_download",
    "is_file",
    "is_list",
    "is_nav",
    "is_title",
    "later_page",
    "same_text",
    "split_page",
]

_FILE = re.compile(
    r"\.(?:docx?|docm|wps|wpt|xlsx?|xlsm|et|pptx?|pdf|ofd|ceb|rtf|odt|ods|csv|txt|zip|rar|7z|tar|gz|tgz)(?![\w-])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"〔|［\d{4}］|\[\d{4}\]\s?\d+号|第\d+号")
_ANNEX = ("附件", "附表")
_A_LIST = re.compile(r"(?:/|/(?:index|list)\w*\.\w+)$")
_A_PAGE = re.compile(r"\.s?html?$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_YEAR = re.compile(r"(?:19|20)\d\d年?(?:文件|公开|度)?")
_PAGE_KEYS = frozenset(["p", "page", "pn", "pageno", "pagenum", "pageindex", "currentpage", "curpage", "cpage", "pg"])
# The page number at an address's end: a_2.html, a-2.html, a/2.html, a/2/, index2.html
_PAGE = re.compile(
    r"(?P<before>.*?[^/])(?:[_/-]|(?<=index)|(?<=list)|(?<=page))(?P<page>\d{1,3})(?P<after>\.\w{2,6}|/)?$"
)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load_toml("links.toml")[key])


@cache
def _shapes(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{shape})" for shape in load_toml("links.toml")[kind]["shapes"]), re.IGNORECASE)


@cache
def _titles() -> re.Pattern[str]:
    """Ends of a title, with what may stand behind: (试行), 的通知(云政发〔2014〕5号)."""
    genres = load_toml("genres.toml")
    ends = sorted({*genres["y2012"], *genres["y2000"], *_words("titles")}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(ends)})(?:[(（《〔\[…].*)?$")


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def is_document(url: str) -> bool:
    """Whether an address looks like one document's.

    >>> [is_document(f"http://a.gov.cn/{path}") for path in ("wj/t20140305_12.html", "art/2014/3/5/art_1_2.html")]
    [True, True]
    """
    return _shapes("document").search(_path(url)) is not None


def is_list(url: str) -> bool:
    """Whether an address looks like a list's: a folder, index_2.html, list.jsp."""
    return _shapes("list").search(_path(url)) is not None


def is_file(url: str, words: str = "") -> bool:
    """Whether an address, or the words of its link, end as the name of an office file does."""
    parts = urlsplit(url)
    return bool(_FILE.search(unquote(parts.path)) or _FILE.search(unquote(parts.query)) or _FILE.search(words))


def is_download(url: str, words: str) -> bool:
    """Whether a link gives a file by a script of the site: downfile.jsp?id=3, or 附件1 with a number behind it.

    >>> is_download("http://a.gov.cn/module/download/downfile.jsp?classid=0&filename=3", "1.分工表")
    True
    >>> is_download("http://a.gov.cn/wj/t20140305_12.html", "附件2:任务表"), is_download("http://a.gov.cn/xz/", "下载")
    (True, False)
    """
    path = urlsplit(url).path
    if _A_LIST.search(path):
        return False
    if words.startswith(_ANNEX) or _shapes("download").search(_path(url)):
        return True
    return words.startswith(tuple(load_toml("links.toml")["download"]["words"])) and not _A_PAGE.search(path)


def is_nav(words: str) -> bool:
    """Whether bare words are those of a menu or a tool of the page."""
    return words in _words("nav")


def is_column(words: str) -> bool:
    """Whether bare words name a column that holds documents: 政府文件, 水利局文件, 2014年."""
    if words in _words("columns") or _YEAR.fullmatch(words):
        return True
    return len(words) <= 12 and words.endswith(tuple(load_toml("links.toml")["column_ends"])) and "关于" not in words


def is_title(words: str) -> bool:
    """Whether words read as a circular's title: 关于…, …办法(试行), a number in it.

    >>> is_title("关于做好供水工作的通知"), is_title("供水管理办法(试行)"), is_title("县长赴乡镇调研供水工作")
    (True, True, False)
    """
    if len(_HAN.findall(words)) < 6:
        return False
    return "关于" in words or _NUMBERED.search(words) is not None or _titles().search(words) is not None


def same_text(url: str, other: str) -> int | None:
    """The page number of ``other`` if it can be a page of the text that ``url`` is a page of; None if it cannot.

    >>> same_text("http://a.cn/law/12345.html", "http://a.cn/law/12345_2.html")
    2
    >>> same_text("http://a.cn/law/12345.html", "http://a.cn/law/12346.html")
    >>> same_text("http://a.cn/show.asp?id=7&page=2", "http://a.cn/show.asp?id=7&page=3")
    3
    """
    key, page = split_page(other)
    if key in (url, split_page(url)[0]):
        return None if page is None and key == url else page or 1
    return None


def later_page(url: str, other: str) -> int | None:
    """The page number of ``other`` if it is a later page of the text that ``url`` is a page of; None if it is not.

    Where ``other`` is ``url`` with a page number put behind, ``url`` is the first page, whatever number its own name
    ends in.

    >>> later_page("http://a.cn/law/t_4.html", "http://a.cn/law/t_4_1.html")
    1
    >>> later_page("http://a.cn/law/t_4.html", "http://a.cn/law/t_5.html")
    5
    >>> later_page("http://a.cn/law/t_4.html", "http://a.cn/law/t_3.html")
    """
    page = same_text(url, other)
    own = 0 if split_page(other)[0] == url else split_page(url)[1] or 0
    return page if page is not None and page > own else None


def split_page(url: str) -> tuple[str, int | None]:
    """An address without its page number, and that number.

    >>> split_page("http://a.cn/wj/index_2.html"), split_page("http://a.cn/list.asp?page=2&id=7"), split_page("http://a.cn/7")
    (('http://a.cn/wj/index.html', 2), ('http://a.cn/list.asp?id=7', 2), ('http://a.cn/7', None))
    """
    bare, _, query = url.partition("?")
    pairs = query.split("&") if query else []
    for pair in pairs:
        key, _, value = pair.partition("=")
        if key.lower() in _PAGE_KEYS and value.isdecimal() and len(value) <= 3:
            rest = "&".join(other for other in pairs if other is not pair)
            return bare + (f"?{rest}" if rest else ""), int(value)
    scheme, _, place = bare.partition("://")
    match = _PAGE.fullmatch(place) if place.count("/") > 1 or "_" in place.partition("/")[2] else None
    if not match:
        return url, None
    return f"{scheme}://{match['before']}{match['after'] or ''}" + (f"?{query}" if query else ""), int(match["page"])
