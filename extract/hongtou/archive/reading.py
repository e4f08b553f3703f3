"""An archive that is read: by its index, or where it has none, by what its WARC files say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from hongtou.archive.budget import Budget
from hongtou.archive.capture import Stored
from hongtou.archive.index import INDEX, Index
from hongtou.archive.payload import disposed_name, payload
from hongtou.errors import InputError, UnreadableError
from hongtou.read import Limits, known

SUFFIXES = (".warc.gz", ".warc")


def warc_files(folder: Path) -> list[Path]:
    """The WARC files of an archive, in the order of their names. Raises InputError where there is no such folder."""
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIXES) and path.is_file())
    except OSError as error:
        raise InputError(f"cannot read the archive {folder}: {error.strerror or error}") from error


class Reading:
    """The captures of an archive and what they brought; a writer may be at work in it meanwhile."""

    def __init__(self, folder: Path, index: Index) -> None:
        self.folder = folder
        self._index = index

    @classmethod
    def of(cls, folder: Path) -> Reading:
        """Open the archive; one without index is read through. Raises InputError where there is none."""
        if (folder / INDEX).exists():
            return cls(folder, Index(folder))
        files = warc_files(folder)
        if not files:
            raise InputError(f"{folder} holds no archive: neither {INDEX} nor WARC files")
        from hongtou.archive.scan import scan

        index = Index()
        for path in files:
            scan(path, index)
        return cls(folder, index)

    @property
    def unindexed(self) -> tuple[str, ...]:
        """WARC files in the folder that the index does not know; their captures are not among these."""
        known = {file.name for file in self._index.files()}
        return tuple(path.name for path in warc_files(self.folder) if path.name not in known)

    def captures(self) -> Iterator[Stored]:
        """All captures, in the order in which they were added."""
        return self._index.captures()

    def last(self, url: str) -> Stored | None:
        """The newest capture of an address whose body is there and whole (status 2xx); a revisit leads to it.

        Its ETag and Last-Modified are those of the newest answer that the body is still good for.
        """
        return self._index.last(url)

    def fetched(self, fetch: str) -> Stored | None:
        """What a fetch brought, where it was added."""
        return self._index.fetched(fetch)

    def body(self, stored: Stored, limits: Limits | None = None) -> bytes:
        """The content, its encoding taken off; of a revisit that of the capture that it repeats.

        Raises UnreadableError where it cannot be read, LimitError where it is larger than a document may be.
        """
        whole = self._index.repeated(stored) if stored.revisit else stored
        if whole is None:
            raise UnreadableError(f"{stored.url} came as it was before, and what it was is not in the archive")
        try:
            with (self.folder / whole.file).open("rb") as stream:
                return payload(lambda: stream, Budget(limits or Limits(), 0), whole.offset, check=True)
        except OSError as error:
            raise UnreadableError(f"cannot read {whole.file}: {error.strerror or error}") from error

    def called(self, stored: Stored) -> str:
        """The name of its file: as whoever saved it, its server or the link to it says it; empty where nobody does."""
        saved, words = stored.facts.get("file", ""), stored.facts.get("title", "")
        if saved:
            return saved
        whole = self._index.repeated(stored) if stored.revisit else stored
        given = ""
        if whole is not None:
            with suppress(OSError), (self.folder / whole.file).open("rb") as stream:
                given = disposed_name(stream, whole.offset)
        return given or (words if known(words) else "")

    def close(self) -> None:
        """Close it."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
