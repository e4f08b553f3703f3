"""``hongtou show``: one circular as a person would read it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from hongtou.cli.console import COMPOSED, FAILED, console, errors_end_the_run, limit_option

if TYPE_CHECKING:
    from rich.console import Console

    from hongtou.model import Circular, Deadline, Task

_ROLES = {"lead": "牵头", "responsible": "负责", "support": "配合"}
_PIPE = 100
_TASK = "任务 task"
_COLUMNS = ("#", "类别 category", _TASK, "时限 deadline", "单位 units", "进度 progress", "评价 verdict")
_EPILOG = """\b
Examples:
  hongtou show circular.html
  hongtou show circular.txt | less
  hongtou show pages.zip!/a.html
  curl -s URL | hongtou show -
"""


@click.command(epilog=_EPILOG)
@click.argument("file", metavar="FILE")
@limit_option
def show(file: str, settings: tuple[str, ...]) -> None:
    """Print one circular (FILE, or - for standard input): its header, its tasks (任务表), and what was doubtful.

    Exit status: 0; 1 where FILE cannot be read, or not to its end (an error finding); 2 wrong use.
    """
    with errors_end_the_run():
        circular = read_one(file, settings)
        out = console(sys.stdout, pipe=_PIPE)
        _header(circular, out)
        if circular.tasks:
            _tasks(circular, out)
        else:
            out.print("0 项任务 tasks", style="dim")
        _findings(circular, out)
    if any(finding.severity == "error" for finding in circular.findings):
        raise SystemExit(FAILED)


def read_one(file: str, settings: tuple[str, ...]) -> Circular:
    """The circular of a file, of standard input, or of an archive that holds one.

    Raises InputError for a folder, and what :func:`hongtou.extract` raises.
    """
    from pathlib import Path

    from hongtou.errors import InputError
    from hongtou.read import Limits
    from hongtou.run.files import INDEX, STDIN
    from hongtou.run.meta import apply, load_meta
    from hongtou.run.single import extract

    limits = Limits().with_settings(settings)
    if file == STDIN:
        return extract(sys.stdin.buffer.read(), path=STDIN, limits=limits)
    if Path(file).is_dir():
        raise InputError(f"{file} is a folder: name one document, or use `hongtou extract {file}`")
    if "!" not in file and not Path(file).exists():
        raise InputError(
            f"there is no {file}: name a document or a member of an archive (pages.zip!/a.html); - reads standard input"
        )
    circular = extract(file, limits=limits)
    index = Path(file).parent / INDEX
    if index.is_file():  # a sample's own index says that it is composed
        from msgspec.structs import replace

        known = load_meta((), (str(index),), (file,))
        for warning in known.warnings:
            click.echo(f"hongtou: {warning}", err=True)
        circular = replace(circular, source=apply(circular.source, known.columns(file)))
    return circular


def _header(circular: Circular, out: Console) -> None:
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    number, issued, published = circular.document_number, circular.date_issued, circular.date_published
    source = circular.source
    facts = {
        "文号 number": number.normalized if number else "",
        "发文机关 issuer": "、".join(issuer.unit for issuer in circular.issuers),
        "主送 to": "、".join(value.reading for value in circular.addressees),
        "抄送 copied to": "、".join(value.reading for value in circular.copied_to),
        "成文日期 issued": issued.date.isoformat() if issued and issued.date else issued.text if issued else "",
        "发布日期 published": published.date.isoformat() if published and published.date else "",
        "文种 genre": circular.genre or "",
        "地区 region": " ".join(part for part in (circular.region, circular.region_code) if part),
        "附件 annexes": "; ".join(value.reading for value in circular.annexes),
        "引用 cites": "、".join(dict.fromkeys(reference.normalized for reference in circular.references)),
        "来源 source": " ".join(part for part in (source.publisher, source.url, source.path) if part),
    }
    card = Table(show_header=False, box=None, pad_edge=False)
    card.add_column(style="dim", no_wrap=True)
    card.add_column()
    for label, fact in facts.items():
        if fact:
            card.add_row(label, Text(fact))
    title = "".join(circular.title.reading.split("\n")) if circular.title else "(no title 无标题)"
    if source.composed:
        out.print(COMPOSED, style="bold yellow", markup=False)
    out.print(Panel(card, title=Text(title, style="bold"), title_align="left"))


def _tasks(circular: Circular, out: Console) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD, show_lines=False, title=f"{len(circular.tasks)} 项任务 tasks", title_justify="left"
    )
    rows = [_row(task) for task in circular.tasks]
    for name in _COLUMNS:
        if name == _TASK or any(row[name] for row in rows):
            table.add_column(name, ratio=None if name == "#" else 3 if name == _TASK else 2, overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[str(column.header)]) for column in table.columns))
    out.print(table)


def _row(task: Task) -> dict[str, str]:
    return {
        "#": task.number.reading if task.number else "",
        "类别 category": " / ".join(value.reading for value in task.category),
        _TASK: _words(task),
        "时限 deadline": "\n".join(map(_limit, task.deadlines)),
        "单位 units": _units(task),
        "进度 progress": task.progress.reading if task.progress else task.status or "",
        "评价 verdict": task.verdict_text.reading if task.verdict_text else task.verdict or "",
    }


def _words(task: Task) -> str:
    return task.task.reading + (f"\n{task.content.reading}" if task.content else "")


def _limit(deadline: Deadline) -> str:
    """The printed words and the day they mean."""
    days = " – ".join(day.isoformat() for day in (deadline.date_from, deadline.date_to) if day)
    meant = deadline.rrule or deadline.duration or (f"{deadline.workdays} 工作日" if deadline.workdays else "") or days
    kind = deadline.kind or "unread 未能识别"
    return f"{deadline.reading} → {kind} {meant}".rstrip()


def _units(task: Task) -> str:
    return "、".join(
        unit.unit + ("" if unit.role == "responsible" else f"({_ROLES[unit.role]})") for unit in task.responsibilities
    )


def _findings(circular: Circular, out: Console) -> None:
    """Each in both languages, as all that is printed here."""
    from hongtou.serve.doubts import said

    for deadline in circular.deadlines:
        out.print(f"正文时限 limit in the text: {_limit(deadline)}", markup=False)
    # The cause before what follows from it, as where a limit leaves no text.
    for finding in sorted(circular.findings, key=lambda finding: finding.check == "empty_document"):
        chinese, language = said(finding.check, finding.message, "zh")
        more = f" {chinese}" if language == "zh" else ""
        out.print(f"{finding.severity} {finding.check}: {finding.message}{more}", markup=False)
    if not circular.findings:
        out.print("no findings 无存疑", style="dim")
