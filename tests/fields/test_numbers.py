"""Document numbers: what is printed, what it normalises to, and where it stands."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.data import load_toml
from hongtou.fields.codes import read_code, words
from hongtou.fields.numbers import find_numbers, scan_numbers
from hongtou.fields.text import Text

# (text, normalised numbers in order)
FORMS = [
    # brackets
    ("云政办函〔2009〕313号", ["云政办函〔2009〕313号"]),
    ("青政发[2013]2号", ["青政发〔2013〕2号"]),
    ("白政办发【2016】12号", ["白政办发〔2016〕12号"]),
    ("沙府办﹝2020﹞5号", ["沙府办〔2020〕5号"]),
    ("云教防组﹝2020）5号", ["云教防组〔2020〕5号"]),
    ("青政办发［２０１８］４６号", ["青政办发〔2018〕46号"]),
    ("白府（2011）7号", ["白府〔2011〕7号"]),
    ("云发改(2012)33号", ["云发改〔2012〕33号"]),
    ("沙政发〖2007〗8号", ["沙政发〔2007〕8号"]),
    ("青政办<2010>6号", ["青政办〔2010〕6号"]),
    ("云溪府发〔2010年〕6号", ["云溪府发〔2010〕6号"]),
    # blanks, 第, padding, width
    ("云政办秘〔 2010 〕 117 号", ["云政办秘〔2010〕117号"]),
    ("桂政干〔2020〕68 号", ["桂政干〔2020〕68号"]),
    ("冀政办字 〔2022〕 83号", ["冀政办字〔2022〕83号"]),
    ("青政办字\n〔2022〕83号", ["青政办字〔2022〕83号"]),
    ("云政发〔2009〕第11号", ["云政发〔2009〕11号"]),
    ("云政发第〔2009〕11号", ["云政发〔2009〕11号"]),
    ("云政发〔2009〕011号", ["云政发〔2009〕11号"]),
    ("云政发〔2009〕 第 011 号", ["云政发〔2009〕11号"]),
    ("云 政 办 函 〔2009〕 31 号", ["云政办函〔2009〕31号"]),
    ("关于表彰的通 知 国 发〔1988〕8号", ["国发〔1988〕8号"]),
    ("国办 函〔2004〕71号", ["国办函〔2004〕71号"]),
    ("青政办发〔2O18〕46号", ["青政办发〔2018〕46号"]),
    # years of two digits, Chinese numerals
    ("国发[98]3号", ["国发〔1998〕3号"]),
    ("云政发(89)15号", ["云政发〔1989〕15号"]),
    ("云政办[05]15号", ["云政办〔2005〕15号"]),
    ("三组(05)15号", []),
    ("云政办发[05]15号", ["云政办发〔2005〕15号"]),
    ("国发〔一九八六〕十五号", ["国发〔1986〕15号"]),
    ("沙政发〔二〇〇九〕二十一号", ["沙政发〔2009〕21号"]),
    ("沙政发〔二零一一〕3号", ["沙政发〔2011〕3号"]),
    # centre, party, telegrams, departments, local organs
    ("国办发明电〔2018〕15号", ["国办发明电〔2018〕15号"]),
    ("工信明电〔2020〕14号", ["工信明电〔2020〕14号"]),
    ("中办发〔2012〕14号", ["中办发〔2012〕14号"]),
    ("厅字〔2016〕28号", ["厅字〔2016〕28号"]),
    ("云办字〔2009〕22号", ["云办字〔2009〕22号"]),
    ("云委办发电〔2020〕22号", ["云委办发电〔2020〕22号"]),
    ("肺炎机制发〔2020〕23号", ["肺炎机制发〔2020〕23号"]),
    ("工信部联企业〔2011〕300号", ["工信部联企业〔2011〕300号"]),
    ("国市监注〔2019〕2号", ["国市监注〔2019〕2号"]),
    ("人社部函〔2020〕11 号", ["人社部函〔2020〕11号"]),
    ("交规划发〔2018〕5号", ["交规划发〔2018〕5号"]),
    ("京财金融〔2020〕251号", ["京财金融〔2020〕251号"]),
    ("沙肺炎防控〔2020〕8号", ["沙肺炎防控〔2020〕8号"]),
    ("云政办规〔2024〕3号", ["云政办规〔2024〕3号"]),
    ("黔东南府办发〔2014〕9号", ["黔东南府办发〔2014〕9号"]),
    ("G20组〔2016〕3号", ["G20组〔2016〕3号"]),
    # places whose character is also a word
    ("(和政办发〔2011〕5号)", ["和政办发〔2011〕5号"]),
    ("同政发〔2011〕5号", ["同政发〔2011〕5号"]),
    ("于府发〔2011〕5号", ["于府发〔2011〕5号"]),
    ("(和财发〔2011〕5号)", ["和财发〔2011〕5号"]),
    ("日政办发〔2011〕5号", ["日政办发〔2011〕5号"]),
    # the sentence glued in front
    ("已下发了云政办电〔2009〕39号", ["云政办电〔2009〕39号"]),
    ("根据云政发〔2009〕11号文件", ["云政发〔2009〕11号"]),
    ("转发国办发〔2015〕4号", ["国办发〔2015〕4号"]),
    ("市发改委以云发改投资〔2010〕58号文件下达", ["云发改投资〔2010〕58号"]),
    ("要对照黔府办发电〔2020〕31号通知", ["黔府办发电〔2020〕31号"]),
    ("五部门联合印发的财金〔2020〕5号文件精神", ["财金〔2020〕5号"]),
    ("继续按青价字[2006]17号文件规定", ["青价字〔2006〕17号"]),
    ("关于清理规范收费的通知云政发〔2009〕11号", ["云政发〔2009〕11号"]),
    ("关于有关问题的复函国办函〔1996〕16号", ["国办函〔1996〕16号"]),
    ("云溪县人民政府办公室云政办发〔2009〕11号", ["云政办发〔2009〕11号"]),
    ("市教育局云教发〔2009〕11号", ["云教发〔2009〕11号"]),
    ("现将国发〔2015〕50号转发给你们", ["国发〔2015〕50号"]),
    ("原国发〔2005〕5号同时废止", ["国发〔2005〕5号"]),
    ("2009年9月30日国发〔2009〕5号", ["国发〔2009〕5号"]),
    ("发文字号：云政发〔2009〕11号", ["云政发〔2009〕11号"]),
    ("索引号:0001 文号云政发〔2009〕11号", ["云政发〔2009〕11号"]),
    # lists
    ("国发〔2015〕50号、51号", ["国发〔2015〕50号", "国发〔2015〕51号"]),
    ("国发〔2015〕50、51号", ["国发〔2015〕50号", "国发〔2015〕51号"]),
    ("国发〔2015〕50、51、52号", ["国发〔2015〕50号", "国发〔2015〕51号", "国发〔2015〕52号"]),
    ("国发〔2015〕50号和第52号", ["国发〔2015〕50号", "国发〔2015〕52号"]),
    ("国发〔2015〕50号、〔2016〕3号", ["国发〔2015〕50号", "国发〔2016〕3号"]),
    ("国办发〔2020〕4号和财社〔2020〕2号", ["国办发〔2020〕4号", "财社〔2020〕2号"]),
    ("国发〔2015〕50号国办发〔2016〕3号", ["国发〔2015〕50号", "国办发〔2016〕3号"]),
    ("国务院令第707号、第708号", ["国务院令第707号", "国务院令第708号"]),
    ("云政发〔2009〕11号、3号楼", ["云政发〔2009〕11号"]),
    # orders and announcements
    ("国务院令第707号", ["国务院令第707号"]),
    ("国令第707号", ["国务院令第707号"]),
    ("中华人民共和国国务院令 第707号", ["国务院令第707号"]),
    ("(1994年1月28日中华人民共和国国务院令第142号发布)", ["国务院令第142号"]),
    ("中华人民共和国国务院令\n第707号", ["国务院令第707号"]),
    ("中华人民共和国主席令第五十五号", ["主席令第55号"]),
    ("国务院第29号令", ["国务院令第29号"]),
    ("依据国务院令707号", ["国务院令第707号"]),
    ("云溪省人民政府令第251号", ["云溪省人民政府令第251号"]),
    ("住房和城乡建设部令第5号", ["住房和城乡建设部令第5号"]),
    ("国家发展和改革委员会令2015年第25号", ["国家发展和改革委员会令2015年第25号"]),
    ("中国人民银行令〔2018〕第1号", ["中国人民银行令〔2018〕1号"]),
    ("国家税务总局公告2019年第39号", ["国家税务总局公告2019年第39号"]),
    ("财政部 税务总局 海关总署公告2019年第39号", ["财政部税务总局海关总署公告2019年第39号"]),
    ("海关总署2019年第39号公告", ["海关总署公告2019年第39号"]),
    ("公告2019年第39号", ["公告2019年第39号"]),
    ("公告(2019年第20号)", ["公告2019年第20号"]),
    ("公告（2019年第20号", ["公告2019年第20号"]),
    ("农业部公告第1435号", ["农业部公告第1435号"]),
    # old forms
    ("的请示（〔1996〕武司字第82号）收悉", ["武司字〔1996〕82号"]),
    ("(61)国劳字第12号", ["国劳字〔1961〕12号"]),
    ("银发〔1998〕5-1号", ["银发〔1998〕5-1号"]),
    # no code, no 号
    ("[2020]6号", ["〔2020〕6号"]),
    ("文号:(2020)6号", ["〔2020〕6号"]),
    ("云政发〔2009〕11", ["云政发〔2009〕11号"]),
    # no numbers
    ("十届全国人大四次会议第2996号建议", []),
    ("全国政协十届四次会议第4626号提案", []),
    ("第707号提案", []),
    ("关于延长假期的通告（第1号）", []),
    ("桂ICP备00000000号", []),
    ("人民路(2010)5号楼", []),
    ("(2009)云民初字第12号", []),
    ("(2019)云01民终123号", []),
    ("人民东路118号", []),
    ("《总体规划（2018—2035年）》", []),
    ("云政办函〔2009〕 号", []),
    ("4号线、2号线", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_form(text: str, expected: list[str]) -> None:
    assert [number.normalized for number in find_numbers(text)] == expected


# (text, (issuer_code, organ, number_kind, year, serial))
PARTS = [
    ("郴政办函〔2009〕313号", ("郴政办函", "政办", "函", 2009, 313)),
    ("国办发明电〔2018〕15号", ("国办发明电", "国办", "发明电", 2018, 15)),
    ("粤府办〔2020〕4号", ("粤府办", "府办", None, 2020, 4)),
    ("京财金融〔2020〕251号", ("京财金融", "财", None, 2020, 251)),
    ("厅字〔2016〕28号", ("厅字", "厅", "字", 2016, 28)),
    ("黔教高发〔2016〕28号", ("黔教高发", "教", "发", 2016, 28)),
    ("财社〔2020〕2号", ("财社", "财", None, 2020, 2)),
    ("国务院令第707号", ("国务院令", "国务院", "令", None, 707)),
    ("国家税务总局公告2019年第39号", ("国家税务总局公告", "国家税务总局", "公告", 2019, 39)),
    ("公告2019年第39号", ("公告", None, "公告", 2019, 39)),
    ("[2020]6号", (None, None, None, 2020, 6)),
    ("〔1996〕武司字第82号", ("武司字", "武司", "字", 1996, 82)),
]


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_parts(text: str, parts: tuple[object, ...]) -> None:
    (found,) = find_numbers(text)
    assert (found.issuer_code, found.organ, found.number_kind, found.year, found.serial) == parts


# (text, printed words of each number)
SPANS = [
    ("已下发了云政办电〔2009〕39号文件", ["云政办电〔2009〕39号"]),
    ("见国发〔2015〕50号、51号。", ["国发〔2015〕50号", "51号"]),
    ("见国发〔2015〕50、51号。", ["国发〔2015〕50", "51号"]),
    ("国发〔2015〕50号和第52号", ["国发〔2015〕50号", "第52号"]),
    ("日中华人民共和国国务院令第142号发布", ["中华人民共和国国务院令第142号"]),
    ("公告(2019年第20号)", ["公告(2019年第20号)"]),
    ("云政办秘〔 2010 〕 117 号 各县", ["云政办秘〔 2010 〕 117 号"]),
    ("国务院第29号令", ["国务院第29号令"]),
]


@pytest.mark.parametrize(("text", "printed"), SPANS)
def test_span(text: str, printed: list[str]) -> None:
    assert [number.text for number in find_numbers(text)] == printed


_WORDS = ["2009", "98", "7", "010", "公告", "国务院", "云政办", "发", "国发", "以", "A"]
_GRAMMAR = st.lists(st.sampled_from([*"〔〕[]【】()第号、和的令年 \n〇五十", *_WORDS]), max_size=40).map("".join)


@given(st.one_of(_GRAMMAR, st.text(max_size=60)))
def test_spans_check_out_and_rise(text: str) -> None:
    found = find_numbers(text)
    assert all(text[number.start : number.end] == number.text for number in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(_GRAMMAR)
def test_normalized_is_idempotent(text: str) -> None:
    for number in find_numbers(text):
        again = find_numbers(number.normalized)
        assert [n.normalized for n in again] == [number.normalized]


@given(_GRAMMAR)
def test_normalized_has_no_blanks_brackets_or_padding(text: str) -> None:
    for number in find_numbers(text):
        assert not set(number.normalized) & set(" \n[]【】()")
        assert "第0" not in number.normalized
        assert "〕第" not in number.normalized


def test_stretch_has_the_documents_offsets() -> None:
    text = Text.of("国发〔2015〕50号。云政发〔2009〕11号。")
    (found,) = scan_numbers(text, 12)
    assert (found.normalized, found.start) == ("云政发〔2009〕11号", 12)
    assert [n.normalized for n in scan_numbers(text, 0, 12)] == ["国发〔2015〕50号"]


def test_none_is_refused() -> None:
    with pytest.raises(TypeError):
        find_numbers(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", ["〔", "号", "1号", "〔2009〕", "1、", "令", "第1号", "国发〔2009〕1号、", "政 "])
def test_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        text = Text.of(unit * times)
        began = time.perf_counter()
        scan_numbers(text)
        return time.perf_counter() - began

    seconds(100)
    assert seconds(20_000) < 25 * max(seconds(2_000), 2e-3)


@pytest.mark.parametrize(
    "table", ["kinds", "organs", "central", "cut", "names", "unmistakable", "cut_if_whole", "provinces"]
)
def test_vocabulary_has_no_duplicates(table: str) -> None:
    listed = load_toml("numbers.toml")[table].split()
    assert sorted(listed) == sorted(words(load_toml("numbers.toml")[table]))


def test_no_cut_word_hides_in_a_known_code() -> None:
    data = load_toml("numbers.toml")
    for code in data["unmistakable"].split():
        assert read_code(code) is not None or code == "国令", code
        (found,) = find_numbers(f"根据{code}〔2015〕1号")
        assert found.issuer_code == code.replace("国令", "国务院令")
