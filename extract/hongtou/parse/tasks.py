"""Tasks from drafts: in the order of print, with their ids and with what the body says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from hongtou.fields.text import plain, reading
from hongtou.model import Task, Value
from hongtou.model.vocabulary import Status
from hongtou.parse.context import Context
from hongtou.parse.drafts import Draft
from hongtou.parse.identity import row_key
from hongtou.parse.mentions import alike
from hongtou.parse.numbering import plain_number
from hongtou.parse.shares import SHARE
from hongtou.parse.status import read_percent, read_status
from hongtou.parse.verdicts import Mention


def judge(rows: Sequence[Draft], mentions: Sequence[Mention]) -> dict[int, Mention]:
    """What the body says of each row, by where the row's task begins. Blame outweighs praise; a number that stands on
    several rows means the one that the body names, else none."""
    numbered: dict[int, list[Draft]] = {}
    for row in rows if mentions else ():
        number = plain_number(row.number)
        if number is not None:
            numbered.setdefault(number, []).append(row)
    found: dict[int, Mention] = {}
    for mention in mentions:
        meant = [rows[mention.row]] if mention.row is not None else numbered.get(mention.number or -1, [])
        if mention.annex is not None:
            meant = [row for row in meant if row.annex == mention.annex]
        if len({row.number.start for row in meant if row.number}) > 1:
            meant = [row for row in meant if mention.named and alike(mention.named.text, row.task.reading)]
        for row in meant:
            known = found.get(row.task.start)
            if known is None or (known.verdict == "on_track" and mention.verdict == "lagging"):
                found[row.task.start] = mention
    return found


def finish(context: Context, drafts: Sequence[Draft], mentions: dict[int, Mention]) -> tuple[Task, ...]:
    """Drafts, which are in reading order, → Tasks with their ids; ``mentions`` by where a row's task begins."""
    tasks = []
    for ordinal, draft in enumerate(drafts, 1):
        mention = mentions.get(draft.task.start) if draft.origin == "table" else None
        status, status_text, percent = _said(context, draft) if draft.said else (None, None, None)
        other = draft.other
        if status_text is not None and other:
            where = status_text.start, status_text.end
            other = tuple([cell for cell in other if (cell.value.start, cell.value.end) != where])
        tasks.append(
            Task(
                task_id=f"{context.circular_id}-{str(ordinal).zfill(4)}",
                row_key=_row_key(context, draft),
                origin=draft.origin,
                complete=context.complete,
                annex=draft.annex,
                number=draft.number,
                category=draft.category,
                task=draft.task,
                content=draft.content,
                deadline=draft.deadline,
                deadlines=draft.deadlines,
                responsible=draft.responsible,
                responsibilities=draft.responsibilities,
                progress=draft.progress,
                status=status,
                status_text=status_text,
                percent=percent,
                verdict=mention.verdict if mention else None,
                verdict_text=mention.words if mention else None,
                other=other,
            )
        )
    return tuple(tasks)


def _said(context: Context, draft: Draft) -> tuple[Status | None, Value | None, float | None]:
    """What the first cell that says a status says, and the first that says how much is done."""
    status: Status | None = None
    words: Value | None = None
    percent: float | None = None
    for cell in draft.said:
        if status is None:
            status, words = read_status(cell)
        folded = context.text.folded[cell.start : cell.end]
        if percent is not None:
            continue
        if "%" in folded:
            percent = read_percent(folded, draft.task.reading)
        elif cell in draft.shares and SHARE.fullmatch(folded) is not None:
            percent = float(folded)
    return status, words, percent


def _row_key(context: Context, draft: Draft) -> str:
    """work_id + annex + printed number, else a digest of the words."""
    if draft.number:
        annex = "-" if draft.annex is None else draft.annex
        printed = reading(draft.number)
        return row_key(context.work_id, f"{annex}/{printed if printed.isalnum() else ''.join(printed.split())}")
    words = plain(draft.task.reading + (draft.content.reading if draft.content else ""))
    return row_key(context.work_id, hashlib.sha256(words.encode()).hexdigest()[:12])
