"""What hongtou itself wrote among the members of an archive."""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import commonpath, dirname

from hongtou.archive import Member
from hongtou.errors import UnreadableError
from hongtou.write import FILES, is_of_dataset, may_hold_dataset


class Written:
    """The folders of an archive that hold a dataset; false where there is none.

    As in a folder: such a folder is left aside whole; where it is the one that holds all there is in the archive,
    which is then what was named, the dataset's own files are. What a crawl brought home bears addresses, no paths.
    """

    def __init__(self, members: Sequence[Member]) -> None:
        self._held: set[str] = set()
        for member in members:
            folder, _, leaf = member.name.rpartition("/")
            if folder not in self._held and may_hold_dataset((leaf,)) and not member.facts and _is_ours(leaf, member):
                self._held.add(folder)
        self._top = commonpath([dirname(member.name) for member in members]) if self._held else ""

    def __bool__(self) -> bool:
        return bool(self._held)

    def over(self, member: Member) -> str:
        """The folder, or the file, as which the member is left aside; empty where it is not."""
        *folders, leaf = member.name.split("/")
        for depth in range(len(folders) + 1):
            folder = "/".join(folders[:depth])
            if folder not in self._held:
                continue
            if folder != self._top:
                return folder
            if (folders[depth:] or [leaf])[0] in FILES:
                return member.name
        return ""


def _is_ours(leaf: str, member: Member) -> bool:
    try:
        return is_of_dataset(leaf, member.load())
    except (OSError, UnreadableError):
        return False
