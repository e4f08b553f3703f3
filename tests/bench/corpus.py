"""An archive of distinct composed circulars, as many files as asked: what growth is measured on.

``python -m tests.bench.corpus FOLDER COUNT [SEED [LENGTH]]`` writes one, of circulars of about LENGTH characters.
Folders are provinces, counties and years; the same seed gives the same bytes, and the first files of a larger archive
are those of a smaller one. Of a hundred files about

* 55 are text: cells one a line, between tabs or between bars;
* 39 are pages of three makes: a table, a table flattened to paragraphs, a table within a site's frame and box;
* 3 are pages whose table is an attached Word file, which is a file of the hundred too;
* 3 are copies: the same bytes in another folder, or the same circular on another site.

Each circular has a number of its own and cites one that was made before it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from tests.formats.makers import word_file, word_paragraph

from .generate import BETWEEN, LENGTH, Notice, Place, notice, text

_PROVINCES = ("岭北省", "云砚省", "江右省", "塔河省", "松原省", "海陵省")
_FIRST, _SECOND = "云青白石沙鹤渡岭鹿松梅杨塔长清", "溪岩石洲川岭坪岗浦林河宁丰泉桥"
_COUNTIES = [first + second for first in _FIRST for second in _SECOND]
_YEARS = range(2009, 2025)


class Made(NamedTuple):
    """One file: its path within the archive and its bytes."""

    path: str
    data: bytes


def corpus(count: int, seed: int = 40, length: int = LENGTH) -> Iterator[Made]:
    """``count`` files of circulars of about so many characters."""
    index = made = 0
    while made < count:
        for file in _files(index, seed, length):
            if made < count:
                yield file
                made += 1
        index += 1


def write(folder: Path, count: int, seed: int = 40, length: int = LENGTH) -> int:
    """Write ``count`` files into the folder; gives how many bytes they have."""
    size = 0
    there: set[Path] = set()
    for file in corpus(count, seed, length):
        path = folder / file.path
        if path.parent not in there:
            path.parent.mkdir(parents=True, exist_ok=True)
            there.add(path.parent)
        size += path.write_bytes(file.data)
    return size


def place(index: int) -> Place:
    """Who issues the circular of that number; no two have the same 发文字号."""
    turn, county = divmod(index, len(_COUNTIES))
    serial, year = divmod(turn, len(_YEARS))
    return Place(_COUNTIES[county], _YEARS[year], serial + 1, _PROVINCES[county % len(_PROVINCES)])


def _notice(index: int, draw: random.Random, length: int) -> Notice:
    cited = place(draw.randrange(index)).number if index else "岭政发〔2008〕1号"
    return notice(draw, place(index), cited, length=length)


def _files(index: int, seed: int, length: int) -> list[Made]:
    """The circular of that number as one file or two, or a copy of one before it."""
    draw = random.Random(seed * 1_000_003 + index)
    share = draw.random()
    where = place(index)
    stem = f"{where.province}/{where.county}县/{where.year}/{index:07d}"
    if share < 0.03 and index:
        return [_copy(draw.randrange(index), f"转载/{index:07d}", seed, length, draw)]
    made = _notice(index, draw, length)
    if share < 0.06:
        name = f"{index:07d}_附件.docx"
        page = _page([made.title, made.number, made.to, made.opening, *made.body, made.issuer, made.date], _link(name))
        annex = word_paragraph("附件") + word_paragraph(made.annex)
        return [Made(f"{stem}.html", page.encode()), Made(f"{stem}_附件.docx", word_file(annex + word_table(made)))]
    if share < 0.61:
        return [Made(f"{stem}.txt", text(made, draw.choice(BETWEEN)).encode())]
    page = draw.choice((_tagged, _flattened, _framed))(made, draw)
    return [Made(f"{stem}.html", page.encode())]


def _copy(index: int, stem: str, seed: int, length: int, draw: random.Random) -> Made:
    """The circular of that number again: the same bytes, or as another site shows it."""
    if draw.random() < 0.5:
        first = _files(index, seed, length)[0]
        return Made(stem + Path(first.path).suffix, first.data)
    again = random.Random(seed * 1_000_003 + index)
    again.random()  # what _files draws before the notice
    return Made(f"{stem}.html", _framed(_notice(index, again, length), draw).encode())


def _page(lines: Sequence[str], rest: str = "", before: str = "") -> str:
    words = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{before}{words}{rest}</body></html>"


def _lines(made: Notice) -> list[str]:
    return [
        made.title, made.number, made.to, made.opening, *made.body, made.issuer, made.date, "附件", made.annex,
    ]  # fmt: skip


def _link(name: str) -> str:
    return f"<p>附件:<a href='{name}'>{name}</a></p>"


def _tagged(made: Notice, draw: random.Random) -> str:
    return _page(_lines(made), _table(made))


def _flattened(made: Notice, draw: random.Random) -> str:
    return _page([*_lines(made), *made.names, *(cell for row in made.rows for cell in row)])


def _framed(made: Notice, draw: random.Random) -> str:
    """As a site shows it: links around it, and a box that says number and day again."""
    links = "".join(
        f"<li><a href='/{n}.html'>{draw.choice(('政务公开', '办事服务', '互动交流'))}</a></li>" for n in range(9)
    )
    box = (
        f"<table><tr><td>发文字号</td><td>{made.number}</td><td>成文日期</td><td>{made.date}</td></tr>"
        f"<tr><td>发布机构</td><td>{made.issuer}</td><td>有效性</td><td>有效</td></tr></table>"
    )
    return _page(_lines(made), _table(made), f"<ul>{links}</ul>{box}")


def _table(made: Notice) -> str:
    rows = []
    for row in (made.names, *made.rows):
        span = f" colspan='{len(made.names)}'" if len(row) == 1 else ""
        rows.append(f"<tr><td{span}>" + "</td><td>".join(map(escape, row)) + "</td></tr>\n")
    return f"<table border='1'>{''.join(rows)}</table>"


def paragraphs(made: Notice) -> str:
    """Head, body and foot as paragraphs of a Word file."""
    return "".join(map(word_paragraph, _lines(made)))


def word_table(made: Notice) -> str:
    """The table as one of a Word file: a cell over all columns where a row is a heading."""
    wide = f'<w:tcPr><w:gridSpan w:val="{len(made.names)}"/></w:tcPr>'
    rows = []
    for row in (made.names, *made.rows):
        cells = "".join(f"<w:tc>{wide if len(row) == 1 else ''}{word_paragraph(words)}</w:tc>" for words in row)
        rows.append(f"<w:tr>{cells}</w:tr>")
    grid = f"<w:tblGrid>{'<w:gridCol/>' * len(made.names)}</w:tblGrid>"
    return f"<w:tbl>{grid}{''.join(rows)}</w:tbl><w:p/>"


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 5 or not all(word.isdecimal() for word in sys.argv[2:]):
        raise SystemExit(__doc__)
    print(f"{write(Path(sys.argv[1]), *map(int, sys.argv[2:])):,} bytes")
