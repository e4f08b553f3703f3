"""Many files, many processes, and everything that may die on the way: the same bytes come out."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hongtou.run.batch import How, run
from hongtou.run.engine import Rules
from hongtou.write import read_jsonl

from .conftest import CIRCULAR

SMALL = Rules(files=3, families=2, records=4, digests=4)


def write(folder: Path, numbers: range) -> None:
    """Circulars that differ in number and title, each third with an attachment, each seventh with a copy."""
    folder.mkdir(exist_ok=True)
    for n in numbers:
        text = CIRCULAR.replace("31号", f"{n}号").replace("防汛工作", f"{n}号防汛工作")
        if n % 3 == 0:
            text = text.replace("\n云溪县人民政府办公室\n2016", f"\n附件:{n}号任务表\n云溪县人民政府办公室\n2016")
            task = f"附件\n{n}号任务表\n一、清淤{n}处。(责任单位:县水利局)\n"
            (folder / f"n{n:03}_附件.txt").write_text(task, encoding="utf-8")
        (folder / f"n{n:03}.txt").write_text(text, encoding="utf-8")
        if n % 7 == 0:
            (folder / f"z{n:03}.txt").write_text(text, encoding="utf-8" if n % 2 else "gb18030")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some thirty files in a working folder of their own."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in", range(1, 22))
    return tmp_path


def dataset(output: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(output).iterdir()) if path.is_file()}


def pooled(workers: int = 2, **more: object) -> How:
    return How(workers=workers, rules=SMALL)._replace(**more)


def test_the_same_bytes_whatever_the_workers_and_the_order(corpus: Path) -> None:
    run(["in"], "one")
    paths = [str(path) for path in Path("in").iterdir()]
    random.Random(7).shuffle(paths)
    for workers in (1, 2, 3):
        run(paths, f"out{workers}", how=pooled(workers))
        assert dataset(f"out{workers}") == dataset("one")
    found = list(read_jsonl(Path("one/circulars.jsonl")))
    assert len(found) == 21 + 1  # of the copies one is in another encoding
    assert sum(len(circular.source.files) for circular in found) == len(paths)
