"""``hongtou extract``: documents in, a dataset out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

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

\b
Exit status: 0 all was read; 1 a path is missing or a document has an error finding (not
read, or not to its end; the others are read and written); 2 wrong use.
"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--output", default="output", show_default=True, metavar="DIR", help="Folder for the dataset.")
@click.option(
    "--tables/--no-tables",
    default=True,
    help="Also write CSV, Parquet, SQLite and overview.xlsx (default), or JSONL only.",
)
@click.option(
    "--text-column", metavar="NAME", help="Read csv, tsv, jsonl, parquet, xlsx as tables of documents (正文 column)."
)
@click.option(
    "--meta",
    "meta_files",
    multiple=True,
    metavar="INDEX.csv",
    help="Facts about documents (url, publisher…), joined by 'path'.",
)
@limit_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Also name every skipped file.")
def extract(
    paths: tuple[str, ...],
    output: str,
    tables: bool,
    text_column: str | None,
    meta_files: tuple[str, ...],
    settings: tuple[str, ...],
    quiet: bool,
    verbose: bool,
) -> None:
    """Read circulars and write a dataset: files, folders, patterns, or - for standard input."""
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    from hongtou.read import Limits
    from hongtou.run.batch import run

    with errors_end_the_run():
        limits = Limits().with_settings(settings)
        with bar(quiet) as progress:
            summary = run(
                paths,
                output,
                text_column=text_column,
                meta_files=meta_files,
                tables=tables,
                limits=limits,
                progress=progress,
            )
        _complain(summary, verbose, quiet)
        if not quiet:
            _print(summary)
    raise SystemExit(OK if summary.ok else FAILED)


def _complain(summary: Summary, verbose: bool, quiet: bool) -> None:
    """What went wrong, on stderr."""
    for path in summary.missing:
        click.echo(f"hongtou: no such file or folder: {path}", err=True)
    for path, reason in summary.failed:
        click.echo(f"hongtou: {path}: {reason}", err=True)
    if quiet:
        return
    for warning in summary.warnings:
        click.echo(f"hongtou: {warning}", err=True)
    for row in summary.unmatched:
        click.echo(f"hongtou: no document for {row}", err=True)
    if verbose:
        for path in summary.skipped:
            click.echo(f"hongtou: skipped, {_why(path)}: {path}", err=True)


def _why(path: str) -> str:
    """What a skipped file is."""
    from hongtou.read import is_picture

    if "!/" in path and path.endswith(")"):
        return "not to be read, as its archive says"
    if not is_picture(path):
        return "unknown type or written by hongtou"
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
        ("failed 未读全", len(summary.failed) + len(summary.missing)),
        ("skipped 跳过", len(summary.skipped)),
    ):
        table.add_row(name, f"{count:,}")
    out = console(sys.stdout)
    out.print(table)
    out.print(f"{summary.output}: written in {summary.seconds:.1f} s", markup=False, soft_wrap=True)
    if summary.composed:
        out.print(f"{summary.composed} of {summary.circulars}: {COMPOSED}", markup=False)
