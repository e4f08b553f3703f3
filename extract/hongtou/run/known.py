"""What is known of a file that was read, as far as the question goes which files are one circular."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from hongtou.fields.numerals import read_number
from hongtou.fields.text import fold, plain
from hongtou.model import Circular, Document, Link, Paragraph, Source
from hongtou.read.formats import MARKUP
from hongtou.run.meta import BELONGS

# 附件1, 附件二, 附表, and what sites call such files: fj1, attachment_2, annex3.
_CALLED = re.compile(
    r"(?:附\s*[件表录]|(?:^|(?<=[\W_]))(?:attachment|annex|appendix|fj))[\s_\-—(\[(【]*"
    r"(\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3}(?![\u3400-\u9fff]))?",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"[\[【(]?附(?:[件表录]:?|:)(\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3}(?![\u3400-\u9fff]))?[\])】]?[:、.]?"
)
_SEPARATORS = " _-—.·(（[【"
_FILE = re.compile(r"\.[A-Za-z0-9]{2,5}$")
_LINES = 4
_SHORTEST = 3
_TOLD = 4  # characters of a title that is told from others


class Known(NamedTuple):
    """One file, its name taken apart, and what it says of itself."""

    path: str
    digest: str
    folder: str
    stem: str
    url: str | None
    links: tuple[Link, ...]
    title: str
    number: str | None
    work_id: str
    addressed: bool
    signed: bool
    genre: str | None
    mentions: bool
    """Whether it speaks of 附件."""
    annexes: tuple[str, ...]
    opening: tuple[str, ...]
    """Its first lines."""
    markup: bool
    """Whether it is a page, and no file of an office."""
    columns: dict[str, str]
    called: tuple[str, ...] = ()
    """What the links to it call it."""

    @property
    def whole(self) -> bool:
        """Whether it reads as a circular of its own: with addressees, a number, or a signature under such a title."""
        return self.addressed or self.number is not None or (self.signed and self.genre is not None)

    @property
    def lends(self) -> bool:
        """Whether a number is all that makes it a circular: an annex may print that of the circular it belongs to."""
        return self.number is not None and not self.addressed and not self.signed

    @property
    def announces(self) -> bool:
        """Whether it lists annexes, links to files or speaks of any."""
        return bool(self.annexes or self.links or self.mentions)

    @property
    def annex_number(self) -> int | None:
        """The number it has as an annex, by its name, by what links call it, or by its first line."""
        said = (*map(_CALLED.search, (self.stem, *self.called)), *map(_OPENS.match, self.opening[:1]))
        return next((read_number(match[1]) for match in said if match and match[1]), None)

    @property
    def is_annex(self) -> bool:
        """Whether its name or its first line calls it 附件."""
        first = self.opening[0] if self.opening else ""
        return _CALLED.search(self.stem) is not None or _OPENS.match(first) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """What its title as an annex may be: its name without 附件1, its title, its first lines."""
        own = _CALLED.sub("", self.stem)
        return tuple(
            dict.fromkeys(
                name for one in (own, *self.called, self.title, *self.opening) if len(name := title_of(one)) > 1
            )
        )


def title_of(words: str) -> str:
    """Words as titles are compared: no print, no number of an annex before them, no ending of a file after them.

    >>> title_of("附件2:《重点任务分工表》.docx"), title_of("2. 重点任务 分工表")
    ('重点任务分工表', '重点任务分工表')
    """
    bare = _FILE.sub("", "".join(fold(words).split()))
    called = _OPENS.match(bare)
    return plain(_NUMBER.sub("", bare[called.end() :] if called else bare))


_NUMBER = re.compile(r"^\d{1,2}[.、:](?!\d)")


def nearest(file: Known, titles: Sequence[str]) -> int | None:
    """Which one of the titles holds a name of the file, or is held by one."""
    for name in file.names:
        near = [at for at, title in enumerate(titles) if len(name) >= _TOLD and (name in title or title in name)]
        if len(near) == 1 and len(titles[near[0]]) >= _TOLD:
            return near[0]
    return None


def known(circular: Circular, document: Document) -> Known:
    """What is known of a file by its document and what was understood of it; no index is asked yet."""
    lines = (document.text[b.start : b.end] for b in document.blocks if isinstance(b, Paragraph) and not b.noise)
    opening = [line for line, _ in zip(lines, range(_LINES), strict=False)]
    if not opening and document.blocks:  # a sheet that begins with its table
        block = document.blocks[0]
        opening = document.text[block.start : block.end].split("\n", 1)[:1]
    return Known(
        **_place(circular.source, {}),
        digest=circular.source.sha256,
        links=document.links,
        title=circular.title.reading if circular.title else "",
        number=circular.document_number.normalized if circular.document_number else None,
        work_id=circular.work_id,
        addressed=bool(circular.addressees),
        genre=circular.genre,
        mentions="附件" in document.text,
        markup=document.source.media_type in MARKUP,
        signed=bool(circular.signatures),
        annexes=tuple(title_of(annex.reading) for annex in circular.annexes),
        opening=tuple("".join(fold(line[:200]).split())[:80] for line in opening),
    )


def elsewhere(file: Known, source: Source, columns: Mapping[str, str]) -> Known:
    """The same bytes in a place that an index may speak of."""
    return file._replace(**_place(source, columns))


def _place(source: Source, columns: Mapping[str, str]) -> dict[str, Any]:
    folder, _, leaf = source.path.rpartition("/")
    told = {key: columns[key].strip() for key in BELONGS if columns.get(key)}
    return {
        "path": source.path,
        "folder": folder or ".",
        "stem": _FILE.sub("", leaf),
        "url": source.url,
        "columns": told,
    }


def places(file: Known) -> Iterator[str]:
    """The path of a file, then of each archive that it lies in."""
    yield file.path
    at = file.path.rfind("!/")
    while at > 0:
        yield file.path[:at]
        at = file.path.rfind("!/", 0, at)


def above(folder: str) -> Iterator[str]:
    """A folder and all that it lies in."""
    while folder:
        yield folder
        folder = posixpath.dirname(folder) if folder != "/" else ""


def folders(folder: str) -> Iterator[str]:
    """A folder, the one it lies in, and that one's: an archive is a folder."""
    for _ in range(3):
        yield folder
        above = posixpath.dirname(folder.removesuffix("!"))
        if above == folder or not above:
            return
        folder = above


