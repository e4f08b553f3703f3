"""What rooms ask of a disk: that a folder is theirs for a while, that what was written is there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hongtou.errors import OutputError

if sys.platform != "win32":
    import fcntl


@contextmanager
def locked(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the folder against other runs. Raises OutputError where another holds it.

    The lock is on the folder itself and goes with the process, so no file is left behind. Where the system has no
    such locks (Windows, some network disks) there is none.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputError(f"another run is writing into {folder}: wait for it, or choose another folder") from error
        except OSError:
            pass  # a disk without locks: two runs into one folder are then the user's to avoid
        yield
    finally:
        os.close(handle)


def sync(path: Path) -> None:
    """Have the disk hold the file (or the folder's names) before going on."""
    if sys.platform == "win32" and path.is_dir():
        return
    handle = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
