"""What a batch is and what is done with it: pure of the order, the place and the company in which it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, Protocol

from hongtou.model import Source
from hongtou.read import Limits
from hongtou.run.facts import source_of
from hongtou.run.files import Input
from hongtou.run.known import Known
from hongtou.run.store import Place

Kind = Literal["digest", "cut", "read", "rows", "join", "render"]


class Setting(NamedTuple):
    """What all batches of a run share."""

    limits: Limits | None = None
    text_column: str | None = None
    tables: bool = True
    by_year: bool = False
    keywords: bool = False
    parts: str | None = None
    """The folder of parts, where whoever does the work sees it; None where they are handed over in memory."""
    chunks: str | None = None
    """The folder of rendered chunks; None where they are handed over in memory."""
    home: str | None = None
    """The working folder, from which names of inputs lead on."""


class Size(NamedTuple):
    """How much makes a slice of a table."""

    lines: int
    weight: int


class Table(NamedTuple):
    """A table of documents to be cut into slices of that size."""

    file: Input
    size: Size


class Rows(NamedTuple):
    """A slice of a table, and where its rows lie; ``data`` where they are handed over."""

    file: Input
    place: Place
    data: bytes = b""


class Attached(NamedTuple):
    """A file that is attached to a circular: what is known of it, the paths of its copies there, and where it lies."""

    known: Known
    paths: frozenset[str]
    place: Place
    source: Source


class Whole(NamedTuple):
    """The files that are one circular."""

    pages: tuple[tuple[Place, Source], ...]
    attachments: tuple[Attached, ...]


class Copy(NamedTuple):
    """A record as it will stand in the dataset, as far as that is known without reading it."""

    place: Place
    told: bytes
    """Its source as the ledger has it: whoever hands it on needs not know what it says."""
    work: str

    @property
    def source(self) -> Source:
        """Its source."""
        return source_of(self.told)


class Decided(NamedTuple):
    """A record and all that the others decide of it."""

    copy: Copy
    preferred: bool = True
    targets: Mapping[str, str] = {}
    """The works that the numbers it cites are of."""
    others: tuple[Copy, ...] = ()
    """The copies of the same work that it is compared with."""
    unjoined: tuple[str, ...] = ()
    """Why the files that it was to be one circular with are not."""


class Task(NamedTuple):
    """A batch. ``name`` is of the part that it gives."""

    kind: Kind
    number: int
    name: str
    items: tuple[Any, ...]
    avoid: Mapping[int, str] = {}
    """Items that are not to be tried, and why: they have killed who tried."""
    parts: Mapping[str, bytes] = {}
    """The parts that it needs, for one who does not see the work folder."""


class Outcome(NamedTuple):
    """What a batch gave: the bytes of its part where they were not put in place, and what is told of it at once."""

    part: bytes | None
    told: Any = None


Began = Callable[[Task, int], None]
"""Called with a batch and its item that is begun, where that is known; else now and then with a batch."""


Progress = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the next."""


class Crew(Protocol):
    """Who does batches."""

    def map(self, tasks: Iterable[Task], began: Began = ...) -> Iterator[tuple[Task, Outcome]]:
        """Each task with what it gave, in whatever order they are done."""


class Tally(NamedTuple):
    """What the summary says of some records."""

    circulars: int = 0
    tasks: int = 0
    deadlines: int = 0
    units: int = 0
    references: int = 0
    findings: int = 0
    composed: int = 0
    failed: int = 0
    failures: tuple[tuple[str, str], ...] = ()
    """(path, reason) of the first of those that failed."""

    def plus(self, other: Tally) -> Tally:
        """Both together, of failures as many as are told."""
        sums = {name: getattr(self, name) + getattr(other, name) for name in COUNTED}
        return Tally(**sums, failures=(self.failures + other.failures)[:MOST_TOLD])


COUNTED = Tally._fields[:-1]
MOST_TOLD = 1_000
"""Names of each kind that the summary holds; of the others it says how many there are."""
