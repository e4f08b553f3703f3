"""Folders, archives and crawls as they come: what is in them, and which circulars must come out.

Composed (示例: invented places) before the program saw them; (files, annexes, tasks with their annex) of each circular.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from .annexes import HEADER, Rows, docx, html, pdf, sheets, xlsx
from .made import Answer, warc, zipped
from .test_attachments import extract, leaves, work
from .test_mhtml import saved

FOOT = ["青岩市人民政府办公室", "2019年3月4日"]


class Want(NamedTuple):
    """A circular that must come out."""

    files: list[str]
    annexes: list[str]
    tasks: list[tuple[int | None, str]]


def rows(*tasks: str) -> Rows:
    return [(str(at), task, "9月底前", "市司法局") for at, task in enumerate(tasks, 1)]


def notice(number: int, subject: str, *annexes: str, rest: Sequence[str] = ()) -> list[str]:
    """The lines of a circular."""
    listed = [f"附件:{annexes[0]}"] if len(annexes) == 1 else []
    if len(annexes) > 1:
        listed = [f"附件:1.{annexes[0]}", *(f"{at}.{title}" for at, title in enumerate(annexes[1:], 2))]
    head = [
        f"青岩市人民政府办公室关于{subject}的通知",
        f"青政办发〔2019〕{number}号",
        "各区县人民政府:",
        "请认真落实。",
    ]
    return [*head, *listed, *rest, *FOOT]


def link(target: str, words: str) -> str:
    return f'<p><a href="{target}">{words}</a></p>'


def page(lines: Sequence[str], *links: tuple[str, str]) -> bytes:
    return html(lines, (), "".join(link(*one) for one in links))


PLAN = [
    "青岩市集市改造实施方案",
    "一、主要任务",
    "(一)改造南门集市。9月底前完成棚顶更换。(责任单位:市商务局)",
    "(二)改造北门集市。年底前完成排水改造。(责任单位:市住房城乡建设局)",
]
PLANNED = ["(一)改造南门集市。9月底前完成棚顶更换。", "(二)改造北门集市。年底前完成排水改造。"]
FLAT = [
    "附件1",
    "甲类任务表",
    "\t".join(HEADER),
    "1\t清理河道\t9月底前\t市水利局",
    "2\t加固堤防\t10月底前\t市水利局、市财政局",
]
SITE = "http://www.qingyan.example"


def yearly(year: int) -> dict[str, bytes]:
    lines = notice(2, f"做好{year}年春灌", "任务表")
    return {f"{year}/通知.html": page(lines), f"{year}/附件.xlsx": xlsx(["任务表"], rows(f"疏浚{year}"))}


def one(number: int, subject: str, task: str) -> bytes:
    lines = notice(number, subject, "任务表")
    return zipped({"通知.docx": docx(lines), "附件1.xlsx": xlsx(["任务表"], rows(task))})


Case = tuple[str, Mapping[str, bytes], list[Want]]
CASES: list[Case] = [
    (
        "an attachment by the site's own name, listed below the signature only",
        {
            "t20190305_1.html": page(notice(12, "政务公开"), ("./P020190305388.docx", "附件:政务公开分工表.docx")),
            "P020190305388.docx": docx(["政务公开分工表"], rows("公开预算", "公开决算")),
        },
        [Want(["t20190305_1.html", "P020190305388.docx"], ["政务公开分工表"], [(0, "公开预算"), (0, "公开决算")])],
    ),
    (
        "a plan of passages and a table, known by their titles",
        {
            "通知/正文.html": page(notice(15, "集市改造", "青岩市集市改造实施方案", "青岩市集市改造责任分解表")),
            "通知/青岩市集市改造实施方案.docx": docx(PLAN),
            "通知/青岩市集市改造责任分解表.xlsx": xlsx(["青岩市集市改造责任分解表"], rows("拆除旧棚")),
        },
        [
            Want(
                ["正文.html", "青岩市集市改造实施方案.docx", "青岩市集市改造责任分解表.xlsx"],
                ["青岩市集市改造实施方案", "青岩市集市改造责任分解表"],
                [(0, PLANNED[0]), (0, PLANNED[1]), (1, "拆除旧棚")],
            )
        ],
    ),
    (
        "the same names in the folders of two years",
        {**yearly(2018), **yearly(2019)},
        [Want(["通知.html", "附件.xlsx"], ["任务表"], [(0, f"疏浚{year}")]) for year in (2018, 2019)],
    ),
    (
        "an annex without tasks among others",
        {
            "x.zip": zipped(
                {
                    "通知/夏粮收购.docx": docx(notice(7, "夏粮收购", "任务清单", "联系人表")),
                    "通知/附件1-任务清单.xlsx": xlsx(["附件1"], rows("备足仓容", "备足资金")),
                    "通知/附件2-联系人表.docx": docx(["附件2", "联系人表", "张三 0000", "李四 0001"]),
                }
            )
        },
        [
            Want(
                ["夏粮收购.docx", "附件1-任务清单.xlsx", "附件2-联系人表.docx"],
                ["任务清单", "联系人表"],
                [(0, "备足仓容"), (0, "备足资金")],
            )
        ],
    ),
    (
        "names that say nothing, and the title in the first row",
        {
            "12345.docx": docx(notice(30, "秸秆禁烧", "重点任务分工方案")),
            "12346.xlsx": xlsx(["重点任务分工方案"], rows("巡查")),
        },
        [Want(["12345.docx", "12346.xlsx"], ["重点任务分工方案"], [(0, "巡查")])],
    ),
    (
        "a crawl with a list page and another circular that link to the same file",
        {
            "c.warc.gz": warc(
                [
                    (
                        f"{SITE}/list.html",
                        Answer(page(["首页"], ("/a/1.html", "关于禁烧的通知"), ("/f/9.docx", "下载.docx"))),
                    ),
                    (f"{SITE}/a/1.html", Answer(page(notice(30, "禁烧", "分工方案"), ("/f/9.docx", "分工方案.docx")))),
                    (f"{SITE}/a/2.html", Answer(page(notice(31, "防火"), ("/f/9.docx", "相关附件.docx")))),
                    (f"{SITE}/f/9.docx", Answer(docx(["分工方案"], rows("巡查")), "application/octet-stream")),
                ]
            )
        },
        [
            Want(["1.html", "9.docx"], ["分工方案"], [(0, "巡查")]),
            Want(["2.html"], [], []),
            Want(["list.html"], [], []),
        ],
    ),
    (
        "two annexes in one workbook, each on its sheet",
        {
            "通知.docx": docx(notice(1, "防火", "甲任务表", "乙任务表")),
            "附件.xlsx": sheets((["附件1", "甲任务表"], rows("甲一")), (["附件2", "乙任务表"], rows("乙一"))),
        },
        [Want(["通知.docx", "附件.xlsx"], ["甲任务表", "乙任务表"], [(0, "甲一"), (1, "乙一")])],
    ),
    (
        "a plan that the page prints and attaches",
        {
            "t.html": page([*notice(15, "集市改造", "青岩市集市改造实施方案"), "附件", *PLAN]),
            "附件.docx": docx(["附件", *PLAN]),
        },
        [Want(["t.html", "附件.docx"], ["青岩市集市改造实施方案"], [(0, PLANNED[0]), (0, PLANNED[1])])],
    ),
    (
        "a page saved whole, its attachment by the address",
        {
            "a.mht": saved(page(notice(30, "禁烧", "分工方案"), ("http://www.yunxi.example/P01.docx", "附件.docx"))),
            "P01.docx": docx(["分工"], rows("巡查")),
        },
        [Want(["a.mht", "P01.docx"], ["分工方案"], [(0, "巡查")])],
    ),
    (
        "an annex that prints the number of its circular",
        {
            "t.html": page(notice(30, "禁烧", "分工方案")),
            "附件.docx": docx(["附件", "分工方案", "(青政办发〔2019〕30号)"], rows("巡查")),
        },
        [Want(["t.html", "附件.docx"], ["分工方案"], [(0, "巡查")])],
    ),
    (
        "an annex that prints the number of another circular",
        {
            "t.html": page(notice(30, "禁烧", "分工方案")),
            "附件.docx": docx(["附件", "分工方案", "(青政办发〔2019〕29号)"], rows("巡查")),
        },
        [Want(["t.html"], ["分工方案"], []), Want(["附件.docx"], [], [(None, "巡查")])],
    ),
    (
        "plain texts",
        {
            "notice.txt": "\n".join(notice(12, "治水", "甲类任务表")).encode(),
            "notice_附件1.txt": "\n".join(FLAT).encode(),
        },
        [Want(["notice.txt", "notice_附件1.txt"], ["甲类任务表"], [(0, "清理河道"), (0, "加固堤防")])],
    ),
    (
        "files in a folder that all pages share",
        {
            "2019/03/t1.html": page(notice(1, "防火", "任务表"), ("../../files/ab12.docx", "点击查看附件")),
            "2019/03/t2.html": page(notice(2, "防汛", "任务表"), ("../../files/cd34.xlsx", "点击查看附件")),
            "files/ab12.docx": docx(["任务表"], rows("巡山")),
            "files/cd34.xlsx": xlsx(["任务表"], rows("巡堤")),
        },
        [
            Want(["t1.html", "ab12.docx"], ["任务表"], [(0, "巡山")]),
            Want(["t2.html", "cd34.xlsx"], ["任务表"], [(0, "巡堤")]),
        ],
    ),
    (
        "links whose addresses are percent-encoded; the number in a name is the file's, not the annex's",
        {
            "t1.html": page(notice(1, "防火", "任务表"), ("%E9%99%84%E4%BB%B61.docx", "附件")),
            "t2.html": page(notice(2, "防汛", "任务表"), ("%E9%99%84%E4%BB%B62.docx", "附件")),
            "附件1.docx": docx(["附件", "任务表"], rows("巡山")),
            "附件2.docx": docx(["附件", "任务表"], rows("巡堤")),
        },
        [
            Want(["t1.html", "附件1.docx"], ["任务表"], [(0, "巡山")]),
            Want(["t2.html", "附件2.docx"], ["任务表"], [(0, "巡堤")]),
        ],
    ),
    (
        "two circulars and their annexes in one archive",
        {
            "a.zip": zipped(
                {
                    "1.防火.docx": docx(notice(1, "防火", "防火任务表")),
                    "2.防汛.docx": docx(notice(2, "防汛", "防汛任务表")),
                    "附件:防火任务表.xlsx": xlsx([], rows("巡山")),
                    "附件:防汛任务表.xlsx": xlsx(["防汛任务表"], rows("巡堤")),
                }
            )
        },
        [
            Want(["1.防火.docx", "附件:防火任务表.xlsx"], ["防火任务表"], [(0, "巡山")]),
            Want(["2.防汛.docx", "附件:防汛任务表.xlsx"], ["防汛任务表"], [(0, "巡堤")]),
        ],
    ),
    (
        "an article about a circular links to its attachment too",
        {
            "a.html": page(notice(1, "防火", "任务表"), ("x.docx", "任务表.docx")),
            "b.html": page(
                ["《青岩市人民政府办公室关于防火的通知》解读", "近年来火情多发。"], ("x.docx", "任务表.docx")
            ),
            "x.docx": docx(["任务表"], rows("巡山")),
        },
        [Want(["a.html", "x.docx"], ["任务表"], [(0, "巡山")]), Want(["b.html"], [], [])],
    ),
    (
        "English names",
        {
            "notice.html": page(notice(1, "防火", "甲任务表", "乙任务表")),
            "notice-att1.docx": docx(["甲任务表"], rows("甲一")),
            "notice-att2.xlsx": xlsx([], rows("乙一")),
        },
        [
            Want(
                ["notice.html", "notice-att1.docx", "notice-att2.xlsx"],
                ["甲任务表", "乙任务表"],
                [(0, "甲一"), (1, "乙一")],
            )
        ],
    ),
    (
        "archives in an archive, one a circular, all with the same names",
        {"all.zip": zipped({"a/1.zip": one(1, "防火", "巡山"), "a/2.zip": one(2, "防汛", "巡堤")})},
        [Want(["通知.docx", "附件1.xlsx"], ["任务表"], [(0, task)]) for task in ("巡山", "巡堤")],
    ),
    (
        "the same archive twice",
        {"a.zip": one(1, "防火", "巡山"), "b.zip": one(1, "防火", "巡山")},
        [Want(["通知.docx", "通知.docx", "附件1.xlsx", "附件1.xlsx"], ["任务表"], [(0, "巡山")])],
    ),
    (
        "an annex of a number that the circular does not list",
        {
            "t.html": page(notice(1, "防火", "任务表")),
            "附件1.xlsx": xlsx([], rows("巡山")),
            "附件2.xlsx": xlsx(["登记表"], rows("填表")),
        },
        [Want(["t.html", "附件1.xlsx"], ["任务表"], [(0, "巡山")]), Want(["附件2.xlsx"], [], [(None, "填表")])],
    ),
    (
        "before 2012: 附 for 附件",
        {
            "t.html": page(
                [
                    "青岩县人民政府关于护林的通知",
                    "青政〔2003〕8号",
                    "各乡镇人民政府:",
                    "请落实。",
                    "附:护林任务表",
                    "青岩县人民政府",
                    "二○○三年三月四日",
                ]
            ),
            "附:护林任务表.docx": docx(["护林任务表"], rows("巡山")),
        },
        [Want(["t.html", "附:护林任务表.docx"], ["护林任务表"], [(0, "巡山")])],
    ),
    (
        "a name that is nearly the title, beside the only circular",
        {
            "a.zip": zipped(
                {
                    "通知.docx": docx(notice(1, "抓落实", "2019年重点工作任务分解表(共2项)")),
                    "重点工作任务分解表.docx": docx(["各单位要高度重视。"], rows("修路", "架桥")),
                }
            )
        },
        [
            Want(
                ["通知.docx", "重点工作任务分解表.docx"],
                ["2019年重点工作任务分解表(共2项)"],
                [(0, "修路"), (0, "架桥")],
            )
        ],
    ),
    (
        "a page and its attachment in two formats of one name",
        {"通知.html": page(notice(1, "抓落实", "任务表")), "通知.xlsx": xlsx(["任务表"], rows("修路"))},
        [Want(["通知.html", "通知.xlsx"], ["任务表"], [(0, "修路")])],
    ),
    (
        "two crawls of a page that counts its visits",
        {
            f"c{at}.warc.gz": warc(
                [
                    (
                        f"{SITE}/a/1.html",
                        Answer(page([*notice(1, "禁烧", "分工方案"), f"浏览次数:{at}"], ("/f/9.docx", "附件"))),
                    ),
                    (f"{SITE}/f/9.docx", Answer(docx(["分工方案"], rows("巡查")), "application/msword")),
                ],
                day=f"202{at}-01-01T00:00:00Z",
            )
            for at in (1, 2)
        },
        [Want(["1.html", "9.docx", "9.docx"], ["分工方案"], [(0, "巡查")])] * 2,
    ),
    (
        "an address in other words: https, percent-encoded, with a fragment",
        {
            "c.warc.gz": warc(
                [
                    (
                        f"{SITE}/a/1.html",
                        Answer(
                            page(
                                notice(1, "禁烧", "分工方案"),
                                ("https://www.qingyan.example/f/%E8%A1%A8.docx#x", "下载"),
                            )
                        ),
                    ),
                    (f"{SITE}/f/表.docx", Answer(docx(["分工"], rows("巡查")), "application/msword")),
                ]
            )
        },
        [Want(["1.html", "表.docx"], ["分工方案"], [(0, "巡查")])],
    ),
    (
        "addresses that an index gives to files of other names",
        {
            "index.csv": f"path,url\n01.html,{SITE}/a/1.html\n02.docx,{SITE}/f/9.docx\n".encode(),
            "01.html": page(notice(1, "禁烧", "分工方案"), ("/f/9.docx", "下载")),
            "02.docx": docx(["说明"], rows("巡查")),
        },
        [Want(["01.html", "02.docx"], ["分工方案"], [(0, "巡查")])],
    ),
    (
        "a PDF in a frame",
        {
            "t.html": html(notice(1, "禁烧", "分工方案"), (), '<iframe src="files/x1.pdf"></iframe>'),
            "files/x1.pdf": pdf(["说明"], rows("巡查")),
        },
        [Want(["t.html", "x1.pdf"], ["分工方案"], [(0, "巡查")])],
    ),
    (
        "another circular as annex stays one of its own",
        {
            "t.html": page(notice(1, "转发青岩省水利厅防汛通知", "青岩省水利厅关于防汛的通知")),
            "附件.docx": docx(
                [
                    "青岩省水利厅关于防汛的通知",
                    "青水〔2019〕5号",
                    "各市水利局:",
                    "9月底前加固堤防。(责任单位:市水利局)",
                    "青岩省水利厅",
                    "2019年2月1日",
                ]
            ),
        },
        [
            Want(["t.html"], ["青岩省水利厅关于防汛的通知"], []),
            Want(["附件.docx"], [], [(None, "9月底前加固堤防。")]),
        ],
    ),
    (
        "annexes counted, not spelt",
        {
            "t.html": page(notice(1, "抓落实", *(f"第{at}类任务表" for at in range(1, 12)))),
            **{f"t_附件{at}.xlsx": xlsx([], rows(f"事{at}")) for at in (10, 2, 11, 1)},
        },
        [
            Want(
                ["t.html", *(f"t_附件{at}.xlsx" for at in (1, 2, 10, 11))],
                [f"第{at}类任务表" for at in range(1, 12)],
                [(at - 1, f"事{at}") for at in (1, 2, 10, 11)],
            )
        ],
    ),
    (
        "an annex in two files, its number in Chinese, a line of its measure",
        {
            "t.html": page(notice(1, "抓落实", "甲任务表", "乙任务表")),
            "附件2-1.xlsx": xlsx(["附件2:", "乙任务表之一", "单位:万元"], rows("修路")),
            "附件(二)续.xlsx": xlsx(["乙任务表之二"], rows("架桥")),
        },
        [
            Want(
                ["t.html", "附件2-1.xlsx", "附件(二)续.xlsx"],
                ["甲任务表", "乙任务表"],
                [(1, "修路"), (1, "架桥")],
            )
        ],
    ),
    (
        "a file that is no annex of the circular beside it",
        {
            "t.html": page(notice(1, "抓落实", "任务表")),
            "人口统计.docx": docx(["青岩市人口统计", "甲区 100", "乙区 200"]),
        },
        [Want(["t.html"], ["任务表"], []), Want(["人口统计.docx"], [], [])],
    ),
    (
        "one annex among ten circulars, by its title alone",
        {
            **{f"{at:02}.txt": "\n".join(notice(at, f"第{at}事", f"第{at}事任务表")).encode() for at in range(1, 11)},
            "附件1.txt": "\n".join(["附件", "第7事任务表", *FLAT[2:]]).encode(),
        },
        [
            Want(
                [f"{at:02}.txt", *(["附件1.txt"] if at == 7 else [])],
                [f"第{at}事任务表"],
                [(0, "清理河道"), (0, "加固堤防")] if at == 7 else [],
            )
            for at in range(1, 11)
        ],
    ),
    (
        "the number that a link calls a file by; the page prints the other annex",
        {
            "t.html": html(
                [*notice(10, "治霾", "甲任务表", "乙任务表"), "附件1", "甲任务表"],
                rows("停工"),
                link("y.xlsx", "附件2.xlsx"),
            ),
            "y.xlsx": xlsx([], rows("限行")),
        },
        [Want(["t.html", "y.xlsx"], ["甲任务表", "乙任务表"], [(0, "停工"), (1, "限行")])],
    ),
    (
        "two copies of a circular and one file of its annex",
        {
            "m1.html": page([*notice(6, "护路", "护路任务表"), "来源:甲网"]),
            "m2.html": page([*notice(6, "护路", "护路任务表"), "来源:乙网"]),
            "附件.docx": docx(["附件", "护路任务表"], rows("补坑")),
        },
        [Want([f"m{at}.html", "附件.docx"], ["护路任务表"], [(0, "补坑")]) for at in (1, 2)],
    ),
    (
        "a heading in brackets, a title over two lines",
        {
            "t.html": page(notice(9, "扫雪", "青岩市2019年冬季扫雪除冰责任分解表")),
            "t_附件.docx": docx(["【附件】", "青岩市2019年冬季", "扫雪除冰责任分解表"], rows("扫雪")),
        },
        [Want(["t.html", "t_附件.docx"], ["青岩市2019年冬季扫雪除冰责任分解表"], [(0, "扫雪")])],
    ),
    (
        "an archive of an office, its names in GBK",
        {
            "g.zip": zipped(
                {
                    "关于普法的通知.docx": docx(notice(16, "普法", "普法责任清单")),
                    "附件:普法责任清单.docx": docx(["附件", "普法责任清单"], rows("宣讲")),
                },
                "gbk",
            )
        },
        [Want(["关于普法的通知.docx", "附件:普法责任清单.docx"], ["普法责任清单"], [(0, "宣讲")])],
    ),
    (
        "a page that shows a title and links to the circular, and to its annex",
        {
            "t.html": page(
                ["首页", notice(1, "防火")[0], "发布时间:2019-03-06"], ("1.docx", "正文.docx"), ("2.xlsx", "附件.xlsx")
            ),
            "1.docx": docx(notice(1, "防火", "任务表")),
            "2.xlsx": xlsx(["任务表"], rows("巡山")),
        },
        [Want(["t.html", "1.docx", "2.xlsx"], ["任务表"], [(0, "巡山")])],
    ),
    (
        "a circular that speaks of its annex and lists none",
        {
            "a.zip": zipped(
                {
                    "防火通知.docx": docx(notice(1, "防火", rest=["具体任务见附件。"])),
                    "附件.xlsx": xlsx(["任务表"], rows("巡山")),
                }
            )
        },
        [Want(["防火通知.docx", "附件.xlsx"], ["任务表"], [(0, "巡山")])],
    ),
]


@pytest.mark.parametrize(("files", "wanted"), [pytest.param(files, want, id=name) for name, files, want in CASES])
def test_circulars_come_out_right(tmp_path: Path, files: Mapping[str, bytes], wanted: list[Want]) -> None:
    found = extract(tmp_path, files)
    assert [Want(leaves(one), [a.reading for a in one.annexes], work(one)) for one in found] == wanted


def test_a_cover_page_has_the_head_of_the_circular_behind_it(tmp_path: Path) -> None:
    cover = page(["首页", notice(1, "防火")[0], "发布时间:2019-03-06"], ("1.docx", "青政办发〔2019〕1号.docx"))
    (circular,) = extract(
        tmp_path, {"t.html": cover, "1.docx": docx(notice(1, "防火", rest=["9月底前完成巡山。(责任单位:市林业局)"]))}
    )
    assert circular.document_number
    assert circular.document_number.normalized == "青政办发〔2019〕1号"
    assert [value.text for value in circular.addressees] == ["各区县人民政府"]
    assert [value.text for value in circular.signatures] == ["青岩市人民政府办公室"]
    assert work(circular) == [(None, "9月底前完成巡山。")]
