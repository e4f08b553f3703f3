"""``hongtou archive verify``: whether an archive still holds what was written."""

from __future__ import annotations

from pathlib import Path

import click

from hongtou.cli.archives import archive_argument
from hongtou.cli.console import FAILED, OK, bar, counted, errors_end_the_run

_EPILOG = """\b
Examples:
  hongtou archive verify                    corpus/archive
  hongtou archive verify backup/archive     a copy of it (核对副本)
  hongtou archive verify others/            WARC files of other programs (别的程序写的 WARC)

\b
Exit status: 0 all is as it was written; 1 something is not: a sentence for each trouble
(the files are not changed); 2 wrong use.
"""


@click.command(epilog=_EPILOG)
@archive_argument
@click.option("-q", "--quiet", is_flag=True, help="Print troubles only.")
def verify(folder: str, quiet: bool) -> None:
    """Check every byte of an archive against the sums, lengths and counts of its index, and the index against what the
    records say. WARC files that no index knows are held against their own lengths and digests, which do not cover
    every byte.
    """
    from hongtou.archive.verify import verify as check

    with errors_end_the_run():
        with bar(quiet, of_bytes=True) as progress:
            report = check(Path(folder), progress)
        for trouble in report.troubles:
            click.echo(f"hongtou: {trouble}", err=True)
        if not quiet:
            counts = {"file": report.files, "byte": report.bytes, "record": report.records, "capture": report.captures}
            held = ", ".join(counted(number, one) for one, number in counts.items())
            troubles = len(report.troubles)
            said = f"{counted(troubles, 'trouble')} (有问题)" if troubles else "all as written (完好)"
            click.echo(f"{held}: {said}")
            if report.unindexed:
                click.echo(f"files in no index, checked by their own digests alone: {len(report.unindexed)}")
    raise SystemExit(FAILED if report.troubles else OK)
