"""``hongtou read``: what each field reader sees in some words."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from hongtou.cli.console import FAILED, Day, console, errors_end_the_run

if TYPE_CHECKING:
    from hongtou.fields.regions import Region
    from hongtou.model import Deadline, DocumentNumber, Responsibility, Value

_EPILOG = """\b
Examples:
  hongtou read "10月8日起试行,次年3月底前总结" --issued 2014-05-06
  hongtou read "市监察局牵头,各县区人民政府配合" --issuer 青岩市人民政府办公室
  hongtou read "根据云政发〔2009〕11号、12号文件" --json
  pbpaste | hongtou read - --prose

\b
kind (时限): by 不晚于, from 起, within 期间, recurring 周期, relative 自某事起算,
ongoing 长期, immediate 立即; "unread" is what sounds like a limit and cannot be read.
A year the words do not give is that of --issued; without it such a day stays open.
In words that are no list of units only units whose type is known are shown.
"""
_COLUMNS = ("字段 field", "原文 words", "位置 place", "读作 reading")


class _Seen(NamedTuple):
    """What the readers saw."""

    text: str
    deadlines: list[Deadline]
    numbers: list[DocumentNumber]
    units: list[Responsibility]
    region: Region | None


@click.command(epilog=_EPILOG)
@click.argument("text", metavar="TEXT")
@click.option(
    "--issued",
    type=Day(["%Y-%m-%d"]),
    metavar="DATE",
    help="成文日期 of the circular the words are from (YYYY-MM-DD): the year of 6月底前, the day of 今年.",
)
@click.option("--issuer", metavar="NAME", help="发文机关 in full: whose 市监察局 it is.")
@click.option(
    "--prose",
    is_flag=True,
    help="Read running text, where only limits of the work count, not a 时限 cell, where all do.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every field and the places of the words.")
def read(text: str, issued: dt.datetime | None, issuer: str | None, prose: bool, as_json: bool) -> None:
    """Print what each field reader sees in TEXT (- for standard input): limits (时限), document numbers (文号), units
    (单位), each with its place.

    Exit status: 0 something was read; 1 nothing was; 2 wrong use.
    """
    with errors_end_the_run():
        words = _standard_input() if text == "-" else _typed(text)
        seen = _see(words, issued.date() if issued else None, issuer, prose)
        if as_json:
            click.echo(_json(seen))
        else:
            _print(seen)
    if not (seen.deadlines or seen.numbers or seen.units):
        raise SystemExit(FAILED)


def _typed(text: str) -> str:
    """An argument as it was typed, where the locale (LC_ALL=C) knows no Chinese and so kept its bytes apart."""
    if text.isprintable():
        return text
    try:
        return text.encode(errors="surrogateescape").decode()
    except UnicodeError:
        return text


def _standard_input() -> str:
    from hongtou.read.decode import decode

    return decode(sys.stdin.buffer.read()).text.rstrip("\r\n")


def _see(text: str, issued: dt.date | None, issuer: str | None, prose: bool) -> _Seen:
    from hongtou.fields.deadlines import find_deadlines
    from hongtou.fields.numbers import find_numbers
    from hongtou.fields.regions import find_region
    from hongtou.fields.text import fold
    from hongtou.fields.units import find_units, is_assignment, looks_like_units

    units = find_units(text, issuer=issuer, issued=issued)
    folded = fold(text).strip()
    if not (looks_like_units(folded) or is_assignment(folded)):
        units = [unit for unit in units if unit.unit_type is not None]
    return _Seen(
        text,
        find_deadlines(text, issued=issued, prose=prose),
        find_numbers(text),
        units,
        find_region(issuer, year=issued.year if issued else None) if issuer else None,
    )


def _json(seen: _Seen) -> str:
    import msgspec

    facts: dict[str, Any] = {
        "text": seen.text,
        "deadlines": seen.deadlines,
        "numbers": [{**msgspec.to_builtins(number), "region": _place(number)} for number in seen.numbers],
        "units": seen.units,
        "region": seen.region._asdict() if seen.region else None,
    }
    return msgspec.json.format(msgspec.json.encode(facts), indent=2).decode()


def _print(seen: _Seen) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows: list[tuple[str, Value, str]] = [
        *(("时限 deadline", limit, _limit(limit)) for limit in seen.deadlines),
        *(("文号 number", number, _number(number)) for number in seen.numbers),
        *(("单位 unit", unit, _unit(unit)) for unit in seen.units),
    ]
    out = console(sys.stdout)
    if seen.region:
        place = " ".join(part for part in (seen.region.name, seen.region.code, seen.region.level) if part)
        out.print(f"地区 region: {place}", markup=False)
    if not rows:
        out.print("nothing read 未读出", style="dim")
        return
    table = Table(box=box.SIMPLE_HEAD)
    for name in _COLUMNS:
        table.add_column(name, overflow="fold")
    for field, value, reading in sorted(rows, key=lambda row: (row[1].start, row[1].end)):
        table.add_row(field, Text(value.reading), f"{value.start}–{value.end}", Text(reading))
    out.print(table)


def _limit(limit: Deadline) -> str:
    days = " – ".join(day.isoformat() for day in (limit.date_from, limit.date_to) if day)
    facts = {
        "": days,
        "strict": limit.date_to_strict,
        "rrule": limit.rrule,
        "duration": limit.duration,
        "workdays": limit.workdays,
        "after": limit.event,
        "action": limit.action,
        "year from": limit.year_from,
    }
    said = [f"{name} {fact}".strip() for name, fact in facts.items() if fact]
    if limit.kind in ("by", "from", "within") and not days:
        said.insert(0, "a day that depends on 成文日期: see --issued")
    return f"{limit.kind or 'unread 未能识别'} {'; '.join(said)}".strip()


def _number(number: DocumentNumber) -> str:
    facts = {"地区": _place(number), "机关": number.organ, "种类": number.number_kind, "年": number.year}
    known = ", ".join(f"{name} {fact}" for name, fact in facts.items() if fact)
    return f"{number.normalized} ({known})" if known else number.normalized


def _place(number: DocumentNumber) -> str | None:
    """The place in a code, as printed: 郴 of 郴政办函."""
    from hongtou.fields.codes import read_code

    parts = read_code(number.issuer_code) if number.issuer_code and number.organ != number.issuer_code else None
    return (parts.region or None) if parts else None


def _unit(unit: Responsibility) -> str:
    facts = [unit.role, unit.unit_type, unit.region_code, "collective" if unit.collective else None]
    named = f"{unit.unit} ({', '.join(fact for fact in facts if fact)})"
    if not unit.members:
        return named
    first = "、".join(member.name for member in unit.members[:_MEMBERS])
    return f"{named}: {first}" + (f" … ({len(unit.members)} members)" if len(unit.members) > _MEMBERS else "")


_MEMBERS = 12
"""Members of a collective that are shown; ``--json`` has them all."""
