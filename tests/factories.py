"""Circulars made by hand and by chance, for the tests of the write room."""

from __future__ import annotations

import datetime as dt
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from hongtou import model
from hongtou.model import Circular, Value

TEXT = (
    "云溪县人民政府办公室\n云政办函〔2019〕7号\n关于印发2019年重点工作\n任务分解表的通知\n各乡镇人民政府:\n"
    "根据青政发〔2018〕3号文件,现予印发。\n一、城乡建设\n1-1\n=新建公厕(12座)\n6月30日前\n县住建局牵头,县财政局配合\n"
    "已完成90%\n完工在即\n备注:无\n2\n修缮校舍\n年底前\n县教育局、各乡镇\n2019年3月5日\n"
)


def value(text: str, **more: Any) -> Value:
    """The first place in TEXT where the words stand."""
    start = TEXT.index(text)
    return Value(text=text, start=start, end=start + len(text), **more)


def _as(record: type[Any], text: str, **more: Any) -> Any:
    place = value(text)
    return record(text=place.text, start=place.start, end=place.end, **more)


def _unit(text: str, unit: str, role: str, order: int, **more: Any) -> model.Responsibility:
    defaults: dict[str, Any] = {
        "basis": "rule", "collective": False, "unit_type": "government", "region_code": "439921", "aliases": (),
        "members": (),
    }  # fmt: skip
    made: model.Responsibility = _as(
        model.Responsibility, text, unit=unit, role=role, order=order, **{**defaults, **more}
    )
    return made


def _task(**fields: Any) -> model.Task:
    defaults: dict[str, Any] = {
        "origin": "table", "complete": True, "annex": 0, "content": None, "deadline": None, "deadlines": (),
        "responsible": (), "responsibilities": (), "progress": None, "status": None, "status_text": None,
        "percent": None, "verdict": None, "verdict_text": None, "other": (), "category": (value("一、城乡建设"),),
    }  # fmt: skip
    return model.Task(**{**defaults, **fields})


def _tasks(circular_id: str) -> tuple[model.Task, model.Task]:
    members = (model.Member(name="白石乡", region_code="439921200"), model.Member(name="沙洲镇", region_code=None))
    progress = "已完成90%\n完工在即"
    first = _task(
        task_id=f"{circular_id}-1",
        row_key="439921-云政办函〔2019〕7号-0-1-1",
        number=value("1-1"),
        task=value("=新建公厕(12座)"),
        deadline=value("6月30日前"),
        deadlines=(
            _as(
                model.Deadline, "6月30日前", kind="by", date_to=dt.date(2019, 6, 30), due=dt.date(2019, 6, 30),
                precision="day", edtf="/2019-06-30", year_from="title",
            ),
        ),
        responsible=(value("县住建局牵头,县财政局配合"),),
        responsibilities=(
            _unit("县住建局", "云溪县住房和城乡建设局", "lead", 1, aliases=("县人防办", "县房管局")),
            _unit("县财政局", "云溪县财政局", "support", 2),
        ),
        progress=value(progress),
        status="on_track",
        status_text=value("已完成90%"),
        percent=90.0,
        other=tuple(model.OtherCell(header=header, value=value("无")) for header in (value("备注"), None)),
        keywords=(model.Keyword(keyword="公厕", weight=4.5),),
    )  # fmt: skip
    second = _task(
        task_id=f"{circular_id}-2",
        row_key="439921-云政办函〔2019〕7号-0-2",
        number=value("2\n").__class__(text="2", start=TEXT.index("2\n修缮"), end=TEXT.index("2\n修缮") + 1),
        task=value("修缮校舍"),
        deadline=value("年底前"),
        deadlines=(
            _as(model.Deadline, "年底前", kind="by", date_to=dt.date(2019, 12, 31), due=dt.date(2019, 12, 31)),
            _as(model.Deadline, "年底", kind=None),
        ),
        responsibilities=(
            _unit("县教育局", "云溪县教育局", "responsible", 1),
            _unit("各乡镇", "各乡镇", "responsible", 2, collective=True, unit_type=None, members=members),
        ),
        verdict="lagging",
        verdict_text=value("修缮"),
    )
    return first, second


