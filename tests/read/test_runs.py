"""Plain texts in which figures and words stand on lines of their own: the lines are those of the page again."""

from __future__ import annotations

import re

import pytest

from hongtou.read import read_text

PROSE = """云溪县人民政府办公室关于印发2022年防汛要点的通知
云政办发〔2022〕18号
各乡镇人民政府：
现将2022年防汛工作安排如下，请于4月20日前报送方案。
一、总体要求
3座水库蓄水，压缩至1个工作日。
（一）落实12项措施，6月底前完成；（责任单位：县水利局）
附件：
1.防汛任务表
2.2022年值班表
云溪县人民政府办公室
2022年3月26日
附件1
2022年防汛任务表
"""
CELLS = """序号
任务
进度
时限
1
加固堤防（3处）
完成62%，已开工
6月底前
2
新建水库
75%
2022年9月30日前
3
万亩良田建设
修渠12公里
10月底前
"""


def apart(text: str) -> str:
    """Figures and words on lines of their own."""
    return re.sub(r"(?<=[^\n\d.%])(?=\d)|(?<=\d\.)(?=[^\n\d])|(?<=[\d%])(?=[^\n\d.%])", "\n", text)


def test_figures_stand_with_the_words_around_them() -> None:
    assert read_text(apart(PROSE)).text == PROSE


def test_a_figure_among_cells_may_be_one() -> None:
    assert read_text(apart(PROSE + CELLS)).text == PROSE + CELLS


@pytest.mark.parametrize("text", [PROSE, PROSE + CELLS, CELLS, apart(CELLS).replace("2022\n年", "22\n年")])
def test_texts_of_whole_lines_stay(text: str) -> None:
    assert read_text(text).text == text
