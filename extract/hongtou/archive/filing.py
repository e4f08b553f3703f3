"""An address → the name of a file, as near to the address as every system lets it be."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import unquote, urlsplit

from hongtou.archive.listing import is_archive
from hongtou.read import known
from hongtou.read.formats import FORMATS, named

_UNSAFE = re.compile(r"""[\x00-\x1f\x7f<>:"|?*\\/]+|[\ud800-\udfff]""")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_ASIDE = re.compile(r"(?i)readme|(index\.csv|manifest\.jsonl|sha256sums)$")
"""What a folder of documents says of itself; a page is none of it."""
_LONGEST = 120
_OTHERS = {"text/css": ".css", "application/json": ".json", "application/zip": ".zip", "text/xml": ".xml"}


def file_name(url: str, media_type: str, called: str = "") -> str:
    """Where the page of an address goes: ``host/path``, with an ending that says its type.

    ``called`` is the name that a file had where it came from. No part of the name leads upwards, is hidden, or is
    longer than a file system takes; a part that is a folder has no ending of a document, so that it is no file's name.

    >>> file_name("http://a.example/zwgk/t1.html", "text/html"), file_name("http://a.example/", "text/html")
    ('a.example/zwgk/t1.html', 'a.example/index.html')
    >>> file_name("http://a.example:8080/../view.jsp?id=3", "text/html", "")
    'a.example_8080/view.jsp_id=3.html'
    """
    parts = urlsplit(url)
    path = posixpath.normpath("/" + unquote(parts.path).replace("\\", "/"))
    *folders, last = [part for part in path.split("/") if part] or ["index"]
    if parts.path.endswith("/") and parts.path.strip("/"):
        folders, last = [*folders, last], "index"
    if parts.query:
        last += f"?{unquote(parts.query)}"
    if parts.fragment:
        last += f"#{unquote(parts.fragment)}"
    ending = _ending(last, media_type, called)
    return "/".join([_safe(parts.netloc or "none"), *map(_folder, folders), _safe(last, ending)])


def _ending(name: str, media_type: str, called: str) -> str:
    """What must stand behind a name so that it says the type."""
    if known(called) and named(called) != named(name):  # saved as what its address does not say: a page as MHTML
        return posixpath.splitext(called)[1].lower()
    if known(name) or is_archive(name):
        return ""
    if is_archive(called):
        return posixpath.splitext(called)[1].lower()
    one = FORMATS.get(media_type)
    return one.suffixes[0] if one else _OTHERS.get(media_type, ".bin")


def _folder(name: str) -> str:
    safe = _safe(name)
    return f"{safe}_" if posixpath.splitext(safe)[1] else safe


def _safe(name: str, ending: str = "") -> str:
    """One part of a path."""
    clean = _UNSAFE.sub("_", name).rstrip(". ") or "_"
    if clean.startswith(".") or _RESERVED.match(clean) or _ASIDE.match(clean):
        clean = f"_{clean}"
    if len((clean + ending).encode()) > _LONGEST:
        stem, suffix = posixpath.splitext(clean)
        suffix = suffix if len(suffix) < _SUFFIX else ""
        mark = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
        room = _LONGEST - len(f"~{mark}{suffix}{ending}".encode())
        clean = f"{stem.encode()[:room].decode(errors='ignore')}~{mark}{suffix}"
    return clean + ending


_SUFFIX = 8