def circular(circular_id: str = "c0ffee", *, composed: bool = False, **changes: Any) -> Circular:
    """A small circular with something in every field."""
    own = {"issuer_code": "云政办函", "organ": "云溪县人民政府办公室", "number_kind": "函", "year": 2019, "serial": 7}
    cited = {"issuer_code": "青政发", "organ": None, "number_kind": None, "year": 2018, "serial": 3}
    title = "关于印发2019年重点工作\n任务分解表的通知"
    start = TEXT.index(title)
    file = model.File(path="a.html", sha256="ab" * 32, media_type="text/html", text_start=0, text_end=len(TEXT))
    made = Circular(
        schema_version=model.SCHEMA_VERSION,
        hongtou_version="0.1.0",
        circular_id=circular_id,
        work_id=f"439921-{circular_id}",
        preferred=True,
        complete=True,
        source=model.Source(
            path="a.html", url="https://www.yunxi.example/a.html", publisher="云溪县政府网", sha256="ab" * 32,
            media_type="text/html", encoding="utf-8", retrieved_at="2024-05-01T08:00:00Z", page=1, page_count=2,
            composed=composed, meta={"来源": "目录", "b": ""}, files=(file,),
        ),
        text=TEXT,
        blocks=(model.Block(kind="header", start=0, end=60), model.Block(kind="body", start=60, end=len(TEXT))),
        title=value(title, clean=title.replace("\n", ""), parts=((start, start + 13), (start + 14, start + 22))),
        genre="通知",
        document_number=_as(model.DocumentNumber, "云政办函〔2019〕7号", normalized="云政办函〔2019〕7号", **own),
        issuers=(_as(model.Issuer, "云溪县人民政府办公室", unit="云溪县人民政府办公室"),),
        addressees=(value("各乡镇人民政府"),),
        copied_to=(),
        signatures=(value("云溪县人民政府办公室"),),
        date_issued=_as(model.DatedValue, "2019年3月5日", date=dt.date(2019, 3, 5)),
        date_published=None,
        as_of=None,
        report_of=None,
        region_code="439921",
        region="云溪县",
        level="county",
        metadata=(model.Metadatum(label=value("备注"), value=Value(text="", start=9, end=9)),),
        annexes=(value("任务分解表"),),
        tasks=_tasks(circular_id),
        deadlines=(_as(model.Deadline, "年底前", kind="ongoing"),),
        standing_responsibilities=(_unit("各乡镇", "各乡镇", "responsible", 1, collective=True, aliases=("乡镇",)),),
        references=(
            _as(
                model.Reference, "青政发〔2018〕3号", normalized="青政发〔2018〕3号", title=None, part="body",
                task_id=f"{circular_id}-1", relation="basis", target_work_id=None, **cited,
            ),
        ),
        findings=(
            model.Finding(check="count_mismatch", severity="warning", message="称3项,找到2项"),
            model.Finding(check="unread_limit", severity="info", message="年底", start=value("年底前").start, end=999),
        ),
        keywords=(model.Keyword(keyword="公厕", weight=2.25), model.Keyword(keyword="校舍", weight=1.5)),
    )  # fmt: skip
    return msgspec.structs.replace(made, **changes)


_AWKWARD = (
    "", '"', "\n", "\r", "\r\n", ",", "=1+1", "1-1", "\ufeff", " ", "\u3000", "'", "\\", "、", "NA", "\u2028", "true",
    ' "a",\r\n"b"', "\U00020000", "\ue004", "\x1b", "2019-01-01",
)  # fmt: skip
_PRINTED = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.one_of(st.sampled_from(_AWKWARD), st.text(_PRINTED, max_size=3))
"""What breaks careless writers. No NUL and no lone surrogates: readers replace them."""
words = texts.filter(bool)


def _of(hint: Any, name: str) -> st.SearchStrategy[Any]:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(args)
    if msgspec.UnsetType in args:
        # What nobody asked for is unset, never an empty list.
        return st.one_of(
            st.just(msgspec.UNSET), st.lists(_of(get_args(args[0])[0], name), min_size=1, max_size=2).map(tuple)
        )
    if origin in (Union, types.UnionType):
        # A word that may be null is null or not empty.
        return st.one_of(*(st.none() if a is type(None) else words if a is str else _of(a, name) for a in args))
    if origin is tuple:
        return st.lists(_of(args[0], name), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(texts, texts, max_size=2)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return records(hint)
    floats = st.floats(allow_nan=False, allow_infinity=False)
    whole = st.integers(0, 2**31 - 1)
    return {str: texts, int: whole, bool: st.booleans(), float: floats, dt.date: st.dates()}[hint]


def records(record: type[Any]) -> st.SearchStrategy[Any]:
    """Any record of the type: every field by its type, broken values now and then."""
    hints = get_type_hints(record)
    fields = {name: _of(hints[name], name) for name in record.__struct_fields__ if name not in ("clean", "parts")}
    plain = st.builds(record, **fields)
    if not issubclass(record, Value):
        return plain
    spans = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=2).map(tuple)
    return st.one_of(plain, st.builds(record, **fields, clean=words, parts=spans))


@st.composite
def circulars(draw: st.DrawFn, circular_id: str = "c1") -> Circular:
    """Any circular whose ids belong together."""
    made: Circular = draw(records(Circular))
    tasks = tuple(msgspec.structs.replace(task, task_id=f"{circular_id}-{i}") for i, task in enumerate(made.tasks, 1))
    ids = [None, *(task.task_id for task in tasks)]
    cited = tuple(msgspec.structs.replace(r, task_id=draw(st.sampled_from(ids))) for r in made.references)
    return msgspec.structs.replace(made, circular_id=circular_id, tasks=tasks, references=cited)
