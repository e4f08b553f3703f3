"""Time grows with length alone, on any text: what a hostile or broken page repeats."""

from __future__ import annotations

import time

import pytest

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
)  # fmt: skip
SHORT, LONG = 4_000, 16_000
_QUICK = 0.25  # seconds: below it there is nothing to compare


def seconds(piece: str, length: int) -> float:
    """How long a page of this length takes."""
    data = (piece * (length // len(piece))).encode()
    start = time.perf_counter()
    hongtou.extract(data, path="a.html" if piece.startswith("<") else "a.txt")
    return time.perf_counter() - start


QUADRATIC = pytest.mark.xfail(reason="each header without rows is looked at again")


@pytest.mark.parametrize(
    "piece", [pytest.param(p, marks=QUADRATIC) if p.split() == HEADER.split() else p for p in REPEATED]
)
def test_four_times_the_length_is_no_sixteen_times_the_time(piece: str) -> None:
    long = seconds(piece, LONG)
    assert long < _QUICK or long / min(seconds(piece, SHORT) for _ in range(2)) < 9
