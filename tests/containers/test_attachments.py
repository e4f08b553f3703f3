"""A circular and its attachments are one circular; two circulars never are."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

import hongtou
from hongtou.cli import main
from hongtou.model import Circular
from hongtou.run.batch import run
from hongtou.run.known import Known
from hongtou.write import read_jsonl

from .annexes import FORMS, docx, html, rows, xlsx
from .made import Answer, gzipped, tarred, warc, zipped

TITLES = ("重点项目任务表", "民生实事任务表", "环境整治任务表")
WORK = (("修建通村公路", "改造供水管网"), ("新建幼儿园", "发放助学金"), ("整治黑臭水体",))


def notice(
    number: int = 3,
    titles: tuple[str, ...] = TITLES,
    links: Mapping[str, str] | None = None,
    subject: str = "2016年重点工作",
    table: tuple[tuple[str, ...], ...] = (),
) -> bytes:
    """A circular that lists its annexes, with links to files, and a table of its own where there is one."""
    listed = [f"附件:{titles[0]}"] if len(titles) == 1 else [f"{n}.{title}" for n, title in enumerate(titles, 1)]
    if len(titles) > 1:
        listed[0] = f"附件:{listed[0]}"
    lines = [
        f"云溪县人民政府办公室关于做好{subject}的通知",
        f"云政办发〔2016〕{number}号",
        "各乡镇人民政府,县政府各部门:",
        "现将有关任务印发给你们,请认真落实。",
        *(listed if titles else ()),
        "云溪县人民政府办公室",
        "2016年3月5日",
    ]
    if table:
        lines += ["附件", titles[0] if titles else "任务表"]
    rest = "".join(f'<p><a href="{target}">{words}</a></p>' for target, words in (links or {}).items())
    return html(lines, table, rest)


def annex(at: int, form: str, *, heading: bool = True) -> bytes:
    """The annex of that number as a file."""
    lines = [f"附件{at}", TITLES[at - 1]] if heading else [TITLES[at - 1]]
    return FORMS[form](lines, rows(*WORK[at - 1]))


def extract(folder: Path, files: Mapping[str, bytes]) -> list[Circular]:
    """The circulars of a folder with these files."""
    for name, data in files.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    run([str(folder / "in")], folder / "out", tables=False)
    found = list(read_jsonl(folder / "out" / "circulars.jsonl"))
    for circular in found:
        check_laws(circular)
    return found


def check_laws(circular: Circular) -> None:
    """Each task stands in the stretch of one file, and that is the file of its annex."""
    for task in circular.tasks:
        assert circular.text[task.task.start : task.task.end] == task.task.text
        assert sum(file.text_start <= task.task.start < file.text_end for file in circular.source.files) >= 1
    ends = [file.text_end for file in circular.source.files]
    assert ends == sorted(ends)
    assert ends[-1] == len(circular.text)


def work(circular: Circular) -> list[tuple[int | None, str]]:
    return [(task.annex, task.task.text) for task in circular.tasks]


def leaves(circular: Circular) -> list[str]:
    return [file.path.replace("!/", "/").rpartition("/")[2] for file in circular.source.files]


def checks(circular: Circular) -> set[str]:
    return {finding.check for finding in circular.findings}


ALL = [(at, task) for at, tasks in enumerate(WORK) for task in tasks]
LINKS = {
    "files/a1.docx": "附件1.重点项目任务表.docx",
    "./files/a2.xlsx": "附件2.民生实事任务表.xlsx",
    "files/a3.pdf": "附件3",
}


def linked(folder: str = "") -> dict[str, bytes]:
    """A page with three attachments in three formats."""
    return {
        f"{folder}t1.html": notice(links=LINKS),
        f"{folder}files/a1.docx": annex(1, "docx"),
        f"{folder}files/a2.xlsx": annex(2, "xlsx"),
        f"{folder}files/a3.pdf": annex(3, "pdf"),
    }


def check_whole(circular: Circular) -> None:
    """One circular with its three annexes."""
    assert work(circular) == ALL
    assert [annex.text for annex in circular.annexes] == list(TITLES)
    assert circular.document_number
    assert circular.document_number.normalized == "云政办发〔2016〕3号"
    assert circular.complete
    for task in circular.tasks:
        file = next(f for f in circular.source.files if f.text_start <= task.task.start < f.text_end)
        assert task.annex is not None
        assert file is circular.source.files[task.annex + 1]
    assert not {"annex_alone", "attachment_repeats"} & checks(circular)


class TestThreeAttachmentsInThreeFormats:
    """The page first, then the attachments in the order of the annexes; each task with its annex."""

    def test_in_a_folder(self, tmp_path: Path) -> None:
        (circular,) = extract(tmp_path, linked())
        check_whole(circular)
        assert leaves(circular) == ["t1.html", "a1.docx", "a2.xlsx", "a3.pdf"]
        assert [file.media_type.rpartition(".")[2] for file in circular.source.files] == [
            "text/html",
            "document",
            "sheet",
            "application/pdf",
        ]

    @pytest.mark.parametrize(("name", "make"), [("a.zip", zipped), ("a.tgz", tarred)])
    def test_in_an_archive(self, tmp_path: Path, name: str, make: object) -> None:
        data = make(linked("通知/"))  # type: ignore[operator]
        (circular,) = extract(tmp_path, {name: data})
        check_whole(circular)
        check_whole(hongtou.extract(data, path=name))
        check_whole(hongtou.extract(tmp_path / "in" / name))

    @pytest.mark.parametrize("packed", [True, False])
    def test_in_a_warc(self, tmp_path: Path, packed: bool) -> None:
        base = "http://www.yunxi.example/zwgk/t1/"
        kinds = {
            "html": "text/html",
            "docx": "application/msword",
            "xlsx": "application/octet-stream",
            "pdf": "application/pdf",
        }
        answers = [(base + name, Answer(data, kinds[name.rpartition(".")[2]])) for name, data in linked().items()]
        (circular,) = extract(tmp_path, {"a.warc.gz" if packed else "a.warc": warc(answers, packed=packed)})
        check_whole(circular)
        assert [file.url for file in circular.source.files] == [url for url, _ in answers]
        assert circular.source.retrieved_at == "2020-05-06T07:08:09Z"

    def test_in_a_warc_by_addresses_that_say_nothing(self, tmp_path: Path) -> None:
        base = "http://www.yunxi.example/"
        links = {f"/down.jsp?id={at}": f"附件{at}" for at in (1, 2, 3)}
        answers = [(base + "view.jsp?id=9", Answer(notice(links=links)))]
        for at, form in enumerate(("docx", "xlsx", "pdf"), 1):
            headers = [("Content-Disposition", f"attachment; filename=file{at}.{form}")]
            answers.append(
                (f"{base}down.jsp?id={at}", Answer(annex(at, form), "application/octet-stream", headers=headers))
            )
        (circular,) = extract(tmp_path, {"a.warc.gz": warc(answers)})
        check_whole(circular)

    def test_whatever_the_order(self, tmp_path: Path) -> None:
        files = linked()
        seen = set()
        for at, order in enumerate(itertools.permutations(files, 4)):
            if at % 6:
                continue
            folder = tmp_path / str(at)
            extract(folder, {name: files[name] for name in order})
            run([str(folder / "in" / name) for name in order], folder / "again", tables=False)
            for out in ("out", "again"):
                seen.add((folder / out / "circulars.jsonl").read_text("utf-8").replace(str(folder), ""))
        assert len(seen) == 1


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("t1.html", ("t1_附件1.docx", "t1_附件2.xlsx", "t1_附件3.pdf")),
        ("t1.html", ("t1-附件3_环境.pdf", "t1-附件1_项目.docx", "t1-附件2_实事.xlsx")),
        (
            "云政办发〔2016〕3号.html",
            ("云政办发〔2016〕3号附件1.docx", "云政办发〔2016〕3号附件2.xlsx", "云政办发〔2016〕3号(附件3).pdf"),
        ),
        ("t1.html", ("附件1.docx", "附件2.xlsx", "附件3.pdf")),
        ("t1.html", ("附件一:重点项目任务表.docx", "附件二:民生实事任务表.xlsx", "附件三:环境整治任务表.pdf")),
        ("t1.html", ("重点项目任务表.docx", "民生实事任务表.xlsx", "环境整治任务表.pdf")),
        ("t1.html", ("附件/1.重点项目任务表.docx", "附件/2.民生实事任务表.xlsx", "附件/3.环境整治任务表.pdf")),
        ("t1.html", ("t1_1.docx", "t1_2.xlsx", "t1_3.pdf")),
        ("a/t1.html", ("a/fj1.docx", "a/fj2.xlsx", "a/fj3.pdf")),
        ("t1.html", ("x.docx", "y.xlsx", "z.pdf")),
    ],
)
@pytest.mark.parametrize("heading", [True, False])
def test_names_and_titles_tell_attachments(tmp_path: Path, page: str, names: tuple[str, ...], heading: bool) -> None:
    files = {page: notice()}
    for name in names:
        form = name.rpartition(".")[2]
        files[name] = annex({"docx": 1, "xlsx": 2, "pdf": 3}[form], form, heading=heading)
    (circular,) = extract(tmp_path, files)
    check_whole(circular)


@pytest.mark.parametrize("manifest", ["index.csv", "manifest.jsonl"])
@pytest.mark.parametrize("column", ["attachment_of", "circular"])
def test_an_index_is_taken_at_its_word(tmp_path: Path, manifest: str, column: str) -> None:
    files = {
        "p/7f.html": notice(titles=()),
        "p/8a.html": notice(4, titles=(), subject="防汛"),
        "q/0c.docx": annex(1, "docx", heading=False),
    }
    told = {
        "p/7f.html": "" if column == "attachment_of" else "x",
        "q/0c.docx": "p/7f.html" if column == "attachment_of" else "x",
    }
    if manifest == "index.csv":
        files[manifest] = ("path," + column + "\n" + "".join(f"{path},{told[path]}\n" for path in told)).encode()
    else:
        files[manifest] = "".join(f'{{"path": "{path}", "{column}": "{told[path]}"}}\n' for path in told).encode()
    found = extract(tmp_path, files)
    assert [leaves(one) for one in found] == [["7f.html", "0c.docx"], ["8a.html"]]
    assert work(found[0]) == [(0, "修建通村公路"), (0, "改造供水管网")]


def test_many_circulars_and_attachments_side_by_side(tmp_path: Path) -> None:
    files = {}
    for at in range(1, 9):
        titles = (f"{at}号任务分工表", "责任清单")
        files[f"n{at}.html"] = notice(at, titles, subject=f"第{at}项工作")
        files[f"n{at}_附件2.xlsx"] = xlsx(["责任清单"], rows(f"清单{at}"))
        files[f"附件1:{at}号任务分工表.docx"] = docx([f"{at}号任务分工表"], rows(f"分工{at}"))
    found = extract(tmp_path, files)
    assert len(found) == 8
    for at, circular in enumerate(found, 1):
        assert work(circular) == [(0, f"分工{at}"), (1, f"清单{at}")]


def test_attachments_that_might_be_of_either_are_of_neither(tmp_path: Path) -> None:
    files = {
        "a.html": notice(3, ("责任清单",), subject="防汛"),
        "b.html": notice(4, ("责任清单",), subject="抗旱"),
        "附件1.xlsx": xlsx(["责任清单"], rows("巡堤")),
    }
    found = extract(tmp_path, files)
    assert [leaves(one) for one in found] == [["a.html"], ["b.html"], ["附件1.xlsx"]]
    assert [("annex_alone" in checks(one), len(one.tasks)) for one in found] == [(False, 0), (False, 0), (True, 1)]


def test_a_circular_is_never_joined_to_another(tmp_path: Path) -> None:
    other = notice(9, titles=(), subject="防汛", table=rows("巡堤"))
    files = {"a.html": notice(links={"a_附件1.docx": "附件1", "b.html": "附件2.pdf"}), "b.html": other}
    files["a_附件1.docx"] = docx(
        [
            "云溪县水利局关于巡堤的通知",
            "云水发〔2016〕8号",
            "各乡镇水利站:",
            "请落实。",
            "云溪县水利局",
            "2016年2月1日",
        ],
        rows("巡堤"),
    )
    files["重点项目任务表.html"] = notice(10, titles=(), subject="抗旱")
    assert [leaves(one) for one in extract(tmp_path, files)] == [
        ["a.html"],
        ["a_附件1.docx"],
        ["b.html"],
        ["重点项目任务表.html"],
    ]


def test_the_circular_in_another_format_is_a_copy_not_an_attachment(tmp_path: Path) -> None:
    lines = [
        "云溪县人民政府办公室关于做好2016年重点工作的通知",
        "云政办发〔2016〕3号",
        "各乡镇人民政府:",
        "请落实。",
        "云溪县人民政府办公室",
        "2016年3月5日",
    ]
    found = extract(tmp_path, {"a.html": notice(links={"a.docx": "下载.docx"}), "a.docx": docx(lines)})
    assert [leaves(one) for one in found] == [["a.docx"], ["a.html"]]
    assert found[0].work_id == found[1].work_id


@pytest.mark.parametrize("form", ["docx", "xlsx", "pdf"])
def test_a_table_that_the_page_prints_is_not_read_twice(tmp_path: Path, form: str) -> None:
    page = notice(titles=TITLES[:1], table=rows(*WORK[0]), links={f"a.{form}": f"附件.{form}"})
    (circular,) = extract(tmp_path, {"p.html": page, f"a.{form}": annex(1, form)})
    assert work(circular) == [(0, "修建通村公路"), (0, "改造供水管网")]
    assert leaves(circular) == ["p.html", f"a.{form}"]
    assert "attachment_repeats" in checks(circular)


def test_an_excerpt_that_the_page_prints_is_read_in_the_attachment(tmp_path: Path) -> None:
    table = rows("修路", "架桥", "建校", "修渠", "植树")
    page = notice(titles=TITLES[:1], table=tuple(table[:2]))
    (circular,) = extract(tmp_path, {"t.html": page, "附件1.xlsx": xlsx([TITLES[0]], table)})
    assert work(circular) == [(0, row[1]) for row in table]
    assert "attachment_repeats" in checks(circular)


def test_an_annex_as_word_and_as_pdf_is_read_once(tmp_path: Path) -> None:
    files = {"t.html": notice(titles=TITLES[:1]), "附件1.docx": annex(1, "docx"), "附件1.pdf": annex(1, "pdf")}
    (circular,) = extract(tmp_path, files)
    assert work(circular) == [(0, "修建通村公路"), (0, "改造供水管网")]
    assert leaves(circular) == ["t.html", "附件1.docx", "附件1.pdf"]


def test_what_the_page_says_else_still_stands(tmp_path: Path) -> None:
    """An annex that the page prints, and one that only its file holds."""
    page = notice(titles=TITLES[:2], table=rows(*WORK[0]))
    (circular,) = extract(tmp_path, {"t.html": page, "t_附件2.xlsx": annex(2, "xlsx")})
    assert work(circular) == ALL[:4]


def test_attachments_of_a_page_that_lists_none_give_their_own_titles(tmp_path: Path) -> None:
    page = notice(titles=(), links={"1.docx": "下载1.docx", "2.xlsx": "下载2.xlsx"})
    (circular,) = extract(
        tmp_path, {"t.html": page, "1.docx": annex(1, "docx"), "2.xlsx": annex(2, "xlsx", heading=False)}
    )
    assert work(circular) == ALL[:4]
    assert [title.text for title in circular.annexes] == list(TITLES[:2])


def test_a_sheet_that_begins_with_its_table(tmp_path: Path) -> None:
    files = {
        "t.html": notice(titles=TITLES[:2]),
        "附件1.xlsx": xlsx([], rows(*WORK[0])),
        "附件2.xlsx": xlsx([], rows(*WORK[1])),
    }
    (circular,) = extract(tmp_path, files)
    assert work(circular) == ALL[:4]


def test_attachments_packed_beside_the_page(tmp_path: Path) -> None:
    packed = zipped({"附件1.docx": annex(1, "docx"), "附件2.xlsx": annex(2, "xlsx"), "附件3.pdf": annex(3, "pdf")})
    (circular,) = extract(tmp_path, {"a/t.html": notice(links={"附件.zip": "附件.zip"}), "a/附件.zip": packed})
    check_whole(circular)


def test_pages_and_attachments_are_one(tmp_path: Path) -> None:
    first = html(
        [
            "云溪县人民政府办公室关于重点工作的通知",
            "云政办发〔2016〕3号",
            "各乡镇人民政府:",
            "附件:重点项目任务表",
            "第 [1] 页 共[2]页",
        ]
    )
    second = html(
        [
            "云溪县人民政府办公室关于重点工作的通知",
            "请落实。",
            "云溪县人民政府办公室",
            "2016年3月5日",
            "第 [2] 页 共[2]页",
        ]
    )
    (circular,) = extract(
        tmp_path, {"t_1.html": first, "t_2.html": second, "附件.docx": annex(1, "docx", heading=False)}
    )
    assert leaves(circular) == ["t_1.html", "t_2.html", "附件.docx"]
    assert work(circular) == ALL[:2]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("heading", [True, False])
def test_a_lone_annex_says_so(tmp_path: Path, form: str, heading: bool) -> None:
    (circular,) = extract(tmp_path, {f"附件1.{form}": annex(1, form, heading=heading)})
    assert [text for _, text in work(circular)] == list(WORK[0])
    assert "annex_alone" in checks(circular)


def test_a_circular_whose_attachment_cannot_be_read(tmp_path: Path) -> None:
    found = extract(tmp_path, {"t.html": notice(titles=TITLES[:1]), "附件1.docx": b"PK\x03\x04broken"})
    assert [checks(one) & {"unreadable"} for one in found] == [set(), {"unreadable"}]


def test_the_same_form_attached_to_two_circulars(tmp_path: Path) -> None:
    """Identical bytes in two folders: each circular has its own file."""
    form = annex(1, "docx")
    files = {
        "a/t.html": notice(3, TITLES[:1]),
        "a/附件1.docx": form,
        "b/t.html": notice(4, TITLES[:1], subject="防汛"),
        "b/附件1.docx": form,
    }
    found = extract(tmp_path, files)
    assert [[file.path.rpartition("/in/")[2] for file in one.source.files] for one in found] == [
        ["a/t.html", "a/附件1.docx"],
        ["b/t.html", "b/附件1.docx"],
    ]


def test_random_folders_never_lose_or_double_a_task(tmp_path: Path) -> None:
    rng = random.Random(5)
    for at in range(6):
        files, want = {}, []
        for number in range(1, rng.randint(2, 6)):
            stem = f"n{number}"
            count = rng.randint(0, 3)
            files[f"{stem}.html"] = notice(
                number, tuple(f"{stem}{title}" for title in TITLES[:count]), subject=f"{number}号工作"
            )
            for one in range(count):
                form = rng.choice(["docx", "xlsx", "pdf"])
                files[f"{stem}_附件{one + 1}.{form}"] = FORMS[form](
                    [f"{stem}{TITLES[one]}"], rows(f"{stem}甲{one}事", f"{stem}乙{one}事")
                )
            want.append([(one, f"{stem}{word}{one}事") for one in range(count) for word in "甲乙"])
        found = extract(tmp_path / str(at), files)
        assert [work(one) for one in found] == want


def test_a_thousand_pages_that_share_a_title_are_told_in_one_step_each() -> None:
    """What might belong to many belongs to none, and is not compared with each."""
    from hongtou.model import Document, Source
    from hongtou.run.attachments import Attachments
    from hongtou.run.known import known

    names = [f"d/{at}.html" for at in range(400)] + [f"d/附件{at}:责任清单.txt" for at in range(400)]
    page, form = (
        hongtou.extract(data, path=path) for data, path in ((notice(), "a.html"), ("附件1\n责任清单".encode(), "a.txt"))
    )
    files = []
    for at, name in enumerate(names):
        circular, text = (page, "附件") if name.endswith("html") else (form, "附件1")
        source = Source(path=name, sha256=f"{at:064}", media_type="text/plain")
        document = Document(text=text, blocks=(), source=source)
        files.append((at, known(msgspec.structs.replace(circular, source=source), document)))
    asked: list[int] = []

    def one(at: int) -> Known:
        asked.append(at)
        return files[at][1]

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        assert list(Attachments(db, lambda **_: files, one, lambda _: None).families([])) == []
    assert len(asked) <= 2 * len(names)


def test_show_prints_the_circular_of_an_archive(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(linked()))
    shown = CliRunner().invoke(main, ["show", str(tmp_path / "a.zip")])
    assert shown.exit_code == 0
    assert "整治黑臭水体" in shown.output
    (tmp_path / "b.zip").write_bytes(zipped({"a.html": notice(3), "b.html": notice(4)}))
    shown = CliRunner().invoke(main, ["show", str(tmp_path / "b.zip")])
    assert shown.exit_code == 1
    assert "2 circulars" in shown.output


def test_gzip_of_one_page_is_that_page(tmp_path: Path) -> None:
    assert hongtou.extract(gzipped(notice(titles=())), path="a.html.gz").document_number


def test_a_row_that_only_the_attachment_has_is_not_lost(tmp_path: Path) -> None:
    page = notice(titles=TITLES[:1], table=rows("新建托育园", "改造校舍"))
    files = {"t.html": page, "附件1.xlsx": xlsx([TITLES[0]], rows("新建托育园", "修建水渠"))}
    (circular,) = extract(tmp_path, files)
    assert {"新建托育园", "改造校舍", "修建水渠"} <= {task for _, task in work(circular)}
