"""Addresses that only a script of the page says: onclick, location, pagers that a script prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hongtou.crawl.address import join

if TYPE_CHECKING:
    from hongtou.crawl.page import Page

__all__ = ["address_in", "jumps_to", "next_by_script", "with_records"]

# location.href='a.html', location='a.html', location.replace("a.html"), window.open('a.html', …); what is glued
# together ('index_' + n) is no address.
_GOES = re.compile(
    r"""(?: location (?: \.href )? \s* = \s*
          | location \. (?: replace | assign ) \( \s*
          | (?<![\w.]) (?: window\. )? open \( \s* )
        (?P<quote>['"]) (?P<url>[^'"\n]{1,2000}) (?P=quote) (?! \s* \+ )""",
    re.VERBOSE,
)
# openDoc('/wj/t1.html'), goUrl("show.jsp?id=1"): a call with something that looks like an address.
_CALL = re.compile(
    r"""\w{2,40} \( \s* (?P<quote>['"]) (?P<url>
        (?: https?:// | \.{0,2}/ | [\w./-]{1,200}\.(?:s?html?|jsp|aspx?|php|do)\b )
        [^'"\n]{0,2000}) (?P=quote) (?! \s* \+ )""",
    re.VERBOSE,
)
# TRS: createPageHTML(12, 0, "index", "html"), and with the place of the pager in front, then counted from 1.
_CREATE = re.compile(
    r"""createPage\w* \( \s* (?P<place>['"][\w-]{1,40}['"] \s* , \s*)? (?P<count>\d{1,5}) \s* , \s* (?P<now>\d{1,5})
        \s* , \s* ['"](?P<stem>[\w./-]{1,100})['"] \s* , \s* ['"](?P<suffix>\w{1,8})['"]""",
    re.VERBOSE,
)
# The same said in variables: var currentPage = 0; var countPage = 12;  m_nCurrPage = 0; m_nPageCount = 12;
_COUNT = re.compile(r"\b(?:countPage|m_nPageCount|nPageCount|totalPages?|pageCount)\s*=\s*['\"]?(\d{1,5})\b")
_NOW = re.compile(r"\b(?:currentPage|m_nCurrPage|nCurrIndex|currPage|pageIndex)\s*=\s*['\"]?(\d{1,5})\b")
_NAME = re.compile(r"""\bm_sPageName\s*=\s*['"]([\w./-]{1,100})['"]""")
_SUFFIX = re.compile(r"""\bm_sPageExt\s*=\s*['"](\w{1,8})['"]""")
_NOTE = re.compile(r"(?m)^[ \t]*//.*$|(?<=[;{}\s])//[^\n'\"]*$")
# content="0; url=a.html"
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*url\s*=\s*['\"]?([^'\"]{1,2000})", re.IGNORECASE)
# Hanweb keeps the rows of a list as XML in a script.
_STORE = re.compile(r"<script\b[^<>]{0,200}text/xml[^<>]{0,200}>", re.IGNORECASE)
_STUB = 1500  # characters of a page that only sends its reader on


def address_in(code: str) -> str | None:
    """The address that a piece of JavaScript (an onclick, a javascript: link) goes to, as written; else None.

    >>> address_in("window.location.href='../t1.html'"), address_in("openDoc('/wj/t1.html', 1)"), address_in("print()")
    ('../t1.html', '/wj/t1.html', None)
    """
    match = _GOES.search(code) or _CALL.search(code)
    return match["url"] if match and not match["url"].lower().startswith("javascript:") else None


def jumps_to(page: Page) -> str | None:
    """Where a page sends its reader without being asked: meta refresh, or a stub whose script sets location."""
    if page.tree is None:
        return None
    for meta in page.tree.iter("meta"):
        refresh = (meta.get("http-equiv") or "").lower() == "refresh" and _REFRESH.match(meta.get("content") or "")
        if refresh:
            return refresh[1].strip()
    match = _GOES.search(page.scripts) if len(page.text) <= _STUB else None
    return match["url"] if match and "open" not in match[0] else None


def next_by_script(scripts: str, url: str) -> str | None:
    """The next page that a pager's script would link to from ``url``; None without such a pager or on its last page.

    >>> next_by_script('createPageHTML(3, 1, "index", "html");', "http://a.gov.cn/wj/index_1.html")
    'http://a.gov.cn/wj/index_2.html'
    >>> next_by_script('createPageHTML(3, 2, "index", "html");', "http://a.gov.cn/wj/index_2.html")
    """
    if "age" not in scripts:
        return None
    code = _NOTE.sub("", scripts)
    call = _CREATE.search(code)
    if call:
        return _following(url, call["stem"], call["suffix"], int(call["count"]), int(call["now"]), bool(call["place"]))
    count, now = _COUNT.search(code), _NOW.search(code)
    if not (count and now):
        return None
    stem, suffix = _own_name(url, int(now[1]))
    name, ending = _NAME.search(code), _SUFFIX.search(code)
    return _following(
        url, name[1] if name else stem, ending[1] if ending else suffix, int(count[1]), int(now[1]), False
    )


def _following(url: str, stem: str, suffix: str, count: int, now: int, from_one: bool) -> str | None:
    """``stem_N.suffix``; TRS counts from 0 (index, index_1, …), others from 1 (index, index_2, …)."""
    own = urlsplit(url).path.rpartition("/")[2]
    if own == f"{stem}.{suffix}" or not re.search(rf"_{now}\.\w+$", own):
        from_one = now == 1  # the first page carries no number: it says what counting begins with
    if now + 1 >= count + from_one:
        return None
    return join(url, f"{stem}_{now + 1}.{suffix}")


def _own_name(url: str, now: int) -> tuple[str, str]:
    """A page's name without its page number: what it ends in is one only where the pager counts there."""
    own = urlsplit(url).path.rpartition("/")[2]
    stem, dot, suffix = own.rpartition(".")
    return (re.sub(rf"_(?:{now}|{now + 1})$", "", stem), suffix) if dot else ("index", "html")


def with_records(markup: str) -> str:
    """The markup with the rows that Hanweb keeps in a script (``<datastore>`` with CDATA) put where they are shown.

    >>> with_records('<script type="text/xml"><record><![CDATA[<a href="1.html">1</a>]]></record></script>')
    '<div><record><a href="1.html">1</a></record></div>'
    """
    if "<![CDATA[" not in markup or "text/xml" not in markup:
        return markup
    pieces = []
    at = 0
    for store in _STORE.finditer(markup):
        if store.start() < at:
            continue
        end = markup.find("</script>", store.end())
        if end < 0:
            break
        rows = markup[store.end() : end].replace("<![CDATA[", "").replace("]]>", "")
        pieces += [markup[at : store.start()], f"<div>{rows}</div>"]
        at = end + len("</script>")
    return "".join([*pieces, markup[at:]])
