"""Circulars composed for these tests; no place of theirs exists."""

from __future__ import annotations

from pathlib import Path

import pytest

CIRCULAR = """云溪县人民政府办公室关于做好防汛工作的通知
云政办函〔2016〕31号

各乡镇人民政府,县政府有关部门:
    根据云政发〔2016〕5号文件,现将有关事项通知如下:
    一、加固堤防。6月30日前完成险工险段加固。(责任单位:县水利局、县财政局)
    二、检查排涝泵站。5月底前完成检修。(责任单位:县水利局)

云溪县人民政府办公室
2016年4月20日
"""

OTHER = """云溪县人民政府关于加强防汛工作的意见
云政发〔2016〕5号

各乡镇人民政府:
    为做好防汛工作,提出如下意见。

云溪县人民政府
2016年3月1日
"""


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder ``pages`` with two circulars, in a working folder of its own."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(CIRCULAR, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Some thirty files in a working folder of their own."""
    from .engines import write

    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in", range(1, 22))
    return tmp_path
