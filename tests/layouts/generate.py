"""Facts by chance from a seed: places, units, limits and works that no sample has."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from typing import NamedTuple

from .facts import NAMES, Facts, Limit, Row

_PLACES = ("岭北省", "青岩市", "云溪县", "沙洲市", "白石区", "长宁岭县", "渡岭市", "鹤川县")
_AGENCIES = (
    "财政局", "发展改革委", "教育局", "水利局", "农业农村局", "交通运输局", "住房城乡建设局", "民政局",
    "卫生健康委", "生态环境局", "自然资源局", "人力资源社会保障局", "市场监管局", "应急管理局", "统计局", "公安局",
    "林业局", "商务局", "残联", "总工会", "医疗保障局", "供销社",
)  # fmt: skip
_ALL = {"省": "各市、州人民政府", "市": "各县(市、区)人民政府", "县": "各乡镇人民政府", "区": "各街道办事处"}
_VERBS = ("新建", "改造", "扩建", "修缮", "整治", "建成", "加固", "新增", "完成", "实施", "推进", "规范")
_THINGS = (
    ("农村公路", "公里"), ("标准化学校", "所"), ("乡镇卫生院", "所"), ("养老服务中心", "个"), ("污水处理站", "座"),
    ("垃圾中转站", "座"), ("农贸市场", "个"), ("高标准农田", "亩"), ("河道堤防", "公里"), ("老旧小区", "个"),
    ("公共厕所", "座"), ("停车泊位", "个"), ("通信基站", "个"), ("冷链仓库", "座"), ("山塘水库", "座"),
    ("村级卫生室", "个"), ("文化广场", "处"), ("充电桩", "个"), ("供水管网", "公里"), ("地质灾害隐患点", "处"),
)  # fmt: skip
_SHORT = (
    "优化营商环境", "深化户籍制度改革", "防范化解金融风险", "推行林长制", "落实惠民政策", "规范行政审批",
    "开展扫雷排查", "壮大村集体经济", "办好职业教育", "推进数据共享", "保障粮食安全", "严格耕地保护",
)  # fmt: skip
_HOW = (
    "按照先急后缓的原则组织实施", "采取以奖代补方式落实资金", "通过公开招标确定施工队伍", "依托现有场地合理布局",
    "统筹上级专项资金和社会资本", "建立健全长效管护机制", "配套设施同步规划建设", "定期向社会公布结果",
    "实行台账管理和销号制度", "群众满意度稳步提高",
)  # fmt: skip
_DONE = (
    "已完成前期工作", "主体工程已封顶", "正在办理用地手续", "已完成招投标", "设备安装基本到位", "施工队伍已进场",
    "已完成勘察设计", "正在征求意见",
)  # fmt: skip
# Works whose words look like something else: units, numbered items, names of agencies inside.
_ODD = (
    "整修乡村小学校舍5所", "组建县级融媒体中心", "筹建职业技术学院", "撤并乡镇财政所", "成立退役军人服务站",
    "创建全国卫生城市", "配合水利部门做好水库除险加固", "办好第四届农民丰收节", "新建公安局业务技术用房",
    "1.推进政务公开;2.规范信息发布", "提升12345热线办理质量", "完成人民医院整体搬迁",
    "推动市场监管局与基层所站合署办公", "编制“十年禁渔”退捕渔民安置方案", "落实河长制,建立一河一策档案",
    "推进城乡供水一体化,解决边远山区群众季节性缺水问题,农村自来水普及率提高到92%以上",
    "加强食品药品安全监管,开展校园周边、农贸市场、小作坊专项检查,抽检合格率不低于98.5%",
)  # fmt: skip
_OTHER_UNITS = (
    "国网{}供电公司", "团委", "{}开发区管委会", "法院", "发展改革局(粮食局)", "供销合作社联合社", "气象局",
    "委宣传部", "邮政分公司",
)  # fmt: skip
_HEADS = (
    "基础设施建设", "社会事业发展", "生态环境保护", "产业转型升级", "民生保障改善", "治理能力提升", "营商环境优化",
)  # fmt: skip
_HEADERS = {
    "number": ("序号", "序号", "编号"),
    "category": ("类别", "领域"),
    "task": ("工作任务", "重点任务", "任务名称"),
    "content": ("主要内容", "工作措施", "目标要求"),
    "deadline": ("完成时限", "时限", "时间要求", "完成时间"),
    "lead": ("牵头单位", "主办单位", "牵头部门"),
    "responsible": ("责任单位", "责任部门", "承办单位"),
    "support": ("配合单位", "协办单位", "配合部门"),
    "progress": ("进展情况", "完成进度", "落实情况"),
    "person": ("责任人", "分管领导"),
    "remark": ("备注",),
}
PLAIN, HARD = 10, 12


class Habits(NamedTuple):
    """How a circular writes. The plain ones have none of these."""

    odd: bool = False
    """Tasks and units whose words look like something else."""
    timed: bool = False
    """Contents and tasks that print limits of their own."""
    gaps: bool = False
    """Here and there a cell that the source left empty."""
    counted: bool = False
    """Categories with the number of their rows."""
    persons: bool = False
    """A column of responsible persons, and one of remarks."""
    dated: bool = False
    """Progress that begins with a date and names units."""


class Names(NamedTuple):
    """The place and what it calls its agencies."""

    place: str
    level: str
    agencies: tuple[str, ...]
    year: int
    habits: Habits


def facts(seed: int = 11) -> list[Facts]:
    """Plain circulars and hard ones; the same seed gives the same."""
    plain = [one(random.Random(seed * 7_919 + n), f"plain-{n + 1:02d}", Habits()) for n in range(PLAIN)]
    draws = [random.Random(seed * 104_729 + n) for n in range(HARD)]
    hard = [
        one(draw, f"hard-{n + 1:02d}", Habits(*(draw.random() < 0.45 for _ in Habits._fields)))
        for n, draw in enumerate(draws)
    ]
    return plain + hard


def one(draw: random.Random, name: str, habits: Habits) -> Facts:
    """One circular's facts."""
    place = draw.choice(_PLACES)
    level = place[-1]
    year = draw.randint(2008, 2024)
    where = Names(place, level, tuple(draw.sample(_AGENCIES, 16)), year, habits)
    columns = ["number", "task", *(["content"] if draw.random() < 0.6 else []), "deadline"]
    split = draw.random() < 0.45
    columns += ["lead", "support"] if split else ["responsible"]
    columns += ["person"] if habits.persons else []
    columns += ["progress"] if draw.random() < 0.45 else []
    columns += ["remark"] if habits.persons and draw.random() < 0.6 else []
    issuer = f"{place}人民政府{'办公厅' if level == '省' else '办公室'}"
    what = f"{year}年{draw.choice(_HEADS)}重点工作责任分工表"
    return Facts(
        name=name,
        title=f"{issuer}关于印发{what}的通知",
        number=f"{place[0]}政办发〔{year}〕{draw.randint(1, 180)}号",
        issuer=issuer,
        to=f"{_ALL[level]},{level}政府各部门",
        issued=dt.date(year, draw.randint(1, 3), draw.randint(1, 28)),
        annex=what,
        rows=tuple(_rows(draw, where, columns, split)),
        columns=tuple(columns),
        names={**NAMES, **{column: draw.choice(_HEADERS[column]) for column in _HEADERS}},
    )


