"""The command line: what it prints where, and its exit status."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

import hongtou
import hongtou.read
from hongtou.cli import main
from hongtou.write.staging import COMMIT

CIRCULAR = """青岩市人民政府办公室关于做好供水工作的通知
青政办函〔2018〕7号

各县区人民政府,市政府有关部门:
    一、改造管网。6月30日前完成老城区管网改造。(责任单位:市住建局、市财政局)
    二、检修水厂。年底前完成检修。(责任单位:市水务局)

青岩市人民政府办公室
2018年4月20日
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(CIRCULAR, encoding="utf-8")
    return tmp_path


def hong(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(args), input=stdin)


def mark_composed() -> None:
    Path("index.csv").write_text("path,composed\na.txt,true\n", encoding="utf-8")


# --help and --version


def test_help_loads_nothing_heavy() -> None:
    program = "import sys; from click.testing import CliRunner; from hongtou.cli import main\n"
    program += "result = CliRunner().invoke(main, ['--help']); assert result.exit_code == 0\n"
    program += "heavy = {'rich', 'msgspec', 'lxml', 'pandas', 'pyarrow', 'hongtou.model'} & set(sys.modules)\n"
    program += "sys.exit(bool(heavy))"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_package_is_the_command_too() -> None:
    program = [sys.executable, "-m", "hongtou", "extract", "a.txt", "--output", "out", "--workers", "2"]
    subprocess.run(program, check=True, capture_output=True)
    assert Path("out", "circulars.jsonl").exists()


@pytest.mark.parametrize("command", ["extract", "show", "find", "read", "schema"])
def test_every_command_is_listed_and_has_help_with_an_example(command: str) -> None:
    assert command in hong("--help").output
    result = hong(command, "--help")
    assert result.exit_code == 0
    assert f"hongtou {command}" in result.output


def test_version() -> None:
    assert hong("--version").output.strip().endswith(hongtou.__version__)


def test_unknown_command_is_wrong_use() -> None:
    assert hong("extrakt").exit_code == 2


# extract


def test_extract_writes_a_dataset_and_a_summary() -> None:
    result = hong("extract", "a.txt", "--output", "data")
    assert result.exit_code == 0
    assert "tasks 任务" in result.stdout
    assert result.stderr == ""
    assert Path("data/circulars.jsonl").is_file()
    assert Path("data/tasks.csv").is_file()


def test_output_is_where_runs_write_by_default() -> None:
    hong("extract", "a.txt", "--no-tables")
    assert [path.name for path in Path("output").iterdir() if path.suffix] == ["circulars.jsonl"]


def test_quiet_prints_nothing() -> None:
    result = hong("extract", "a.txt", "--quiet", "--no-tables")
    assert (result.exit_code, result.output) == (0, "")


def test_tables_by_years_on_demand() -> None:
    assert hong("extract", "a.txt", "--partition-by", "year", "--quiet").exit_code == 0
    (part,) = Path("output", "tasks.parquet").iterdir()
    assert part.name.startswith("year_issued=")
    assert hong("extract", "a.txt", "--partition-by", "year", "--no-tables").exit_code == 2
    assert hong("extract", "a.txt", "--partition-by", "region").exit_code == 2


