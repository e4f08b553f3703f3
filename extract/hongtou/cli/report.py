"""``hongtou report``: circulars as one page to hand over."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hongtou.cli.console import errors_end_the_run, limit_option

if TYPE_CHECKING:
    from hongtou.model import Circular

_OUTPUT = "report.html"
_TABLES = frozenset({".sqlite", ".parquet", ".jsonl", ".csv"})
"""Endings of what a dataset is made of, and no document."""
_EPILOG = """\b
Examples:
  hongtou report circular.html
  hongtou report output/ --circular 云政办函〔2009〕313号 -o 313.html
  hongtou report output/ --lang en
  curl -s URL | hongtou report - -o - > report.html

\b
A dataset of up to 50 circulars becomes one page with an index; of a larger one
name those that are meant with --circular.
"""


@click.command(epilog=_EPILOG)
@click.argument("source", metavar="CIRCULAR-OR-DATASET")
@click.option("--output", "-o", default=_OUTPUT, show_default=True, metavar="FILE", help="The page; - prints it.")
@click.option(
    "--circular",
    "chosen",
    multiple=True,
    metavar="ID",
    help="Only this one of a dataset: its circular_id or its document number (文号). May stand several times.",
)
@click.option("--mask/--no-mask", default=True, help="Hide personal telephone numbers (default), or show them.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="The page's language.")
@limit_option
def report(source: str, output: str, chosen: tuple[str, ...], mask: bool, lang: str, settings: tuple[str, ...]) -> None:
    """Write one self-contained page: header card, tasks (任务表), findings, and the text with each value marked.

    CIRCULAR-OR-DATASET is a document (- for standard input), or a folder that `hongtou extract` wrote. The page needs
    no other file, asks nothing of the network, and reads without JavaScript. Personal telephone numbers are hidden:
    mobile numbers, and every number on a line or in a column of contacts (联系人, 联系电话).

    Exit status: 0; 1 where a document or dataset cannot be read, or the page not be written; 2 wrong use.
    """
    from hongtou.serve.report import report as page_of
    from hongtou.serve.words import Words

    with errors_end_the_run():
        circulars = _circulars(source, chosen, settings)
        page, hidden = page_of(circulars, Words("en" if lang == "en" else "zh"), mask=mask)
        _write(page, output)
    said = f"{len(circulars)} circulars, " if len(circulars) > 1 else ""
    if mask and not hidden:
        said += "no personal telephone number found"
    elif mask:
        numbers = "number" if hidden == 1 else "numbers"
        said += f"{hidden} personal telephone {numbers} hidden (--no-mask shows them)"
    else:
        said += "telephone numbers shown as printed"
    click.echo(f"{output}: {said}", err=True)


def _circulars(source: str, chosen: tuple[str, ...], settings: tuple[str, ...]) -> list[Circular]:
    from hongtou.errors import InputError, UsageError
    from hongtou.run.files import STDIN
    from hongtou.serve.choice import of_dataset
    from hongtou.write import FILES
    from hongtou.write.jsonl import NAME

    path = Path(source)
    if path.is_dir():
        return of_dataset(path, chosen)
    if path.name in FILES and path.is_file() and (path.parent / NAME).is_file():
        return of_dataset(path.parent, chosen)
    if chosen:
        raise UsageError(f"--circular chooses from a dataset; {source} is one document")
    if source != STDIN and "!" not in source and not path.exists():
        raise InputError(
            f"there is no {source}: name a document, a member of an archive (pages.zip!/a.html) or a folder that "
            "`hongtou extract PATH -o FOLDER` wrote; - reads standard input"
        )
    if path.suffix in _TABLES:
        raise InputError(
            f"{source} is no document: of a dataset name the folder that `hongtou extract PATH -o FOLDER` wrote, "
            f"with its {NAME}"
        )
    from hongtou.cli.show import read_one

    return [read_one(source, settings)]


def _write(page: str, output: str) -> None:
    from hongtou.errors import OutputError

    if output == "-":
        sys.stdout.buffer.write(page.encode())
        return
    try:
        Path(output).write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"cannot write {output}: {error.strerror or error}") from error
