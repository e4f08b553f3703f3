"""Keywords in a run: asked for, in every form, and the same however the work is done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import hongtou
from hongtou.run.batch import run
from hongtou.run.keywords import with_keywords
from hongtou.write import from_tables, read_jsonl

from .engines import dataset, pooled


@pytest.fixture
def told(corpus: Path) -> Path:
    """A dataset with keywords, made in one go."""
    run(["in"], "told", keywords=True)
    return corpus / "told"


def test_each_task_and_circular_has_its_own(told: Path) -> None:
    frame = hongtou.load(told).keywords
    whole = frame[frame.task_id.isna()]
    assert set(whole.circular_id) == {one.circular_id for one in read_jsonl(told / "circulars.jsonl")}
    assert frame.groupby(["circular_id", "task_id"]).size().max() <= 5
    first = next(iter(read_jsonl(told / "circulars.jsonl")))
    assert next(word.keyword for word in first.keywords or ()) == "防汛"
    words = [[word.keyword for word in task.keywords or ()] for task in first.tasks]
    assert words == [["堤防", "险工", "险段"], ["泵站", "检修"]]
    overview = hongtou.load(told).overview(["task", "keywords"])
    assert overview.keywords.notna().all()


def test_tables_and_lines_say_the_same(told: Path) -> None:
    assert from_tables(told) == list(read_jsonl(told / "circulars.jsonl"))


def test_the_same_bytes_whatever_the_workers(told: Path) -> None:
    run(["in"], "other", keywords=True, how=pooled(2))
    assert dataset("other") == dataset(told)


def test_they_do_not_depend_on_what_else_is_read(told: Path) -> None:
    run(["in/n005.txt"], "alone", keywords=True, tables=False)
    (alone,) = read_jsonl(Path("alone/circulars.jsonl"))
    (same,) = (one for one in read_jsonl(told / "circulars.jsonl") if one.circular_id == alone.circular_id)
    assert alone.keywords == same.keywords
    assert with_keywords(alone) == alone


def test_nothing_else_changes_and_a_kept_record_serves_both(told: Path) -> None:
    summary = run(["in"], "told", keywords=False)
    assert summary.read == 0
    assert not any(b'"keywords"' in line for line in (told / "circulars.jsonl").open("rb"))
    assert len(hongtou.load(told).keywords) == 0
    plain = list(read_jsonl(told / "circulars.jsonl"))
    run(["in"], "told", keywords=True)
    assert [with_keywords(one) for one in plain] == list(read_jsonl(told / "circulars.jsonl"))


def test_no_keyword_names_a_unit_of_the_circular(root: Path) -> None:
    for path in sorted((root / "corpus" / "samples").glob("*.txt")):
        made = with_keywords(hongtou.extract(path))
        units = {unit.unit for task in made.tasks for unit in task.responsibilities}
        words = {word.keyword for one in (made, *made.tasks) for word in one.keywords or ()}
        assert words
        # 卫生院 is what a task may be about, though 鹿坪镇卫生院 is charged with it.
        assert {word for word in words if any(unit.endswith(word) for unit in units)} <= {"卫生院"}, path.name


def test_without_the_option_nothing_imports_jieba(corpus: Path) -> None:
    program = (
        "import sys; from hongtou.run.batch import run\n"
        "run(['in/n001.txt'], 'plain'); import hongtou; hongtou.load('plain').overview()\n"
        "sys.exit('jieba' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_reading_jieba_s_dictionary_leaves_no_file_behind(tmp_path: Path) -> None:
    program = "from hongtou.fields.keywords import Part, find_keywords; find_keywords([Part('水库')], 1)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    assert (done.stdout, done.stderr) == (b"", b"")
    assert list(tmp_path.iterdir()) == []
