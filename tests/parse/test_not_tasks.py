"""Only a table that assigns work gives tasks: prices, statistics, rosters and the like give none, in any form."""

from collections.abc import Callable
from pathlib import Path

import pytest

import hongtou

Rows = list[list[str]]

TABLES = {
    "prices": (
        "序号 | 收费项目 | 计费单位 | 收费标准",
        "1 | 居民生活垃圾 | 元/户·月 | 5",
        "2 | 商铺垃圾 | 元/平方米 | 0.8",
    ),
    "statistics": (
        "指标 | 单位 | 2013年 | 2014年",
        "地区生产总值 | 亿元 | 86.2 | 93.5",
        "财政收入 | 亿元 | 7.1 | 7.9",
    ),
    "coordinates": (
        "点号 | X坐标 | Y坐标",
        "J1 | 4235671.21 | 38561234.90",
        "J2 | 4235602.77 | 38561301.45",
    ),
    "roster": (
        "姓名 | 性别 | 职务 | 联系电话",
        "周某 | 男 | 主任 | 0000-1234567",
        "吴某 | 女 | 副主任 | 0000-7654321",
    ),
    "members": (
        "组别 | 组长 | 成员",
        "综合组 | 郑某 | 王某、冯某",
        "督查组 | 陈某 | 褚某、卫某",
    ),
    "meeting": (
        "时间 | 地点 | 活动内容 | 参加单位",
        "9:00 | 县会议中心 | 开幕式 | 县直各单位",
        "10:30 | 二楼 | 分组讨论 | 各乡镇",
    ),
    "timetable": (
        "日期 | 课程 | 主讲人 | 地点",
        "3月5日 | 公文写作 | 蒋某 | 党校",
        "3月6日 | 档案管理 | 沈某 | 党校",
    ),
    "scores": (
        "考核项目 | 分值 | 评分标准 | 得分",
        "组织领导 | 10 | 机构健全得5分 | ",
        "资金投入 | 20 | 足额到位得20分 | ",
    ),
    "quota": (
        "乡镇 | 任务数(户) | 其中:危房 | 备注",
        "石桥镇 | 120 | 35 | ",
        "柳河乡 | 86 | 20 | ",
    ),
    "service": (
        "事项名称 | 法定时限 | 承诺时限 | 实施单位",
        "食品经营许可 | 20个工作日 | 5个工作日 | 县市场监管局",
        "林木采伐许可 | 20个工作日 | 7个工作日 | 县林业局",
    ),
    "grants": (
        "单位名称 | 项目名称 | 补助金额(万元)",
        "县第一中学 | 操场维修 | 30",
        "县中医院 | 设备购置 | 120",
    ),
    "holidays": (
        "节日 | 放假时间 | 调休上班日期 | 天数",
        "元旦 | 1月1日至3日 | 12月31日 | 3",
        "清明节 | 4月4日至6日 | 无 | 3",
    ),
    "contacts": (
        "单位 | 联系人 | 办公电话 | 传真",
        "县教育局 | 韩某 | 1234567 | 1234568",
        "县水利局 | 杨某 | 2234567 | 2234568",
    ),
    "references": (
        "文件名称 | 文号 | 实施日期",
        "云溪县水资源管理办法 | 云政发〔2009〕12号 | 2009年5月1日",
        "云溪县节水规定 | 云政发〔2011〕3号 | 2011年2月1日",
    ),
}


def _more() -> dict[str, tuple[str, ...]]:
    """Those of tables/no_work.psv."""
    file = Path(__file__).with_name("tables") / "no_work.psv"
    passages = [passage.strip().splitlines() for passage in file.read_text(encoding="utf-8").split("\n=== ")[1:]]
    return {name: tuple(rows) for name, *rows in passages}


TABLES |= _more()
HEAD = (
    "云溪县人民政府关于公布有关事项的通告\n"
    "云政发〔2014〕21号\n"
    "各乡镇人民政府:\n"
    "现将有关事项公布如下。\n"
    "附件:有关事项表\n"
    "云溪县人民政府\n"
    "2014年6月3日\n"
    "附件\n"
    "有关事项表\n"
)


def _html(rows: Rows) -> str:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    paragraphs = "".join(f"<p>{line}</p>" for line in HEAD.strip().split("\n"))
    return f"<html><body>{paragraphs}<table>{table}</table></body></html>"


FORMS: dict[str, Callable[[Rows], str]] = {
    "html": _html,
    "cells": lambda rows: HEAD + "".join(f"{cell}\n" for row in rows for cell in row if cell),
    "tabs": lambda rows: HEAD + "".join("\t".join(row) + "\n" for row in rows),
    "bars": lambda rows: HEAD + "".join("|" + "|".join(row) + "|\n" for row in rows),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_assigns_no_work_gives_no_task(name: str, form: str) -> None:
    circular = hongtou.extract_text(FORMS[form]([line.split(" | ") for line in TABLES[name]]))
    assert [task.task.reading for task in circular.tasks] == []
