"""Keywords: what a text is about, and nothing that any text says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hongtou.data import load_toml
from hongtou.fields.keywords import Part, find_keywords


def words(text: str, *names: str, most: int = 5) -> list[str]:
    return [one.word for one in find_keywords([Part(text)], most, names=names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建公办幼儿园10所", ["公办幼儿园"]),
        ("发放小额担保贷款1.2亿元", ["小额担保贷款"]),
        ("县城污水管网延伸14公里。", ["污水管网"]),
        ("改造农村公路60公里,加固危桥8座。", ["农村公路"]),
        ("设置公厕和垃圾收集点各12处。", ["公厕", "垃圾"]),
        ("公开部门预算和决算", ["决算", "部门预算"]),
        ("化解信访积案,办结率达到95%", ["信访积案"]),
        ("严格投资项目审批", ["投资项目"]),
        ("完成老旧小区改造,打通小区消防通道", ["老旧小区", "消防通道"]),  # 小区 says nothing more
        ("ＰＭ２．５浓度下降,整治扬尘", ["扬尘", "浓度"]),
    ],
)
def test_a_task_s_keywords_say_what_it_is_about(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1-1",
        "2019年6月30日前完成",
        "全面推进各项工作落实,加强组织领导,确保取得实效",
        "市财政局、市发展改革委、市人力资源社会保障局",
        "由市政府办公室牵头,各县区人民政府配合",
        "湖南省郴州市桂阳县",
        "一季度末完成百分之六十以上",
        "关于印发实施方案的通知",
        "云政办发〔2014〕12号",
    ],
)
def test_units_places_numerals_dates_and_set_phrases_are_none(text: str) -> None:
    assert words(text) == []


def test_a_name_that_is_known_gives_no_keyword_but_a_term_may_open_one() -> None:
    text = "白石河流域水量分配,学前教育扩容"
    assert "流域" in words(text)
    assert "流域" not in words(text, "流域管理处")
    assert "学前教育" in words(text, "学前教育办")


def test_a_stretch_that_counts_more_tells_more() -> None:
    once = find_keywords([Part("修缮水库"), Part("造林")], 2)
    other = find_keywords([Part("修缮水库"), Part("造林", 5)], 2)
    assert {one.word for one in once} == {one.word for one in other} == {"水库", "造林"}
    assert other[0].word == "造林"
    assert other[0].weight > next(one.weight for one in once if one.word == "造林")


def test_the_heaviest_come_first_and_no_more_than_asked() -> None:
    text = "加固水库大坝,治理黑臭水体,普查住宅小区,建设体育公园,发放低保金,植树造林"
    found = find_keywords([Part(text)], 4)
    assert len(found) == 4
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    assert found == find_keywords([Part(text)], 99)[:4]


def test_every_term_is_cut_whole() -> None:
    terms = [term for group in load_toml("keywords.toml")["terms"].values() for term in group]
    assert len(terms) > 300
    assert [term for term in terms if words(f"抓好{term}", most=1) != [term]] == []


def test_no_term_is_stopped_and_nothing_is_stopped_twice() -> None:
    book = load_toml("keywords.toml")
    terms = {term for group in book["terms"].values() for term in group}
    stop = [word for group in book["stop"].values() for word in group]
    assert not terms & set(stop)
    assert len(stop) == len(set(stop))


def test_without_jieba_it_is_said_how_it_comes() -> None:
    program = (
        "import sys; sys.modules['jieba'] = None\n"
        "from click.testing import CliRunner; from hongtou.cli import main\n"
        "result = CliRunner().invoke(main, ['extract', 'gone.txt', '--keywords'])\n"
        "print(result.exit_code, result.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.startswith("2 ")
    assert "keywords need the package jieba, which is not installed: pip install 'hongtou[keywords]'" in done.stdout
