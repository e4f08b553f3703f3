"""WARC (ISO 28500), plain or gzip by record: the pages and files a crawl brought home, each with its address and day.

A record of a page that did not come (no status of 2xx) is left aside; one that only says that a page is the same as
before (revisit) is read from the record that holds it, in whichever archive of the run that stands. warcio reads a cut
file without a word, so each record is measured by its own header.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from hongtou.archive.budget import Budget
from hongtou.archive.heads import HTML_TYPES, Head, head_of, left_aside
from hongtou.archive.member import Listing, Member, Opener, Shelf, distinct
from hongtou.archive.notes import Notes
from hongtou.archive.packed import Unpacked
from hongtou.archive.payload import payload
from hongtou.archive.standing import TOLD, facts_of, newest, place_of
from hongtou.archive.walk import next_record
from hongtou.errors import LimitError, UnreadableError
from hongtou.read import HTML

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

_ANSWERS = ("response", "resource", "revisit")
_BETWEEN = 8
"""Bytes that may follow the last record: the line ends that part records."""
_MOST_TOLD = 5
"""Damages of one file that are told one by one."""


class _Place(NamedTuple):
    """Where a record stands and whether it is whole."""

    offset: int
    size: int
    cut: str
    changed: bool = False
    """Whether its bytes are not those that were packed: what they say now, from somewhere on, nobody wrote."""


_Answer = tuple[Head, _Place]


def list_warc(name: str, opener: Opener, shelf: Shelf, budget: Budget) -> Listing:
    """The pages and documents of a WARC, in its order."""
    try:
        return _listed(name, partial(shelf.get, name, opener), shelf, budget)
    except _Solid:  # packed as one, so that no record can be found by its place

        def spooled() -> Unpacked:
            with opener() as packed:
                return Unpacked(packed, budget)

        whole = shelf.get(f"{name}!", spooled)
        found = _listed(name, lambda: shelf.get(f"{name}!", spooled).reader(), shelf, budget)
        return found._replace(trouble=found.trouble or whole.trouble)


class _Solid(Exception):  # noqa: N818 - a turn of the way, not an error
    """The whole file is one gzip member."""


def _listed(name: str, stream: Opener, shelf: Shelf, budget: Budget) -> Listing:
    found: list[_Answer] = []
    notes: dict[str, Notes] = {}
    trouble: UnreadableError | None = None
    try:
        for head, place in _records(stream(), budget):
            if head.kind in _ANSWERS:
                found.append((head, place))
            elif head.notes:
                notes[head.about] = head.notes
            if place.cut:
                trouble = UnreadableError(place.cut)
    except _Broken as error:
        trouble = UnreadableError(str(error))
    except LimitError as error:
        trouble = error
    read, skipped = [], []
    for head, place in found:
        why = left_aside(head, notes.get(head.id))
        if why is None:
            read.append((head, place))
        else:
            skipped.append(f"{name}!/{head.url}{why}")
    members = list(_members(name, read, notes, stream, shelf, budget))
    return Listing(tuple(_named(members)), tuple(skipped), trouble)


def _members(
    name: str, found: Sequence[_Answer], notes: Mapping[str, Notes], stream: Opener, shelf: Shelf, budget: Budget
) -> Iterator[Member]:
    for head, place in found:
        load: Callable[[], bytes] = partial(payload, stream, budget, place.offset)
        keys: tuple[str, ...] = ()
        repeats: tuple[str, ...] = ()
        if place.changed:
            load = _changed
        elif head.kind == "revisit":
            load = partial(_revisited, shelf, head)
            repeats = tuple(key for key in (head.digest, head.refers) if key)
        else:
            keys = tuple(key for key in (head.digest, f"{head.url} {head.date}") if key)
            for key in keys:
                shelf.payloads.setdefault(key, load)
        said = notes.get(head.id)
        facts = {"url": head.url, "retrieved_at": head.date}
        cut, standing = place.cut, None
        if said:
            facts = facts_of(head.url, head.date) | {key: said.facts[key] for key in TOLD if key in said.facts}
            cut = cut or (f"the crawl cut it off ({head.truncated})" if head.truncated else "")
            standing = head.standing(said, place.cut or place.changed, place_of(name, place.offset))
        declared = HTML if head.media_type in HTML_TYPES else None
        yield Member(head.name(said), place.size, load, facts, declared, cut, standing, keys, repeats)


def _named(members: Sequence[Member]) -> list[Member]:
    """Names that differ: of an address that was captured again, what is read bears the name as it is."""
    told = [at for at, member in enumerate(members) if member.standing]
    read = newest([standing for member in members if (standing := member.standing)])
    again = {at for at, one in zip(told, read, strict=True) if not one}
    order = sorted(range(len(members)), key=lambda at: at in again)
    names = dict(zip(order, distinct(members[at].name for at in order), strict=True))
    return [member._replace(name=names[at]) for at, member in enumerate(members)]


class _Broken(Exception):  # noqa: N818 - caught in this module
    """The records end early."""


def _records(stream: BinaryIO, budget: Budget) -> Iterator[_Answer]:
    """Each record's head and place; behind what is no record, from the next that can be found, and then raises _Broken.

    Raises _Solid for one gzip member.
    """
    size = stream.seek(0, io.SEEK_END)
    at = count = 0
    troubles = []
    while at < size:
        stream.seek(at)
        run = _Run(stream, at, count, budget)
        why = ""
        try:
            yield from run
        except _Broken as error:
            why = str(error)
        count, lost = run.count, run.end
        at = next_record(stream, lost + 1, size, packed=run.changed) if size - lost > _BETWEEN else size
        if at < size and run.changed:
            why = f"the bytes of its record {count} have changed; what is behind it was read"
        elif at < size:
            why = f"after {count} records stand {at - lost:,} bytes that are none; what is behind them was read"
        elif run.changed:
            why = f"the bytes of its record {count} have changed"
        elif size - lost > _BETWEEN:
            why = why or f"the archive is cut off after {count} records: {size - lost} bytes are left"
        troubles += [why] if why else []
    if troubles:
        more = len(troubles) - _MOST_TOLD
        raise _Broken("; ".join(troubles[:_MOST_TOLD]) + (f"; and {more} more" if more > 0 else ""))


class _Run:
    """The records from one place on, as far as they follow each other."""

    def __init__(self, stream: BinaryIO, start: int, count: int, budget: Budget) -> None:
        self.end = start
        """Where the last whole record ends."""
        self.count = count
        """Records so far, those before the place too."""
        self.changed = False
        """Whether the last of them is one whose bytes have changed, so that none can be read on from it."""
        self._stream = stream
        self._budget = budget

    def __iter__(self) -> Iterator[_Answer]:
        from warcio.exceptions import ArchiveLoadFailed

        from hongtou.archive.strict import ChangedError, records_of

        with contextlib.redirect_stderr(io.StringIO()):  # warcio speaks of odd records there
            records = records_of(self._stream)
            try:
                for record in records:
                    yield self._answer(record, records)
                    if self.changed:
                        return
            except ChangedError as error:  # within its head
                raise _Broken(f"after {self.count} records stands what is none") from error
            except ArchiveLoadFailed as error:
                if "non-chunked gzip" in str(error):
                    raise _Solid from error
                raise _Broken(f"after {self.count} records stands what is none") from error
            except (ValueError, OSError, EOFError, AttributeError) as error:
                raise _Broken(f"the archive is broken after {self.count} records: {error}") from error

    def _answer(self, record: ArcWarcRecord, records: ArchiveIterator) -> _Answer:
        from hongtou.archive.strict import ChangedError

        self.count += 1
        size = int(record.rec_headers.get_header("Content-Length") or 0)
        if record.rec_type in _ANSWERS:
            self._budget.take(size)
        head = head_of(record)
        offset = records.offset
        try:
            records.read_to_end()
        except ChangedError:
            self.end, self.changed = offset, True
            return head, _Place(offset, size, "", changed=True)
        self.end = offset + records.get_record_length()
        cut = f"the archive is cut off within its record {self.count}" if record.raw_stream.limit > 0 else ""
        return head, _Place(offset, size, cut)


def _changed() -> bytes:
    raise UnreadableError("the bytes of its record in the archive have changed")


def _revisited(shelf: Shelf, head: Head) -> bytes:
    load = shelf.payloads.get(head.digest) or shelf.payloads.get(head.refers)
    if load is None:
        raise UnreadableError("the record says that the page is the same as an earlier one, which is not here")
    return load()