def test_standard_input() -> None:
    assert hong("extract", "-", "--no-tables", stdin=CIRCULAR.encode("gb18030")).exit_code == 0
    (line,) = Path("output/circulars.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["source"]["path"] == "-"
    assert len(json.loads(line)["tasks"]) == 2


def test_missing_path_is_named_and_the_others_are_read() -> None:
    result = hong("extract", "gone.txt", "a.txt", "--no-tables")
    assert result.exit_code == 1
    assert "gone.txt" in result.stderr
    assert Path("output/circulars.jsonl").is_file()


def test_failed_document_is_named_and_exit_status_is_1() -> None:
    Path("b.xyz").write_text("x", encoding="utf-8")
    result = hong("extract", "a.txt", "b.xyz", "--no-tables", "--quiet")
    assert result.exit_code == 1
    assert "b.xyz" in result.stderr


def test_nothing_to_read() -> None:
    Path("empty").mkdir()
    result = hong("extract", "empty")
    assert result.exit_code == 1
    assert "nothing to read" in result.stderr


def test_output_that_cannot_be_written() -> None:
    result = hong("extract", "a.txt", "--output", "a.txt/out")
    assert result.exit_code == 1
    assert "a.txt" in result.stderr
    assert "Traceback" not in result.output


def test_verbose_names_skipped_files() -> None:
    Path("in").mkdir()
    Path("in/photo.jpg").write_bytes(b"x")
    Path("in/a.txt").write_text(CIRCULAR, encoding="utf-8")
    assert "in/photo.jpg" in hong("extract", "in", "--verbose", "--no-tables").stderr
    assert "in/photo.jpg" not in hong("extract", "in", "--no-tables").stderr


@pytest.mark.parametrize(
    "args",
    [
        ["extract"],
        ["extract", "a.txt", "--quiet", "--verbose"],
        ["extract", "a.txt", "--colour"],
        ["extract", "t.csv", "--text-column", "正文"],
        ["extract", "a.txt", "--text-column", "正文"],
        ["extract", "a.txt", "--meta", "t.csv"],
        ["find"],
        ["find", "output", "--due-before", "soon"],
        ["find", "output", "--status", "late"],
        ["show"],
        ["read"],
        ["read", "6月底前", "--issued", "soon"],
    ],
)
def test_wrong_use_is_exit_status_2(args: list[str]) -> None:
    Path("t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = hong(*args)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_composed_samples_say_so_everywhere() -> None:
    mark_composed()
    assert "示例,非真实文件" in hong("extract", ".").stdout
    assert "示例,非真实文件" in hong("show", "a.txt").stdout
    assert "示例,非真实文件" in hong("find", "output", "管网").stdout


def test_real_ones_do_not() -> None:
    assert "示例" not in hong("extract", "a.txt").stdout + hong("show", "a.txt").stdout


def test_a_finding_is_shown_in_both_languages() -> None:
    Path("empty.txt").write_text("。\n", encoding="utf-8")
    assert "warning no_title: no line reads as a title 没有一行像标题" in hong("show", "empty.txt").stdout


def test_a_document_that_was_not_read_to_its_end_makes_the_same_exit_status_everywhere() -> None:
    most = len(Path("a.txt").read_text(encoding="utf-8")) - 1
    for command in (["extract", "a.txt", "--no-tables"], ["show", "a.txt"]):
        result = hong(*command, "--limit", f"characters={most}")
        assert result.exit_code == 1
        assert f"after the first {most} were not read" in result.output
    (line,) = Path("output/circulars.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(json.loads(line)["tasks"]) == 2


def test_a_broken_index_of_a_folder_is_a_warning() -> None:
    Path("index.csv").write_text("path,url\na.txt,x,y,z\n", encoding="utf-8")
    for command in (["extract", ".", "--no-tables"], ["show", "a.txt"]):
        result = hong(*command)
        assert result.exit_code == 0
        assert "index.csv, row 1" in result.stderr


def test_a_second_run_does_not_read_what_the_first_wrote() -> None:
    for _ in range(2):
        result = hong("extract", ".", "--verbose")
        assert result.exit_code == 0
    assert "output" in result.stderr
    (line,) = Path("output/circulars.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["source"]["path"] == "a.txt"


@pytest.mark.parametrize(
    "table",
    [f'id,正文\n1,"{CIRCULAR}"\n', json.dumps({"正文": CIRCULAR}), "\ufeff" + json.dumps({"正文": CIRCULAR})],
)
def test_a_table_on_standard_input(table: str) -> None:
    assert hong("extract", "-", "--text-column", "正文", "--no-tables", stdin=table.encode()).exit_code == 0
    (line,) = Path("output/circulars.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["source"]["path"] == "-#1"
    assert len(json.loads(line)["tasks"]) == 2


def test_standard_input_that_is_no_table_with_that_column_is_wrong_use() -> None:
    result = hong("extract", "-", "--text-column", "正文", stdin=b"a,b\n1,2\n")
    assert result.exit_code == 2
    assert "no column '正文'; its columns are: a, b" in result.stderr


# show


def test_show_of_standard_input() -> None:
    result = CliRunner().invoke(main, ["show", "-"], input=CIRCULAR.encode())
    assert result.exit_code == 0
    assert "改造管网" in result.stdout


def test_show_prints_header_tasks_and_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    result = hong("show", "a.txt")
    assert result.exit_code == 0
    for words in ("青政办函〔2018〕7号", "2018-04-20", "改造管网", "2018-06-30", "青岩市财政局", "通知"):
        assert words in result.stdout
    assert "\x1b" not in result.stdout


def test_show_prints_who_had_a_copy_and_when_it_was_published() -> None:
    text = f"发布日期:2018-04-23\n{CIRCULAR}\n抄送:市委办公室,市人大常委会办公室。\n"
    result = CliRunner().invoke(main, ["show", "-"], input=text.encode())
    for words in ("抄送 copied to", "市委办公室、市人大常委会办公室", "发布日期 published", "2018-04-23"):
        assert words in result.stdout


@pytest.mark.parametrize(
    ("path", "says"),
    [("gone.txt", "there is no gone.txt: name a document"), (".", ". is a folder: name one document")],
)
def test_show_of_what_is_no_document(path: str, says: str) -> None:
    result = hong("show", path)
    assert result.exit_code == 1
    assert says in result.stderr


def test_show_of_markup_in_a_text() -> None:
    Path("b.txt").write_text("关于[bold]防汛[/nothing]的通知\n", encoding="utf-8")
    result = hong("show", "b.txt")
    assert result.exit_code == 0
    assert "[/nothing]" in result.stdout


# find


@pytest.fixture
def dataset() -> None:
    hong("extract", "a.txt", "--no-tables")


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["find", "closed", "管网"], 2),
        (["find", "closed/circulars.jsonl", "管网"], 2),
        (["serve", "closed"], 1),
        (["report", "closed"], 1),
    ],
)
def test_a_dataset_that_may_not_be_read_is_said(args: list[str], status: int) -> None:
    unprivileged = []
    if os.geteuid() == 0:
        unprivileged = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
        if shutil.which("setpriv") is None:
            pytest.skip("root may read anything")
    Path("closed").mkdir(mode=0)
    program = [*unprivileged, sys.executable, "-m", "hongtou", *args]
    result = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (status, "")
    assert result.stderr.startswith("hongtou: no permission to read closed")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["管网"], ["改造管网"]),
        (["供水"], ["改造管网", "检修水厂"]),  # a word of the title is a word of all its tasks
        (["供水", "检修"], ["检修水厂"]),
        (["--unit", "水务局"], ["检修水厂"]),
        (["--due-before", "2018-07-01"], ["改造管网"]),
        (["--due-before", "2018-06-30"], []),
        (["--due-before", "2018-07"], ["改造管网"]),  # a month or a year: before its first day
        (["--due-before", "2018-06"], []),
        (["--due-before", "2019"], ["改造管网", "检修水厂"]),
        (["--due-before", "2018"], []),
        (["桥梁"], []),
        (["--status", "done"], []),
    ],
)
@pytest.mark.usefixtures("dataset")
def test_find(args: list[str], found: list[str]) -> None:
    result = hong("find", "output", *args)
    assert result.exit_code == (0 if found else 1)
    assert [task for task in ("改造管网", "检修水厂") if task in result.stdout] == found


