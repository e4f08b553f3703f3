"""Members of archives, found again by name in a process that has not listed them."""

from __future__ import annotations

from collections import OrderedDict

from hongtou.archive import Shelf
from hongtou.errors import UnreadableError
from hongtou.read import Limits
from hongtou.run.files import Input
from hongtou.run.inputs import Walk

_MOST = 8


class Archives:
    """The archives opened last, each listed once as long as its members are read in turn."""

    def __init__(self, limits: Limits | None, *, tables: bool) -> None:
        self._limits = limits
        self._tables = tables
        self._shelf = Shelf()
        self._listed: OrderedDict[str, dict[str, Input]] = OrderedDict()

    def found(self, file: Input) -> Input:
        """The input with its bytes at hand; one that its archive no longer holds fails when it is read."""
        if not file.top or file.member or file.error:
            return file
        wanted = dict.fromkeys((file.top, *file.also))
        if any(top not in self._listed for top in wanted) and len(self._listed) + len(wanted) > _MOST:
            self.close()
        for top in wanted:
            if top not in self._listed:
                walk = Walk(tables=self._tables, limits=self._limits, shelf=self._shelf)
                met = walk.archive(Input(top, file.explicit, at=file.at if top == file.top else ""))
                self._listed[top] = {one.file.name: one.file for one in met if one.file}
        there = self._listed[file.top].get(file.name)
        gone = UnreadableError(f"{file.top} no longer holds it")
        return there._replace(explicit=file.explicit) if there else file._replace(error=gone)

    def close(self) -> None:
        """Close them all."""
        self._listed.clear()
        self._shelf.close()
        self._shelf = Shelf()
