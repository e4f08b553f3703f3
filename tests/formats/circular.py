"""One composed circular (示例): an invented county's division of work, as plain data that every maker prints.

Its table has what tables of circulars have: a category over several rows, a heading over all columns, a cell of two
paragraphs, an empty cell, units of a lead and of support, a limit of each kind.
"""

from __future__ import annotations

from typing import NamedTuple

TITLE = "云溪县人民政府办公室关于印发2016年民生实事任务分工的通知"
NUMBER = "云政办发〔2016〕21号"
ANNEX = "云溪县2016年民生实事任务分工表"
BEFORE = (
    TITLE,
    NUMBER,
    "各乡镇人民政府,县政府各部门:",
    "《云溪县2016年民生实事任务分工表》已经县人民政府同意,现印发给你们,请认真组织实施。",
    f"附件:{ANNEX}",
    "云溪县人民政府办公室",
    "2016年3月18日",
)
CENTERED = (TITLE, NUMBER, ANNEX)
AT_RIGHT = BEFORE[-2:]
HEADER = ("类别", "序号", "工作任务", "完成时限", "牵头单位", "配合单位")
_HOUSES = "6月30日前完成排查,12月底前完工"


class Square(NamedTuple):
    """A cell of the table: its paragraphs, how many rows and columns it covers."""

    words: str
    rows: int = 1
    columns: int = 1


ROWS: tuple[tuple[Square, ...], ...] = (
    tuple(Square(words) for words in HEADER),
    (Square("一、民生改善", columns=6),),
    (
        Square("安居就学", rows=3),
        Square("1"),
        Square("新建乡镇卫生院周转房120套"),
        Square("10月底前"),
        Square("县卫生计生局"),
        Square("县财政局、县住房城乡建设局"),
    ),
    (
        Square("2"),
        Square("完成农村危房改造300户\n建立改造台账"),
        Square(_HOUSES, rows=2),
        Square("县住房城乡建设局"),
        Square(""),
    ),
    (
        Square("3"),
        Square("发放困难学生资助资金"),
        Square("县教育局"),
        Square("县财政局、县民政局"),
    ),
    (Square("二、环境整治", columns=6),),
    (
        Square("水和市容", rows=2),
        Square("4"),
        Square("整治黑臭水体2处"),
        Square("三季度末前"),
        Square("县环境保护局"),
        Square("县水利局、各乡镇人民政府"),
    ),
    (
        Square("5"),
        Square("修订《县城市容管理办法》"),
        Square("5月出台文件,7月1日起施行"),
        Square("县城市管理局"),
        Square("县法制办"),
    ),
)  # fmt: skip
COLUMNS = len(HEADER)

_LIVING, _AROUND = ("一、民生改善", "安居就学"), ("二、环境整治", "水和市容")


class Task(NamedTuple):
    """What must be read of a row."""

    category: tuple[str, ...]
    number: str
    task: str
    limit: str
    days: tuple[str, ...]
    lead: tuple[str, ...]
    support: tuple[str, ...] = ()


TASKS = (
    Task(_LIVING, "1", "新建乡镇卫生院周转房120套", "10月底前", ("/2016-10-31",), ("县卫生计生局",),
         ("县财政局", "县住房城乡建设局")),
    Task(_LIVING, "2", "完成农村危房改造300户\n建立改造台账", _HOUSES, ("/2016-06-30", "/2016-12-31"),
         ("县住房城乡建设局",)),
    Task(_LIVING, "3", "发放困难学生资助资金", _HOUSES, ("/2016-06-30", "/2016-12-31"), ("县教育局",),
         ("县财政局", "县民政局")),
    Task(_AROUND, "4", "整治黑臭水体2处", "三季度末前", ("/2016-09-30",), ("县环境保护局",),
         ("县水利局", "各乡镇人民政府")),
    Task(_AROUND, "5", "修订《县城市容管理办法》", "5月出台文件,7月1日起施行", ("2016-05", "2016-07-01/"),
         ("县城市管理局",), ("县法制办",)),
)  # fmt: skip


def squares() -> list[list[Square | None]]:
    """The table square by square; None where a cell from above or from the left goes on."""
    grid: list[list[Square | None]] = [[None] * COLUMNS for _ in ROWS]
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(ROWS):
        column = 0
        for square in row:
            while (at, column) in taken:
                column += 1
            grid[at][column] = square
            taken |= {(at + r, column + c) for r in range(square.rows) for c in range(square.columns)}
            column += square.columns
    return grid


def covering(grid: list[list[Square | None]], at: int, column: int) -> Square:
    """The cell that covers a square of the first column or of a row's own, from above where it goes on."""
    for row in range(at, -1, -1):
        square = grid[row][column]
        if square is not None and row + square.rows > at:
            return square
    return Square("")


def distinct(at: int) -> list[Square]:
    """The cells of a row, those from above among them; a cell over several columns once."""
    row = [covering(squares(), at, column) for column in range(COLUMNS)]
    return row[:1] if row[0].columns == COLUMNS else row
