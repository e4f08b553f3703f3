"""Addresses: one normal form for each, joined as a browser joins them, and judged before anything is asked for.

Normal form is RFC 3986 (6.2.2, 6.2.3), with the habits of browsers (URL Standard) for what pages print: blanks cut,
``\\`` as ``/``, full-width digits of a host folded, a query in the page's own charset.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

from hongtou.crawl.ip import literal_ip, private_ip

if TYPE_CHECKING:
    from hongtou.crawl.source import Source

__all__ = ["allowed", "canonical", "host_of", "join", "private_ip"]

_SCHEMES = ("http", "https")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
_PATH_SAFE = "/!$&'()*+,;=:@%"
_QUERY_SAFE = "/?!$&'()*+,;=:@%[]|"
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_INDEX = re.compile(r"/(?:index|default)\.\w+$")
_BLANKS = re.compile(r"[\t\r\n]")
# ;jsessionid=8A2F…, ?PHPSESSID=…, &sid= with a long value (a short one is a section's number)
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid)=[^/?;]*", re.IGNORECASE)
_SESSION_KEYS = re.compile(r"(?:jsessionid|phpsessid|aspsessionid\w*|sessionid|session_id)", re.IGNORECASE)
_SESSION_VALUE = re.compile(r"(?=.*\d)[0-9A-Za-z_-]{24,}")
# Names that never leave the machine or the house (RFC 6761, RFC 6762, RFC 8375; .internal by ICANN in 2024).
_LOCAL_NAMES = re.compile(r"(?:^|\.)(?:localhost|local|localdomain|internal|home\.arpa|lan|intranet)$")


@lru_cache(maxsize=4096)  # every page has the same menu
def canonical(url: str) -> str:
    """The normal form of an address: the same page has one. What cannot be taken apart comes back stripped.

    Scheme and host in small letters (IDNA), the port that goes without saying left out, dot segments gone, escapes in
    capitals and only where needed, no fragment, no session id.

    >>> canonical("HTTP://WWW.yunxi.EXAMPLE:80/a/../wj/./t1.html;jsessionid=8A2F?b=%e4%b8%80&a=1#top")
    'http://www.yunxi.example/wj/t1.html?b=%E4%B8%80&a=1'
    """
    url = url.strip()
    parts = _split(url)
    if parts is None or parts.scheme not in _SCHEMES:
        return url
    host = _ascii_host(parts.hostname or "")
    if not host:
        return url
    port = parts.port
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[parts.scheme]:
        netloc += f":{port}"
    path = _normal(_SESSION_PATH.sub("", parts.path), _PATH_SAFE)
    query = _without_session(_normal(parts.query, _QUERY_SAFE))
    return urlunsplit((parts.scheme, netloc, _without_dots(path) or "/", query, ""))


def join(base: str, href: str, charset: str = "utf-8") -> str | None:
    """The canonical address that a page at ``base`` means by ``href``; None for what leads nowhere on the web.

    A query is escaped in the page's ``charset``, a path in UTF-8, as browsers do.

    >>> join("http://a.gov.cn/wj/index.html", "../search.jsp?q=通知", "gb18030")
    'http://a.gov.cn/search.jsp?q=%CD%A8%D6%AA'
    >>> join("http://a.gov.cn/wj/", "mailto:x@a.gov.cn"), join("https://a.gov.cn/", "//b.gov.cn/1.html")
    (None, 'https://b.gov.cn/1.html')
    """
    href = _BLANKS.sub("", href).strip().replace("\\", "/")
    if not href.partition("#")[0]:
        return None
    before, mark, query = href.partition("#")[0].partition("?")
    if not query.isascii():
        query = quote(query, safe=_QUERY_SAFE, encoding=charset, errors="xmlcharrefreplace")
    try:
        joined = urljoin(base, before + mark + query)
    except ValueError:
        return None
    found = canonical(joined)
    parts = _split(found)
    return found if parts and parts.scheme in _SCHEMES and parts.hostname else None


def allowed(url: str, source: Source) -> str | None:
    """Why this address is not to be asked for, or None if it may: scheme, host, literal private address.

    What a host's name resolves to is judged by :func:`private_ip` when it is resolved.
    """
    parts = _split(canonical(url))
    if parts is None:
        return "no address"
    if parts.scheme not in _SCHEMES:
        return f"scheme {parts.scheme}" if parts.scheme else "no address"
    host = parts.hostname or ""
    if not host:
        return "no host"
    written = _split(url)
    if written is not None and written.username is not None:
        return "a user name in the address"
    if not source.private:
        ip = literal_ip(host)
        if ip and private_ip(ip):
            return f"private address {ip}"
        if _LOCAL_NAMES.search(host.rstrip(".")):
            return f"private address {host}"
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    if not any(_is_of(host, port, entry) for entry in source.hosts):
        return f"host {host} is not the source's"
    return None


def host_of(url: str) -> str:
    """The host of an address, "" where it has none.

    >>> host_of("http://WWW.yunxi.example:8080/wj/")
    'www.yunxi.example'
    """
    parts = _split(canonical(url))
    return (parts.hostname or "") if parts else ""


def under(url: str, start: str) -> bool:
    """Whether an address is of the tree that begins at ``start``: in a folder below its own, beside it where it is the
    folder's own page, or the same page asked for more closely. Another column beside it is not.

    >>> under("http://a.cn/wj/2014/", "http://a.cn/wj/"), under("http://a.cn/list.jsp?c=2&d=3", "http://a.cn/list.jsp?c=2")
    (True, True)
    >>> under("http://a.cn/xw/", "http://a.cn/wj/"), under("http://a.cn/list.jsp?c=3", "http://a.cn/list.jsp?c=2")
    (False, False)
    """
    place, _, query = _bare(url).partition("?")
    first, _, asked = _bare(start).partition("?")
    if place == first:
        return {*asked.split("&")} - {""} < {*query.split("&")} - {""}
    folder = first.rpartition("/")[0] + "/"
    rest = place.removeprefix(folder)
    own_page = not asked and (first == folder or _INDEX.search(first) is not None)
    return place.startswith(folder) and (own_page or "/" in rest)


def same_place(url: str, other: str) -> bool:
    """Whether two addresses are one but for the name of a folder's page: /wj/, /wj/index.html."""
    return _INDEX.sub("/", _bare(url)) == _INDEX.sub("/", _bare(other))


