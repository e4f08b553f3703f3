"""Adding captures to an archive: what stands in the files, what the index knows, who may write."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from archive.made import FIRST, SITE, archive, capture, files, unchanged
from hongtou.archive import store
from hongtou.archive.index import INDEX
from hongtou.archive.store import Archive
from hongtou.archive.verify import verify
from hongtou.errors import InputError, LimitError, OutputError
from hongtou.read import Limits


def records(folder: Path) -> list[tuple[str, dict[str, str], bytes]]:
    """Type, headers and block of each record, as warcio reads them."""
    found = []
    for path in files(folder):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, no_record_parse=True):
                found.append((record.rec_type, dict(record.rec_headers.headers), record.raw_stream.read()))
    return found


def test_a_capture_is_answer_request_and_metadata(tmp_path: Path) -> None:
    archive(tmp_path, capture("/t1.html", b"<html>", ip="192.0.2.7", via=f"{SITE}/", facts={"title": "关于防汛的通知"}))
    found = records(tmp_path)
    assert [kind for kind, _, _ in found] == ["warcinfo", "response", "request", "metadata"]
    _, answer, block = found[1]
    assert block == b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: "0"\r\n\r\n<html>'
    assert answer["WARC-Date"] == "2026-11-26T08:00:00Z"
    assert answer["WARC-IP-Address"] == "192.0.2.7"
    assert answer["WARC-Warcinfo-ID"] == found[0][1]["WARC-Record-ID"]
    assert found[2][1]["WARC-Concurrent-To"] == found[3][1]["WARC-Refers-To"] == answer["WARC-Record-ID"]
    assert found[3][2].decode() == (
        "hongtou-kind: circular\r\nhongtou-source: yunxi\r\nhongtou-fetch: /t1.html 0\r\n"
        f"via: {SITE}/\r\nhongtou-fact-title: 关于防汛的通知\r\n"
    )


def test_every_record_is_packed_alone_and_passes_warcio_s_check(tmp_path: Path) -> None:
    archive(tmp_path, capture("/t1.html"), capture("/t1.html", day=1), unchanged("/t1.html", 2))
    data = files(tmp_path)[0].read_bytes()
    assert data.count(b"\x1f\x8b\x08") >= len(records(tmp_path)) == 10
    with files(tmp_path)[0].open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.content_stream().read()


@pytest.mark.parametrize(
    ("headers", "printed"),
    [
        ([("X-名称", "通知")], "X-名称: 通知".encode()),
        (
            [("Content-Disposition", "通知.doc".encode("gbk").decode("latin-1"))],
            b": " + "通知.doc".encode("gbk"),
        ),
        ([("X-A", "one\r\nX-B: two")], b"\r\nX-A: one X-B: two"),
        (
            [("Transfer-Encoding", "chunked")],
            b"\r\nX-Archive-Orig-Transfer-Encoding: chunked",
        ),
    ],
)
def test_headers_stand_as_they_were_sent(tmp_path: Path, headers: list[tuple[str, str]], printed: bytes) -> None:
    archive(tmp_path, capture("/a.html", headers=tuple(headers)))
    assert printed + b"\r\n" in records(tmp_path)[1][2]
    assert verify(tmp_path).troubles == ()


def test_what_did_not_change_is_a_revisit(tmp_path: Path) -> None:
    with Archive(tmp_path) as opened:
        first = opened.add(capture("/t1.html"))
        same = opened.add(capture("/t1.html", day=1, headers=(("ETag", '"new"'),)))
        told = opened.add(unchanged("/t1.html", 2, headers=()))
        last = opened.last(first.url)
        assert [one.revisit for one in (first, same, told)] == [False, True, True]
        assert {one.digest for one in (first, same, told)} == {first.digest}
        assert last == first._replace(etag='"new"')
        assert opened.body(told) == opened.body(first) == capture("/t1.html").body
    kinds = {headers.get("WARC-Profile", "").rpartition("/")[2]: headers for _, headers, _ in records(tmp_path)}
    assert kinds.keys() == {"", "identical-payload-digest", "server-not-modified"}
    assert kinds["server-not-modified"]["WARC-Refers-To"] == first.record
    assert kinds["server-not-modified"]["WARC-Refers-To-Date"] == first.retrieved_at


@pytest.mark.parametrize(
    "changes",
    [
        {"body": b"<html>other"},
        {"status": 404},
        {"kind": "failure"},
        {"truncated": "time"},
        {"request": None},
        {"url": f"{SITE}/elsewhere.html"},
    ],
)
def test_anything_else_is_kept_whole(tmp_path: Path, changes: dict[str, object]) -> None:
    with Archive(tmp_path) as opened:
        opened.add(capture("/t1.html"))
        again = opened.add(capture("/t1.html", day=1, **changes))
        assert not again.revisit
        assert opened.body(again) == (changes.get("body") or capture("/t1.html").body)


@pytest.mark.parametrize("changes", [{"status": 404}, {"kind": "failure"}, {"truncated": "length"}])
def test_what_failed_is_not_the_last(tmp_path: Path, changes: dict[str, object]) -> None:
    with Archive(tmp_path) as opened:
        opened.add(capture("/t1.html", **changes))
        assert opened.last(f"{SITE}/t1.html") is None
        assert not opened.add(unchanged("/t1.html", 1)).revisit


def test_a_fetch_is_taken_once(tmp_path: Path) -> None:
    with Archive(tmp_path) as opened:
        first = opened.add(capture("/t1.html", fetch="17"))
        assert opened.add(capture("/t1.html", b"later", day=1, fetch="17")) == first == opened.fetched("17")
        assert opened.fetched("18") is None
        opened.add(capture("/a.html", fetch="", request=None))
        assert opened.fetched("") is None
    assert len(records(tmp_path)) == 1 + 3 + 2


def test_files_are_rotated_and_gone_on_with(tmp_path: Path) -> None:
    for at in range(6):
        archive(tmp_path, capture(f"/{at}.html"), capture(f"/{at}b.html"), rotate=4000)
    names = [path.name for path in files(tmp_path)]
    assert 1 < len(names) < 6
    assert [name.split("-")[1] for name in names] == [f"{at:05d}" for at in range(1, len(names) + 1)]
    assert all(path.stat().st_size < 4000 + 3000 for path in files(tmp_path))
    report = verify(tmp_path)
    assert (report.troubles, report.captures) == ((), 12)
    assert not (tmp_path / f"{INDEX}-wal").exists()


def test_a_file_has_no_more_records_than_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three a capture at most stay under what hongtou lists of one archive."""
    assert Limits().members > store.RECORDS / 2
    monkeypatch.setattr(store, "RECORDS", 7)
    archive(tmp_path, *(capture(f"/{n}.html") for n in range(5)))
    assert [len(files(tmp_path)), verify(tmp_path).records] == [3, 3 + 15]


