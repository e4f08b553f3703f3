"""``hongtou extract``: documents in, a dataset out."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from hongtou.cli.console import COMPOSED, FAILED, OK, bar, console, errors_end_the_run, limit_option

if TYPE_CHECKING:
    from hongtou.run.batch import Summary

_EPILOG = """\b
Examples:
  hongtou extract circular.txt                      one page, into output/
  hongtou extract pages/ 'more/*.html' -o data/     folders and patterns
  curl -s URL | hongtou extract - -o data/          a page from a pipe
  hongtou extract circulars.csv --text-column 正文   a table, one document a row
  hongtou extract pages/ --meta index.csv           with url, publisher, retrieved_at… joined by path
  find /data -name '*.html' | hongtou extract --from-list - -o data/
  hongtou extract /archive/ -o data/ --workers 8    a million files; run it again and only what is
                                                    new or changed is read
  hongtou extract --resume -o data/                 go on with a run that was killed

\b
Exit status: 0 all was read; 1 a path is missing or a document has an error finding (not
read, or not to its end; the others are read and written); 2 wrong use; 130 and 143 Ctrl-C
and SIGTERM broke it off: --resume goes on.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("-o", "--output", default="output", show_default=True, metavar="DIR", help="Folder for the dataset.")
@click.option(
    "--tables/--no-tables",
    default=True,
    help="Also write CSV, Parquet, SQLite and overview.xlsx (default), or JSONL only.",
)
@click.option(
    "--partition-by",
    type=click.Choice(["year"]),
    help="Write each Parquet table as a folder with a file a year of issue.",
)
@click.option(
    "--keywords", is_flag=True, help="Give tasks and circulars keywords (关键词): the extra hongtou[keywords] does."
)
@click.option(
    "--text-column",
    metavar="NAME",
    help="Read csv, tsv, json, jsonl, parquet, xlsx as tables of documents (正文 column).",
)
@click.option(
    "--meta",
    "meta_files",
    multiple=True,
    metavar="INDEX.csv",
    help="Facts about documents (url, publisher…), joined by 'path'.",
)
@click.option(
    "--from-list",
    "lists",
    multiple=True,
    metavar="FILE",
    help="Read what FILE names, one path a line; - is standard input.",
)
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Processes that read. Default: as many as there are cores; for a few files this one alone.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Have the workers of a Dask cluster read: a scheduler's address, or local:4 for four processes here.",
)
@click.option("--resume", is_flag=True, help="Go on with the run that was broken off in DIR; PATH may be left out.")
@click.option("--fresh", is_flag=True, help="Read everything anew, whatever earlier runs have read.")
@click.option(
    "--cache/--no-cache",
    default=True,
    help="Keep what was read in DIR/.hongtou-work, so that the next run reads only what is new (default), or not.",
)
@limit_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Also name every skipped file.")
def extract(**given: Any) -> None:
    """Read circulars and write a dataset: files, folders, patterns, or - for standard input."""
    options = _Options(**given)
    options.check()
    with errors_end_the_run():
        with _stopped():
            summary = options.run()
        _complain(summary, options.verbose, options.quiet)
        if not options.quiet:
            _print(summary)
    raise SystemExit(OK if summary.ok else FAILED)


class _Terminated(KeyboardInterrupt):
    """SIGTERM, which ends a run as Ctrl-C does."""


@contextmanager
def _stopped() -> Iterator[None]:
    """Ends the program as a shell expects after Ctrl-C (130) and SIGTERM (143); the run itself says how to go on."""

    def stop(*_: object) -> None:
        raise _Terminated

    mine = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, stop) if mine else None
    try:
        yield
    except KeyboardInterrupt as told:
        number = signal.SIGTERM if isinstance(told, _Terminated) else signal.SIGINT
        raise SystemExit(128 + number) from None
    finally:
        if mine:
            signal.signal(signal.SIGTERM, before)


