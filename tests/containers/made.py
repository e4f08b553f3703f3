"""Archives of composed circulars (示例: invented places), made in memory."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PLACE = "云溪县"


def page(number: int = 3, subject: str = "防汛工作", rest: str = "") -> str:
    """A circular as a web page."""
    return (
        f"<html><body><h1>{PLACE}人民政府办公室关于{subject}的通知</h1><p>云政办发〔2016〕{number}号</p>"
        f"<p>各乡镇人民政府:</p><p>现将有关事项通知如下。</p>{rest}<p>{PLACE}人民政府办公室</p><p>2016年3月{number}日</p>"
        "</body></html>"
    )


def zipped(
    files: Mapping[str, bytes] | Iterable[tuple[str, bytes]],
    encoding: str = "utf-8",
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A ZIP; in any other encoding than UTF-8 its names are not marked, as Windows packs them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items() if isinstance(files, Mapping) else files:
            info = zipfile.ZipInfo(name if encoding == "utf-8" else name.encode(encoding).decode("cp437"))
            info.compress_type = method
            archive.writestr(info, data)
    packed = buffer.getvalue()
    return packed if encoding == "utf-8" else _unmarked(packed)


def _unmarked(packed: bytes) -> bytes:
    """The same without the flag that says UTF-8, and the names as code page 437 has them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(buffer, "w") as archive:
        for info in source.infolist():
            new = _Raw(info.filename)
            archive.writestr(new, source.read(info))
    return buffer.getvalue()


class _Raw(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - a hook of zipfile
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def tarred(files: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    """A tar, packed or not."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


class Answer:
    """What a server answered."""

    def __init__(
        self,
        body: bytes,
        kind: str = "text/html",
        status: str = "200 OK",
        headers: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.body, self.kind, self.status, self.headers = body, kind, status, tuple(headers)


def warc(
    answers: Iterable[tuple[str, Answer]],
    *,
    packed: bool = True,
    day: str = "2020-05-06T07:08:09Z",
    revisits: Iterable[tuple[str, str, str]] = (),
) -> bytes:
    """A WARC: a record for each answer; then revisits of (address, payload digest, address and day it refers to)."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
    for url, answer in answers:
        http = StatusAndHeaders(answer.status, [("Content-Type", answer.kind), *answer.headers], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(answer.body), http_headers=http, warc_headers_dict={"WARC-Date": day}
        )
        writer.write_record(record)
    for url, digest, refers in revisits:
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(writer.create_revisit_record(url, digest, refers, day, http_headers=http))
    return buffer.getvalue()


def gzipped(data: bytes) -> bytes:
    """The same, packed."""
    return gzip.compress(data, mtime=0)
