"""The work folder of a run, ``.hongtou-work`` in its output: the ledger while it goes on, what is kept for the next.

::

    .hongtou-work/
    ├── ledger.sqlite   the run that goes on, or that was broken off
    ├── parts/          what batches gave
    ├── chunks/         records rendered, on their way into the dataset
    └── kept.sqlite     which records of the last run may be used again
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from hongtou.disk import locked
from hongtou.errors import OutputError
from hongtou.write import check_output
from hongtou.write.advice import LEDGER, WORK


class Workplace:
    """The work folder of an output; nothing of it is made before it is entered."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output / WORK
        self.ledger = self.folder / LEDGER
        self.kept = self.folder / "kept.sqlite"
        self.parts = self.folder / "parts"
        self.chunks = self.folder / "chunks"
        self.spool = self.folder / "stdin"

    @contextmanager
    def held(self) -> Iterator[None]:
        """Make it and hold it against other runs. Raises OutputError where another holds it, or the output cannot be
        written. Where nothing is left in it when the block ends, what was made is taken away again.
        """
        made = [place for place in (self.folder, *self.folder.parents) if not os.path.lexists(place)]
        if self.folder in made:
            check_output(self.output)
        try:
            for folder in (self.parts, self.chunks):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"cannot write into {self.output}: {error.strerror or error}") from error
        with self._locked():
            if self.folder not in made:  # not before it is ours: another run may be writing
                check_output(self.output)
            for left in self.chunks.iterdir():
                left.unlink()
            try:
                yield
            finally:
                if not self.ledger.exists() and not self.kept.exists():
                    shutil.rmtree(self.folder, ignore_errors=True)
                    for folder in made[1:]:
                        try:
                            folder.rmdir()
                        except OSError:  # something stands in it by now
                            break

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = locked(self.folder)
        try:
            lock.__enter__()
        except OutputError as error:
            raise OutputError(
                f"another run is writing into {self.output}: wait for it, or choose another folder"
            ) from error
        try:
            yield
        finally:
            lock.__exit__(None, None, None)

    def token(self) -> Path:
        """A file of the folder whose words no other run's has: who reads them sees the folder."""
        path = self.folder / "token"
        path.write_text(token_hex(16), encoding="utf-8")
        return path

    def forget_run(self) -> None:
        """Take away the ledger of a run."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{self.ledger}{suffix}").unlink(missing_ok=True)
        self.spool.unlink(missing_ok=True)
        (self.folder / "token").unlink(missing_ok=True)

    def forget_all(self) -> None:
        """Take away all that is kept."""
        self.forget_run()
        self.kept.unlink(missing_ok=True)
        for part in self.parts.iterdir():
            part.unlink()
