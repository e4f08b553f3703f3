"""The same batches on a Dask cluster, and at addresses that are no files: the same bytes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hongtou.errors import InputError, UsageError
from hongtou.run.batch import How, run
from hongtou.run.cluster import Cluster, perform, sent
from hongtou.run.engine import Engine
from hongtou.run.inputs import Walk
from hongtou.run.ledger import Ledger
from hongtou.run.meta import Meta
from hongtou.run.parts import Parts
from hongtou.run.store import Store
from hongtou.run.work import Crew, Outcome, Setting, Task
from hongtou.write import gathering, read_jsonl

from .engines import SMALL, dataset, parts, start, until, workers_of


def test_a_worker_of_a_cluster_that_is_killed_costs_nothing_but_its_batch(corpus: Path) -> None:
    pytest.importorskip("distributed")
    run(["in"], "one", tables=False)
    process = start("two", "", "local:2", "in")
    until(lambda: parts("two") > 2, process)
    os.kill(workers_of(process)[-1], signal.SIGKILL)
    assert process.wait(60) == 0
    assert dataset("two") == dataset("one")


def test_batches_that_are_soon_done_go_to_a_cluster_together(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    bundles: list[int] = []
    submit = Cluster._submit

    def counted(cluster: Cluster, bundle: list[Task]) -> object:
        bundles.append(len(bundle))
        return submit(cluster, bundle)

    monkeypatch.setattr(Cluster, "_submit", counted)
    run(["in"], "one", tables=False)
    run(["in"], "two", tables=False, how=How(cluster="local:1", rules=SMALL))
    assert bundles[0] == 1  # nothing is known yet
    assert max(bundles) > 1
    assert dataset("two") == dataset("one")


@pytest.mark.parametrize("address", ["local:", "local:0", "local:x", "nowhere"])
def test_an_address_of_no_cluster_is_wrong_use(corpus: Path, address: str) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(UsageError, match="cluster"):
        run(["in"], "out", how=How(cluster=address))
    assert not Path("out").exists()
    said: list[str] = []
    run(["in"], "out", tables=False, how=How(tell=said.append))
    assert said == []  # nothing was broken off


class Far:
    """Does batches as a machine does that sees no folder of this one: all it needs is sent."""

    def __init__(self, parts: Parts, here: Crew | None = None) -> None:
        self._parts = parts
        self._here = here

    def map(self, tasks: Iterable[Task], began: object = None) -> Iterator[tuple[Task, Outcome]]:
        for task in tasks:
            if task.kind == "cut" and self._here:
                yield from self._here.map([task])
            else:
                (outcome,), _ = perform(Setting(tables=False, text_column="正文"), [sent(task, self._parts)])
                yield task, outcome


def test_a_machine_that_sees_no_folder_is_sent_what_it_needs(corpus: Path) -> None:
    run(["in"], "one", tables=False)
    Path("work").mkdir()
    with closing(Ledger()) as ledger, closing(Parts(Path("work"))) as kept, closing(Walk()) as walk:
        index = Meta(ledger.db, ledger.bearers)
        ledger.take(walk.paths(["in"]), index)
        ledger.seal()
        engine = Engine(Store(ledger, kept, index), Far(kept), SMALL)
        engine.records()
        links = engine.links()
        links.tie()
        with gathering(Path("two"), tables=False) as gather:
            for _, chunk in engine.rendered(links, Path("chunks")):
                gather.add(chunk)
            gather.finish()
    assert dataset("two") == dataset("one")


def test_addresses_that_fsspec_opens(corpus: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    try:
        memory.pipe({f"/box/{path.name}": path.read_bytes() for path in Path("in").iterdir()})
        memory.pipe({"/box/more/photo.jpg": b"\xff\xd8\xff", "/box/README.txt": b"", "/box/.hidden/a.txt": b"x"})
        summary = run(["memory://box"], "memory://made/here")
        assert (summary.circulars, summary.skipped, summary.output) == (
            22,
            ("memory:///box/more/photo.jpg",),
            "memory://made/here",
        )
        files = {leaf.rpartition("/")[2]: memory.cat(leaf) for leaf in memory.ls("/made/here", detail=False)}
        run(["in"], "one")
        assert files.keys() == dataset("one").keys()
        Path("lines").write_bytes(files["circulars.jsonl"])
        found = list(read_jsonl(Path("lines")))
        assert {circular.text for circular in found} == {c.text for c in read_jsonl(Path("one/circulars.jsonl"))}
        again = run(["memory://box/n*.txt"], "memory://made/here", tables=False)
        assert (again.read, again.reused > 0) == (0, True)
        assert [leaf.rpartition("/")[2] for leaf in memory.ls("/made/here", detail=False)] == ["circulars.jsonl"]
    finally:
        memory.rm("/", recursive=True)


def test_years_at_an_address_are_those_of_the_last_run(corpus: Path) -> None:
    system, there = pytest.importorskip("fsspec").core.url_to_fs("memory://years")
    try:
        for form in (True, False, True, True):
            run(["in"], "memory://years", by_year=form)
            run(["in"], "here", by_year=form)
            found = sorted(leaf.removeprefix(f"{there}/") for leaf in system.find(there))
            expected = sorted(p.relative_to("here").as_posix() for p in Path("here").rglob("*") if p.is_file())
            assert found == [name for name in expected if not name.startswith(".")]
    finally:
        system.rm("/", recursive=True)


def test_a_file_address_is_the_file(corpus: Path) -> None:
    folder = Path("in").resolve()
    run([folder.as_uri()], Path("one").resolve().as_uri(), tables=False)
    run([str(folder)], "two", tables=False)
    assert dataset("one") == dataset("two")


def test_addresses_of_nothing(corpus: Path) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(InputError, match="memory://gone"):
        run(["memory://gone"], "out")
    with pytest.raises(InputError, match="cannot be opened"):
        run(["nosuch://a"], "out")
