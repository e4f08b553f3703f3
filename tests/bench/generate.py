"""Distinct circulars of about 6,000 characters, composed by chance from a seed.

What varies: the place, the year, the wording and order of every sentence, units and their number, limits and their
forms, the order of the columns, whether there is a progress column, and whether cells stand one a line, between tabs or
between bars. No two seeds share a row, so nothing that a parser remembers of one circular helps with the next.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

LENGTH = 6_000

_PLACES = (
    "云溪",
    "青岩",
    "白石",
    "沙洲",
    "长宁岭",
    "石门桥",
    "鹤川",
    "渡岭",
    "岭北",
    "云砚",
    "鹿坪",
    "松岗",
    "梅浦",
    "杨林坝",
    "塔河湾",
)
_UNITS = (
    "财政局", "发展改革局", "教育局", "水利局", "农业农村局", "交通运输局", "住房城乡建设局", "民政局", "卫生健康局",
    "文化旅游局", "审计局",
    "生态环境局", "自然资源局", "人力资源社会保障局", "市场监管局", "应急管理局", "统计局", "司法局", "公安局",
    "林业局", "商务局", "科技局",
    "残联", "妇联", "总工会", "政务服务中心", "医疗保障局", "供销合作社",
)  # fmt: skip
_ALL = ("各乡镇人民政府", "各街道办事处", "各乡镇(街道)", "县直有关单位")
_VERBS = (
    "完成",
    "启动",
    "实施",
    "推进",
    "新建",
    "改造",
    "扩建",
    "修缮",
    "整治",
    "建成",
    "培育",
    "引进",
    "规范",
    "健全",
)
_THINGS = (
    "农村公路", "安全饮水工程", "标准化学校", "乡镇卫生院", "养老服务中心", "污水处理站", "垃圾中转站", "农贸市场",
    "高标准农田", "河道堤防", "老旧小区",
    "文化广场", "图书分馆", "公共厕所", "停车泊位", "变电站", "通信基站", "冷链仓库", "产业园区", "游客中心",
    "法律援助站", "体育公园", "山塘水库",
    "地质灾害点", "招商项目", "技能培训基地", "村级卫生室", "农家书屋",
)  # fmt: skip
_MEASURES = ("处", "个", "座", "公里", "项", "亩", "所", "户")
_ENDS = (
    "群众满意度明显提高",
    "配套设施同步到位",
    "资金全部落实",
    "建立长效管护机制",
    "接受社会监督",
    "形成可推广的经验",
    "经验收合格后移交",
    "纳入年度考核",
)
_HOW = (
    "按照先急后缓的原则",
    "结合乡村振兴",
    "采取以奖代补方式",
    "通过公开招标",
    "在充分征求意见的基础上",
    "依托现有场地",
    "统筹上级专项资金",
    "借鉴外地做法",
)
_DONE = (
    "已完成前期工作",
    "主体工程已封顶",
    "正在办理用地手续",
    "已完成招投标",
    "完成投资过半",
    "设备安装基本到位",
    "进场施工",
    "完成勘察设计",
)
HEADS = (
    "基础设施建设",
    "社会事业发展",
    "生态环境保护",
    "产业转型升级",
    "民生保障改善",
    "治理能力提升",
    "乡村振兴推进",
    "营商环境优化",
)
NAMES = {
    "number": ("序号", "编号", "项次"),
    "task": ("工作任务", "重点任务", "任务名称"),
    "content": ("主要内容", "工作措施", "目标要求"),
    "deadline": ("完成时限", "时限", "时间要求"),
    "responsible": ("责任单位", "责任部门", "承办单位"),
    "progress": ("进展情况", "完成情况"),
}
_DIGITS = "一二三四五六七八九十"


def circulars(count: int, seed: int = 20) -> Iterator[tuple[str, str]]:
    """``count`` circulars, each with a name; the same seed gives the same texts."""
    for index in range(count):
        yield f"generated {index + 1:03d}", circular(random.Random(seed * 1_000_003 + index))


class Notice(NamedTuple):
    """What a circular says, before it is laid out. A row of one cell is a heading between rows."""

    title: str
    number: str
    issuer: str
    to: str
    opening: str
    body: list[str]
    date: str
    annex: str
    names: list[str]
    rows: list[list[str]]


class Place(NamedTuple):
    """Who issues a circular, when, and which one it is of that year."""

    county: str
    year: int
    serial: int
    province: str = ""

    @property
    def number(self) -> str:
        """Its 发文字号."""
        return f"{self.county}政办发〔{self.year}〕{self.serial}号"


def circular(draw: random.Random) -> str:
    """One circular: head, body, foot and an annexed table, flattened or with tabs or bars."""
    place = Place(draw.choice(_PLACES), draw.randint(2009, 2024), draw.randint(1, 199))
    between = draw.choice(BETWEEN)
    made = notice(draw, place, f"{place.county}政发〔{place.year}〕{draw.randint(1, 60)}号", 3 if between == "|" else 1)
    return text(made, between)


BETWEEN = ("\n", "\n", "\t", "|")
"""What stands between the cells of a row that is printed as text."""


def text(made: Notice, between: str) -> str:
    """The notice as plain text."""
    body = [f"　　{words}" for words in (made.opening, *made.body)]
    rows = [row[0] if len(row) == 1 else _row(row, between) for row in (made.names, *made.rows)]
    foot = ["", made.issuer, made.date, "", "附件", made.annex, ""]
    return "\n".join([made.title, made.number, made.to, *body, *foot, *rows])


def notice(draw: random.Random, place: Place, cited: str, gap: int = 1, length: int = LENGTH) -> Notice:
    """One circular of about so many characters, ``gap`` of them between two cells, which cites another by its number.

    Of 800 characters and fewer its head and body are all, and a row.
    """
    issuer = f"{place.province}{place.county}县人民政府办公室"
    what = f"{place.year}年{draw.choice(HEADS)}和{draw.choice(HEADS)}重点工作责任分工表"
    title = f"{issuer}关于印发{what}的通知"
    to = "各乡镇人民政府,县政府各部门:"
    opening = f"《{what}》已经县人民政府同意,现印发给你们,请认真组织实施。{sentence(draw)}"
    body = [f"{_DIGITS[n]}、{draw.choice(HEADS)}。{''.join(sentence(draw) for _ in range(4))}" for n in range(4)]
    body.append(f"根据{cited}文件,{sentence(draw)}{draw.randint(3, 6)}月15日前报送方案。")
    date = f"{place.year}年{draw.randint(1, 4)}月{draw.randint(1, 28)}日"
    rest = length - sum(map(len, (title, place.number, to, opening, *body, issuer, date, what))) - 30
    names, rows = _table(draw, place.county, rest, gap)
    return Notice(title, place.number, issuer, to, opening, body, date, what, names, rows)


def sentence(draw: random.Random) -> str:
    """A measure in a sentence of its own."""
    return f"{draw.choice(_HOW)},{_work(draw)},{_work(draw)},{draw.choice(_ENDS)}。"


def _work(draw: random.Random) -> str:
    return f"{draw.choice(_VERBS)}{draw.choice(_THINGS)}{draw.randint(2, 980)}{draw.choice(_MEASURES)}"


def _table(draw: random.Random, place: str, length: int, gap: int) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a table of about this length, columns in an order of its own."""
    roles = ["task", "content", "deadline", "responsible"] + ["progress"] * draw.randint(0, 1)
    if draw.random() < 0.6:
        fixed = roles[:2]
        moved = roles[2:]
        draw.shuffle(moved)
        roles = fixed + moved if draw.random() < 0.5 else moved + fixed
    roles = ["number", *roles]
    rows: list[list[str]] = []
    written, number, heading = 0, 0, 0
    while not number or written < length - 150:
        if number % 6 == 0 and heading < len(_DIGITS):
            rows.append([f"{_DIGITS[heading]}、{draw.choice(HEADS)}({draw.randint(3, 9)}项)"])
            heading += 1
        number += 1
        rows.append([cell(draw, role, number, place) for role in roles])
        written += sum(map(len, rows[-1])) + gap * len(roles)
    return [draw.choice(NAMES[role]) for role in roles], rows


