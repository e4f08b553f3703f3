"""What the commands of ``hongtou archive`` share: which archive, and which of its captures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from hongtou.archive.capture import Kind
from hongtou.cli.console import Day

if TYPE_CHECKING:
    from hongtou.archive.reading import Reading
    from hongtou.archive.wanted import Wanted

ARCHIVE = "corpus/archive"
"""Where the archive is, where nothing else is said."""

archive_argument = click.argument("folder", default=ARCHIVE, metavar="[ARCHIVE]")
Command = TypeVar("Command", bound=Callable[..., Any])


def filter_options(command: Command) -> Command:
    """The options that say which captures are meant."""
    for option in reversed(
        (
            click.option(
                "--kind", "kinds", multiple=True, type=click.Choice(get_args(Kind)),
                help="Only captures of that kind; may stand several times.",
            ),
            click.option("--url", default="", metavar="TEXT", help="Only addresses with that in them."),
            click.option("--source", default="", metavar="NAME", help="Only what that source led to."),
            click.option("--since", type=_DAY, metavar="DATE", help="Retrieved on that day (of UTC) or later."),
            click.option("--until", type=_DAY, metavar="DATE", help="Retrieved on that day or earlier."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


_DAY = Day(["%Y-%m-%d"])


def wanted_of(
    kinds: tuple[Kind, ...], url: str, source: str, since: dt.datetime | None, until: dt.datetime | None
) -> Wanted:
    """What the filter options say."""
    from hongtou.archive.wanted import Wanted

    return Wanted(frozenset(kinds), url, source, _day(since), _day(until))


def mention_unindexed(reading: Reading) -> None:
    """Say on stderr which files are left out for want of an index."""
    if names := reading.unindexed:
        click.echo(f"hongtou: not in the index of the archive, left out: {', '.join(names)}", err=True)


def _day(moment: dt.datetime | None) -> str:
    return moment.date().isoformat() if moment else ""