@pytest.mark.usefixtures("dataset")
def test_find_finishes_what_a_killed_run_began() -> None:
    commit = Path("output") / COMMIT
    commit.mkdir()
    Path("output/circulars.jsonl").rename(commit / "circulars.jsonl")
    (commit / "manifest").write_text(json.dumps({"files": ["circulars.jsonl"], "stale": []}), encoding="utf-8")
    assert hong("find", "output", "管网").exit_code == 0
    assert [path.name for path in Path("output").iterdir() if path.is_file()] == ["circulars.jsonl"]


def test_find_without_a_dataset_says_how_to_make_one() -> None:
    result = hong("find", "nowhere", "管网")
    assert result.exit_code == 2
    assert "hongtou extract" in result.stderr


@pytest.mark.parametrize("command", ["find", "serve"])
def test_where_a_first_run_was_broken_off_the_way_on_is_named(command: str) -> None:
    if command == "serve":
        pytest.importorskip("datasette")
    Path("broken/.hongtou-work").mkdir(parents=True)
    Path("broken/.hongtou-work/ledger.sqlite").touch()
    assert "`hongtou extract --resume -o broken` goes on" in hong(command, "broken").stderr


@pytest.mark.parametrize(
    ("args", "written"),
    [
        (["find", "output", "--due-before", "2019-13"], "'2019-13' is no day: write 2014-05-31, 2014-05 or 2014\n"),
        (["read", "6月底前", "--issued", "2014-05-32"], "'2014-05-32' is no day: write 2014-05-31\n"),
        (
            ["archive", "add", "a.txt", "--retrieved", "26.11.2026"],
            "'26.11.2026' is no day: write 2014-05-31, 2014-05-31T16:30 or 2014-05-31T16:30:00\n",
        ),
    ],
)
def test_a_day_that_is_none_is_refused_with_the_forms_to_write(args: list[str], written: str) -> None:
    result = hong(*args)
    assert result.exit_code == 2
    assert written in result.stderr


