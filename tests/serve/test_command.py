"""``hongtou serve`` from the shell: a real server on loopback, and what it says where it cannot serve."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
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


def test_a_folder_without_a_dataset_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["serve", str(tmp_path)])
    assert result.exit_code == 1
    assert "hongtou extract PATH" in result.output


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
