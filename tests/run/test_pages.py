"""Pages of one circular, given together, are one circular."""

from pathlib import Path

import pytest

import hongtou.run.whole
from hongtou.model import Circular, Document
from hongtou.run.batch import run
from hongtou.write import read_jsonl

HEAD = "示例法规网\n云溪县人民政府办公室关于2014年重点工作任务分工的通知\n(云政办发〔2014〕12号)\n"
BODY = (
    "各乡镇人民政府:\n现将分工表印发给你们。\n附件:云溪县2014年重点工作任务分工表\n云溪县人民政府办公室\n2014年3月5日\n"
    "云溪县2014年重点工作任务分工表\n序号\n工作任务\n完成时限\n责任单位\n"
)
ROWS = [
    "1\n修订学校食堂管理办法\n4月底前\n县教育局\n",
    "2\n公开部门预算\n三季度末前\n县财政局\n",
    "3\n整修山塘水库\n年底前\n县水利局、各乡镇人民政府\n",
    "4\n新建公共厕所\n上半年\n县城管局\n",
]
FOOT = "第 [{page}] 页 共[{count}]页\n相关文章\n云溪县人民政府关于防火的通告\n"


def extract(folder: Path, output: Path) -> list[Circular]:
    run([str(folder)], output, tables=False)
    return list(read_jsonl(output / "circulars.jsonl"))


def write_pages(folder: Path, count: int, *, given: tuple[int, ...]) -> None:
    folder.mkdir()
    texts = [HEAD + BODY + "".join(ROWS[:2]), HEAD + "".join(ROWS[2:])]
    for number in given:
        text = texts[number - 1] + FOOT.format(page=number, count=count)
        (folder / f"notice_{number}.txt").write_text(text, encoding="utf-8")


def test_two_pages_are_one_circular_with_one_table(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 2, given=(1, 2))
    (circular,) = extract(tmp_path / "in", tmp_path / "out")
    assert [task.number.text for task in circular.tasks if task.number] == ["1", "2", "3", "4"]
    assert [task.task.text for task in circular.tasks][2:] == ["整修山塘水库", "新建公共厕所"]
    assert circular.complete
    assert [Path(file.path).name for file in circular.source.files] == ["notice_1.txt", "notice_2.txt"]
    assert circular.source.page_count == 2
    for file in circular.source.files:
        assert circular.text[file.text_start : file.text_end].startswith("示例法规网")


@pytest.mark.parametrize("given", [(1,), (2,), (1, 2)])
@pytest.mark.parametrize("whole", ["A", "B"])
def test_pages_that_stand_in_two_folders_are_one_record_that_lists_every_file(
    tmp_path: Path, whole: str, given: tuple[int, ...]
) -> None:
    (tmp_path / "in").mkdir()
    for name in "AB":
        write_pages(tmp_path / "in" / name, 2, given=(1, 2) if name == whole else given)
    (circular,) = extract(tmp_path / "in", tmp_path / "out")
    assert [task.number.text for task in circular.tasks if task.number] == ["1", "2", "3", "4"]
    files = [file.path for file in circular.source.files]
    assert sorted(files) == [path.as_posix() for path in sorted((tmp_path / "in").rglob("*.txt"))]
    for file in circular.source.files:
        stretch = circular.text[file.text_start : file.text_end]
        assert stretch == Path(file.path).read_text(encoding="utf-8")


def test_a_defect_in_reading_the_whole_leaves_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages(tmp_path / "in", 2, given=(1, 2))
    one = hongtou.run.whole.parse

    def parse(document: Document) -> Circular:
        if len(document.source.files) > 1:
            raise ValueError("a defect")
        return one(document)

    monkeypatch.setattr(hongtou.run.whole, "parse", parse)
    circulars = extract(tmp_path / "in", tmp_path / "out")
    assert [Path(circular.source.path).name for circular in circulars] == ["notice_1.txt", "notice_2.txt"]
    for circular in circulars:
        assert "a defect" in next(f.message for f in circular.findings if f.severity == "error")


@pytest.mark.parametrize("given", [(1,), (2,)])
def test_a_page_alone_says_what_is_missing(tmp_path: Path, given: tuple[int, ...]) -> None:
    write_pages(tmp_path / "in", 2, given=given)
    (circular,) = extract(tmp_path / "in", tmp_path / "out")
    assert not circular.complete
    assert "source_truncated" in {finding.check for finding in circular.findings}


def test_pages_of_two_circulars_are_not_mixed(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 2, given=(1, 2))
    other = "沙洲市人民政府关于防火的通告\n一、严禁野外用火。\n" + FOOT
    (tmp_path / "in" / "fire_1.txt").write_text(other.format(page=1, count=2), encoding="utf-8")
    assert len(extract(tmp_path / "in", tmp_path / "out")) == 2


