"""Inputs → Documents → Circulars → dataset. One document's failure costs that document alone."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from hongtou.errors import InputError, UnreadableError
from hongtou.model import Circular, Document
from hongtou.parse import parse
from hongtou.read import SUFFIXES, known, read, read_text
from hongtou.read.records import records
from hongtou.run import meta
from hongtou.run.failure import failed, reason
from hongtou.run.inputs import STDIN, Input, Inputs, enumerate_inputs
from hongtou.run.link import link
from hongtou.run.pages import Pages
from hongtou.write import write_dataset

Progress = Callable[[int, int, str], None]
"""Called before each file with how many are done, how many there are, and its name."""


class Summary(NamedTuple):
    """What a run read and found. ``circulars`` counts records, failed ones too."""

    circulars: int
    tasks: int
    deadlines: int
    units: int
    references: int
    findings: int
    failed: tuple[tuple[str, str], ...]
    """(path, reason) of each document that could not be read."""
    missing: tuple[str, ...]
    skipped: tuple[str, ...]
    unmatched: tuple[str, ...]
    """Rows of --meta that no document answered to."""
    composed: int
    seconds: float
    output: str

    @property
    def ok(self) -> bool:
        """Whether every path was there and every document could be read."""
        return not self.failed and not self.missing


def run(
    paths: Iterable[str],
    output: str | Path,
    *,
    text_column: str | None = None,
    meta_files: Sequence[str] = (),
    tables: bool = True,
    progress: Progress | None = None,
) -> Summary:
    """Read what ``paths`` name and write one dataset into the folder ``output``.

    Raises InputError where nothing was named that could be read (the output is left as it was), UsageError for a text
    column that a table does not have, OutputError where the dataset cannot be written.
    """
    began = time.perf_counter()
    inputs = enumerate_inputs(paths, tables=text_column is not None)
    if not inputs.files:
        raise InputError(_nothing(inputs))
    index = meta.load_meta(meta_files, inputs.indexes, [file.name for file in inputs.files])
    circulars = link(list(collect(inputs.files, index, text_column=text_column, progress=progress)))
    write_dataset(circulars, Path(output), tables=tables)
    return _summary(circulars, inputs, index, time.perf_counter() - began, str(output))


def collect(
    files: Sequence[Input], index: meta.Meta, *, text_column: str | None = None, progress: Progress | None = None
) -> list[Circular]:
    """The circulars of the files, sorted by path; identical bytes are one record that lists every file."""
    found: dict[str, Circular] = {}
    pages = Pages()
    for done, file in enumerate(files):
        if progress:
            progress(done, len(files), file.name)
        for circular in _circulars(file, index, text_column, found, pages):
            earlier = found.get(circular.source.sha256)
            found[circular.source.sha256] = _merged(earlier, circular) if earlier else circular
    for parts, whole in pages.joined():
        for part in parts:
            found.pop(part.source.sha256, None)
        found[whole.source.sha256] = whole
    if progress:
        progress(len(files), len(files), "")
    return sorted(found.values(), key=lambda circular: circular.source.path)


def _merged(first: Circular, again: Circular) -> Circular:
    """One record for identical bytes, named by the first of its files."""
    files = tuple(sorted((*first.source.files, *again.source.files), key=lambda file: file.path))
    return replace(first, source=replace(first.source, path=files[0].path, files=files))


def _circulars(
    file: Input, index: meta.Meta, text_column: str | None, found: dict[str, Circular], pages: Pages
) -> Iterator[Circular]:
    try:
        data = file.read()
    except OSError as error:
        yield failed(file.name, None, f"The file could not be opened: {error.strerror or error}.")
        return
    if file.table and text_column is not None:
        yield from _of_table(data, file, index, text_column, found, pages)
        return
    yield _circular(file.name, data, index.columns(file.name), partial(_document, file, data), found, pages)


def _of_table(
    data: bytes, file: Input, index: meta.Meta, text_column: str, found: dict[str, Circular], pages: Pages
) -> Iterator[Circular]:
    shared = index.columns(file.name)
    try:
        for record in records(data, path=file.name, text_column=text_column):
            if record.text is None:
                yield failed(record.name, None, f"The row could not be read: {record.error}.")
                continue
            columns = {**shared, **record.columns, **index.columns(record.name)}
            encoded = record.text.encode(errors="replace")
            load = partial(read_text, record.text, path=record.name)
            yield _circular(record.name, encoded, columns, load, found, pages)
    except UnreadableError as error:
        yield failed(file.name, data, f"The table could not be read: {error}.")


def _document(file: Input, data: bytes) -> Document:
    if file.explicit and file.name != STDIN and Path(file.name).suffix and not known(file.name):
        raise UnreadableError(f"{Path(file.name).suffix} is no type of file that hongtou reads")
    return read(data, path=file.name)


def _circular(
    name: str,
    data: bytes,
    columns: dict[str, str],
    load: Callable[[], Document],
    found: dict[str, Circular],
    pages: Pages,
) -> Circular:
    """Read and parse one document; bytes met before are not parsed again."""
    same = found.get(hashlib.sha256(data).hexdigest())
    if same is not None and reason(same) is None:
        file = replace(same.source.files[0], path=name, url=columns.get("url") or None)
        return replace(same, source=replace(same.source, path=name, files=(file,)))
    try:
        document = load()
        document = replace(document, source=meta.apply(document.source, columns))
        circular = parse(document)
        pages.keep(document, circular)
        return circular
    except UnreadableError as error:
        return _with_source(failed(name, data, f"The document could not be read: {error}."), columns)
    except Exception as error:  # noqa: BLE001 - the boundary that keeps one document's defect from the other documents
        what = f"{type(error).__name__}: {error}"
        return _with_source(failed(name, data, f"The document could not be understood ({what})."), columns)


def _with_source(circular: Circular, columns: dict[str, str]) -> Circular:
    return replace(circular, source=meta.apply(circular.source, columns))


def _nothing(inputs: Inputs) -> str:
    if inputs.missing:
        return f"no such file or folder: {', '.join(inputs.missing)}"
    skipped = f" ({len(inputs.skipped)} files of unknown type)" if inputs.skipped else ""
    return f"nothing to read there{skipped}: hongtou reads {', '.join(SUFFIXES)} files, and tables with --text-column"


def _summary(circulars: Sequence[Circular], inputs: Inputs, index: meta.Meta, seconds: float, output: str) -> Summary:
    tasks = [task for circular in circulars for task in circular.tasks]
    return Summary(
        circulars=len(circulars),
        tasks=len(tasks),
        deadlines=sum(len(t.deadlines) for t in tasks) + sum(len(c.deadlines) for c in circulars),
        units=sum(len(t.responsibilities) for t in tasks) + sum(len(c.standing_responsibilities) for c in circulars),
        references=sum(len(c.references) for c in circulars),
        findings=sum(len(c.findings) for c in circulars),
        failed=tuple((c.source.path, why) for c in circulars if (why := reason(c))),
        missing=inputs.missing,
        skipped=inputs.skipped,
        unmatched=index.unused,
        composed=sum(c.source.composed for c in circulars),
        seconds=seconds,
        output=output,
    )
