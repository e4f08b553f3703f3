"""``hongtou archive export``: pages out of an archive, as files."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hongtou.cli.archives import archive_argument, filter_options, mention_unindexed, wanted_of
from hongtou.cli.console import FAILED, OK, bar, counted, errors_end_the_run

if TYPE_CHECKING:
    from hongtou.archive.capture import Kind, Stored
    from hongtou.archive.reading import Reading

_EPILOG = """\b
Examples:
  hongtou archive export -o pages/                              all pages and attachments (全部网页和附件)
  hongtou archive export -o pages/ --source yunxi --since 2026-11-01
  hongtou archive export -o lists/ --kind list                  the lists that led there
  hongtou archive export -o - --url zwgk/2016/t1.html > t1.html  one page, as it came
  hongtou extract pages/ -o output/                             the manifest joins them again

\b
Exit status: 0 all was written; 1 some captures cannot be read (a sentence for each), or
nothing was found; 2 wrong use.
"""


@click.command(epilog=_EPILOG)
@archive_argument
@click.option("-o", "--output", required=True, metavar="DIR", help="A new folder; - for one page on standard output.")
@filter_options
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def export(
    folder: str,
    output: str,
    kinds: tuple[Kind, ...],
    url: str,
    source: str,
    since: dt.datetime | None,
    until: dt.datetime | None,
    quiet: bool,
) -> None:
    """Write the newest whole capture of each address as a file host/path, byte by byte as it came but for its content
    encoding. manifest.jsonl says where each is from and what it belongs to; `sha256sum -c SHA256SUMS` checks them all.
    Without --kind circulars, their pages and attachments are meant.
    """
    from hongtou.archive.export import chosen
    from hongtou.archive.export import export as write
    from hongtou.archive.reading import Reading
    from hongtou.errors import InputError

    with errors_end_the_run(), Reading.of(Path(folder)) as reading:
        mention_unindexed(reading)
        found = chosen(reading.captures(), wanted_of(kinds, url, source, since, until))
        if not found:
            raise InputError(f"{folder} holds nothing like that: `hongtou archive list` shows what it holds")
        if output == "-":
            _print(reading, found, url)
            return
        with bar(quiet) as progress:
            done = write(reading, found, Path(output), progress)
        for trouble in done.troubles:
            click.echo(f"hongtou: {trouble}", err=True)
        if not quiet:
            click.echo(f"{output}: {counted(done.files, 'file')}, {counted(done.bytes, 'byte')}")
    raise SystemExit(FAILED if done.troubles else OK)


def _print(reading: Reading, found: list[Stored], url: str) -> None:
    """One capture's bytes; an address that is there just so is meant, whatever others begin with it."""
    from hongtou.errors import UsageError

    one = [stored for stored in found if stored.url == url] or found
    if len(one) > 1:
        listed = "".join(f"\n  {stored.url}" for stored in one[:_NAMED])
        raise UsageError(f"{len(one)} captures are meant, standard output takes one: say which with --url{listed}")
    sys.stdout.buffer.write(reading.body(one[0]))


_NAMED = 5
