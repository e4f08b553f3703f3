"""``python -m tests.bench.serve``: how long the pages take, beside plain Datasette on the same dataset.

Both programs are started and asked in turns over loopback: each turn plain Datasette's page of the tasks table, as it
comes and without the facets that it suggests (most of its work), then each kind of page of ours, searches for words
of one to four characters that are drawn from the data, circulars and units drawn by chance. Whatever else the machine
does slows all of them alike, so the ratios hold where the milliseconds do not. Then the counts of 200 searches are
set beside those of a LIKE scan. Figures to look at, never a test.

    python -m tests.bench.serve --documents 1000       composes an archive of 1,000 files and extracts it first
    python -m tests.bench.serve output/                a dataset that is there
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from hongtou.serve import links

from .corpus import write

_PROGRAM = "from hongtou.cli import main; main()"
_DATASETTE = "from datasette.cli import cli; cli()"
_PLAIN = "datasette: tasks"
_BARE = "without facets"
_HAN = re.compile("[\u4e00-\u9fff]{4,}")
_BOUND = 1.5
_WARM = 5


class Drawn(NamedTuple):
    """What is asked for: words, and the names of circulars, tasks, units, numbers and months."""

    words: list[str]
    circulars: list[str]
    tasks: list[str]
    units: list[str]
    numbers: list[str]
    months: list[str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; exit status 1 where a count differs or a page is slower than the bound."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.serve", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dataset", type=Path, nargs="?", help="a folder that `hongtou extract` wrote")
    parser.add_argument(
        "--documents", type=int, default=1_000, metavar="N", help="files to compose where none is given"
    )
    parser.add_argument("--requests", type=int, default=200, metavar="N", help="of each kind (default: %(default)s)")
    parser.add_argument(
        "--words", type=int, default=200, metavar="N", help="counted by LIKE too (default: %(default)s)"
    )
    parser.add_argument("--folder", type=Path, help="where a composed dataset stands meanwhile (default: temporary)")
    parser.add_argument("--seed", type=int, default=8, help="of what is drawn (default: %(default)s)")
    asked = parser.parse_args(arguments)
    if asked.dataset is not None:
        return _measured(asked.dataset, asked.requests, asked.words, asked.seed)
    place = Path(tempfile.mkdtemp(prefix="hongtou-serve-", dir=asked.folder))
    try:
        write(place / "archive", asked.documents)
        command = [sys.executable, "-c", _PROGRAM, "extract", str(place / "archive"), "--no-cache", "--quiet"]
        # Status 1: a composed document has an error finding, and all are written.
        assert subprocess.run([*command, "--output", str(place / "output")], check=False).returncode in (0, 1)
        return _measured(place / "output", asked.requests, asked.words, asked.seed)
    finally:
        shutil.rmtree(place)


def _measured(dataset: Path, requests: int, words: int, seed: int) -> int:
    database = dataset / "dataset.sqlite"
    draw = random.Random(seed)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        drawn = draw_all(db, max(requests + _WARM, words), draw)
        figures = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("circulars", "tasks")]
    print(f"{figures[0]:,} circulars, {figures[1]:,} tasks, dataset.sqlite {_megabytes(database)} MB")
    began = time.perf_counter()
    with started(["-c", _PROGRAM, "serve", str(dataset), "--port", "0"]) as ours:
        index = dataset / ".hongtou-search"
        print(f"served after {time.perf_counter() - began:.1f} s, search index {_megabytes(index)} MB", flush=True)
        with started(_plain(database)) as theirs, started([*_plain(database), *_NO_FACETS]) as bare:
            slow = _pages(ours, {_PLAIN: theirs, _BARE: bare}, drawn, requests)
        wrong = _counts(ours, database, drawn.words[:words])
    return 1 if slow or wrong else 0


def draw_all(db: sqlite3.Connection, count: int, draw: random.Random) -> Drawn:
    """``count`` of each kind, by chance; words of one to four characters, none twice."""
    cells = [text for (text,) in db.execute("SELECT task FROM tasks ORDER BY random() LIMIT 20000")]
    names = [title for (title,) in db.execute("SELECT title FROM circulars WHERE title IS NOT NULL LIMIT 5000")]
    runs = sorted({run for cell in (*cells, *names) for run in _HAN.findall(cell)})
    words: dict[str, None] = {}
    for _ in range(100 * count):
        run = draw.choice(runs)
        start = draw.randrange(len(run))
        words[run[start : start + draw.choice((1, 2, 3, 4))]] = None
    wanted = {
        "circulars": "SELECT circular_id FROM circulars",
        "tasks": "SELECT task_id FROM tasks",
        "units": 'SELECT DISTINCT "unit" FROM responsibilities',
        "numbers": "SELECT document_number_normalized FROM circulars WHERE document_number_normalized IS NOT NULL",
        "months": "SELECT DISTINCT substr(due, 1, 7) FROM deadlines WHERE due IS NOT NULL",
    }
    found = {name: sorted(one for (one,) in db.execute(select)) for name, select in wanted.items()}
    return Drawn(list(words)[:count], **{name: draw.choices(all_of, k=count) for name, all_of in found.items()})


@contextmanager
def started(command: list[str]) -> Iterator[str]:
    """A program that serves; gives its address once it answers."""
    with subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr is not None
            lines = iter(process.stderr.readline, "")
            found = next((match for line in lines if (match := re.search(r"http://[\w.:]+", line))), None)
            if found is None:
                raise SystemExit(f"{' '.join(command[2:])}: exit status {process.wait()}")
            yield found[0]
        finally:
            process.terminate()


def _plain(database: Path) -> list[str]:
    return ["-c", _DATASETTE, "serve", "-i", str(database), "--port", str(_free_port())]


_NO_FACETS = ("--setting", "suggest_facets", "off")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _pages(ours: str, theirs: dict[str, str], drawn: Drawn, requests: int) -> bool:
    """Print a line a kind of page; whether one of the four that are bounded is over the bound."""
    kinds: dict[str, tuple[str, Callable[[int], str]]] = {
        **{floor: (address, lambda n: "/dataset/tasks") for floor, address in theirs.items()},
        "home": (ours, lambda n: "/"),
        "search": (ours, lambda n: links.search(q=drawn.words[n])),
        "circular": (ours, lambda n: links.circular(drawn.circulars[n])),
        "unit": (ours, lambda n: links.unit(drawn.units[n])),
        "task": (ours, lambda n: links.task(drawn.tasks[n])),
        "number": (ours, lambda n: links.number(drawn.numbers[n])),
        "calendar": (ours, lambda n: links.calendar(drawn.months[n])),
    }
    taken: dict[str, list[float]] = defaultdict(list)
    for turn in range(requests + _WARM):
        for kind, (address, path) in kinds.items():
            seconds = _timed(address, path(turn))
            if turn >= _WARM:
                taken[kind].append(seconds)
    floors = {name: _at(taken[name], 95) for name in theirs}
    print(f"{'page':18} {'p50 ms':>8} {'p95 ms':>8}" + "".join(f" {f'/ {name}':>18}" for name in floors))
    for kind, seconds in taken.items():
        most = _at(seconds, 95)
        ratios = "".join(f" {most / floor:18.2f}" for floor in floors.values())
        print(f"{kind:18} {1000 * _at(seconds, 50):8.1f} {1000 * most:8.1f}{ratios}")
    print(f"ratios are of the 95th percentiles, of {requests} requests each")
    bounded = ("home", "search", "circular", "unit")
    return any(_at(taken[kind], 95) > _BOUND * floors[_PLAIN] for kind in bounded)


def _timed(address: str, path: str) -> float:
    began = time.perf_counter()
    _body(address, path)
    return time.perf_counter() - began


def _body(address: str, path: str) -> bytes:
    """On a connection of its own: a program closes one on which nothing is asked for some seconds."""
    with closing(http.client.HTTPConnection(urlsplit(address).netloc)) as client:
        client.request("GET", path)
        answer = client.getresponse()
        if answer.status != 200:
            raise SystemExit(f"{path}: status {answer.status}")
        return answer.read()


def _at(values: Sequence[float], percent: int) -> float:
    """The percentile, of the values themselves (nearest rank)."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