def test_a_table_of_documents_is_shown_by_no_option_of_show() -> None:
    Path("t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "`hongtou extract t.csv --text-column NAME`" in hong("show", "t.csv").stderr


def test_find_in_a_document_says_that_it_is_no_dataset() -> None:
    result = hong("find", "a.txt", "管网")
    assert result.exit_code == 2
    assert "a.txt is no dataset" in result.stderr


def test_find_lists_a_work_once_unless_all_copies_are_asked_for() -> None:
    Path("b.txt").write_text("示例法规网\n" + Path("a.txt").read_text(encoding="utf-8"), encoding="utf-8")
    hong("extract", "a.txt", "b.txt", "--no-tables")
    once, all_ = hong("find", "output", "改造管网"), hong("find", "output", "改造管网", "--copies")
    assert (once.stdout.count("一、改造管网"), all_.stdout.count("一、改造管网")) == (1, 2)
    assert "1 found; 1 more" in once.stderr
    assert "2 found\n" in all_.stderr


# schema


def test_schema_describes_what_extract_writes() -> None:
    hong("extract", "a.txt", "--no-tables", "--keywords")
    shape = json.loads(hong("schema").stdout)
    record = json.loads(Path("output/circulars.jsonl").read_text(encoding="utf-8"))
    assert set(shape["$defs"]["Circular"]["properties"]) == set(record)


# what is said


def test_the_limit_that_was_hit_is_named_before_what_follows_from_it() -> None:
    Path("c.html").write_text(f"<p>{'修渠' * 50}</p>", encoding="utf-8")
    result = hong("extract", "c.html", "--no-tables", "--quiet", "--limit", "characters=0")
    assert result.exit_code == 1
    assert "holds no text" not in result.stderr
    assert "characters" in result.stderr


def test_what_is_skipped_is_called_what_it_is() -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(CIRCULAR, encoding="utf-8")
    for name in ("b.png", "c.xyz"):
        Path("in", name).write_bytes(b"x")
    hong("extract", "in/a.txt", "-o", "in/d")
    result = hong("extract", "in", "--no-tables", "--verbose")
    assert "skipped, a picture; name it to read it: in/b.png" in result.stderr
    assert "skipped, of no type that is read as a document: in/c.xyz" in result.stderr
    assert "skipped, written by hongtou: in/d\n" in result.stderr


def test_where_nothing_is_to_be_read_what_hongtou_wrote_is_said() -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(CIRCULAR, encoding="utf-8")
    hong("extract", "in/a.txt", "-o", "in/d")
    Path("in/a.txt").rename("in/c.xyz")
    assert "(2 skipped: 1 written by hongtou)" in hong("extract", "in").stderr
    assert "skipped: written by hongtou)" in hong("extract", "in/d").stderr


def test_a_skipped_table_says_how_it_is_read() -> None:
    Path("in").mkdir()
    Path("in/a.txt").write_text(CIRCULAR, encoding="utf-8")
    Path("in/tasks.csv").write_text("a,b", encoding="utf-8")
    assert "--text-column" not in hong("extract", "in", "--no-tables").stderr
    Path("in/b.csv").write_text("标题,正文", encoding="utf-8")
    result = hong("extract", "in", "--no-tables")
    assert "skipped in/b.csv: a table of documents is read with --text-column NAME" in result.stderr


@pytest.mark.parametrize(("columns", "widest"), [(None, 100), ("70", 70), ("x", 100)])
def test_show_in_a_pipe_is_as_wide_as_columns_says(
    monkeypatch: pytest.MonkeyPatch, columns: str | None, widest: int
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns:
        monkeypatch.setenv("COLUMNS", columns)
    lines = hong("show", "a.txt").stdout.splitlines()
    assert max(cell_len(line) for line in lines) == widest


def test_show_says_that_there_are_no_tasks() -> None:
    Path("b.txt").write_text("关于防汛的通知\n", encoding="utf-8")
    assert "0 项任务" in hong("show", "b.txt").stdout


def test_show_prints_the_verdict_on_a_task() -> None:
    head = "<tr><td>序号</td><td>工作任务</td><td>责任单位</td></tr>"
    row = "<tr><td>{}</td><td>{}</td><td>县水利局</td></tr>"
    text = "<h1>关于重点工作督查情况的通报</h1><p>从督查情况看,第1项工作完成较好,第2项工作进展缓慢。</p>"
    table = f"<table>{head}{row.format(1, '修渠')}{row.format(2, '架桥')}</table>"
    Path("c.html").write_text(text + table, encoding="utf-8")
    assert "评价 verdict" in hong("show", "c.html").stdout


def test_show_of_a_member_of_an_archive() -> None:
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.write("a.txt")
        archive.writestr("b.txt", "关于防汛的通知\n")
    several = hong("show", "a.zip")
    assert (several.exit_code, "name one (a.zip!/a.txt, a.zip!/b.txt)" in several.stderr) == (1, True)
    assert "改造管网" in hong("show", "a.zip!/a.txt").stdout


def test_a_task_takes_two_lines_though_its_limit_is_printed_over_two() -> None:
    Path("b.html").write_text(
        "<p>云溪县人民政府关于整治的通知</p><p>2018年3月1日</p><table><tr><th>序号</th><th>任务</th><th>完成时限</th></tr>"
        "<tr><td>1</td><td>修建水渠</td><td>2018年<br>6月底</td></tr><tr><td>2</td><td>修桥</td><td>3月底<br>验收</td></tr>"
        "</table>",
        encoding="utf-8",
    )
    hong("extract", "b.html", "--no-tables")
    lines = hong("find", "output", "水渠").stdout.splitlines()
    assert [line for line in lines if line.startswith("  ")] == ["  修建水渠 | 2018年 6月底 (2018-06-30)"]
