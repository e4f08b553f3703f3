"""What a site prints around a circular says nothing of it: head and tasks are those of the circular alone."""

from __future__ import annotations

import pytest

from hongtou.model import Circular

from .compose import TITLE, TO, each, html_table, notice, page, read, units, words

FEET = {
    "copyright": [
        "版权所有:云溪县人民政府 主办单位:云溪县人民政府办公室",
        "地址:人民路1号 邮编:423000 电话:0735-1234567",
    ],
    "line by line": ["主办单位:云溪县人民政府办公室", "承办单位:县政务中心", "技术支持:云溪软件公司", "您是第12位访客"],
    "the verb last": ["中共云溪县委 云溪县人民政府主办", "县电子政务办公室承办 湘ICP备05001234号"],
    "in one line": ["主办:云溪县人民政府办公室 承办:县大数据中心", "网站标识码:4310000001"],
    "links": ["县直部门网站", "县发改局 县教育局 县财政局 县水利局", "友情链接:中国政府网 省政府网"],
    "source": ["信息来源:县政府办公室 发布日期:2020-05-06 浏览次数:1234", "政务微博", "网站标识码:4310220001"],
}
HEADS = {
    "parts": ["机构概况", "领导之窗", "政策文件", "规划计划"],
    "tools": ["当前位置:首页 > 信息公开", "【字号:大 中 小】【打印】"],
    "box": ["索引号:4310-2020-00012 文号: 统一登记号: 公开形式:主动公开"],
}
ROWS = "!序号|工作任务|责任单位|完成时限\n1|修建水渠|县水利局|6月底\n2|整修校舍|县教育局|8月底"


def lines(*printed: str) -> str:
    """Each in an element of its own."""
    return "".join(f"<div>{line}</div>" for line in printed)


BODIES = {
    "a table alone": f"<h2>云溪县2016年重点工作任务分解表</h2>{html_table(ROWS)}",
    "a table with its title": html_table(f">4 云溪县2016年重点工作任务分解表\n{ROWS}"),
    "cells one a line": lines("云溪县2016年任务分解表", *ROWS[1:].replace("|", "\n").split("\n")),
    "running text, signed": lines(
        "云溪县人民政府关于水利工作的意见", "各乡镇人民政府:", "1.修建水渠。", "主办单位:县水利局", "协办单位:县财政局",
        "各单位要抓好落实。", "云溪县人民政府", "2016年3月4日",
    ),
    "running text, not signed": lines("云溪县2016年水利工作要点", "1.修建水渠。", "责任单位:县水利局", "2.加强宣传。"),
}  # fmt: skip


def said(circular: Circular) -> tuple[object, ...]:
    """The head and the tasks."""
    tasks = [(task.task.reading, units(task), [str(d.date_to) for d in task.deadlines]) for task in circular.tasks]
    return words(circular.title), each(circular.issuers), each(circular.addressees), tasks


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("foot", FEET)
def test_the_foot_of_a_page(foot: str, body: str) -> None:
    assert said(page(BODIES[body] + lines(*FEET[foot]))) == said(page(BODIES[body]))


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_page(head: str, body: str) -> None:
    assert said(page(lines(*HEADS[head]) + BODIES[body])) == said(page(BODIES[body]))


@pytest.mark.parametrize("body", BODIES)
def test_there_is_something_to_say(body: str) -> None:
    assert page(BODIES[body]).tasks
    assert page(BODIES[body]).title


def test_who_runs_it_as_a_circular_s_last_line_is_a_task_s() -> None:
    circular = page(lines("云溪县2016年水利工作要点", "1.修建水渠。", "主办单位:县水利局", "【打印】【关闭】"))
    assert [units(task) for task in circular.tasks] == [[("县水利局", "lead")]]


LAST = {
    "technical support": "2.为企业提供技术支持。(县科技局负责)",
    "visits": "2.提高政府网站访问量,全年达到100万次。(县政府办负责)",
    "filing": "2.开展网站ICP备案核查。(县委网信办负责)",
    "resolution": "2.更新影像,分辨率达到0.5米。(县自然资源局负责)",
}


@pytest.mark.parametrize("last", LAST)
def test_words_of_a_foot_in_the_last_task_are_the_task_s(last: str) -> None:
    circular = page(lines("云溪县2016年科技工作要点", "1.修建水渠。(县水利局负责)", LAST[last]))
    assert len(circular.tasks) == 2


@pytest.mark.parametrize("task", ["为企业提供技术支持", "加强设施日常维护", "建好政府网站"])
def test_the_last_cell_of_a_table_above_a_foot(task: str) -> None:
    cells = f"序号|责任单位|完成时限|工作任务|1|县财政局|6月底前|公开预算|2|县科技局|8月底前|{task}"
    foot = ["主办:云溪县人民政府办公室", "湘ICP备05001234号"]
    circular = page(lines("云溪县2016年任务分解表", *cells.split("|"), *foot))
    assert [words(one.task) for one in circular.tasks] == ["公开预算", task]