def test_pages_saved_by_hand_are_resources(tmp_path: Path) -> None:
    with Archive(tmp_path) as opened:
        stored = opened.add(capture("/a.pdf", b"%PDF", request=None, headers=(("Content-Type", "application/pdf"),)))
        assert opened.body(stored) == b"%PDF"
        assert opened.last(stored.url) == stored
    assert [kind for kind, _, _ in records(tmp_path)] == ["warcinfo", "resource", "metadata"]


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP"])
def test_bodies_come_without_their_encoding_and_within_limits(tmp_path: Path, coding: str) -> None:
    packed = gzip.compress(b"<html>" * 1000)
    with Archive(tmp_path) as opened:
        stored = opened.add(capture("/a.html", packed, headers=(("Content-Encoding", coding),)))
        assert stored.size == len(packed)
        assert opened.body(stored) == b"<html>" * 1000
        with pytest.raises(LimitError):
            opened.body(stored, Limits(size=100))


def test_one_writes_at_a_time_and_any_may_read(tmp_path: Path) -> None:
    archive(tmp_path, capture("/t1.html"))
    with Archive(tmp_path) as opened:
        opened.add(capture("/t2.html"))
        with pytest.raises(OutputError, match="another run"):
            Archive(tmp_path)
        code = f"from pathlib import Path; from hongtou.archive.store import Archive; Archive(Path({str(tmp_path)!r}))"
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "another run is writing" in other.stderr
        with Archive.reading(tmp_path) as reading:
            assert [one.url for one in reading.captures()] == [f"{SITE}/t1.html", f"{SITE}/t2.html"]
    Archive(tmp_path).close()


def test_what_an_interrupted_writer_left_is_cut_off(tmp_path: Path) -> None:
    path = files(archive(tmp_path, capture("/t1.html")))[0]
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:300])
    assert any("a writer was killed" in trouble for trouble in verify(tmp_path).troubles)
    archive(tmp_path)
    assert path.read_bytes() == whole
    assert verify(tmp_path).troubles == ()


