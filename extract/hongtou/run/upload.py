"""A dataset at an address: made in a folder of this machine, then sent, file by file, its description last.

The folder stays with what the next run may use again; the dataset itself does not.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hongtou.errors import OutputError
from hongtou.run.places import filesystem
from hongtou.write import FILES
from hongtou.write.advice import WORK
from hongtou.write.package import NAME as DESCRIPTOR

FOLDER = ".hongtou-outputs"
"""Where such datasets are made, within the working folder."""


@contextmanager
def made_here(address: str) -> Iterator[Path]:
    """A folder to make the dataset of an address in; it is sent when the block ends.

    Raises OutputError where the address cannot be written.
    """
    system, root = filesystem(address)
    root = root.rstrip("/")
    folder = Path(FOLDER) / hashlib.sha256(address.rstrip("/").encode()).hexdigest()[:12]
    try:
        system.makedirs(root, exist_ok=True)
        yield folder
        files = [path for path in folder.rglob("*") if path.is_file() and WORK not in path.relative_to(folder).parts]
        names = {path: path.relative_to(folder).as_posix() for path in files}
        by_year = [name for name in FILES if (folder / name).is_dir()]
        for name in FILES:
            if system.isdir(f"{root}/{name}") or (name in by_year and system.exists(f"{root}/{name}")):
                system.rm(f"{root}/{name}", recursive=True)  # a year that is gone must not stay beside the new ones
        for path in sorted(files, key=lambda path: (names[path] == DESCRIPTOR, names[path])):
            system.makedirs(f"{root}/{names[path]}".rpartition("/")[0], exist_ok=True)
            system.put_file(str(path), f"{root}/{names[path]}")
        for stale in sorted(FILES - {name.partition("/")[0] for name in names.values()}):
            if system.exists(f"{root}/{stale}"):
                system.rm(f"{root}/{stale}", recursive=True)
        for path in files:
            path.unlink()
        for name in by_year:
            shutil.rmtree(folder / name)
    except OSError as error:
        raise OutputError(f"cannot write {address}: {error}") from error
