"""Runs of many small batches, in this process and in others, and what can be seen of them from outside."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hongtou.run.batch import How
from hongtou.run.engine import Rules
from hongtou.write.advice import WORK

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


def dataset(output: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(output).iterdir()) if path.is_file()}


def pooled(workers: int = 2, **more: object) -> How:
    return How(workers=workers, rules=SMALL)._replace(**more)


def begun(output: str) -> Path:
    return Path(output) / WORK / "ledger.sqlite"


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """The program in a process of its own, its parts small."""
    program = (
        "import sys; from hongtou.run.batch import How, run; from hongtou.run.engine import Rules\n"
        "output, resume, workers, *paths = sys.argv[1:]\n"
        "rules = Rules(files=2, families=2, records=4, digests=4)\n"
        "who = {'cluster': workers} if ':' in workers else {'workers': int(workers)}\n"
        "how = How(**who, resume='resume' in resume, rules=rules)\n"
        "column = '正文' if 'rows' in resume else None\n"
        "run(paths, output, tables='tables' in resume, text_column=column, how=how)"
    )
    return subprocess.Popen([sys.executable, "-c", program, *arguments], start_new_session=True)


def until(happens: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    """Wait for something that a run does; it must not be over before."""
    end = time.monotonic() + 60
    while not happens():
        assert process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.002)


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes of a run that wait for batches or do them: all of its session but the first."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if (
                int(stat[3]) == process.pid
                and int(folder.name) != process.pid
                and (b"forkserver" in command or b"multiprocessing.spawn" in command)
            ):
                found.append(int(folder.name))
    return sorted(found)


linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


def parts(output: str) -> int:
    return len(list((Path(output) / WORK / "parts").glob("*.part")))
