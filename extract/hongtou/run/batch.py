"""Inputs → Documents → Circulars → dataset: one run."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from hongtou.errors import InputError
from hongtou.model import Circular
from hongtou.read import SUFFIXES, Limits
from hongtou.run import meta
from hongtou.run.collect import Progress, collect
from hongtou.run.failure import first_error
from hongtou.run.inputs import Inputs, enumerate_inputs
from hongtou.run.link import link
from hongtou.write import check_output, write_dataset


class Summary(NamedTuple):
    """What a run read and found. ``circulars`` counts records, failed ones too."""

    circulars: int
    tasks: int
    deadlines: int
    units: int
    references: int
    findings: int
    failed: tuple[tuple[str, str], ...]
    """(path, reason) of each document with a finding of severity error: not read, or not to its end."""
    missing: tuple[str, ...]
    skipped: tuple[str, ...]
    unmatched: tuple[str, ...]
    """Rows of --meta that no document answered to."""
    warnings: tuple[str, ...]
    """What else went unused: a folder's index that cannot be read."""
    composed: int
    seconds: float
    output: str

    @property
    def ok(self) -> bool:
        """Whether every path was there and every document could be read, to its end."""
        return not self.failed and not self.missing


def run(
    paths: Iterable[str],
    output: str | Path,
    *,
    text_column: str | None = None,
    meta_files: Sequence[str] = (),
    tables: bool = True,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read what ``paths`` name and write one dataset into the folder ``output``.

    Raises InputError where nothing was named that could be read (the output is left as it was), UsageError for a text
    column that no table has, OutputError where the dataset cannot be written (before anything is read, where it can be
    known by then).
    """
    began = time.perf_counter()
    inputs = enumerate_inputs(paths, tables=text_column is not None, output=output, limits=limits)
    if not inputs.files:
        raise InputError(_nothing(inputs))
    check_output(Path(output))
    index = meta.load_meta(meta_files, inputs.indexes, [file.name for file in inputs.files])
    with closing(inputs.shelf):
        found = collect(inputs.files, index, text_column=text_column, limits=limits, progress=progress)
    circulars = link(list(found))
    write_dataset(circulars, Path(output), tables=tables)
    return _summary(circulars, inputs, index, time.perf_counter() - began, str(output))


def _nothing(inputs: Inputs) -> str:
    if inputs.missing:
        return f"no such file or folder: {', '.join(inputs.missing)}"
    skipped = f" ({len(inputs.skipped)} skipped: of unknown type, or written by hongtou)" if inputs.skipped else ""
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
        failed=tuple((c.source.path, why) for c in circulars if (why := first_error(c))),
        missing=inputs.missing,
        skipped=inputs.skipped,
        unmatched=index.unused,
        warnings=index.warnings,
        composed=sum(c.source.composed for c in circulars),
        seconds=seconds,
        output=output,
    )
