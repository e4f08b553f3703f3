"""A set of files put in place all at once, whatever dies on the way.

POSIX renames one file atomically, not twenty. So the files are written and synced in a folder of their own inside the
output (``.hongtou-new-…``), which one rename then turns into ``.hongtou-commit``: before it the old dataset stands,
after it the new one does, if not all in its place yet. Moving the files into place can be repeated any number of
times, so whoever comes next (a run, or a reader) finishes what a killed run began. Files that are not ours stay.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hongtou.disk import locked, sync
from hongtou.errors import InputError, OutputError
from hongtou.write.partition import is_ours

STAGED = ".hongtou-"
COMMIT = f"{STAGED}commit"
STAGING = f"{STAGED}new-"
MANIFEST = "manifest"


@contextmanager
def staged(folder: Path, ours: frozenset[str]) -> Iterator[Path]:
    """An empty folder to write in; what stands in it when the block ends replaces ``ours`` in ``folder`` at once.

    Names of ``ours`` that the block did not write are removed: an old table must not contradict the new ones. Where
    the block raises, nothing changes. Raises OutputError where the folder cannot be written.
    """
    with _readable_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            finish(folder)
            for left in folder.glob(f"{STAGING}*"):
                shutil.rmtree(left)
            staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder))
            try:
                yield staging
                _commit(staging, folder, ours)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
            finish(folder)


def check_place(folder: Path, ours: frozenset[str]) -> None:
    """Raise the OutputError that :func:`staged` would for a place that cannot be written; changes nothing."""
    with _readable_errors(folder):
        there = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
        if not there.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(there))
        if not os.access(there, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))
        if there == folder:
            _check_names(folder, ours)
            with locked(folder):
                pass  # no other run is at it


def _check_names(folder: Path, names: Iterable[str]) -> None:
    for name in sorted(names):
        if (folder / name).is_dir() and not is_ours(folder / name):
            raise OutputError(f"{folder / name} is a folder where a file must go: move it, or choose another folder")


def recover(folder: Path) -> None:
    """Finish what a killed run began, before reading. Waits for a run that is at it now.

    Raises InputError where one may not look into the folder, OutputError where it cannot be written.
    """
    try:
        (folder / COMMIT).lstat()
    except PermissionError as error:
        raise InputError(f"no permission to read {folder}") from error
    except OSError:
        return
    with _readable_errors(folder), locked(folder, wait=True):
        finish(folder)


def _commit(staging: Path, folder: Path, ours: frozenset[str]) -> None:
    names = sorted(path.name for path in staging.iterdir())
    _check_names(folder, ours.union(names))
    stale = sorted(ours - set(names))
    (staging / MANIFEST).write_text(json.dumps({"files": names, "stale": stale}), encoding="utf-8")
    for path in (*staging.rglob("*"), staging):
        sync(path)
    staging.rename(folder / COMMIT)
    sync(folder)


def finish(folder: Path) -> None:
    """Move what is committed into place. Each step can be repeated; the list of them goes last."""
    commit = folder / COMMIT
    if not commit.is_dir():
        return
    manifest = commit / MANIFEST
    if manifest.exists():
        steps = json.loads(manifest.read_text(encoding="utf-8"))
        for name in steps["files"]:
            if (commit / name).exists():
                _clear(folder / name, commit)
                if (commit / name).is_dir():
                    (folder / name).unlink(missing_ok=True)
                (commit / name).replace(folder / name)
        for name in steps["stale"]:
            _clear(folder / name, commit)
            (folder / name).unlink(missing_ok=True)
        sync(folder)
        manifest.unlink()
    shutil.rmtree(commit)


def _clear(place: Path, commit: Path) -> None:
    """Make way where the folder of a table by years stands: it goes with the commit's own folder, in one step."""
    if place.is_dir():
        place.rename(commit / f"{place.name}.old")


@contextmanager
def _readable_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except (FileExistsError, NotADirectoryError) as error:
        raise OutputError(f"{error.filename or folder} is in the way: choose another folder") from error
    except PermissionError as error:
        raise OutputError(f"no permission to write {error.filename or folder}") from error
    except OSError as error:
        raise OutputError(f"cannot write into {folder}: {error.strerror or error}") from error