class _Options(NamedTuple):
    """What the command line says."""

    paths: tuple[str, ...]
    output: str
    tables: bool
    partition_by: str | None
    keywords: bool
    text_column: str | None
    meta_files: tuple[str, ...]
    lists: tuple[str, ...]
    workers: int | None
    cluster: str | None
    resume: bool
    fresh: bool
    cache: bool
    settings: tuple[str, ...]
    quiet: bool
    verbose: bool

    def check(self) -> None:
        """Raise click.UsageError for options that exclude each other, or lack one."""
        if self.quiet and self.verbose:
            raise click.UsageError("--quiet and --verbose exclude each other")
        if self.partition_by and not self.tables:
            raise click.UsageError("--partition-by is for tables: leave out --no-tables")
        if self.workers and self.cluster:
            raise click.UsageError("--workers and --cluster exclude each other")
        if self.resume and self.fresh:
            raise click.UsageError("--resume and --fresh exclude each other")
        if not (self.paths or self.lists or self.resume):
            raise click.UsageError("name what to read: PATH..., --from-list FILE, or --resume")

    def run(self) -> Summary:
        """Do it, with a bar on a terminal."""
        if self.workers:
            from hongtou.run.begin import make_ready

            make_ready()  # while this process loads what it needs itself
        from hongtou.read import Limits
        from hongtou.run.batch import How, run

        with bar(self.quiet) as progress:
            return run(
                self.paths,
                self.output,
                lists=self.lists,
                text_column=self.text_column,
                meta_files=self.meta_files,
                tables=self.tables,
                by_year=self.partition_by == "year",
                keywords=self.keywords,
                limits=Limits().with_settings(self.settings),
                how=How(
                    workers=self.workers,
                    cluster=self.cluster,
                    resume=self.resume,
                    fresh=self.fresh,
                    keep=self.cache,
                    progress=progress,
                    tell=lambda said: None if self.quiet else click.echo(f"hongtou: {said}", err=True),
                ),
            )


def _complain(summary: Summary, verbose: bool, quiet: bool) -> None:
    """What went wrong, on stderr."""
    from hongtou.run.places import absent

    _name(summary, "missing", "{}", [absent(name) for name in summary.missing])
    _name(summary, "failed", "{}", [f"{path}: {reason}" for path, reason in summary.failed])
    if quiet:
        return
    for said in (*summary.warnings, *summary.notes):
        click.echo(f"hongtou: {said}", err=True)
    _name(summary, "unmatched", "no document for {}", summary.unmatched)
    if table := next(filter(_is_unread_table, summary.skipped), None):
        click.echo(f"hongtou: skipped {table}: a table of documents is read with --text-column NAME", err=True)
    if verbose:
        told = [f"{_why(path, path in summary.ours)}: {path}" for path in summary.skipped]
        _name(summary, "skipped", "skipped, {}", told)


def _name(summary: Summary, kind: str, words: str, names: Sequence[str]) -> None:
    """The first of a kind, and how many more there are."""
    for name in names[:_NAMED]:
        click.echo(f"hongtou: {words.format(name)}", err=True)
    if (more := summary.count(kind) - _NAMED) > 0:
        click.echo(f"hongtou: and {more:,} more {kind}", err=True)


_NAMED = 1_000
"""Names of each kind that are printed."""


def _is_unread_table(path: str) -> bool:
    """Whether a skipped file may hold one document a row, and is none of a dataset's own."""
    from hongtou.read.records import is_table
    from hongtou.write.dataset import FILES

    return is_table(path, named=False) and path.rpartition("/")[2] not in FILES


def _why(path: str, ours: bool) -> str:
    """What a skipped file is."""
    from hongtou.read import is_picture, known

    if ours:
        return "written by hongtou"
    if "!/" in path and path.endswith(")"):
        return "not to be read, as its archive says"
    if not is_picture(path):
        return "no document, whatever its name says" if known(path) else "of no type that is read as a document"
    return "a picture in an archive" if "!/" in path else "a picture; name it to read it"


def _print(summary: Summary) -> None:
    from rich.table import Table

    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, count in (
        ("circulars 公文", summary.circulars),
        ("tasks 任务", summary.tasks),
        ("deadlines 时限", summary.deadlines),
        ("units 责任单位", summary.units),
        ("references 引用文号", summary.references),
        ("findings 存疑", summary.findings),
        ("failed 未读全", summary.count("failed") + summary.count("missing")),
        ("skipped 跳过", summary.count("skipped")),
    ):
        table.add_row(name, f"{count:,}")
    out = console(sys.stdout)
    out.print(table)
    out.print(f"{summary.output}: written in {summary.seconds:.1f} s", markup=False, soft_wrap=True)
    if summary.reused:
        out.print(f"read {summary.read:,} new, reused {summary.reused:,} 新读 {summary.read:,},沿用 {summary.reused:,}")
    if summary.composed:
        out.print(f"{summary.composed} of {summary.circulars}: {COMPOSED}", markup=False)
