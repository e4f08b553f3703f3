"""Rot and loss, and that verify tells of each."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.made import SITE, archive, capture, files, unchanged
from containers.made import Answer, page, warc
from hongtou.archive.index import INDEX, Index
from hongtou.archive.verify import Report, verify
from hongtou.errors import InputError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of four files."""
    some = [capture(f"/{n}.html", b"<html>" + random.Random(n).randbytes(500)) for n in range(6)]
    return archive(tmp_path / "archive", *some, unchanged("/0.html", 1), rotate=4000)


def said(report: Report) -> str:
    return "\n".join(report.troubles)


def test_what_was_written_is_told_in_figures(folder: Path) -> None:
    report = verify(folder)
    assert report == Report(
        files=4, records=4 + 7 * 3, captures=7, bytes=sum(path.stat().st_size for path in files(folder)),
        unindexed=(), troubles=(),
    )  # fmt: skip


def test_one_flipped_bit_anywhere_in_a_file_is_told(folder: Path) -> None:
    """In bodies, headers, check sums, and in the bytes of gzip that no check sum covers."""
    chance = random.Random(11)
    for path in files(folder):
        whole = path.read_bytes()
        for at in [*range(12), *(chance.randrange(len(whole)) for _ in range(40)), len(whole) - 1]:
            flipped = bytearray(whole)
            flipped[at] ^= 1 << chance.randrange(8)
            path.write_bytes(flipped)
            assert f"{path.name}: the " in said(verify(folder)), at
        path.write_bytes(whole)


def test_the_record_the_capture_and_no_other_are_named(folder: Path) -> None:
    path = files(folder)[1]
    index = Index(folder)
    stored = next(index.captures(path.name))
    line = next(line for line in index.lines(path.name) if line.offset == stored.offset)
    index.close()
    whole = bytearray(path.read_bytes())
    whole[stored.offset + 20] ^= 1
    path.write_bytes(whole)
    assert [trouble.partition(": ")[2] for trouble in verify(folder).troubles] == [
        f"the response record at {stored.offset} ({line.length} bytes) is not as it was written",
        f"the capture of {stored.url} ({stored.retrieved_at}) is damaged",
    ]


def test_one_flipped_bit_in_the_index_is_told_or_changes_nothing(folder: Path) -> None:
    """SQLite keeps room that holds nothing; all else that the index says is held against the files."""
    path = folder / INDEX
    whole = path.read_bytes()
    before = dump(path)
    chance = random.Random(5)
    told = 0
    for _ in range(150):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        troubles = verify(folder).troubles
        told += bool(troubles)
        assert troubles or dump(path) == before
    assert told > 30


def dump(path: Path) -> list[object]:
    """All rows of the index."""
    base = sqlite3.connect(path)
    try:
        return [base.execute(f"SELECT * FROM {table}").fetchall() for table in ("file", "record", "capture")]
    finally:
        base.close()


@pytest.mark.parametrize("keep", [0, 1, 9, 300, 1000, -1])
def test_a_file_that_was_cut_off_is_told(folder: Path, keep: int) -> None:
    path = files(folder)[-1]
    path.write_bytes(path.read_bytes()[:keep])
    assert f"{path.name}: is cut off: {path.stat().st_size} of " in said(verify(folder))
    assert f"the capture of {SITE}/0.html (2026-11-27T08:00:00Z) is damaged" in said(verify(folder))