def _bare(url: str) -> str:
    """Without scheme: http and https are one site."""
    return url.partition("://")[2]


def _is_of(host: str, port: int, entry: str) -> bool:
    """``entry``: www.yunxi.example (any port), 127.0.0.1:8080 (that one), *.yunxi.example (all below), [::1]:8080."""
    wanted = _split(f"//{entry.lower()}")
    name = (wanted.hostname if wanted else None) or ""
    if wanted is not None and wanted.port is not None and wanted.port != port:
        return False
    if name.startswith("*."):
        return host.endswith(name[1:])
    return bool(name) and host.rstrip(".") in (name, _ascii_host(name))


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _ascii_host(host: str) -> str:
    """The host in ASCII (IDNA 2003, as Python has it), an address of numbers in its usual form; "" if it is none."""
    host = host.replace("。", ".").replace("．", ".").replace("｡", ".")
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return literal_ip(name) or name


def _normal(part: str, safe: str) -> str:
    """Each escape in capitals, those of unreserved characters undone, all else that needs one escaped."""
    part = _BARE_PERCENT.sub("%25", part)
    part = _ESCAPE.sub(_escape, part)
    return quote(part, safe=safe)


def _escape(match: re.Match[str]) -> str:
    character = unquote_to_bytes(match[0]).decode("latin-1")
    return character if character in _UNRESERVED else match[0].upper()


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4."""
    out: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(out) > 1:
                out.pop()
        elif segment != ".":
            out.append(segment)
    if segments[-1] in (".", ".."):
        out.append("")
    return "/".join(out)


def _without_session(query: str) -> str:
    kept = [pair for pair in query.split("&") if not _is_session(pair)]
    return "&".join(kept)


def _is_session(pair: str) -> bool:
    key, _, value = pair.partition("=")
    return bool(_SESSION_KEYS.fullmatch(key) or (key.lower() == "sid" and _SESSION_VALUE.fullmatch(value)))