def _counts(ours: str, database: Path, words: Sequence[str]) -> bool:
    """Print whether the counts of searches are those of a LIKE scan; whether one is not."""
    wrong = []
    with closing(texts(database)) as db:
        for word in words:
            counted = json.loads(_body(ours, links.search(q=word).replace("/search", "/search.json")))["count"]
            (scanned,) = db.execute("SELECT count(*) FROM texts WHERE text LIKE ?", (f"%{word}%",)).fetchone()
            if counted != scanned:
                wrong.append(f"{word}: {counted:,} counted, {scanned:,} scanned")
    print(f"counts of {len(words)} words as a LIKE scan has them: {len(words) - len(wrong)}")
    for line in wrong:
        print(line)
    return bool(wrong)


def texts(database: Path) -> sqlite3.Connection:
    """A table of the words of each task that counts, its circular's and its units' too, blanks left out."""
    found: dict[str, list[str]] = defaultdict(list)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        for task_id, *cells in db.execute(_TASKS):
            found[task_id] += filter(None, cells)
        for select in _PARTS:
            for task_id, *cells in db.execute(select):
                if task_id in found:
                    found[task_id] += cells
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE texts (text)")
    rows = (("\n".join("".join(cell.split()) for cell in cells),) for cells in found.values())
    made.executemany("INSERT INTO texts VALUES (?)", rows)
    return made


_TASKS = """
SELECT t.task_id, t.task, t.content, t.progress, c.title, c.document_number, c.document_number_normalized,
  (SELECT group_concat("unit", '\n') FROM parties p WHERE p.circular_id = c.circular_id AND p.kind = 'issuer')
FROM tasks t JOIN circulars c USING (circular_id) WHERE c.preferred"""
_PARTS = (
    "SELECT task_id, text FROM categories",
    'SELECT task_id, "unit", text FROM responsibilities WHERE task_id IS NOT NULL',
)


def _megabytes(place: Path) -> str:
    files = [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    return f"{sum(path.stat().st_size for path in files) / 1e6:,.1f}"


if __name__ == "__main__":
    sys.exit(main())