def test_a_missing_file_is_told(folder: Path) -> None:
    path = files(folder)[1]
    path.unlink()
    assert [trouble.split(" records")[0] for trouble in verify(folder).troubles] == [f"{path.name}: is missing: 7"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE FROM record WHERE type = 'request'", "are of no record that the index knows"),
        ("DELETE FROM record WHERE type = 'metadata'", "are of no record that the index knows"),
        ("DELETE FROM capture WHERE url LIKE '%/3.html'", "the capture of http://www.yunxi.example/3.html at "),
        ("UPDATE capture SET url = url || '?' WHERE number = 2", "url 'http://www.yunxi.example/1.html?', the file "),
        ("UPDATE capture SET kind = 'list' WHERE number = 2", "kind 'list', the file 'circular'"),
        ("UPDATE capture SET offset = offset + 1 WHERE number = 2", "the file has none there"),
        ("UPDATE record SET sha256 = '' WHERE offset = 0", "is not as it was written"),
        ("UPDATE record SET offset = offset - 3 WHERE type = 'request'", "overlap at"),
        ("UPDATE record SET type = 'response' WHERE type = 'request'", "is not the response record"),
        ("UPDATE file SET records = 1", "the index counts 1 records and lists"),
        ("UPDATE file SET sha256 = 'ab'", "the index has changed"),
        ("UPDATE file SET bytes = bytes - 1", "stand behind the last record"),
        ("UPDATE file SET bytes = bytes + 1", "is cut off"),
        ("DELETE FROM file WHERE name LIKE '%-00002-%'", "is not in its index"),
    ],
)
def test_an_index_that_says_something_else_is_told(folder: Path, change: str, told: str) -> None:
    base = sqlite3.connect(folder / INDEX)
    base.execute(change)
    base.commit()
    base.close()
    assert told in said(verify(folder))


def test_very_many_troubles_are_counted(folder: Path) -> None:
    archive(folder, *(capture(f"/more{n}.html") for n in range(30)))
    base = sqlite3.connect(folder / INDEX)
    base.execute("UPDATE record SET sha256 = ''")
    base.commit()
    base.close()
    troubles = verify(folder).troubles
    assert len([one for one in troubles if files(folder)[-1].name in one]) == 21
    assert troubles[-1].endswith(" more troubles")


# WARC files of other programs: their own lengths and digests


def others(tmp_path: Path, data: bytes, name: str = "a.warc.gz") -> Report:
    """What verify says of a file that no index knows."""
    (tmp_path / "others").mkdir(exist_ok=True)
    (tmp_path / "others" / name).write_bytes(data)
    return verify(tmp_path / "others")


ANSWERS = [(f"{SITE}/{n}.html", Answer(page(n + 1).encode() + random.Random(n).randbytes(300))) for n in range(4)]


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_of_others_is_checked_by_its_own_digests(tmp_path: Path, packed: bool) -> None:
    data = warc(ANSWERS, packed=packed)
    name = "a.warc.gz" if packed else "a.warc"
    report = others(tmp_path, data, name)
    assert (report.troubles, report.records, report.captures, report.unindexed) == ((), 5, 4, (name,))
    assert report.bytes == len(data)


def test_one_flipped_bit_in_a_packed_warc_of_others_is_told(tmp_path: Path) -> None:
    """But for the bytes of gzip's header that say nothing of the content: time, system, flags."""
    data = warc(ANSWERS)
    silent = {at + n for at in _members(data) for n in range(3, 10)}
    chance = random.Random(3)
    for at in [at for at in chance.sample(range(len(data)), 150) if at not in silent]:
        flipped = bytearray(data)
        flipped[at] ^= 1 << chance.randrange(8)
        assert others(tmp_path, bytes(flipped)).troubles, at


def _members(data: bytes) -> list[int]:
    """Where the members of a gzip file begin."""
    import zlib

    found = []
    at = 0
    while at < len(data):
        found.append(at)
        unpacking = zlib.decompressobj(31)
        unpacking.decompress(data[at:])
        at = len(data) - len(unpacking.unused_data)
    return found


@pytest.mark.parametrize("packed", [True, False])
def test_one_flipped_bit_in_a_body_is_told(tmp_path: Path, packed: bool) -> None:
    data = bytearray(warc(ANSWERS, packed=False))
    data[data.index("云溪县".encode()) + 30] ^= 4
    report = others(tmp_path, _packed(bytes(data)) if packed else bytes(data))
    assert [trouble.partition(" at ")[2].partition(": ")[2] for trouble in report.troubles] == [
        "its bytes are not those of its block digest"
    ]
    assert f"the response record of {SITE}/0.html" in said(report)
    assert report.records == 5


def _packed(data: bytes) -> bytes:
    """Each record of a WARC packed alone."""
    records = data.split(b"WARC/1.0\r\n")[1:]
    return b"".join(gzip.compress(b"WARC/1.0\r\n" + record, mtime=0) for record in records)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.999])
