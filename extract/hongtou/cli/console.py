"""What the commands share: how errors end a run, and how wide a page is."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

if TYPE_CHECKING:
    from rich.console import Console

OK, FAILED, WRONG_USE = 0, 1, 2
COMPOSED = "示例,非真实文件 (composed sample, not a real document)"
_PIPE_WIDTH = 160

limit_option = click.option(
    "--limit",
    "settings",
    multiple=True,
    metavar="NAME=NUMBER",
    help="What one document may cost: size, unpacked, characters, cells, nesting, members, pages, seconds, memory.",
)
"""Sets one of the limits of :class:`hongtou.Limits`; may stand several times, each limit once."""


class Day(click.DateTime):
    """A day that an option takes, in one of several forms; refused in the words of the Python call."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day as a datetime."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            *forms, last = (dt.datetime(2014, 5, 31, 16, 30).strftime(form) for form in self.formats)
            written = f"{', '.join(forms)} or {last}" if forms else last
            self.fail(f"{value!r} is no day: write {written}", param, ctx)


@contextmanager
def errors_end_the_run() -> Iterator[None]:
    """Print what a caller can mend as one line; exit 2 for wrong use, 1 for all else."""
    from hongtou.errors import HongtouError, UsageError

    try:
        yield
    except UsageError as error:
        stop(str(error), WRONG_USE)
    except HongtouError as error:
        stop(str(error), FAILED)
    except BrokenPipeError:
        # The reader (head, less) has enough; nothing more may be flushed into its closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(FAILED) from None


def stop(message: str, status: int) -> NoReturn:
    """End the run with one line on stderr."""
    click.echo(f"hongtou: {message}", err=True)
    raise SystemExit(status)


def counted(number: int, one: str) -> str:
    """A number of things.

    >>> counted(1, "file"), counted(2000, "file")
    ('1 file', '2,000 files')
    """
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def console(stream: TextIO, *, pipe: int = _PIPE_WIDTH) -> Console:
    """A rich console: coloured on a terminal, plain in a pipe, as wide as COLUMNS says."""
    from rich.console import Console

    terminal = stream.isatty()
    said = os.environ.get("COLUMNS", "")
    width = int(said) if said.isdecimal() and int(said) else None if terminal else pipe
    return Console(file=stream, highlight=False, width=width, no_color=not terminal or None)


@contextmanager
def bar(quiet: bool, *, of_bytes: bool = False) -> Iterator[Callable[[int, int, str], None] | None]:
    """A bar on a terminal for (done, all, what is at hand); nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    count = DownloadColumn() if of_bytes else MofNCompleteColumn()
    columns = (BarColumn(), count, TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console(sys.stderr), transient=True) as drawn:
        task = drawn.add_task("", total=None)

        def advance(done: int, total: int, name: str) -> None:
            drawn.update(task, completed=done, total=total, description=name[-50:].replace("[", r"\["))

        yield advance
