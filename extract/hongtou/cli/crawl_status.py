"""``hongtou crawl status``: how crawls stand, also while they run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hongtou.cli.archives import ARCHIVE
from hongtou.cli.console import console, errors_end_the_run
from hongtou.cli.crawling import into, size

if TYPE_CHECKING:
    from hongtou.crawl.report import Report

_EPILOG = """\b
Examples:
  hongtou crawl status                     of corpus/archive
  hongtou crawl status --archive DIR --failed
  watch -n 5 hongtou crawl status          while a crawl runs

\b
Exit status: 0; 1 no crawl has been there; 2 wrong use.
"""
_NUMBERS = ("queued 待抓", "done 完成", "failed 失败", "refused 拒绝", "bytes 字节")


@click.command(epilog=_EPILOG)
@click.option("--archive", default=ARCHIVE, show_default=True, metavar="DIR", help="The archive.")
@click.option("--failed", is_flag=True, help="Name every address that would not come.")
def status(archive: str, failed: bool) -> None:
    """How the crawls of an archive stand: a line for each host of a source, then why pages failed or were not asked
    for.
    """
    from hongtou.crawl.report import report
    from hongtou.crawl.single import FETCH

    with errors_end_the_run():
        found = report(Path(archive))
        _table(found)
        for reason in found.reasons:
            word = "failed 失败" if reason.state == "failed" else "not asked for 未抓取"
            click.echo(f"{reason.source}: {word} {reason.number:,}: {reason.reason}")
        for name in found.open:
            again = "hongtou fetch URL" if name.startswith(FETCH) else f"hongtou crawl {name}"
            click.echo(f"{name}: not at its end 未完成: {again}{into(archive)} goes on")
        if failed:
            _failed(Path(archive))


def _table(found: Report) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("source 来源")
    table.add_column("host 主机")
    for name in _NUMBERS:
        table.add_column(name, justify="right")
    table.add_column("last 最近 (UTC)")
    for one in found.standings:
        numbers = (f"{number:,}" for number in (one.queued, one.done, one.failed, one.refused))
        table.add_row(one.source, one.host, *numbers, size(one.bytes), one.last.replace("T", " ").rstrip("Z"))
    console(sys.stdout).print(table)


def _failed(archive: Path) -> None:
    from hongtou.crawl.report import failures

    for one in failures(archive):
        came = f" (from {one.via})" if one.via else ""
        click.echo(f"{one.source}\t{one.reason}\t{one.attempts}\t{one.last}\t{one.url}{came}")
