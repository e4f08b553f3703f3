"""LibreOffice as a helper: old Word, WPS, RTF and OpenDocument → Office Open XML, which hongtou reads itself.

A document is never trusted: LibreOffice runs in a profile of its own that forbids macros, links and active content,
without network, within the limits of time and memory, and only a package that holds what was asked for is taken (its
exit status proves nothing). Starting it is dear (about a second), so a run hands over several documents at once.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hongtou.errors import LimitError, MissingHelperError, UnreadableError
from hongtou.read import ole
from hongtou.read.formats import DOCX, FORMATS, ODS, ODT, RTF, XLSX
from hongtou.read.limits import Account, Limits

INSTALL = (
    "apt-get install --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui (Debian, Ubuntu), "
    "dnf install libreoffice-writer libreoffice-calc (Fedora), brew install --cask libreoffice (macOS)"
)
_PLACES = ("/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice",
           "/Applications/LibreOffice.app/Contents/MacOS/soffice")  # fmt: skip
_WRITERS = {
    DOCX: ("docx", "MS Word 2007 XML", "word/document.xml"),
    XLSX: ("xlsx", "Calc MS Excel 2007 XML", "xl/workbook.xml"),
}
_READERS = {RTF: "Rich Text Format", ODT: "writer8", ODS: "calc8"}
_SETTINGS: dict[str, dict[str, str | int]] = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": 3, "DisableMacrosExecution": "true", "DisableActiveContent": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": 2},
    "/org.openoffice.Office.Calc/Content/Update": {"Link": 2},
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": 2, "ooInetHTTPProxyName": "127.0.0.1", "ooInetHTTPProxyPort": 9,
        "ooInetHTTPSProxyName": "127.0.0.1", "ooInetHTTPSProxyPort": 9,
    },
}  # fmt: skip


class _Job(NamedTuple):
    """One document to convert."""

    digest: str
    data: bytes
    reader: str
    """The import filter: nothing is guessed, or a broken file would be read as plain text."""
    target: str


class Office:
    """A converter that keeps its profile between documents; close it, or use it as a context.

    >>> with Office() as office:
    ...     office.waiting
    0
    """

    def __init__(self) -> None:
        self._home: tempfile.TemporaryDirectory[str] | None = None
        self._ready: dict[str, bytes | UnreadableError] = {}

    def __enter__(self) -> Office:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def waiting(self) -> int:
        """How many converted documents were not asked for yet."""
        return len(self._ready)

    def close(self) -> None:
        """Remove the profile and forget what was converted."""
        self._ready.clear()
        if self._home is not None:
            self._home.cleanup()
            self._home = None

    def convert(self, data: bytes, media_type: str, account: Account) -> bytes:
        """The package that the document becomes; raises UnreadableError, LimitError or MissingHelperError."""
        job = _job(data, media_type)
        made = self._ready.pop(job.digest, None)
        if made is None:
            self._run([job], account.limits)
            made = self._ready.pop(job.digest)
        if isinstance(made, UnreadableError):
            raise made
        return made

    def prepare(self, documents: Iterable[tuple[bytes, str]], limits: Limits) -> None:
        """Convert several (bytes, media type) at once; ``convert`` then gives each without delay."""
        jobs: dict[tuple[str, str], dict[str, _Job]] = {}
        for data, media_type in documents:
            with contextlib.suppress(UnreadableError):  # `convert` will say so of the document itself
                job = _job(data, media_type)
                if job.digest not in self._ready:
                    jobs.setdefault((job.reader, job.target), {})[job.digest] = job
        for batch in jobs.values():
            together = list(batch.values())
            self._run(together, limits)
            if len(together) > 1:
                for job in together:  # one that broke the batch must not cost the others
                    if isinstance(self._ready.get(job.digest), UnreadableError):
                        self._run([job], limits)

    def _run(self, jobs: Sequence[_Job], limits: Limits) -> None:
        """Convert documents of one kind in one call."""
        program = find()
        suffix, writer, part = _WRITERS[jobs[0].target]
        with tempfile.TemporaryDirectory(prefix="hongtou-") as folder:
            names = [Path(folder, f"{at}.in") for at in range(len(jobs))]
            for name, job in zip(names, jobs, strict=True):
                name.write_bytes(job.data)
            error = _call(
                [
                    program, "--headless", "--nologo", "--norestore", "--nolockcheck", "--nodefault",
                    "--nofirststartwizard", f"-env:UserInstallation={self._profile().as_uri()}",
                    f"--infilter={jobs[0].reader}", "--convert-to", f"{suffix}:{writer}", "--outdir", folder,
                    *map(str, names),
                ],
                folder,
                limits,
            )  # fmt: skip
            for name, job in zip(names, jobs, strict=True):
                self._ready[job.digest] = _taken(name.with_suffix(f".{suffix}"), part, limits, error)

    def _profile(self) -> Path:
        if self._home is None:
            self._home = tempfile.TemporaryDirectory(prefix="hongtou-office-", ignore_cleanup_errors=True)
            user = Path(self._home.name, "user")
            user.mkdir()
            (user / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
        return Path(self._home.name)


@cache
def find() -> str:
    """The path of LibreOffice; raises MissingHelperError that says how to install it."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    for place in _PLACES:
        if os.access(place, os.X_OK):
            return place
    raise MissingHelperError(f"it needs LibreOffice, which is not installed: {INSTALL}")


