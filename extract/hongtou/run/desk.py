"""Where batches are worked on, one after another: a process of its own, or this one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from hongtou.errors import HongtouError, UnreadableError
from hongtou.model import Circular, Document
from hongtou.read.office import Office
from hongtou.run.ahead import Ahead
from hongtou.run.archives import Archives
from hongtou.run.decide import decided, tally
from hongtou.run.facts import encoded, facts_of, facts_of_whole
from hongtou.run.failure import failed
from hongtou.run.files import Input
from hongtou.run.packing import pack, unpack
from hongtou.run.parts import Parts, PartWriter
from hongtou.run.reading import Read, read_file
from hongtou.run.slices import Line, Slice, cut, lines, lines_of
from hongtou.run.store import Place
from hongtou.run.whole import Unjoined, joined
from hongtou.run.work import Copy, Decided, Outcome, Rows, Setting, Table, Tally, Task, Whole
from hongtou.write import render

Pulse = Callable[[int], None]
"""Called with the number of each item of a batch before it is tried."""


class Desk:
    """Works on batches; keeps what they share open: archives, parts, the converter's profile. To be closed."""

    def __init__(self, setting: Setting, parts: Parts | None = None) -> None:
        self._setting = setting
        self._parts = parts or Parts(None if setting.parts is None else Path(setting.parts))
        self._office = Office()
        self._archives = Archives(setting.limits, tables=setting.text_column is not None)
        self._making = {"cut": self._cut, "read": self._read, "rows": self._rows, "join": self._join}

    def close(self) -> None:
        """Close what is open."""
        self._office.close()
        self._archives.close()
        self._parts.close()

    def work(self, task: Task, pulse: Pulse = lambda _: None) -> Outcome:
        """Do a batch. Raises OSError where its part cannot be written, or a part that it needs cannot be read."""
        self._parts.memory.update(task.parts)
        try:
            if task.kind == "digest":
                return Outcome(None, [self._digest(file) for file in task.items])
            if task.kind == "render":
                return self._render(task, pulse)
            writer = self._parts.writer(task.name)
            try:
                told = self._making[task.kind](task, writer, pulse)
                return Outcome(writer.close(), told)
            except BaseException:
                writer.drop()
                raise
        finally:
            for name in task.parts:
                self._parts.forget(name)

    def _digest(self, file: Input) -> str:
        """The digest of a file's bytes; none where they cannot be had."""
        try:
            return hashlib.sha256(self._archives.found(file).read()).hexdigest()
        except (OSError, UnreadableError):
            return ""

    def _cut(self, task: Task, writer: PartWriter, pulse: Pulse) -> list[Slice]:
        (table,) = task.items
        assert isinstance(table, Table)

        def put(data: bytes) -> tuple[int, int]:
            pulse(0)  # many slices may take longer than any document
            place = writer.add(0, data, b"")
            return place.offset, place.length

        pulse(0)
        if task.avoid:
            said = Line(0, failed=failed(table.file.name, None, task.avoid[0]), lasting=False)
            return cut([said], table.size, put)
        assert self._setting.text_column is not None
        return cut(lines(self._archives.found(table.file), self._setting.text_column), table.size, put)

    def _rows(self, task: Task, writer: PartWriter, pulse: Pulse) -> None:
        (rows,) = task.items
        assert isinstance(rows, Rows)
        place = rows.place
        data = rows.data or self._parts.get(place.part).record(place.offset, place.length)
        for at, line in enumerate(lines_of(data)):
            pulse(at)
            one = line.given_up(rows.file, task.avoid[at]) if at in task.avoid else line.read(rows.file)
            _write(writer, 0, one, rows.file)

    def _read(self, task: Task, writer: PartWriter, pulse: Pulse) -> None:
        setting = self._setting
        ahead = Ahead(task.items, setting.limits, self._office, self._archives.found)
        for at, file in enumerate(task.items):
            pulse(at)
            if at in task.avoid:
                one = Read(failed(file.name, None, task.avoid[at]), lasting=False)
            else:
                ahead.before(at)
                one = read_file(self._archives.found(file), limits=setting.limits, office=self._office)
            _write(writer, at, one, file)

    def _join(self, task: Task, writer: PartWriter, pulse: Pulse) -> None:
        for at, whole in enumerate(task.items):
            assert isinstance(whole, Whole)
            pulse(at)
            try:
                if at in task.avoid:
                    raise Unjoined(task.avoid[at])
                circular = joined(whole, self._record)
            except Unjoined as error:
                writer.add(at, b"", str(error).encode())
            else:
                writer.add(at, pack(circular, None), encoded(facts_of_whole(circular)))

    def _render(self, task: Task, pulse: Pulse) -> Outcome:
        circulars = []
        total = Tally()
        for at, one in enumerate(task.items):
            assert isinstance(one, Decided)
            pulse(at)
            if at in task.avoid:
                raise HongtouError(f"{one.copy.source.path} cannot be written: {task.avoid[at]}")
            circular = decided(one, self._circular)
            total = total.plus(tally(circular))
            circulars.append(self._with_keywords(circular) if self._setting.keywords else circular)
        chunk = render(circulars, tables=self._setting.tables, by_year=self._setting.by_year)
        if self._setting.chunks is None:
            return Outcome(None, (total, chunk))
        chunk.write(Path(self._setting.chunks) / task.name)
        return Outcome(None, (total, None))

    def _with_keywords(self, circular: Circular) -> Circular:
        from hongtou.run.keywords import with_keywords

        return with_keywords(circular)

    def _record(self, place: Place) -> tuple[Circular, Document | None]:
        return unpack(self._parts.get(place.part).record(place.offset, place.length))

    def _circular(self, copy: Copy) -> Circular:
        return self._record(copy.place)[0]


def _write(writer: PartWriter, item: int, one: Read, file: Input) -> None:
    writer.add(item, pack(one.circular, one.document), encoded(facts_of(one, file.name)))
