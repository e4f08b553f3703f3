"""``python -m tests.bench.growth [deadlines|numbers]``: whether time grows with length alone, on what pages repeat.

One line a piece: seconds for three lengths, four times apart, and by how much the last step grew (4 is linear, 16 is
quadratic; of limits and numbers, ten times apart: 10 and 100). A figure to look at, never a test: a busy machine would
fail it. What the tests hold is how the number of calls grows (``tests/laws/test_growth.py``).
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable

import hongtou

HEADER = "序号\t工作任务\t完成时限\t责任单位\n"
REPEATED = (
    "(", "(责任单位:县水利局", "1\n", "第1项、", "2016年", "6月30日前", "县水利局、", "《", "云政发〔2016〕",
    "一、加强领导\n", "\t", "|\n", " ",
    "县水利局牵头,", "各", "人民政府", "关于防汛的通知\n", "责任单位:", "附件1\n", "1月至", "云溪县人民政府\n",
    "2016年4月20日\n",
    "索引号:1 ", "第1至9项", "(县水利局负责)", "\u200b", "<", "<table><tr><td>1</td>", "<div>",
    "<td rowspan=9 colspan=9>x",
    HEADER.replace("\t", "\n"), "1\n修建水渠\n6月底前\n县水利局\n", "序号\t工作任务\t完成时限\t责任单位\n",
    "<p><table>",
    "! U' |# m3 p: ", "| 1 | 2 | 3 | 4\n", "│1│2\t", "1. a ", "序号 |工作任务: ",
    "序号|工作任务|完成时限|责任单位。 ",
    "1|修建水渠|6月底前|县水利局。 ", "1 甲 乙 2 丙 丁 ", "一、甲:1| ", "责任单位 ", "附件1:甲 ", "《甲》 ", "合计 ",
)  # fmt: skip
LENGTHS = (4_000, 16_000, 64_000)
LIMITS = (
    "(", "〔", "2", "十", "、", "-", "1.", "1、", "10-", "4.15-5.31", "《", "“", "自", "每", "季", "2014年",
    "6月", "每月", "一", "后", "3日内", "立即", "3个", "6月、",
    "6月底前,", "每年6月30日、", "后3日", "收到", "之日起", "今年完成", "开学前",
    "9月开学前", "前完成",
)  # fmt: skip
NUMBERS = (
    "〔", "号", "1号", "〔2009〕", "1、", "令", "第1号", "国发〔2009〕1号、", "政 ",
    "字第1号", "令第1号", "公告2019年第1号",
)  # fmt: skip
FIELD_LENGTHS = (10_000, 100_000, 1_000_000)


def read_page(piece: str, length: int) -> None:
    """Read a page that repeats the piece up to a length."""
    data = (piece * (length // len(piece))).encode()
    hongtou.extract(data, path="a.html" if piece.startswith("<") else "a.txt")


def limits_of(piece: str, length: int) -> None:
    """Read the limits of a passage that repeats the piece."""
    hongtou.find_deadlines(piece * (length // len(piece)), issued=dt.date(2014, 5, 6), prose=True)


def numbers_of(piece: str, length: int) -> None:
    """Read the document numbers of a passage that repeats the piece."""
    hongtou.find_numbers(piece * (length // len(piece)))


def main() -> None:
    """Print the table: of pages, or of the reader of time limits or of document numbers."""
    match sys.argv[1:]:
        case ["deadlines"]:
            report(LIMITS, FIELD_LENGTHS, limits_of)
        case ["numbers"]:
            report(NUMBERS, FIELD_LENGTHS, numbers_of)
        case _:
            report(REPEATED, LENGTHS, read_page)


def report(pieces: tuple[str, ...], lengths: tuple[int, ...], work: Callable[[str, int], None]) -> None:
    """One line a piece."""
    work(pieces[0], lengths[0])
    print(f"{'repeated':34}" + "".join(f"{length:>10}" for length in lengths) + f"{'growth':>9}")
    for piece in pieces:
        times = []
        for length in lengths:
            start = time.perf_counter()
            work(piece, length)
            times.append(time.perf_counter() - start)
        print(f"{piece[:30]!r:34}" + "".join(f"{t:10.3f}" for t in times) + f"{times[-1] / times[-2]:8.1f}x")


if __name__ == "__main__":
    main()