def _rows(draw: random.Random, where: Names, columns: list[str], split: bool) -> list[Row]:
    heads = draw.sample(_HEADS, 3)
    mark = draw.choice(("{}、{}", "({}){}", "{}、{}"))
    total = draw.randint(6, 14)
    places = [index * 3 // total for index in range(total)]
    counts = [f"({places.count(place)}项)" if where.habits.counted else "" for place in range(3)]
    seen: set[str] = set()
    return [
        _gapped(draw, where, _row(draw, where, columns, split, seen))._replace(
            number=str(index + 1), category=(mark.format("一二三"[place], heads[place]) + counts[place],)
        )
        for index, place in enumerate(places)
    ]


def _row(draw: random.Random, where: Names, columns: list[str], split: bool, seen: set[str]) -> Row:
    limit, limits = _limit(draw, where.year)
    content = _content(draw) if "content" in columns else None
    inner: tuple[Limit, ...] = ()
    if content and where.habits.timed and draw.random() < 0.5:
        month = draw.randint(5, 11)
        content = f"{month}月底前{_work(draw)},{content}"
        inner = (("by", None, _end_of(where.year, month)),)
    return Row(
        number=None,
        category=(),
        task=_task(draw, where, seen),
        content=content,
        deadline=limit,
        limits=limits,
        units=tuple(_units(draw, where, split)),
        progress=_progress(draw, where) if "progress" in columns else None,
        person=draw.choice("张王李赵周吴") + draw.choice(("某某", "某", "县长")) if "person" in columns else None,
        remark=draw.choice(("新增", "续建", "省定任务", "逐季调度")) if "remark" in columns else None,
        inner=inner,
    )


def _gapped(draw: random.Random, where: Names, row: Row) -> Row:
    """The row with a cell left empty now and then."""
    if not where.habits.gaps or draw.random() > 0.3:
        return row
    gap = draw.choice(("deadline", "support", "progress", "remark"))
    if gap == "deadline":
        return row._replace(deadline=None, limits=())
    if gap == "support":
        return row._replace(units=row.units[:1])
    return row._replace(progress=None) if gap == "progress" else row._replace(remark=None)


def _end_of(year: int, month: int) -> str:
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"


def _task(draw: random.Random, where: Names, seen: set[str]) -> str:
    while True:
        made = draw.choice(_SHORT) if draw.random() < 0.35 else _work(draw)
        if where.habits.odd and draw.random() < 0.5:
            made = draw.choice(_ODD)
        if made not in seen:
            seen.add(made)
            return made


def _work(draw: random.Random) -> str:
    thing, measure = draw.choice(_THINGS)
    return f"{draw.choice(_VERBS)}{thing}{draw.randint(2, 980)}{measure}"


def _content(draw: random.Random) -> str:
    clauses = [_work(draw), *draw.sample(_HOW, draw.randint(1, 2))]
    return ",".join(clauses) + draw.choice(("。", "。", ""))


def _progress(draw: random.Random, where: Names) -> str:
    since = f"截至{draw.randint(3, 9)}月底,{where.level}{draw.choice(where.agencies)}" if where.habits.dated else ""
    paragraphs = [
        f"{since}{draw.choice(_DONE)},累计{_work(draw)},占任务的{draw.randint(5, 99)}.{draw.randint(1, 9)}%。"
        for _ in range(draw.choice((1, 1, 2, 3)))
    ]
    if len(paragraphs) > 1:
        paragraphs = [f"{place}.{words}" for place, words in enumerate(paragraphs, 1)]
    return "\n".join(paragraphs)


def _units(draw: random.Random, where: Names, split: bool) -> list[tuple[str, str]]:
    names = [f"{where.level}{agency}" for agency in draw.sample(where.agencies, draw.randint(2, 4))]
    if not split:
        names = names[: draw.randint(1, len(names))]
    if where.habits.odd and draw.random() < 0.4:
        other = draw.choice(_OTHER_UNITS)
        names[-1] = other.format(where.place) if "{}" in other else f"{where.level}{other}"
    if draw.random() < 0.2:
        names.append(_ALL[where.level])
    return [(name, ("support" if place else "lead") if split else "responsible") for place, name in enumerate(names)]


def _limit(draw: random.Random, year: int) -> tuple[str, tuple[Limit, ...]]:
    """A deadline cell and what it means."""
    month, day = draw.randint(5, 11), draw.randint(2, 27)
    last = _end_of(year, month)
    on = f"{year}-{month:02d}-{day:02d}"
    end = f"{year}-12-31"
    forms: tuple[tuple[str, tuple[Limit, ...]], ...] = (
        (f"{month}月底前", (("by", None, last),)),
        (f"{month}月底前完成", (("by", None, last),)),
        (f"{year}年{month}月底前", (("by", None, last),)),
        (f"{month}月{day}日前", (("by", None, on),)),
        (f"{year}年{month}月{day}日前", (("by", None, on),)),
        ("年底前", (("by", None, end),)),
        (f"{year}年12月底", (("by", None, end),)),
        ("三季度末前", (("by", None, f"{year}-09-30"),)),
        ("上半年", (("within", f"{year}-01-01", f"{year}-06-30"),)),
        (f"{month}月中旬", (("within", f"{year}-{month:02d}-11", f"{year}-{month:02d}-20"),)),
        (f"4月至{month}月", (("within", f"{year}-04-01", last),)),
        ("长期坚持", (("ongoing", None, None),)),
        ("持续推进", (("ongoing", None, None),)),
        ("立即整改", (("immediate", None, None),)),
        ("每季度末", (("recurring", None, None),)),
        ("每月25日前", (("recurring", None, None),)),
        (f"{month}月底前启动,年底前完成", (("by", None, last), ("by", None, end))),
    )
    return draw.choice(forms)
