"""What an archive holds is read as what a folder holds, and costs no more."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import hongtou
from hongtou.archive.walk import walk
from hongtou.errors import InputError, LimitError, UnreadableError
from hongtou.model import Circular
from hongtou.read import Limits
from hongtou.run.batch import Summary, run
from hongtou.write import FILES as FILES_OF_A_DATASET
from hongtou.write import read_jsonl

from .made import Answer, gzipped, page, tarred, warc, zipped

ONE, TWO = page(3).encode(), page(4, "春耕生产").encode()


def extract(folder: Path, limits: Limits | None = None, **archives: bytes) -> tuple[list[Circular], Summary]:
    """The circulars of a folder with these archives: ``a_zip`` is the file a.zip."""
    (folder / "in").mkdir(exist_ok=True)
    for name, data in archives.items():
        (folder / "in" / name.replace("_", ".")).write_bytes(data)
    summary = run([str(folder / "in")], folder / "out", tables=False, limits=limits)
    return list(read_jsonl(folder / "out" / "circulars.jsonl")), summary


def inner(circular: Circular) -> str:
    """The path within the archive."""
    return circular.source.path.partition("/in/")[2]


def checks(circular: Circular) -> set[str]:
    return {finding.check for finding in circular.findings if finding.severity != "info"}


FILES = {"通知/一.html": ONE, "二.html": TWO, "logo.png": b"\x89PNG", "README.txt": b"x", "__MACOSX/._a.html": b"x"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a_zip", zipped(FILES)),
        ("a_tar", tarred(FILES, "w")),
        ("a_tgz", tarred(FILES)),
        ("a_tar_gz", tarred(FILES)),
        ("a_tar_bz2", tarred(FILES, "w:bz2")),
        ("a_tar_xz", tarred(FILES, "w:xz")),
    ],
)
def test_members_are_inputs_of_their_own(tmp_path: Path, name: str, data: bytes) -> None:
    found, summary = extract(tmp_path, **{name: data})
    stem = name.replace("_", ".")
    assert [inner(one) for one in found] == [f"{stem}!/二.html", f"{stem}!/通知/一.html"]
    assert [one.document_number.normalized for one in found if one.document_number] == [
        "云政办发〔2016〕4号",
        "云政办发〔2016〕3号",
    ]
    assert summary.skipped == (f"{tmp_path}/in/{stem}!/logo.png",)
    assert summary.ok


def test_a_page_packed_alone(tmp_path: Path) -> None:
    found, _ = extract(tmp_path, a_html_gz=gzipped(ONE), b_gz=gzipped(TWO))
    assert [inner(one) for one in found] == ["a.html.gz!/a.html", "b.gz!/b"]


def test_names_packed_on_windows_are_read_as_they_were_meant(tmp_path: Path) -> None:
    data = zipped({"关于防汛的通知.html": ONE, "联通.html": TWO}, "gbk")
    found, _ = extract(tmp_path, a_zip=data)
    assert [inner(one) for one in found] == ["a.zip!/关于防汛的通知.html", "a.zip!/联通.html"]


def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path) -> None:
    names = ["/etc/a.html", "../../b.html", "C:\\c.html", "d/../../e.html"]
    data = zipped({name: page(at + 1).encode() for at, name in enumerate(names)})
    found, _ = extract(tmp_path, a_zip=data)
    assert sorted(inner(one) for one in found) == [
        "a.zip!/b.html",
        "a.zip!/c.html",
        "a.zip!/e.html",
        "a.zip!/etc/a.html",
    ]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_two_members(tmp_path: Path) -> None:
    found, _ = extract(tmp_path, a_zip=zipped([("a.html", ONE), ("a.html", TWO)]))
    assert [inner(one) for one in found] == ["a.zip!/a (2).html", "a.zip!/a.html"]


def test_archives_lie_in_archives(tmp_path: Path) -> None:
    data = zipped({"x/内.zip": zipped({"a.html": ONE}), "y.tar.gz": tarred({"b.html": TWO})})
    found, _ = extract(tmp_path, a_zip=data)
    assert [inner(one) for one in found] == ["a.zip!/x/内.zip!/a.html", "a.zip!/y.tar.gz!/b.html"]


def test_an_index_in_an_archive_speaks_of_its_members(tmp_path: Path) -> None:
    index = "path,url,publisher\na.html,https://yunxi.example/a.html,云溪县政府网\n".encode()
    found, _ = extract(tmp_path, a_zip=zipped({"a.html": ONE, "index.csv": index}))
    assert (found[0].source.url, found[0].source.publisher) == ("https://yunxi.example/a.html", "云溪县政府网")


@pytest.mark.parametrize("tar", [True, False])
@pytest.mark.parametrize(
    ("at", "others", "skipped"),
    [
        ("out/", ["a.html", "b/c.html"], {"out"}),
        ("x/out/", ["x/a.html", "x/b/c.html"], {"x/out"}),
        ("x/", ["x/a.html", "x/b/c.html"], {"x/codebook.md", "x/overview.xlsx"}),
        ("", ["a.html", "b/c.html"], {"codebook.md", "overview.xlsx"}),
        ("x/", ["a.html", "y/c.html"], {"x"}),
    ],
)
def test_a_dataset_in_an_archive_is_left_aside_as_in_a_folder(
    tmp_path: Path, tar: bool, at: str, others: list[str], skipped: set[str]
) -> None:
    """In a folder of its own whole; where it lies beside all else that is packed, its own files."""
    (tmp_path / "one.html").write_bytes(ONE)
    run([str(tmp_path / "one.html")], tmp_path / "dataset")
    dataset = {at + path.name: path.read_bytes() for path in (tmp_path / "dataset").iterdir() if path.is_file()}
    assert at + "codebook.md" in dataset
    files = dataset | dict(zip(others, (ONE, TWO), strict=True))
    packed = tarred(files | {"__MACOSX/._x": b"x"}) if tar else zipped(files)
    found, summary = extract(tmp_path, **{"a_tgz" if tar else "a_zip": packed})
    assert sorted(inner(one).partition("!/")[2] for one in found) == others
    told = {name.partition("!/")[2] for name in summary.skipped}
    assert skipped <= told
    assert summary.ours == set(summary.skipped)
    assert len(told) == 1 or told <= {at + name for name in FILES_OF_A_DATASET}


def test_a_codebook_of_others_is_a_document(tmp_path: Path) -> None:
    words = "关于防汛工作的通知\n云政办发〔2016〕3号\n各乡镇人民政府:\n现将有关事项通知如下。\n".encode()
    found, summary = extract(
        tmp_path, a_zip=zipped({"x/codebook.md": words, "x/datapackage.json": b"{}", "b.html": TWO})
    )
    assert [inner(one) for one in found] == ["a.zip!/b.html", "a.zip!/x/codebook.md"]
    assert summary.ours == set()


def test_a_document_that_is_a_package_is_no_archive(tmp_path: Path) -> None:
    from tests.formats.makers import docx

    found, _ = extract(tmp_path, a_zip=docx())
    assert len(found) == 1
    assert found[0].document_number


class TestHostile:
    """Each costs its own documents alone."""

    def test_an_encrypted_member(self, tmp_path: Path) -> None:
        data = bytearray(zipped({"a.html": ONE}))
        for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
            data[data.index(mark) + at] |= 1
        found, summary = extract(tmp_path, a_zip=bytes(data), b_zip=zipped({"b.html": TWO}))
        assert [(inner(one), checks(one)) for one in found] == [
            ("a.zip!/a.html", {"unreadable"}),
            ("b.zip!/b.html", set()),
        ]
        assert "password" in summary.failed[0][1]

    def test_a_bomb_of_one_member(self, tmp_path: Path) -> None:
        data = zipped({"a.html": b" " * 3_000_000, "b.html": TWO})
        found, _ = extract(tmp_path, Limits(size=1_000_000), a_zip=data)
        assert [(inner(one), checks(one)) for one in found] == [
            ("a.zip!/a.html", {"limit_hit"}),
            ("a.zip!/b.html", set()),
        ]

    @pytest.mark.parametrize("make", [zipped, tarred])
    def test_a_bomb_of_many_members(self, tmp_path: Path, make: object) -> None:
        data = make({f"{at}.txt": b"\n" * 200_000 for at in range(20)})  # type: ignore[operator]
        name = "a_zip" if make is zipped else "a_tgz"
        found, summary = extract(tmp_path, Limits(unpacked=500_000), **{name: data})
        assert not summary.ok
        assert "limit_hit" in set().union(*map(checks, found))

    def test_too_many_members(self, tmp_path: Path) -> None:
        data = zipped({f"{at}.html": page(at + 1).encode() for at in range(9)})
        found, _ = extract(tmp_path, Limits(members=5), a_zip=data)
        assert len(found) == 6
        assert checks(found[0]) == {"limit_hit"}

    def test_archives_too_deep_in_one_another(self, tmp_path: Path) -> None:
        data = page().encode()
        for at in range(8):
            data = zipped({("a.html" if at == 0 else "a.zip"): data})
        found, _ = extract(tmp_path, Limits(nesting=4), a_zip=data)
        assert [checks(one) for one in found] == [{"limit_hit"}]

    @pytest.mark.parametrize("make", [lambda: zipped({"a.html": ONE})[:-60], lambda: b"PK\x03\x04" + bytes(60)])
    def test_a_broken_zip(self, tmp_path: Path, make: object) -> None:
        found, _ = extract(tmp_path, a_zip=make(), b_zip=zipped({"b.html": TWO}))  # type: ignore[operator]
        assert [(inner(one), checks(one)) for one in found] == [("a.zip", {"unreadable"}), ("b.zip!/b.html", set())]

    @pytest.mark.parametrize("cut", [21, 60, 200])
    @pytest.mark.parametrize("last", ["b.xlsx", "b.zip", "b.docx"])
    def test_a_stored_zip_that_is_cut_is_none_of_its_members(self, tmp_path: Path, last: str, cut: int) -> None:
        """The end of a ZIP that is stored in it is not its own."""
        from tests.formats.makers import docx, xlsx

        kept = {"b.xlsx": xlsx(), "b.docx": docx(), "b.zip": zipped({"c.html": TWO})}[last]
        data = zipped({"a.html": ONE, last: kept, "d.html": TWO}, method=zipfile.ZIP_STORED)
        assert len(extract(tmp_path, a_zip=data)[1].failed) == 0
        found, summary = extract(tmp_path, a_zip=data[:-cut])
        assert [(inner(one), checks(one)) for one in found] == [("a.zip", {"unreadable"})]
        assert "cut off" in summary.failed[0][1]

    def test_a_word_file_that_is_cut_is_no_workbook_that_lies_in_it(self, tmp_path: Path) -> None:
        from tests.formats.makers import docx, xlsx

        with zipfile.ZipFile(io.BytesIO(docx())) as package:
            parts = {part: package.read(part) for part in package.namelist()}
        data = zipped(parts | {"word/embeddings/1.xlsx": xlsx()}, method=zipfile.ZIP_STORED)
        found, _ = extract(tmp_path, a_docx=data, b_docx=data[:-60])
        assert ["unreadable" in checks(one) for one in found] == [False, True]

    @pytest.mark.parametrize("behind", [b"\r\n", bytes(500)])
    def test_a_zip_with_more_behind_it_is_read(self, tmp_path: Path, behind: bytes) -> None:
        data = zipped({"b.zip": zipped({"c.html": TWO})}, method=zipfile.ZIP_STORED)
        found, _ = extract(tmp_path, a_zip=data + behind)
        assert [inner(one) for one in found] == ["a.zip!/b.zip!/c.html"]

    def test_an_empty_archive_file(self, tmp_path: Path) -> None:
        found, _ = extract(tmp_path, a_zip=b"", b_tar=bytes(10240), c_warc=b"", d_gz=b"\x1f\x8b")
        assert {inner(one): checks(one) for one in found} == {
            name: {"unreadable"} for name in ("a.zip", "b.tar", "c.warc", "d.gz")
        }

    @pytest.mark.parametrize("keep", [0.4, 0.7, 0.95])
    def test_a_tar_that_is_cut(self, tmp_path: Path, keep: float) -> None:
        files = {f"{at}.html": page(at + 1, rest=f"<p>{at * 7919}</p>" * 300).encode() for at in range(6)}
        data = tarred(files)
        found, summary = extract(tmp_path, a_tgz=data[: int(len(data) * keep)], b_html=TWO)
        assert not summary.ok
        assert any(inner(one) == "a.tgz" for one in found)
        assert any(inner(one) == "b.html" for one in found)
        assert all(not one.complete or one.document_number for one in found)

    def test_a_member_whose_bytes_are_rotten(self, tmp_path: Path) -> None:
        data = bytearray(zipped({"a.html": ONE * 3, "b.html": TWO}))
        data[60:64] = b"\xff\xff\xff\xff"
        found, _ = extract(tmp_path, a_zip=bytes(data))
        assert [checks(one) for one in found] == [{"unreadable"}, set()]

    def test_an_archive_that_holds_itself_over_and_over(self, tmp_path: Path) -> None:
        inner_zip = zipped({f"{at}.txt": b"\n" * 10_000 for at in range(50)})
        data = zipped({f"{at}.zip": inner_zip for at in range(50)})
        found, _ = extract(tmp_path, Limits(members=300), a_zip=data)
        assert "limit_hit" in set().union(*map(checks, found))

    def test_links_and_devices_in_a_tar(self, tmp_path: Path) -> None:
        import tarfile

        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w") as archive:
            for name, kind in (("a.html", tarfile.SYMTYPE), ("b.html", tarfile.CHRTYPE), ("c.html", tarfile.LNKTYPE)):
                info = tarfile.TarInfo(name)
                info.type, info.linkname = kind, "/etc/passwd"
                archive.addfile(info)
            info = tarfile.TarInfo("d.html")
            info.size = len(ONE)
            archive.addfile(info, io.BytesIO(ONE))
        found, summary = extract(tmp_path, a_tar=buffer.getvalue())
        assert [inner(one) for one in found] == ["a.tar!/d.html"]
        assert len(summary.skipped) == 3


def test_one_circular_of_one_archive() -> None:
    assert hongtou.extract(zipped({"a.html": ONE}), path="a.zip").document_number
    with pytest.raises(InputError, match="2 circulars"):
        hongtou.extract(zipped({"a.html": ONE, "b.html": TWO}), path="a.zip")
    with pytest.raises(UnreadableError, match="broken"):
        hongtou.extract(b"PK\x03\x04" + bytes(50), path="a.zip")
    with pytest.raises(LimitError):
        hongtou.extract(zipped({"a.html": ONE * 50}), path="a.zip", limits=Limits(size=100))
    with pytest.raises(InputError, match="nothing"):
        hongtou.extract(zipped({"a.png": ONE}), path="a.zip")


def test_a_path_of_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.html": ONE}))
    assert hongtou.extract(tmp_path / "a.zip").source.path == f"{tmp_path}/a.zip!/a.html"
    with pytest.raises(InputError, match="cannot read"):
        hongtou.extract(tmp_path / "b.zip")


def test_a_member_of_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.html": ONE, "in/b.html": TWO, "c.zip": zipped({"d.html": ONE + b" "})}))
    for name in ("a.html", "in/b.html", "c.zip!/d.html"):
        assert hongtou.extract(f"{path}!/{name}").source.path == f"{path}!/{name}"
    with pytest.raises(InputError, match=r"3 circulars: name one \(.*a\.zip!/a\.html, "):
        hongtou.extract(path)
    with pytest.raises(InputError, match=r"holds no .*e\.html' .*, but .*a\.html"):
        hongtou.extract(f"{path}!/e.html")


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_tar_that_is_cut_gives_what_is_before(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in (("a.html", ONE), ("b.html", random.Random(1).randbytes(4_000_000))):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    packed = pack(buffer.getvalue())
    found, summary = extract(tmp_path, a_tgz=packed[: len(packed) * 3 // 4])
    assert "a.tgz!/a.html" in [inner(one) for one in found]
    assert any("cut off" in reason for _, reason in summary.failed)


def test_ten_thousand_members_are_listed_once(tmp_path: Path) -> None:
    """The directory is read once, not once a member."""
    opened = []
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for at in range(300):
            archive.writestr(f"{at}.html", ONE)
    from hongtou.archive import Budget, Shelf, listing

    def opener() -> io.BytesIO:
        opened.append(1)
        return io.BytesIO(buffer.getvalue())

    found = listing("a.zip", opener, Shelf(), Budget(Limits(), 1))
    assert found
    assert all(member.load() == ONE for member in found.members)
    assert len(opened) == 2


class TestWarc:
    URL = "http://www.yunxi.example/zwgk/t1.html"

    @pytest.mark.parametrize("packed", [True, False])
    def test_pages_have_their_address_and_day(self, tmp_path: Path, packed: bool) -> None:
        data = warc([(self.URL, Answer(ONE)), ("http://www.yunxi.example/view.jsp?id=4", Answer(TWO))], packed=packed)
        found, summary = extract(tmp_path, **{"a_warc_gz" if packed else "a_warc": data})
        assert summary.ok
        assert [(one.source.url, one.source.retrieved_at) for one in found] == [
            ("http://www.yunxi.example/view.jsp?id=4", "2020-05-06T07:08:09Z"),
            (self.URL, "2020-05-06T07:08:09Z"),
        ]
        assert all(one.document_number for one in found)

    def test_what_is_no_document_and_what_did_not_come_is_left_aside(self, tmp_path: Path) -> None:
        answers = [
            (self.URL, Answer(ONE)),
            ("http://y.example/404.html", Answer(b"<html>", status="404 Not Found")),
            ("http://y.example/moved.html", Answer(b"", status="302 Found")),
            ("http://y.example/a.css", Answer(b"a{}", "text/css")),
            ("http://y.example/a.jpg", Answer(b"\xff\xd8\xff", "image/jpeg")),
            ("http://y.example/robots.txt", Answer(b"User-agent: *", "text/plain")),
        ]
        found, summary = extract(tmp_path, a_warc_gz=warc(answers))
        assert [one.source.url for one in found] == [self.URL]
        assert [name.partition("!/")[2] for name in summary.skipped] == [
            "http://y.example/404.html (HTTP 404)",
            "http://y.example/moved.html (HTTP 302)",
            "http://y.example/a.css",
            "http://y.example/a.jpg",
            "http://y.example/robots.txt",
        ]

    def test_bodies_are_unpacked(self, tmp_path: Path) -> None:
        chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(TWO), TWO)
        answers = [
            (self.URL, Answer(gzipped(ONE), headers=[("Content-Encoding", "gzip")])),
            ("http://y.example/2.html", Answer(chunked, headers=[("Transfer-Encoding", "chunked")])),
        ]
        found, _ = extract(tmp_path, a_warc_gz=warc(answers))
        assert [bool(one.document_number) for one in found] == [True, True]

    def test_an_encoding_that_is_not_unpacked_is_said(self, tmp_path: Path) -> None:
        found, _ = extract(tmp_path, a_warc_gz=warc([(self.URL, Answer(b"xx", headers=[("Content-Encoding", "br")]))]))
        assert [checks(one) for one in found] == [{"unreadable"}]

    def test_revisits_are_read_from_the_record_they_repeat(self, tmp_path: Path) -> None:
        import base64
        import hashlib

        digest = "sha1:" + base64.b32encode(hashlib.sha1(ONE).digest()).decode()
        again = warc([], revisits=[("http://mirror.example/t1.html", digest, self.URL)], day="2021-01-01T00:00:00Z")
        found, summary = extract(tmp_path, a_warc_gz=again, b_warc_gz=warc([(self.URL, Answer(ONE))]))
        assert summary.ok
        assert [[file.url for file in one.source.files] for one in found] == [
            ["http://mirror.example/t1.html", self.URL]
        ]
        (tmp_path / "alone").mkdir()
        found, _ = extract(tmp_path / "alone", a_warc_gz=again)
        assert [checks(one) for one in found] == [{"unreadable"}]

    @pytest.mark.parametrize("packed", [True, False])
    @pytest.mark.parametrize("keep", [0.5, 0.8, 0.98])
    def test_a_warc_that_is_cut_says_so(self, tmp_path: Path, packed: bool, keep: float) -> None:
        body = page(3, rest="".join(f"<p>{at * 7919 % 104729}</p>" for at in range(400))).encode()
        data = warc([(f"{self.URL}{at}.html", Answer(body + b"%d" % at)) for at in range(4)], packed=packed)
        found, summary = extract(tmp_path, **{"a_warc_gz" if packed else "a_warc": data[: int(len(data) * keep)]})
        assert not summary.ok
        assert any("cut off" in reason or "broken" in reason for _, reason in summary.failed)
        assert len(found) >= 2

    @pytest.mark.parametrize("at", [0.1, 0.5, 0.9, 0.9999])
    @pytest.mark.parametrize("which", [1, 4])
    def test_a_record_whose_bytes_have_changed_costs_itself(self, tmp_path: Path, which: int, at: float) -> None:
        """However large it is: what cannot be unpacked is not the end of the archive."""
        bodies = [ONE, random.Random(1).randbytes(40_000), TWO, page(5).encode(), random.Random(2).randbytes(40_000)]
        answers = [(f"http://y.example/{n}.html", Answer(body)) for n, body in enumerate(bodies)]
        answers += [("http://y.example/5.html", Answer(page(6).encode()))]
        data = bytearray(warc(answers))
        record = [found for found in walk(io.BytesIO(data)) if found.type == "response"][which]
        data[record.offset + 9_000 + int((record.length - 9_001) * at)] ^= 4
        found, summary = extract(tmp_path, a_warc_gz=bytes(data))
        read = {one.source.path.rpartition("/")[2]: checks(one) for one in found}
        assert [name for name in ("0.html", "2.html", "3.html", "5.html") if read[name]] == []
        why = {path.rpartition("/")[2]: reason for path, reason in summary.failed}
        assert why[f"{which}.html"] == "It could not be read: the bytes of its record in the archive have changed."
        assert why["a.warc.gz"].startswith(
            f"It was not read whole: the bytes of its record {which + 2} have changed; what"
        )

    @pytest.mark.parametrize("at", [0, 3, 60, 150])
    @pytest.mark.parametrize("packed", [True, False])
    def test_a_warc_whose_first_record_has_changed_is_read_from_the_next(
        self, tmp_path: Path, packed: bool, at: int
    ) -> None:
        data = bytearray(warc([(self.URL, Answer(ONE)), ("http://y.example/2.html", Answer(TWO))], packed=packed))
        data[at] ^= 4
        found, _ = extract(tmp_path, **{"a_warc_gz" if packed else "a_warc": bytes(data)})
        assert {one.source.url for one in found if one.document_number} == {self.URL, "http://y.example/2.html"}
        assert [one.source.url for one in found if not one.document_number] in ([], [None])

    def test_what_looks_like_records_costs_little(self) -> None:
        """Places that look like packed members, each of which must be looked at."""
        from hongtou.archive import Budget, Shelf, listing

        data = warc([(self.URL, Answer(ONE))]) + b"\x1f\x8b\x08" * 10_000 + warc([("http://y.example/2", Answer(TWO))])
        found = listing("a.warc.gz", lambda: io.BytesIO(data), Shelf(), Budget(Limits(), len(data)))
        assert found
        assert [member.name for member in found.members] == [self.URL, "http://y.example/2"]
        assert "30,000 bytes that are none; what is behind them was read" in str(found.trouble)

    def test_a_warc_packed_as_one(self, tmp_path: Path) -> None:
        data = gzipped(warc([(self.URL, Answer(ONE)), ("http://y.example/2.html", Answer(TWO))], packed=False))
        found, summary = extract(tmp_path, a_warc_gz=data)
        assert [bool(one.document_number) for one in found] == [True, True]
        assert summary.ok

    def test_a_file_whose_address_says_no_type_has_the_name_its_server_gave(self, tmp_path: Path) -> None:
        from tests.formats.makers import docx

        name = "分工表.docx".encode().decode("latin-1")
        headers = [("Content-Disposition", f'attachment; filename="{name}"')]
        answers = [("http://y.example/down?id=3", Answer(docx(), "application/octet-stream", headers=headers))]
        found, _ = extract(tmp_path, a_warc_gz=warc(answers))
        assert [(inner(one), one.source.url) for one in found] == [
            ("a.warc.gz!/http://y.example/down?id=3/分工表.docx", "http://y.example/down?id=3")
        ]
