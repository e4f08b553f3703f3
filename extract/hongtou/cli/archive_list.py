"""``hongtou archive list``: what an archive holds."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hongtou.cli.archives import archive_argument, filter_options, mention_unindexed, wanted_of
from hongtou.cli.console import FAILED, counted, errors_end_the_run

if TYPE_CHECKING:
    from hongtou.archive.capture import Kind, Stored

_EPILOG = """\b
Examples:
  hongtou archive list                                     all of corpus/archive
  hongtou archive list --kind failure                      what would not come, and why (失败的网页)
  hongtou archive list --url zwgk --since 2026-11-01       by address and day
  hongtou archive list --kind circular --csv > pages.csv   for a spreadsheet
  hongtou archive list --json | jq -r .url                 for programs: a JSON object a line

\b
Exit status: 0 something was listed; 1 nothing was, or there is no archive; 2 wrong use.
"""


@click.command("list", epilog=_EPILOG)
@archive_argument
@filter_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, with all that the index knows.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the same as CSV.")
def list(  # noqa: A001 - the name of the command
    folder: str,
    kinds: tuple[Kind, ...],
    url: str,
    source: str,
    since: dt.datetime | None,
    until: dt.datetime | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List captures, in the order in which they were archived: when, what kind, what the server said, bytes as sent,
    address; of a page that came as it was before ("same") the bytes are 0.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    from hongtou.archive.capture import Stored
    from hongtou.archive.reading import Reading

    wanted = wanted_of(kinds, url, source, since, until)
    line = _csv if as_csv else _json if as_json else _words
    count = 0
    with errors_end_the_run(), Reading.of(Path(folder)) as reading:
        mention_unindexed(reading)
        if not as_json:
            click.echo(_cells(Stored._fields) if as_csv else _LINE.format(*_TITLES))
        for one in reading.captures():
            if wanted.takes(one):
                click.echo(line(one))
                count += 1
    if not (as_json or as_csv):
        click.echo(f"{counted(count, 'capture')} (份)", err=True)
    if not count:
        raise SystemExit(FAILED)


def _json(stored: Stored) -> str:
    return json.dumps({**stored._asdict(), "facts": dict(stored.facts)}, ensure_ascii=False)


def _csv(stored: Stored) -> str:
    facts = json.dumps(dict(stored.facts), ensure_ascii=False) if stored.facts else ""
    return _cells([*stored[:-1], facts])


def _cells(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def _words(stored: Stored) -> str:
    how = " same" if stored.revisit else " cut" if stored.truncated else ""
    said = stored.facts.get("reason") or stored.facts.get("title")
    words = f"{stored.url}  {said}" if said else stored.url
    return _LINE.format(stored.retrieved_at, stored.kind, f"{stored.status}{how}", f"{stored.size:,}", words)


_LINE = "{:<20}  {:<10}  {:<8}  {:>12}  {}"
_TITLES = ("retrieved 获取", "kind 类别", "status", "bytes", "url")