def _job(data: bytes, media_type: str) -> _Job:
    reader = _READERS.get(media_type) or _word_reader(data)
    return _Job(hashlib.sha256(data).hexdigest(), data, reader, FORMATS[media_type].becomes or DOCX)


def _word_reader(data: bytes) -> str:
    """The import filter for an old Word file, by the version its information block names (MS-DOC 2.5.1)."""
    head = ole.stream(data, "WordDocument")
    if len(head) < 12:
        raise UnreadableError("the Word document is cut off or its storage is broken")
    version, flags = int.from_bytes(head[2:4], "little"), int.from_bytes(head[10:12], "little")
    if flags & 0x0100:
        raise UnreadableError("the file is encrypted: it opens with a password only")
    if version >= 0x00C1:
        return "MS Word 97"
    return "MS Word 95" if version > 0x0065 else "MS WinWord 6.0"


def _call(command: list[str], folder: str, limits: Limits) -> UnreadableError | None:
    """Run LibreOffice; what went wrong, as far as one can tell."""
    bounded = [*_without_network(), *command]
    if os.name == "posix":
        kilobytes = max(1, limits.memory // 1024)
        bounded = ["/bin/sh", "-c", f'ulimit -v {kilobytes} && exec "$@"', "sh", *bounded]
    environment = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    environment |= {"HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        bounded, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        return LimitError(f"LibreOffice took more than {limits.seconds:g} seconds")
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # its children too, however it ended
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return UnreadableError(f"LibreOffice ended with status {process.returncode}") if process.returncode else None


@cache
def _without_network() -> tuple[str, ...]:
    """What puts a program into a network of its own that leads nowhere, where the system lets us."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    allowed = subprocess.run([unshare, "-rn", "true"], capture_output=True, check=False).returncode == 0
    return (unshare, "-rn") if allowed else ()


def _taken(path: Path, part: str, limits: Limits, error: UnreadableError | None) -> bytes | UnreadableError:
    """The bytes of a converted document, or why there are none."""
    try:
        size = path.stat().st_size
        if size > limits.size:
            return LimitError(f"LibreOffice made a file of {size} bytes, the limit is {limits.size}")
        data = path.read_bytes()
    except OSError:
        return error or UnreadableError("LibreOffice could not convert it")
    if not data.startswith(b"PK\x03\x04") or part.encode() not in data:
        return error or UnreadableError("LibreOffice made a broken file of it")
    return data


def _registry() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, pairs in _SETTINGS.items()
        for name, value in pairs.items()
    )
    return f'<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