EXPLAINED = ["一、起草背景", "为落实云政发〔2015〕9号文件,起草了方案,明确6月底前完成。(责任单位:县财政局)"]


def test_what_explains_a_circular_below_it_is_none_of_its_text() -> None:
    circular = notice(
        "一、修建水渠。(责任单位:县水利局)", after=("(此件公开发布)", "《云溪县水渠建设方案》政策解读", *EXPLAINED)
    )
    assert [task.task.text for task in circular.tasks] == ["一、修建水渠。"]
    assert (circular.references, circular.deadlines) == ((), ())


def test_a_heading_of_the_circular_s_own_explains_nothing() -> None:
    circular = notice("一、做好《水法》宣传解读", "(一)印发手册。(责任单位:县水利局)", "《水法》政策解读", "请落实。")
    assert len(circular.tasks) == 1
    assert [block.kind for block in circular.blocks if block.kind == "noise"] == []


def test_the_page_s_tools_in_brackets_are_no_metadata() -> None:
    box = html_table("索引号:|YX-31|文号:|云政办发〔2016〕31号")
    circular = page(f"{box}<p>【打印】【字体:大 中 小】分享到:</p><h1>{TITLE}</h1><p>{TO}</p><p>请落实。</p>")
    assert [entry.label.text for entry in circular.metadata] == ["索引号", "文号"]


def test_a_day_of_the_box_that_has_another_label_is_not_the_page_s() -> None:
    entries = {"文号": "云政办发〔2016〕31号", "成文日期": "2016-04-20", "公开方式": "主动"}
    box = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in entries.items())
    circular = page(f"<dl>{box}</dl><h1>{TITLE}</h1><p>{TO}</p><p>请落实。</p>")
    assert circular.date_published is None
    assert circular.date_issued


SITE_LINES = [
    "今天是2019年8月3日 星期六",
    "欢迎访问云溪县人民政府网站!",
    "您好,欢迎来到云溪县人民政府门户网站",
    "登录 | 注册 | 无障碍",
    "热搜词:防汛 减税",
    "视力保护色: □ □ □",
    "扫描二维码分享到手机",
    "归档时间:2018-11-21",
    "[下载Word] [下载PDF]",
    "文章来源:县府办 责任编辑:李某",
    "文件下载:防汛预案.pdf",
    "[打印] [关闭] [返回顶部]",
    "解读:一图读懂云政办发〔2015〕9号",
    "政策解读:《云溪县防汛预案》解读",
    "图解:云政办发〔2015〕9号",
    "阅读 1032",
    "点赞 0 收藏 0",
    "免责声明:本网转载文章仅作交流",
    "Produced By CMS 网站群内容管理系统",
    "延伸阅读:云政办发〔2015〕9号",
    "猜你喜欢",
    "相关文档:云政办发〔2015〕9号",
]


@pytest.mark.parametrize("line", SITE_LINES)
def test_a_line_of_the_site_below_a_circular(line: str) -> None:
    circular = notice("一、修建水渠。(责任单位:县水利局)", after=("(此件公开发布)", line))
    last = circular.blocks[-1]
    assert (last.kind, circular.text[last.start : last.end]) == ("noise", line)
    assert (len(circular.tasks), circular.references) == (1, ())


@pytest.mark.parametrize(
    "line",
    [
        "政策解读:主要负责人带头解读政策。(县政府办负责)", "欢迎外商来我县投资兴业。(县商务局负责)",
        "扫描归档:年底前完成。(县档案局负责)", "扫二维码登记乘车信息。(县交通局负责)",
        "热门景区实行预约。(县文旅局负责)", "文件下载渠道畅通。(县政府办负责)",
        "解读材料:与文件同步起草(县政府办负责)", "关联企业:逐户摸排。(县税务局负责)", "您有建议我来办。(县信访局负责)",
    ],
)  # fmt: skip
def test_work_that_opens_like_a_line_of_the_site(line: str) -> None:
    circular = notice("一、修建水渠。(责任单位:县水利局)", line)
    assert len(circular.tasks) == 2


def test_who_runs_the_site_below_a_note() -> None:
    circular = notice("请落实。", after=("(此件公开发布)", "主办单位:云溪县人民政府"))
    assert circular.tasks == ()


@pytest.mark.parametrize(
    "link",
    ["相关附件", "相关附件 |", "相关链接:", "相关解读:一图读懂水利工作", "推荐阅读", "关联文件:云政发〔2016〕9号"],
)
def test_links_between_the_title_and_the_text_do_not_end_it(link: str) -> None:
    body = (TO, "为做好水利工作,现通知如下。", "一、修建水渠。(县水利局负责)", "云溪县人民政府办公室", "2016年4月20日")
    plain, linked = read(TITLE, *body), read(TITLE, link, *body)
    assert [task.task.text for task in linked.tasks] == [task.task.text for task in plain.tasks] == ["一、修建水渠。"]
    below = read(TITLE, *body, link, "云溪县财政局关于减税的通知。", "云财发〔2016〕3号")
    assert (below.references, below.blocks[-1].kind) == ((), "noise")
