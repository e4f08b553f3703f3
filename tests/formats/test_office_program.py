"""LibreOffice as a helper: what it may do, what happens where it fails or is not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import hongtou
from hongtou.cli import main
from hongtou.errors import MissingHelperError, UnreadableError
from hongtou.read import Limits, office, ole, read
from hongtou.read.formats import DOC
from hongtou.read.helpers import HELPERS
from hongtou.read.limits import Account
from hongtou.read.word_binary import main_text, table_lost
from hongtou.run.batch import run

from .made import FILES, circular
from .makers import word_file, word_paragraph
from .measure import tasks, wanted
from .test_formats import needs_office

WORD = circular("doc")
ENDS_IN_TABLE = (FILES / "ends_in_table.doc").read_bytes()
FLAGS = WORD.index(ole.stream(WORD, "WordDocument")[:64]) + 10
"""Where the information block says whether the text is encrypted."""


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine without LibreOffice."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(office, "_PLACES", ())
    office.find.cache_clear()
    yield
    office.find.cache_clear()


@pytest.mark.usefixtures("absent")
def test_without_it_the_document_says_what_to_install_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(WORD)
    (tmp_path / "b.docx").write_bytes(circular("docx"))
    summary = run([str(tmp_path)], tmp_path / "out", tables=False)
    assert (summary.circulars, summary.tasks, len(summary.failed)) == (2, 5, 1)
    assert "apt-get install" in summary.failed[0][1]
    assert '"check":"missing_helper","severity":"error"' in (tmp_path / "out" / "circulars.jsonl").read_text("utf-8")
    with pytest.raises(MissingHelperError):
        hongtou.extract(WORD, path="a.doc")


@pytest.mark.usefixtures("absent")
def test_doctor_says_how_to_install_what_is_not_there() -> None:
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0
    assert "LibreOffice (doc, wps, rtf, odt, ods): not found" in result.output
    assert "apt-get install" in result.output


def test_doctor_names_every_extra_that_people_install() -> None:
    extras = {"crawl", "cluster", "web", "keywords", "ocr"}  # the others are for those who work on hongtou
    said = " ".join(helper.install for helper in HELPERS)
    assert {extra for extra in extras if f"hongtou[{extra}]" in said} == extras


@needs_office
def test_doctor_says_where_it_is() -> None:
    assert (
        f"LibreOffice (doc, wps, rtf, odt, ods): found, {office.find()}" in CliRunner().invoke(main, ["doctor"]).output
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (WORD[:6000], "cut off"),
        (WORD[:FLAGS] + b"\0\1" + WORD[FLAGS + 2 :], "password"),
    ],
)
def test_a_word_file_that_is_cut_off_or_encrypted_is_not_handed_over(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(data, path="a.doc")


@needs_office
def test_one_that_breaks_a_batch_does_not_cost_the_others() -> None:
    broken = WORD[:600] + b"\xff" * 2000 + WORD[2600:]
    account = Account()
    with office.Office() as converter:
        converter.prepare([(WORD, DOC), (broken, DOC), (WORD[:6000], DOC)], account.limits)
        assert converter.waiting == 2
        assert converter.convert(WORD, DOC, account).startswith(b"PK")
        with pytest.raises(UnreadableError):
            converter.convert(broken, DOC, account)


@needs_office
@pytest.mark.parametrize("limits", [Limits(seconds=0.05), Limits(memory=16 * 1024**2)])
def test_it_is_stopped_at_a_limit(limits: Limits) -> None:
    with pytest.raises(UnreadableError), office.Office() as converter:
        converter.convert(WORD, DOC, Account(limits))


@needs_office
def test_it_runs_without_network_where_the_system_lets_us_and_with_macros_off(tmp_path: Path) -> None:
    profile = office._registry()
    for setting in ("MacroSecurityLevel", "DisableMacrosExecution", "DisableActiveContent", "ooInetHTTPProxyName"):
        assert setting in profile
    script = tmp_path / "net"
    script.write_text("#!/bin/sh\ncut -d: -f1 /proc/net/dev | tail -n +3 >net.txt\n")
    script.chmod(0o755)
    office._call([str(script)], str(tmp_path), Limits())
    devices = (tmp_path / "net.txt").read_text().split()
    assert devices == ["lo"] or not office._without_network()


@needs_office
def test_a_table_of_an_old_word_file_is_read_or_said_to_be_lost() -> None:
    found = hongtou.extract(ENDS_IN_TABLE, path="分工.doc")
    lost = [finding.message for finding in found.findings if finding.check == "damaged_text"]
    assert bool(lost) == (tasks(found) != list(wanted("doc")))
    assert all("save it as .docx" in message for message in lost)


TABLE = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
WORDS = word_paragraph("序号工作任务责任单位")


@pytest.mark.parametrize(
    ("data", "body", "lost"),
    [
        (WORD, WORDS + TABLE, False),
        (WORD, TABLE + WORDS, False),  # it goes on below its table
        (WORD, WORDS, True),
        (ENDS_IN_TABLE, WORDS + TABLE, False),
        (ENDS_IN_TABLE, WORDS + TABLE + "<w:p/>", False),
        (ENDS_IN_TABLE, TABLE + WORDS, True),  # only the last of its tables
        (ENDS_IN_TABLE, WORDS, True),
        (WORD[:2000], WORDS, False),
        (b"", WORDS, False),
    ],
)
def test_a_table_that_is_not_in_what_became_of_the_file_is_lost(data: bytes, body: str, lost: bool) -> None:
    assert table_lost(data, word_file(body), Limits()) is lost


@pytest.mark.parametrize("step", range(1, 40))
def test_the_text_of_a_damaged_word_file_is_some_text(step: int) -> None:
    broken = bytearray(ENDS_IN_TABLE)
    broken[step::41] = b"\xff" * len(broken[step::41])
    assert len(main_text(bytes(broken))) <= len(broken)