def test_nothing_is_added_to_a_damaged_archive(tmp_path: Path) -> None:
    path = files(archive(tmp_path, capture("/t1.html")))[0]
    whole = path.read_bytes()
    path.write_bytes(whole[:-5])
    with pytest.raises(OutputError, match="archive verify"):
        Archive(tmp_path)
    path.unlink()
    with pytest.raises(OutputError, match="has 0 of"):
        Archive(tmp_path)
    path.write_bytes(whole[:-5] + b"other")
    with Archive(tmp_path) as opened, pytest.raises(OutputError, match="not as it was written"):
        opened.add(capture("/t2.html"))


def test_files_of_others_are_never_touched(tmp_path: Path) -> None:
    archive(tmp_path, capture("/t1.html"))
    other = tmp_path / "other.warc.gz"
    other.write_bytes(files(tmp_path)[0].read_bytes() + b"rest")
    before = other.read_bytes()
    archive(tmp_path, capture("/t2.html"))
    assert other.read_bytes() == before


def test_a_lost_index_is_made_anew_from_the_files(tmp_path: Path) -> None:
    some = [capture(f"/{n}.html", facts={"title": "通知"}) for n in range(4)]
    archive(tmp_path, *some, unchanged("/0.html", 1), rotate=4000)
    with Archive.reading(tmp_path) as reading:
        before = list(reading.captures())
    (tmp_path / INDEX).unlink()
    with Archive(tmp_path, rotate=4000) as opened:
        assert list(opened.captures()) == before
        assert opened.add(unchanged("/3.html", 2)).revisit
    assert verify(tmp_path).troubles == ()


def test_what_is_not_whole_is_left_as_it_is_where_the_index_is_lost(tmp_path: Path) -> None:
    path = files(archive(tmp_path, capture("/t1.html")))[0]
    path.write_bytes(path.read_bytes()[:-9])
    mine = path.read_bytes()
    (tmp_path / INDEX).unlink()
    archive(tmp_path, capture("/t3.html"))
    assert path.read_bytes() == mine
    assert [one.split(": ")[0] for one in verify(tmp_path).troubles] == [path.name] * 2


@pytest.mark.parametrize("name", ["archive", "archive/deep"])
def test_a_file_in_the_way_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "archive").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot write into the archive"):
        Archive(tmp_path / name)


def test_a_folder_without_archive_is_said(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(InputError):
            Archive.reading(place)
    (tmp_path / INDEX).write_bytes(b"no database" * 100)
    with pytest.raises(InputError):
        Archive.reading(tmp_path)


text = st.text(max_size=40)
names = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(
    body=st.binary(max_size=200),
    source=text,
    via=st.none() | text,
    facts=st.dictionaries(names, text, max_size=3),
    headers=st.lists(st.tuples(st.sampled_from(["ETag", "X-A", "Content-Type", "Last-Modified"]), text), max_size=4),
    status=st.sampled_from([200, 204, 302, 304, 404, 599]),
    truncated=st.sampled_from([None, "length", "time", "disconnect"]),
    hand=st.booleans(),
)
def test_the_files_alone_say_all_that_the_index_says(
    tmp_path_factory: pytest.TempPathFactory,
    body: bytes,
    source: str,
    via: str | None,
    facts: dict[str, str],
    headers: list[tuple[str, str]],
    status: int,
    truncated: str | None,
    hand: bool,
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    given = capture("/a.html", body, source=source, via=via, facts=facts, headers=tuple(headers), status=status)
    given = given._replace(truncated=truncated, request=None if hand else given.request)
    archive(folder, given)
    assert verify(folder).troubles == ()
    with Archive.reading(folder) as reading:
        (known,) = reading.captures()
        (folder / INDEX).unlink()
        with Archive.reading(folder) as read:
            assert list(read.captures()) == [known]
            assert read.body(known) == body


def test_dates_are_of_utc(tmp_path: Path) -> None:
    from datetime import timedelta, timezone

    shanghai = FIRST.astimezone(timezone(timedelta(hours=8)))
    with Archive(tmp_path) as opened:
        assert opened.add(capture("/t1.html", retrieved_at=shanghai)).retrieved_at == "2026-11-26T08:00:00Z"


def test_an_address_is_one_line(tmp_path: Path) -> None:
    with Archive(tmp_path) as opened, pytest.raises(ValueError, match="no address"):
        opened.add(capture("/a\r\nWARC-Type: response"))
    with Archive(tmp_path) as opened, pytest.raises(ValueError, match="no name of a fact"):
        opened.add(capture("/a", facts={"a: b": "c"}))
