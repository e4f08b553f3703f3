"""``python -m tests.bench.others``: the same time limits through hongtou and through general date readers.

The strings are the composed cells of ``tests/fields/deadlines_cells.tsv`` that hold one limit. Each reader is given the
text and the circular's date and asked for what it can say: the days of a limit, a length, that it recurs. Others are
read kindly: exclusive ends are moved back by a day, of several readings the best counts. A reader that is not
installed (extra ``bench``) is named and left out. Below, the same pages through hongtou and trafilatura
(``page_readers``).
"""

from __future__ import annotations

import csv
import datetime as dt
import logging
import statistics
import sys
import time
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from . import page_readers

CELLS = Path(__file__).parents[1] / "fields" / "deadlines_cells.tsv"
GROUPS = {
    "day": ("by", "from", "within"),
    "recurs": ("recurring",),
    "length": ("relative",),
    "words": ("ongoing", "immediate"),
}
"""What a limit is made of, and the kinds that are."""


VERDICTS = ("right", "half", "wrong", "none")


class Said(NamedTuple):
    """One reading: the first and last day, or a length (P30D), or only that it recurs, or has no day (ongoing)."""

    first: dt.date | None = None
    last: dt.date | None = None
    length: str | None = None
    recurs: bool = False
    word: str | None = None


class Limit(NamedTuple):
    """One composed string with what it means."""

    text: str
    issued: dt.date
    kind: str
    said: Said

    @property
    def group(self) -> str:
        """day, recurs, length or words."""
        return next(group for group, kinds in GROUPS.items() if self.kind in kinds)


class Reader(NamedTuple):
    """A library's own call, which is timed, and what its answer says."""

    call: Callable[[str, dt.date], Any]
    understand: Callable[[Any], Iterable[Said]]


def limits(path: Path = CELLS) -> list[Limit]:
    """The cells that hold one limit which can be read."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    found = []
    for issued, text, expected in rows:
        if expected and "; " not in expected and expected != "unread" and "\\n" not in text:
            kind, _, value = expected.partition(" ")
            found.append(Limit(text, dt.date.fromisoformat(issued), kind, _said(kind, value)))
    return found


def _said(kind: str, value: str) -> Said:
    if kind in GROUPS["day"]:
        first, last = (dt.date.fromisoformat(day) if day else None for day in value.split("/"))
        return Said(first, last)
    if kind == "relative":
        return Said(length=value.partition(" ")[0])
    return Said(recurs=kind == "recurring", word=kind if kind in GROUPS["words"] else None)


def verdict(limit: Limit, readings: Iterable[Said]) -> str:
    """right, half, wrong or none: of several readings the best."""
    return min((_verdict(limit, said) for said in readings), key=VERDICTS.index, default="none")


def _verdict(limit: Limit, said: Said) -> str:
    """A limit that names one day is right when that day is; half of a period is half right."""
    want = limit.said
    if limit.group == "day":
        named = [(want.first, said.first)] if want.first else []
        named += [(want.last, said.last)] if want.last else []
        right = sum(a == b for a, b in named)
        return "right" if right == len(named) else "half" if right else "wrong"
    if limit.group == "length":
        ends = want.length is not None and said.last is not None and said.last == _added(limit.issued, want.length)
        return "right" if ends or (said.length is not None and said.length == want.length) else "wrong"
    return "right" if (said.recurs, said.word) == (want.recurs, want.word) else "wrong"


def _added(day: dt.date, length: str) -> dt.date | None:
    """The day a length ends on, counted from the circular's date as others count it; weekends are no 工作日."""
    number, unit = (length[:-3], "工") if length.endswith("工作日") else (length.strip("-P")[:-1], length[-1])
    if not number.isdecimal():
        return None
    n = int(number)
    if unit in "DW":
        return day + dt.timedelta(days=n * (7 if unit == "W" else 1))
    if unit in "MY":
        month = day.month - 1 + n * (12 if unit == "Y" else 1)
        year, month = day.year + month // 12, month % 12 + 1
        return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
    while n:
        day += dt.timedelta(days=1)
        n -= day.weekday() < 5
    return day


def hongtou_reader() -> Reader:
    """hongtou.find_deadlines."""
    from hongtou import find_deadlines

    def understand(found: Any) -> Iterable[Said]:
        for d in found:
            length = d.duration or (f"{d.workdays}工作日" if d.workdays else None)
            word = d.kind if d.kind in GROUPS["words"] else None
            if d.kind:
                yield Said(d.date_from, d.date_to, length, d.kind == "recurring", word)

    return Reader(lambda text, issued: find_deadlines(text, issued=issued), understand)


