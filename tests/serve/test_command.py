"""``hongtou serve`` from the shell: a real server on loopback, and what it says where it cannot serve."""

from __future__ import annotations

import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from hongtou.cli import main
from hongtou.serve.site import Site


def test_a_dataset_is_served_until_it_is_stopped(site: Site) -> None:
    command = "from hongtou.cli import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", command, "serve", str(site.folder), "--port", "0"], stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stderr is not None
        address = server.stderr.readline().split()[0]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
            assert "红头" in answer.read().decode()
    finally:
        server.terminate()
        server.communicate()


def test_ctrl_c_stops_it_and_is_no_failure(site: Site) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "hongtou", "serve", str(site.folder), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stderr is not None
        with urllib.request.urlopen(server.stderr.readline().split()[0]) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        assert server.communicate(timeout=60) == ("", "")
        assert server.returncode == 0
    finally:
        server.kill()
        server.communicate()


def test_a_folder_without_a_dataset_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", str(tmp_path)])
    assert result.exit_code == 1
    assert "hongtou extract PATH" in result.output


def test_a_dataset_without_tables_is_told_from_none(site: Site, tmp_path: Path) -> None:
    shutil.copy(site.folder / "circulars.jsonl", tmp_path)
    for named in (tmp_path, tmp_path / "circulars.jsonl"):
        result = CliRunner().invoke(main, ["serve", str(named)])
        assert result.exit_code == 1
        assert "without --no-tables" in result.output


def test_an_address_of_another_machine_is_said(site: Site) -> None:
    result = CliRunner().invoke(main, ["serve", str(site.folder), "--host", "203.0.113.1", "--port", "0"])
    assert result.exit_code == 1
    assert "try another --host" in result.output


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("ALTER TABLE deadlines DROP COLUMN date_to_strict", "no column 'date_to_strict' in its table 'deadlines'"),
        ("DROP TABLE keywords", "no table 'keywords'"),
    ],
)
def test_a_dataset_of_an_older_version_is_said_at_the_start(site: Site, tmp_path: Path, change: str, says: str) -> None:
    shutil.copy(site.database, tmp_path)
    with closing(sqlite3.connect(tmp_path / "dataset.sqlite")) as older:
        for (view,) in older.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            older.execute(f'DROP VIEW "{view}"')
        older.execute(change)
        older.commit()
    result = CliRunner().invoke(main, ["serve", str(tmp_path)])
    assert result.exit_code == 1
    assert says in result.output
    assert "hongtou extract PATH" in result.output


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "dataset.sqlite").write_text("这不是数据库" * 100)
    result = CliRunner().invoke(main, ["serve", str(tmp_path)])
    assert result.exit_code == 1
    assert "cannot read" in result.output


def test_a_port_that_is_taken_is_said(site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = CliRunner().invoke(main, ["serve", str(site.folder), "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 1
    assert "try another --port" in result.output


@pytest.mark.parametrize("host", ["0.0.0.0", "203.0.113.1"])
def test_another_address_than_this_machine_s_is_warned_of(site: Site, host: str) -> None:
    with socket.socket() as taken:
        taken.bind(("", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", str(site.folder), "--host", host, "--port", port])
    assert result.exit_code == 1
    assert "everyone who reaches this machine" in result.output