def _row(cells: list[str], between: str) -> str:
    return f"| {' | '.join(cells)} |" if between == "|" else between.join(cells)


def cell(draw: random.Random, role: str, number: int, place: str) -> str:
    """The words of one cell of a row."""
    match role:
        case "number":
            return str(number)
        case "task":
            return _work(draw)
        case "content":
            return sentence(draw) + (sentence(draw) if draw.random() < 0.3 else "")
        case "deadline":
            return _limit(draw)
        case "responsible":
            names = [f"县{name}" for name in draw.sample(_UNITS, draw.randint(1, 4))]
            return "、".join([*names, *draw.sample(_ALL, int(draw.random() < 0.3))])
        case _:
            share = f"{draw.randint(5, 99)}.{draw.randint(0, 9)}%"
            done = f"完成{draw.choice(_THINGS)}{draw.randint(1, 300)}{draw.choice(_MEASURES)}"
            return f"{draw.choice(_DONE)},{done},占{share},{place}片区{draw.choice(_DONE)}。"


def _limit(draw: random.Random) -> str:
    month, day = draw.randint(3, 12), draw.randint(1, 28)
    return draw.choice((
        f"{month}月{day}日前", f"{month}月底前", f"{month}月{day}日前完成", f"{month}月上旬", "上半年", "年底前",
        "三季度末前", "长期坚持",
        f"每月{day}日前", f"{min(month, 6)}月至{max(month, 7)}月", "6月、12月各报一次",
        f"{draw.randint(5, 40)}个工作日内", f"{month}月底前启动,年底前完成",
    ))  # fmt: skip