@pytest.mark.parametrize("form", ["第 [{}] 页 共[{}]页", "第{}页/共{}页", "第{}/{}页", "页次：{}/{}页"])
def test_the_forms_of_a_printed_count(tmp_path: Path, form: str) -> None:
    (tmp_path / "in").mkdir()
    for number, rows in ((1, BODY + "".join(ROWS[:2])), (2, "".join(ROWS[2:]))):
        text = HEAD + rows + form.format(number, 2) + "\n"
        (tmp_path / "in" / f"{'ba'[number - 1]}.txt").write_text(text, encoding="utf-8")
    (circular,) = extract(tmp_path / "in", tmp_path / "out")
    assert [task.number.text for task in circular.tasks if task.number] == ["1", "2", "3", "4"]
    assert circular.source.page_count == 2


def test_the_count_before_the_page(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 2, given=())
    (tmp_path / "in" / "x.txt").write_text(HEAD + BODY + ROWS[0] + "共3页 第2页", encoding="utf-8")
    (circular,) = extract(tmp_path / "in", tmp_path / "out")
    assert (circular.source.page, circular.source.page_count, circular.complete) == (2, 3, False)


FIRST = "云溪县人民政府关于修路的通知\n云政发〔2015〕9号\n各乡镇人民政府:\n一、修路。6月底前完工。(责任单位:县住建局)\n"
SECOND = "二、建校。年底前投入使用。(责任单位:县教育局)\n云溪县人民政府\n2015年3月2日\n"
SHOWN = "第 [{}] 页 共[{}]页\n"


def numbered(folder: Path, **texts: str) -> list[list[str]]:
    """The names of the files of each circular of a folder of these texts; ``n_1`` is the file n_1.txt."""
    (folder / "in").mkdir()
    for name, text in texts.items():
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    found = extract(folder / "in", folder / "out")
    return [[Path(file.path).stem for file in circular.source.files] for circular in found]


@pytest.mark.parametrize("names", [("n_1", "n_2"), ("n", "n_2"), ("n", "n_1"), ("n_0", "n_1"), ("n_7", "n_8")])
@pytest.mark.parametrize("first", [FIRST, FIRST + "云溪县人民政府\n2015年3月2日\n"], ids=["unsigned", "signed"])
def test_a_printed_page_without_a_title_joins_the_one_that_its_name_follows(
    tmp_path: Path, names: tuple[str, str], first: str
) -> None:
    second = SECOND if first == FIRST else SECOND[: SECOND.index("云溪县")]
    texts = (first + SHOWN.format(1, 2), second + SHOWN.format(2, 2))
    assert numbered(tmp_path, **dict(zip(names, texts, strict=True))) == [list(names)]
    (circular,) = read_jsonl(tmp_path / "out" / "circulars.jsonl")
    assert circular.complete
    assert not [finding for finding in circular.findings if finding.check == "source_truncated"]


def test_names_alone_tell_pages_of_text_too(tmp_path: Path) -> None:
    assert numbered(tmp_path, n_1=FIRST, n_2=SECOND) == [["n_1", "n_2"]]


def test_pages_without_a_title_join_one_that_repeats_it_and_each_its_own(tmp_path: Path) -> None:
    rest = "四、植树。3月底前完成。(责任单位:县林业局)\n"
    found = numbered(
        tmp_path,
        n_1=FIRST + SHOWN.format(1, 3),
        n_2=FIRST.split("\n")[0] + "\n三、架桥。\n" + SHOWN.format(2, 3),
        n_3=rest + SHOWN.format(3, 3),
        n_4=FIRST.replace("修路", "治水").replace("9号", "10号") + SHOWN.format(1, 2),
        n_5=SECOND + SHOWN.format(2, 2),
    )
    assert found == [["n_1", "n_2", "n_3"], ["n_4", "n_5"]]


@pytest.mark.parametrize(
    "second",
    [
        "各乡镇人民政府:\n" + SECOND + SHOWN.format(2, 2),
        "云政发〔2015〕88号\n" + SECOND + SHOWN.format(2, 2),
        "云溪县人民政府关于防汛的通知\n" + SECOND + SHOWN.format(2, 2),
        SECOND + SHOWN.format(2, 3),
        SECOND + SHOWN.format(1, 2),
    ],
    ids=["addressees", "number", "title", "count", "page"],
)
def test_a_printed_page_of_another_circular_stays_apart(tmp_path: Path, second: str) -> None:
    assert numbered(tmp_path, n_1=FIRST + SHOWN.format(1, 2), n_2=second) == [["n_1"], ["n_2"]]


@pytest.mark.parametrize("name", ["n_7", "m_2"])
def test_a_printed_page_whose_name_does_not_follow_stays_apart(tmp_path: Path, name: str) -> None:
    texts = {"n_1": FIRST + SHOWN.format(1, 2), name: SECOND + SHOWN.format(2, 2)}
    assert len(numbered(tmp_path, **texts)) == 2
