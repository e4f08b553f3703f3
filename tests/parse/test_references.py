"""Other documents cited by number: relation, title, part."""

from __future__ import annotations

import pytest

from hongtou.model import Reference

from .compose import notice, read, table, words


def cited(*body: str, title: str = "云溪县人民政府办公室关于做好重点工作的通知") -> list[Reference]:
    """The references of a notice with this body."""
    return list(notice(*body, title=title).references)


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("根据青政发〔2015〕9号文件,现通知如下。", "basis"),
        ("按照《青岩市水利规划》(青政发〔2015〕9号)要求,现通知如下。", "basis"),
        ("为贯彻落实青政发〔2015〕9号文件精神,现通知如下。", "basis"),
        ("《关于印发水利规划的通知》(青政发〔2015〕9号)已经下发。", "named"),
        ("县政府印发了《水利规划》(青政发〔2015〕9号)。", "issued"),
        ("现将青政发〔2015〕9号文件转发给你们。", "forwarded"),
        ("现转发《青岩市水利规划》(青政发〔2015〕9号)。", "forwarded"),
        ("对《云溪县水利办法》(青政发〔2015〕9号)予以修改。", "amended"),
        ("决定修改《云溪县水利办法》(青政发〔2015〕9号)。", "amended"),
        ("废止《云溪县水利办法》(青政发〔2015〕9号)。", "repealed"),
        ("另见青政发〔2015〕9号。", "named"),
        ("根据新修订的《云溪县水利办法》(青政发〔2015〕9号),现通知如下。", "basis"),
        ("按照青岩市印发的《水利规划》(青政发〔2015〕9号),现通知如下。", "basis"),
        ("根据2014年修订后的《水利规划》(青政发〔2015〕9号),现通知如下。", "basis"),
        ("青岩市水利局制定的《水利规划》(青政发〔2015〕9号)已经公开。", "named"),
        ("青岩市人民政府以青政发〔2015〕9号文件下发了《水利规划》。", "named"),
        ("计分以青政发〔2015〕9号文件为准。", "basis"),
        ("计分以《水利规划》(青政发〔2015〕9号)为依据。", "basis"),
        ("对《成立领导小组的通知》(青政发〔2015〕9号)确定的成员作相应调整。", "amended"),
    ],
)
def test_the_relation_is_its_verb_s(sentence: str, relation: str) -> None:
    (reference,) = cited(sentence)
    assert reference.normalized == "青政发〔2015〕9号"
    assert reference.relation == relation


@pytest.mark.parametrize(
    "sentence", ["《云溪县水利办法》(青政发〔2015〕9号)同时废止。", "青政发〔2015〕9号文件自本通知印发之日起停止执行。"]
)
def test_what_is_repealed_may_stand_before_its_verb(sentence: str) -> None:
    assert cited(sentence)[0].relation == "repealed"


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("根据《青岩市水利规划》(青政发〔2015〕9号)要求。", "青岩市水利规划"),
        ("根据《青岩市水利规划》青政发〔2015〕9号要求。", "青岩市水利规划"),
        ("根据青政发〔2015〕9号《青岩市水利规划》要求。", "青岩市水利规划"),
        ("根据《关于印发〈青岩市水利规划〉的通知》(青政发〔2015〕9号)要求。", "关于印发〈青岩市水利规划〉的通知"),
        ("《防汛办法》已印发,根据青政发〔2015〕9号文件要求。", None),
        ("青岩市人民政府以青政发〔2015〕9号文件下发了《水利规划》。", "水利规划"),
        ("根据青政发〔2015〕9号文件制定了《防汛办法》。", None),
        ("2015年以青政发〔2015〕9号公布的《青岩市水利办法》。", "青岩市水利办法"),
        ("你市关于设立水利局的请示(青政发〔2015〕9号)收悉。", "关于设立水利局的请示"),
        ("青岩市关于设立水利局的请示(青政发〔2015〕9号)收悉。", "青岩市关于设立水利局的请示"),
    ],
)
def test_the_title_a_number_belongs_to(sentence: str, title: str | None) -> None:
    (reference,) = cited(sentence)
    assert words(reference.title) == title


def test_references_stand_in_order() -> None:
    found = cited("根据青政发〔2015〕9号和青政办发〔2014〕3号文件,", "参照青水发〔2013〕1号文件执行。")
    assert [r.normalized for r in found] == ["青政发〔2015〕9号", "青政办发〔2014〕3号", "青水发〔2013〕1号"]


def test_its_own_number_is_no_reference() -> None:
    assert cited("请按本通知(云政办发〔2016〕31号)执行。") == []


def test_a_joint_order_cites_not_itself() -> None:
    box = ("发文机关：国务院、中央军委", "标题：退役军人优待条例", "发文字号：国令第908号", "成文日期：2011年10月29日")
    head = ("中华人民共和国国务院", "中华人民共和国中央军事委员会令", "第908号")
    said = "现公布《退役军人优待条例》,自2011年11月1日起施行。中央军事委员会令第907号同时废止。"
    foot = ("国务院总理　张某", "中央军委主席　李某", "二○一一年十月二十九日")
    circular = read(*box, *head, said, *foot, "退役军人优待条例", "第一条　为了规范优待工作,制定本条例。")
    assert [r.normalized for r in circular.references] == ["中央军事委员会令第907号"]


def test_a_citation_by_title_alone_is_none() -> None:
    assert cited("根据《中华人民共和国水法》,现通知如下。") == []


def test_numbers_of_the_site_s_navigation_are_none() -> None:
    circular = notice(after=("相关文章:", "云溪县关于河道的通知 云政发〔2015〕77号"))
    assert circular.references == ()


def test_the_part_it_stands_in() -> None:
    circular = table(
        "1", "落实青政发〔2015〕9号文件要求,修建水渠", "6月底前", "县水利局", "资金按青财发〔2016〕2号文件拨付。",
        "2", "整修校舍", "年底前", "县教育局", "已完成。",
        heads=("序号", "工作任务", "完成时限", "责任单位", "进展情况"),
        body=("根据青政发〔2014〕1号文件,现通报如下。",),
    )  # fmt: skip
    assert [(r.normalized, r.part) for r in circular.references] == [
        ("青政发〔2014〕1号", "body"), ("青政发〔2015〕9号", "task"), ("青财发〔2016〕2号", "progress"),
    ]  # fmt: skip
    assert [r.task_id for r in circular.references] == [None, circular.tasks[0].task_id, circular.tasks[0].task_id]


def test_the_part_of_a_title() -> None:
    (reference,) = cited(title="云溪县人民政府关于贯彻青政发〔2015〕9号文件的通知")
    assert reference.part == "title"
