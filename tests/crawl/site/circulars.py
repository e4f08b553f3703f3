"""Circulars of the composed site, as facts that every style prints: no two share a title, a number or a row."""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

from tests.bench.generate import HEADS, cell, sentence

COUNTY = "云溪县"
ISSUER = f"{COUNTY}人民政府办公室"
HEADER = ("序号", "工作任务", "完成时限", "责任单位")
_ROLES = ("number", "task", "deadline", "responsible")
_FORMS = ("docx", "xlsx", "pdf")
_DAY = dt.date(2023, 6, 30)


class Attached(NamedTuple):
    """An annex that is a file of its own."""

    title: str
    form: str
    rows: tuple[tuple[str, ...], ...]


class Composed(NamedTuple):
    """One circular."""

    index: int
    title: str
    number: str
    day: dt.date
    body: tuple[str, ...]
    annex: str
    rows: tuple[tuple[str, ...], ...]
    """The rows of the table that stands in the page; none where the annexes are files."""
    attached: tuple[Attached, ...]

    @property
    def head(self) -> tuple[str, ...]:
        """What stands before the body."""
        return self.title, self.number, "各乡镇人民政府,县政府各部门:"

    @property
    def foot(self) -> tuple[str, ...]:
        """The list of annexes, the signature and the date."""
        titles = [file.title for file in self.attached] or [self.annex]
        listed = [f"附件:{titles[0]}"] if len(titles) == 1 else [f"{n}.{title}" for n, title in enumerate(titles, 1)]
        if len(titles) > 1:
            listed[0] = f"附件:{listed[0]}"
        return *listed, ISSUER, f"{self.day.year}年{self.day.month}月{self.day.day}日"

    @property
    def tasks(self) -> int:
        """How many tasks it has, those of its attachments among them."""
        return len(self.rows) + sum(len(file.rows) for file in self.attached)


def compose(seed: int, index: int, *, attached: int = 0) -> Composed:
    """The circular of that number; the higher the number, the older it is. ``attached``: how many annexes are files."""
    draw = random.Random(seed * 1_000_003 + index)
    day = _DAY - dt.timedelta(days=4 * index + draw.randint(0, 3))
    what = f"{day.year}年{draw.choice(HEADS)}第{index + 1}批重点工作"
    body = [f"《{what}》已经县人民政府同意,现印发给你们,请认真组织实施。{sentence(draw)}"]
    body += [f"{mark}、{draw.choice(HEADS)}。{sentence(draw)}{sentence(draw)}" for mark in "一二三"]
    files = tuple(
        Attached(f"{draw.choice(HEADS)}任务分工表({at})", draw.choice(_FORMS), _rows(draw))
        for at in range(1, attached + 1)
    )
    return Composed(
        index=index,
        title=f"{ISSUER}关于印发{what}责任分工表的通知",
        number=f"云溪政办发〔{day.year}〕{index + 1}号",
        day=day,
        body=tuple(body),
        annex=f"{what}责任分工表",
        rows=() if files else _rows(draw),
        attached=files,
    )


def _rows(draw: random.Random) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell(draw, role, at, "云溪") for role in _ROLES) for at in range(1, draw.randint(4, 8)))
