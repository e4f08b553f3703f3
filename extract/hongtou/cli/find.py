"""``hongtou find``: tasks of a dataset by words, unit, due date, status."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from hongtou.cli.console import COMPOSED, FAILED, OK, Day, errors_end_the_run

if TYPE_CHECKING:
    from hongtou.model import Circular, Task

_EPILOG = """\b
Examples:
  hongtou find output/ 学前教育
  hongtou find output/ --unit 市教育局 --due-before 2009-07-01
  hongtou find output/ 道路 改造 --status unfinished

\b
Words are all looked for, in title, category, task, content and progress. Exit status:
0 something was found, 1 nothing was, 2 wrong use (DIR is no dataset).
"""
_STATUSES = ("done", "ahead", "on_track", "behind", "unfinished", "not_started", "other")


class _Query(NamedTuple):
    words: tuple[str, ...]
    unit: str | None
    due_before: dt.date | None
    status: str | None


@click.command(epilog=_EPILOG)
@click.argument("folder", metavar="DIR")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--unit", metavar="U", help="A responsible unit (责任单位), or part of its name.")
@click.option(
    "--due-before", type=Day(["%Y-%m-%d", "%Y-%m", "%Y"]), metavar="DATE",
    help="Due before that day (YYYY-MM-DD), month (YYYY-MM) or year (YYYY).",
)  # fmt: skip
@click.option(
    "--status",
    type=click.Choice(_STATUSES),
    help="What the status or progress cell says; what the body calls a row (lagging) is its verdict: `hongtou serve`.",
)
@click.option("--copies", is_flag=True, help="List a work once for each of its copies; else the preferred one alone.")
def find(
    folder: str,
    words: tuple[str, ...],
    unit: str | None,
    due_before: dt.datetime | None,
    status: str | None,
    copies: bool,
) -> None:
    """Find tasks in the dataset DIR: one line of source (cite), one of what is to be done, by whom, till when."""
    query = _Query(words, unit, due_before.date() if due_before else None, status)
    count = composed = silent = 0
    with errors_end_the_run():
        for circular in _circulars(folder):
            for ordinal, task in enumerate(circular.tasks, 1):
                if not _matches(circular, task, query):
                    continue
                if circular.preferred or copies:
                    count += 1
                    composed += circular.source.composed
                    _print(circular, task, ordinal, query)
                else:
                    silent += 1
        if composed:
            click.echo(COMPOSED)
    more = f"; {silent} more in second copies (--copies lists them)" if silent else ""
    click.echo((f"{count} found" if count else "nothing found") + more, err=True)
    raise SystemExit(OK if count else FAILED)


def _circulars(folder: str) -> Iterator[Circular]:
    from hongtou.errors import InputError, UsageError
    from hongtou.write.advice import how_made
    from hongtou.write.jsonl import NAME, holds_circulars, read_jsonl
    from hongtou.write.staging import recover

    try:
        recover(Path(folder))
    except InputError as error:
        raise UsageError(str(error)) from error  # 1 is for a dataset that holds nothing of the kind
    path = Path(folder) / NAME if Path(folder).is_dir() else Path(folder)
    if not path.is_file():
        raise UsageError(f"no dataset in {folder}: {path} does not exist; {how_made(Path(folder))}")
    if path.name != NAME and not holds_circulars(path):
        raise UsageError(f"{folder} is no dataset: name the folder that `hongtou extract` wrote")
    yield from read_jsonl(path)


def _matches(circular: Circular, task: Task, query: _Query) -> bool:
    if query.status and task.status != query.status:
        return False
    if query.due_before and not any(limit.due and limit.due < query.due_before for limit in task.deadlines):
        return False
    if query.unit and not any(
        query.unit in name for unit in task.responsibilities for name in (unit.unit, unit.reading)
    ):
        return False
    if not query.words:
        return True
    values = (circular.title, *task.category, task.task, task.content, task.progress)
    text = "".join("".join(value.reading.split()) for value in values if value)
    return all("".join(word.split()) in text for word in query.words)


def _print(circular: Circular, task: Task, ordinal: int, query: _Query) -> None:
    from hongtou.write.cite import cite

    click.secho(cite(circular, task, ordinal), dim=True)
    line = _lit(" ".join(task.task.reading.split()), query.words)
    if task.responsibilities:
        units = "、".join(unit.unit for unit in task.responsibilities)
        line += f" | {_lit(units, (query.unit,) if query.unit else ())}"
    printed = [(" ".join(limit.reading.split()), limit.due) for limit in task.deadlines]
    if limits := "; ".join(f"{words} ({due})" if due else words for words, due in printed):
        line += f" | {limits}"
    click.echo(f"  {line}{f' | {task.status}' if task.status else ''}")


def _lit(text: str, words: tuple[str, ...]) -> str:
    """The text with the words of the question in bold, on a terminal."""
    if sys.stdout.isatty():
        for word in words:
            text = text.replace(word, click.style(word, bold=True, fg="red"))
    return text
