"""The same circular on several sites is one work; copies that differ in a value say so."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

import hongtou
from hongtou.model import Circular

from .linked import link

TEXT = """云溪县人民政府办公室关于做好防汛工作的通知
云政办发〔2014〕12号
各乡镇人民政府,县政府各部门:
为做好防汛工作,现将有关事项通知如下。
一、修建水渠。6月底前完成。(责任单位:县水利局、县财政局)
二、整修堤坝。年底前完成。(责任单位:县水利局)
云溪县人民政府办公室
2014年3月5日
"""
TRADITIONAL = """雲溪縣人民政府辦公室關於做好防汛工作的通知
雲政辦發〔2014〕12號
各鄉鎮人民政府,縣政府各部門:
為做好防汛工作,現將有關事項通知如下。
一、修建水渠。6月底前完成。(責任單位:縣水利局、縣財政局)
二、整修堤壩。年底前完成。(責任單位:縣水利局)
雲溪縣人民政府辦公室
2014年3月5日
"""
LINES = TEXT.splitlines()


def copy(data: str | bytes, path: str = "copy.txt") -> Circular:
    return hongtou.extract(data if isinstance(data, bytes) else data.encode(), path=path)


def page(encoding: str) -> bytes:
    """The circular on a legal site: navigation before it, a footer after it, one paragraph a line."""
    body = "".join(f"<p>&emsp;{line}</p>" for line in LINES)
    head = f'<html><head><meta charset="{encoding}"></head><body><div>首页 &gt; 地方法规</div>'
    return f"{head}{body}<div>版权所有</div></body></html>".encode(encoding)


COPIES = {
    "another encoding": TEXT.encode("gb18030"),
    "another footer": f"{TEXT}\n打印 关闭窗口\n主办:云溪县人民政府 备案号:京ICP备00000000号\n",
    "a page in GBK": page("gbk"),
    "a page in UTF-8": page("utf-8"),
    "traditional script": TRADITIONAL,
    "another bracket": TEXT.replace("〔2014〕12号", "[2014]012 号"),
    "wide signs": TEXT.replace(",", "，").replace("(", "（").replace(")", "）").replace(":", "："),
    "the page's own count": f"{TEXT}第 [1] 页 共[1]页\n",
    "without number": TEXT.replace("云政办发〔2014〕12号\n", ""),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_the_same_work_and_says_the_same(name: str) -> None:
    data = COPIES[name]
    path = "copy.html" if name.startswith("a page") else "copy.txt"
    one, two = link([copy(TEXT, "a.txt"), copy(data, path)])
    assert one.work_id == two.work_id
    assert (one.preferred, two.preferred) == (True, False)
    differing = [f.message for f in two.findings if f.check == "copies_differ"]
    assert differing == [] or (name == "without number" and "number none /" in differing[0])
    assert [task.row_key for task in one.tasks] == [task.row_key for task in two.tasks]


@pytest.mark.parametrize(
    ("printed", "otherwise", "said"),
    [
        ("2014年3月5日", "2014年3月6日", "date 2014-03-05 / 2014-03-06"),
        ("防汛工作的通知", "防洪工作的通知", "title"),
        ("县水利局、县财政局", "县水利局", "units of row 1 县水利局、县财政局 / 县水利局"),
        ("年底前", "10月底前", "deadline of row 2 年底前 / 10月底前"),
        ("修建水渠", "修建水库", "task of row 1"),
        ("二、整修堤坝。年底前完成。(责任单位:县水利局)\n", "", "tasks 2 / 1"),
    ],
)
def test_a_value_that_differs_is_named_on_both(printed: str, otherwise: str, said: str) -> None:
    copies = link([copy(TEXT, "a.txt"), copy(TEXT.replace(printed, otherwise), "b.txt")])
    found = [[f for f in c.findings if f.check == "copies_differ"] for c in copies]
    assert [len(findings) for findings in found] == [1, 1]
    assert said in found[0][0].message
    assert found[0][0].severity == "warning"


def test_a_copy_without_number_joins_no_work_of_another_day() -> None:
    lost = TEXT.replace("云政办发〔2014〕12号\n", "").replace("2014年3月5日", "2014年3月6日")
    one, two = link([copy(TEXT, "a.txt"), copy(lost, "b.txt")])
    assert one.work_id != two.work_id


def test_linking_twice_gives_the_same_works() -> None:
    once = link([copy(TEXT, "a.txt"), copy(COPIES["without number"], "b.txt")])
    bare = [replace(circular, findings=()) for circular in once]
    assert [c.work_id for c in link(bare)] == [c.work_id for c in once]


def test_of_two_places_with_one_number_the_nearer_is_meant() -> None:
    def one(region: str | None, work: str) -> Circular:
        return replace(copy(TEXT, f"{work}.txt"), region_code=region, work_id=work)

    body = "根据云政办发〔2014〕12号文件,现通知如下。"
    citing = copy(f"关于防汛的通知\n云防发〔2014〕3号\n各单位:\n{body}\n云溪县水利局\n2014年4月5日\n", "c.txt")
    near = link([one("431002", "east"), one("431003", "west"), replace(citing, region_code="431003")])[2]
    far = link([one("431002", "east"), one("431003", "west"), replace(citing, region_code="110101")])[2]
    above = link([one("431000", "city"), one("330100", "west"), replace(citing, region_code="431003")])[2]
    assert [c.references[0].target_work_id for c in (near, far, above)] == ["west", None, "city"]