def prefixes(stem: str) -> Iterator[str]:
    """The beginnings of a name that end before a separator or the word 附件, longest first."""
    called = _CALLED.search(stem) or re.search("附[件表录]", stem)
    cuts = {at for at, character in enumerate(stem) if character in _SEPARATORS}
    cuts |= {called.start()} if called else set()
    for cut in sorted(cuts, reverse=True):
        if begins := stem[:cut].rstrip(_SEPARATORS):
            yield begins


def address(url: str) -> str:
    """An address as two that lead to one place are compared.

    >>> address("https://A.example/%E8%A1%A8.doc#x") == address("http://a.example:80/表.doc")
    True
    """
    parts = urlsplit(url)
    host = parts.netloc.lower().removesuffix(":80").removesuffix(":443")
    return f"{host}{unquote(parts.path)}?{parts.query}"


def targets(page: Known, link: Link) -> Iterator[tuple[str, str]]:
    """Where a link of a page may lead: ("url", address), ("path", place beside the page), ("name", in its folder)."""
    if page.url:
        yield "url", address(urljoin(page.url, link.target))
    path = unquote(urlsplit(link.target).path)
    if not urlsplit(link.target).scheme and path:
        yield "path", posixpath.normpath(posixpath.join(page.folder, path))
    for name in dict.fromkeys((PurePosixPath(path).name, link.words, title_of(link.words))):
        if len(name) > _SHORTEST:
            yield "name", _FILE.sub("", name)
