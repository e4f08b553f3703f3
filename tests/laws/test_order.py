"""What a circular says does not hang on the circulars that the same process read before it.

Names, columns and clauses met are remembered from one document to the next (``tests.bench.memory``): a memory whose key
leaves out a part of what its answer hangs on shows here.
"""

from __future__ import annotations

import random

import msgspec
from tests.bench.generate import circulars
from tests.bench.memory import forget

import hongtou

from . import samples

# The same words in circulars of other places, levels and years mean other units and other days.
_ISSUERS = (
    "岭北省人民政府",
    "青岩市人民政府办公室",
    "林东县人民政府",
    "白石区人民政府办公室",
    "国务院办公厅",
    "鹿坪镇人民政府",
)
_UNITS = (
    "县财政局", "市教育局", "省水利厅", "财政局", "林东县委", "县政府", "政府", "各乡镇党委", "教育局", "各区财政局",
    "发展改革委", "市委宣传部", "宣传部", "区住建局", "旅发委", "林东县财政局", "团市委", "妇联", "自治区民政厅",
    "人社局", "各县(市、区)人民政府", "市直有关单位", "水务集团", "县委组织部", "公安局",
)  # fmt: skip
_LIMITS = ("6月底前", "年底前", "第三季度", "2016年12月", "每月5日前", "印发之日起15个工作日内", "长期坚持", "3月至5月")


def _circular(choice: random.Random) -> str:
    issuer, year = choice.choice(_ISSUERS), choice.choice((2009, 2019))
    rows = [
        "\t".join(
            [str(n), f"修建水渠{n}处", choice.choice(_LIMITS), "、".join(choice.sample(_UNITS, choice.randint(1, 5)))]
        )
        for n in range(1, 31)
    ]
    head = [
        issuer,
        f"关于印发{year}年重点工作任务的通知",
        "各有关单位:",
        "现将任务印发给你们。",
        issuer,
        f"{year}年2月3日",
    ]
    return "\n".join([*head, "序号\t工作任务\t完成时限\t责任单位", *rows])


def _documents() -> list[tuple[str, bytes]]:
    choice = random.Random(7)
    composed = [(f"{n}.txt", _circular(choice).encode()) for n in range(80)]
    generated = [(f"{name}.txt", text.encode()) for name, text in circulars(30, seed=3)]
    return [*composed, *generated, *((name, samples.data(name)) for name in samples.NAMES)]


def _read(documents: list[tuple[str, bytes]], *, alone: bool = False) -> dict[str, bytes]:
    found = {}
    for name, data in documents:
        if alone:
            forget()
        found[name] = msgspec.json.encode(hongtou.extract(data, path=name))
    return found


def test_records_are_the_same_in_any_order_and_alone() -> None:
    documents = _documents()
    alone = _read(documents, alone=True)
    forget()
    assert _read(documents) == alone
    assert _read(documents[::-1]) == alone
    forget()
    random.Random(11).shuffle(documents)
    assert _read(documents) == alone