def jionlp_reader() -> Reader:
    """jionlp.parse_time; a string it refuses raises ValueError."""
    import jionlp

    logging.disable(logging.ERROR)
    units = {"year": "Y", "month": "M", "week": "W", "day": "D"}

    def understand(result: Any) -> Iterable[Said]:
        value = result["time"]
        if result["type"] in ("time_span", "time_point"):
            first, last = (_day(v) for v in value)
            yield Said(first, last)
        elif result["type"] == "time_period":
            yield Said(recurs=True)
        else:
            lengths = [f"P{value[unit]:g}{letter}" for unit, letter in units.items() if unit in value]
            yield Said(length=lengths[0] if len(lengths) == 1 else None)

    def call(text: str, issued: dt.date) -> Any:
        return jionlp.parse_time(text, time_base={"year": issued.year, "month": issued.month, "day": issued.day})

    return Reader(call, understand)


def recognizers_reader() -> Reader:
    """recognizers_date_time.recognize_datetime: ranges end exclusively, incomplete dates have two candidates."""
    from recognizers_date_time import Culture, recognize_datetime

    def understand(results: Any) -> Iterable[Said]:
        for result in results:
            for value in (result.resolution or {}).get("values", ()):
                yield _recognized(value)

    return Reader(lambda text, issued: recognize_datetime(text, Culture.Chinese, reference=_noon(issued)), understand)


def _recognized(value: dict[str, Any]) -> Said:
    if value.get("type") == "set":
        return Said(recurs=True)
    if value.get("type") == "duration":
        return Said(length=value.get("timex"))
    start, end = (_day(value.get(key)) for key in ("start", "end"))
    if "value" in value:
        start = end = _day(value["value"])
    elif end is not None and start is not None:
        end -= dt.timedelta(days=1)
    return Said(start, end)


def dateparser_reader() -> Reader:
    """dateparser.search.search_dates: a point in time, never a period."""
    from dateparser.search import search_dates

    def call(text: str, issued: dt.date) -> Any:
        settings = {"RELATIVE_BASE": _noon(issued), "PREFER_DAY_OF_MONTH": "last"}
        return search_dates(text, languages=["zh"], settings=settings)

    def understand(found: Any) -> Iterable[Said]:
        for _, moment in found or ():
            yield Said(moment.date(), moment.date())

    return Reader(call, understand)


def _day(printed: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(printed)[:10])
    except ValueError:
        return None


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, 12)


READERS: dict[str, Callable[[], Reader]] = {
    "hongtou": hongtou_reader,
    "JioNLP": jionlp_reader,
    "Recognizers": recognizers_reader,
    "dateparser": dateparser_reader,
}


class Score(NamedTuple):
    """How often a reader was right, half right, wrong or silent, by group, and its time."""

    counts: dict[str, Counter[str]]
    microseconds: float


def measure(reader: Reader, cells: list[Limit]) -> Score:
    """Every string once; time is the median over the strings of the best of three calls."""
    counts: dict[str, Counter[str]] = {group: Counter() for group in GROUPS}
    times = []
    for limit in cells:
        answers = [_timed(reader, limit) for _ in range(3)]
        times.append(1e6 * min(seconds for seconds, _ in answers))
        counts[limit.group][verdict(limit, answers[0][1])] += 1
    return Score(counts, statistics.median(times))


def _timed(reader: Reader, limit: Limit) -> tuple[float, list[Said]]:
    """Seconds and readings; an error of a library's own is its way to say that it cannot read."""
    began = time.perf_counter()
    try:
        answer = reader.call(limit.text, limit.issued)
        took = time.perf_counter() - began
        return took, list(reader.understand(answer))
    except Exception:  # noqa: BLE001  whatever another project raises
        return time.perf_counter() - began, []


def table(scores: dict[str, Score]) -> str:
    """The scores as a table in Markdown: right/half/wrong/none of each group."""
    sizes = {group: sum(next(iter(scores.values())).counts[group].values()) for group in GROUPS}
    heads = ["reader", *(f"{group} ({n})" for group, n in sizes.items()), "µs a call"]
    lines = ["| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (len(heads) - 1)]
    for name, score in scores.items():
        cells = ["/".join(str(score.counts[g][v]) for v in ("right", "half", "wrong", "none")) for g in GROUPS]
        lines.append("| " + " | ".join([name, *cells, f"{score.microseconds:.0f}"]) + " |")
    return "\n".join(lines)


def main() -> int:
    """Print both tables and the readers that are not here."""
    cells, scores = limits(), {}
    for name, make in READERS.items():
        try:
            reader = make()
        except ImportError as error:
            print(f"{name}: not installed ({error})", file=sys.stderr)
            continue
        for limit in cells[:20]:
            _timed(reader, limit)  # vocabularies load, patterns compile
        scores[name] = measure(reader, cells)
    print(f"{len(cells)} time limits, each right/half/wrong/none\n")
    print(table(scores))
    kept = {}
    for name, page_reader in page_readers.READERS.items():
        try:
            kept[name] = page_readers.measure(page_reader)
        except ImportError as error:
            print(f"{name}: not installed ({error})", file=sys.stderr)
    print(
        "\npages of 66 KB: paragraphs of the body and cells of the table kept, links of the navigation taken for text\n"
    )
    print(page_readers.table(kept))
    return 0


if __name__ == "__main__":
    sys.exit(main())
