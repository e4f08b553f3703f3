"""Which records are one circular: pages that go on, attachments, copies of the same bytes. Settled on facts alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from hongtou.run.attachments import Attachments, Family
from hongtou.run.facts import Facts
from hongtou.run.known import address
from hongtou.run.packing import unpack
from hongtou.run.pages import Group, Leaf, Pages, bare, chosen
from hongtou.run.series import counts_up, numbered
from hongtou.run.sql import execute, mark, text, words
from hongtou.run.store import Store

_TABLES = """
DROP TABLE IF EXISTS temp.series;
DROP TABLE IF EXISTS temp.leaves;
CREATE TEMP TABLE series (run INT, path BLOB PRIMARY KEY, at INT, folder INT);
DROP TABLE IF EXISTS temp.told;
DROP TABLE IF EXISTS temp.addresses;
CREATE TEMP TABLE addresses (address INT, path BLOB);
CREATE TEMP TABLE told (path BLOB PRIMARY KEY, folder INT, first BLOB, first_folder INT, number INT);
CREATE TEMP TABLE leaves (id INTEGER PRIMARY KEY, path BLOB, folder INT, url TEXT, next TEXT);
"""


def families(store: Store) -> Iterator[Family]:
    """The circulars of several files: their pages in order, and what is attached to them."""
    db = store.ledger.db
    (count,) = db.execute("SELECT count(*) FROM inputs").fetchone()
    groups = page_groups(store)
    if count > 1:
        told = store.index.joins or store.ledger.told
        yield from Attachments(db, store.files, store.known, store.last, told=told).families(groups)
    else:  # the rows of one table are not attached to one another
        yield from (Family(group, ()) for group in groups)


def page_groups(store: Store) -> list[Group]:
    """The digests of the pages of each circular that came as several."""
    db = store.ledger.db
    execute(db, _TABLES)
    _find_series(store)
    _find_told(store)
    for number, facts in store.told(
        "readable AND (NOT lone OR path IN (SELECT path FROM temp.series) OR path IN (SELECT path FROM temp.told))"
    ):
        leaf = _leaf(facts)
        folder = _folder(leaf.path)
        row = number, text(leaf.path), folder, leaf.url, leaf.next_url
        db.execute("INSERT INTO temp.leaves VALUES (?, ?, ?, ?, ?)", row)
    db.execute("CREATE INDEX temp.leaves_folder ON leaves (folder)")
    said: list[Group] = []
    counted: list[Group] = []
    tied: list[Group] = []
    for folders in _folders(store):
        pages = _pages(store, folders)
        said += pages.said()
        counted += pages.counted()
        tied += pages.tied()
    return chosen(said, counted, tied)


def _find_series(store: Store) -> None:
    """Files of one folder whose names differ only in a page number that counts up: a_1, a_2; a, a_2; a, a_1."""
    db = store.ledger.db
    for (series,) in db.execute("SELECT series FROM inputs WHERE series IS NOT NULL GROUP BY series ORDER BY min(n)"):
        rows = db.execute("SELECT name, number FROM inputs WHERE series = ? ORDER BY number, n", (series,))
        pages: dict[int, str] = {}
        for name, number in rows:
            pages.setdefault(number, words(name))
        cut = numbered(next(iter(pages.values())))
        first = cut and db.execute("SELECT name FROM inputs WHERE name = ?", (text(cut.first),)).fetchone()
        run = [*([words(first[0])] if first else []), *pages.values()]
        if len(run) > 1 and counts_up(list(pages), bool(first)):
            folder = _folder(run[0])
            db.executemany(
                "INSERT OR IGNORE INTO temp.series VALUES (?, ?, ?, ?)",
                ((series, text(path), at, folder) for at, path in enumerate(run)),
            )


def _find_told(store: Store) -> None:
    """Of each file that is said to be a page of several: the first page, by path, and its number."""
    db = store.ledger.db
    if db.execute("SELECT 1 FROM records WHERE paged LIMIT 1").fetchone() is None:
        return
    for _, facts in store.told("1"):
        if url := facts.columns.get("url"):
            known = mark(address(url)), text(facts.source.path)
            db.execute("INSERT INTO temp.addresses VALUES (?, ?)", known)
    db.execute("CREATE INDEX temp.addresses_address ON addresses (address)")
    (count,) = db.execute("SELECT count(*) FROM inputs").fetchone()
    for _, facts in store.told("paged"):
        name, columns = facts.source.path, facts.columns
        path = text(name)
        first = _first_page(store, name, columns["page_of"])
        number = columns.get("page_number", "")
        if first and first != name:
            one = text(first), _folder(first), 1
            db.execute("INSERT OR REPLACE INTO temp.told VALUES (?1, ?2, ?1, ?2, ?3)", one)
            row = path, _folder(name), text(first), _folder(first), int(number) if number.isdecimal() else count
            db.execute("INSERT OR REPLACE INTO temp.told VALUES (?, ?, ?, ?, ?)", row)


def _first_page(store: Store, name: str, page_of: str) -> str | None:
    """The path of the file that a page is said to be of: by its path, beside the page, by its address."""
    db = store.ledger.db
    for path in (page_of, f"{name.rpartition('/')[0]}/{page_of}"):
        if db.execute("SELECT 1 FROM inputs WHERE name = ?", (text(path),)).fetchone():
            return path
    row = db.execute(
        "SELECT path FROM temp.addresses WHERE address = ? ORDER BY rowid DESC LIMIT 1", (mark(address(page_of)),)
    ).fetchone()
    return words(row[0]) if row else None


def _folder(path: str) -> int:
    return mark(path.rpartition("/")[0])


def _folders(store: Store) -> Iterator[list[int]]:
    """Folders that no link between pages leads out of, alone or together."""
    db = store.ledger.db
    db.execute("CREATE INDEX temp.leaves_url ON leaves (url)")
    above: dict[int, int] = {}

    def top(folder: int) -> int:
        while folder in above:
            folder = above[folder]
        return folder

    crossing = db.execute(
        "SELECT DISTINCT a.folder, b.folder FROM temp.leaves a JOIN temp.leaves b ON a.next = b.url "
        "WHERE a.folder <> b.folder "
        "UNION SELECT DISTINCT folder, first_folder FROM temp.told WHERE folder <> first_folder"
    )
    for one, other in crossing:
        low, high = sorted((top(one), top(other)))
        if low != high:
            above[high] = low
    together: dict[int, list[int]] = {}
    for folder in above:
        together.setdefault(top(folder), [top(folder)]).append(folder)
    for (folder,) in db.execute("SELECT folder FROM temp.leaves GROUP BY folder ORDER BY min(id)").fetchall():
        if folder not in above:
            yield together.get(folder, [folder])


def _pages(store: Store, folders: list[int]) -> Pages:
    db = store.ledger.db
    leaves: dict[str, tuple[int, Leaf]] = {}
    series: dict[int, list[str]] = {}
    told: dict[str, tuple[str, int]] = {}
    for folder in folders:
        for number, facts in store.told("id IN (SELECT id FROM temp.leaves WHERE folder = ?)", (folder,)):
            leaf = _leaf(facts)
            leaves[leaf.path] = number, leaf
        for run, path in db.execute("SELECT run, path FROM temp.series WHERE folder = ? ORDER BY rowid", (folder,)):
            series.setdefault(run, []).append(words(path))
        for path, first, number in db.execute("SELECT path, first, number FROM temp.told WHERE folder = ?", (folder,)):
            told[words(path)] = words(first), number
    ordered = sorted(leaves.values(), key=lambda one: one[0])
    return Pages((leaf for _, leaf in ordered), list(series.values()), _named(store, leaves), told)


def _named(store: Store, leaves: dict[str, tuple[int, Leaf]]) -> Callable[[str], str]:
    """The words of a page, read from its record when they are asked for."""

    @lru_cache(4)
    def named(path: str) -> str:
        place = store.place(leaves[path][0])
        return bare(unpack(store.parts.get(place.part).record(place.offset, place.length))[0].text)

    return named


def _leaf(facts: Facts) -> Leaf:
    assert facts.page is not None
    return Leaf(facts.source.path, facts.source.sha256, facts.source.url, facts.page)