def test_a_warc_of_others_that_is_cut_off_is_told(tmp_path: Path, packed: bool, keep: float) -> None:
    data = warc(ANSWERS, packed=packed)
    assert others(tmp_path, data[: int(len(data) * keep)]).troubles


def test_after_a_broken_record_the_next_ones_are_read(tmp_path: Path) -> None:
    data = bytearray(warc(ANSWERS))
    second = _members(bytes(data))[1]
    data[second + 40 : second + 60] = bytes(20)
    report = others(tmp_path, bytes(data))
    assert (report.records, len(report.troubles)) == (4, 1)
    assert f"bytes at {second}: a record cannot be unpacked" in said(report)


@pytest.mark.parametrize(
    ("digest", "right"),
    [
        (lambda data: "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode(), True),
        (lambda data: "sha1:" + hashlib.sha1(data).hexdigest(), True),
        (lambda data: "sha-256:" + base64.b32encode(hashlib.sha256(data).digest()).decode().rstrip("="), True),
        (lambda data: "md5:" + base64.b64encode(hashlib.md5(data).digest()).decode(), True),
        (lambda data: "sha1:" + "A" * 32, False),
        (lambda data: "sha256:" + "0" * 64, False),
        (lambda data: "blake9:" + "0" * 64, True),
        (lambda data: "", True),
    ],
    ids=["base32", "hex", "no padding", "base64", "wrong", "wrong hex", "unknown", "none"],
)
def test_digests_are_read_as_writers_print_them(tmp_path: Path, digest: Callable[[bytes], str], right: bool) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page().encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {SITE}/\r\nContent-Type: application/http\r\n"
    head += f"WARC-Block-Digest: {digest(block)}\r\nContent-Length: {len(block)}\r\n\r\n"
    report = others(tmp_path, head.encode() + block + b"\r\n\r\n", "a.warc")
    assert (not report.troubles) == right
    assert report.captures == 1


def test_payload_digests_of_chunked_answers_are_not_judged_those_of_others_are(tmp_path: Path) -> None:
    body = page().encode()
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    of_body = "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()
    for headers, sent, right in (
        ([("Transfer-Encoding", "chunked")], chunked, True),
        ([], body, True),
        ([], body + b"x", False),
    ):
        buffer = io.BytesIO()
        writer = WARCWriter(buffer, gzip=True)
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
        digest = {"WARC-Payload-Digest": of_body}
        record = writer.create_warc_record(
            f"{SITE}/", "response", io.BytesIO(sent), len(sent), http_headers=http, warc_headers_dict=digest
        )
        writer.write_record(record)
        assert (not others(tmp_path, buffer.getvalue()).troubles) == right


def test_a_warc_packed_as_one_is_checked_too(tmp_path: Path) -> None:
    plain = warc(ANSWERS, packed=False)
    assert others(tmp_path, gzip.compress(plain)).troubles == ()
    assert others(tmp_path, gzip.compress(plain)).records == 5
    assert others(tmp_path, gzip.compress(plain.replace(page(2).encode(), page(7).encode()))).troubles


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n",
        b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nabc",
        b"WARC/1.0\r\n" + b"A: b\r\n" * 5000,
        b"WARC/1.0\r\n" + b"A" * 200_000,
        b"nothing of the kind",
        bytes(3000),
        gzip.compress(b"nothing of the kind"),
        gzip.compress(b"WARC/1.0\r\nContent-Length: 5\r\n\r\nabcde\r\n\r\nrest"),
        b"\x1f\x8b" + bytes(100),
    ],
)
def test_hostile_files_are_told_and_do_no_harm(tmp_path: Path, data: bytes) -> None:
    assert others(tmp_path, data, "a.warc").troubles


def test_a_folder_without_archive_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no archive"):
        verify(tmp_path)
    with pytest.raises(InputError, match="cannot read"):
        verify(tmp_path / "none")


def test_progress_goes_to_the_end(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    report = verify(folder, lambda done, total, name: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (report.bytes, report.bytes)
