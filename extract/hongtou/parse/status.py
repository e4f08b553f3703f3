"""What a progress or status cell says of its own row."""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import any_of, finder, load_toml
from hongtou.model import Value
from hongtou.model.record import Record
from hongtou.model.vocabulary import Status

_CLAUSE = re.compile(r"[^,，。;；、:：\n(（]{1,12}")
_SHARE = r"(\d{1,3}(?:\.\d{1,2})?)%"
_OF_PART = r"(?!了?(?:总|全|整|该|本|项目|年度?|计划|建设)|了?工程)[^,。;%\d]{1,10}?工程的?\d"
_OF_WORK = re.compile(rf"[完占达进](?:(?<=完)成|(?<=占)|(?<=达)到?|(?<=进)度)(?!{_OF_PART})[^,。;%\d]{{0,12}}?{_SHARE}")
"""占任务的83.3%, not 完成路基工程的30%; a class of first characters is found several times faster than the words."""
BEFORE_SHARE, BEHIND_SHARE = "(?:大?约|近|已?达|已|超过?)?", "(?:左右|上下|以上)?"
_ALONE = re.compile(
    rf"(?:^|\() *{BEFORE_SHARE}{_SHARE}{BEHIND_SHARE} *(?:\)|。|$)"
)  # 85%, about as much, or in a bracket: 推进中(约70%)


_MAY_OPEN = frozenset(" 0123456789约大近达已超")
_ITEM = re.compile(r"[;；]|^\s*\d{1,2}[.．、](?!\d)", re.MULTILINE)
"""What parts a cell into several pieces of the work; a clause behind a comma is then of one of them."""


class _Form(Record, frozen=True):
    """A form of ``data/verdicts.toml`` as the whole of a clause; a text without any of ``needs`` holds none."""

    status: Status
    needs: tuple[str, ...]
    clause: re.Pattern[str]

    def may_stand_in(self, words: str) -> bool:
        """Whether a text holds what the form needs."""
        return any(need in words for need in self.needs)


@cache
def _forms() -> tuple[tuple[_Form, ...], tuple[_Form, ...]]:
    """Those of a first clause, and those of any."""
    begins, ends = r"(?:^|(?<=[,，。;；\n]))\s*", r"(?=\s*(?:[,，。;；\n(（]|$))"

    def read(where: str) -> tuple[_Form, ...]:
        return tuple(
            _Form(
                table["status"],
                tuple(table["needs"]),
                re.compile(f"{begins}(?P<said>{'|'.join(table['forms'])}){ends}"),
            )
            for table in load_toml("verdicts.toml")[where]
        )

    return read("first_clause"), read("whole")


@cache
def _judging() -> re.Pattern[str]:
    """Finds what any form needs: most cells hold nothing of it."""
    return finder([need for forms in _forms() for form in forms for need in form.needs])


@cache
def statuses() -> dict[str, Status]:
    """What each word says that is the whole of a cell."""
    return {word: status for status, words in load_toml("verdicts.toml")["status"].items() for word in words}


def read_status(text: Value) -> tuple[Status | None, Value | None]:
    """What a status or progress cell says of itself in so many words.

    Its first clause is a status word, or another clause judges the progress of the whole: 土建完成70%,进度滞后.
    """
    clause = _CLAUSE.match(text.text)
    word = clause[0].strip() if clause else ""
    status = statuses().get(word)
    may_judge = status is None or status == "on_track"  # 正在推进,进度滞后 is behind
    if may_judge and _judging().search(text.text) is not None:
        for said, match in (_of_whole(text.text), _of_first(text.text)):
            if match is not None:
                return said, _value(text, match.start("said"), match["said"])
    return (status, _value(text, text.text.index(word), word)) if status else (None, None)


def _of_first(words: str) -> tuple[Status | None, re.Match[str] | None]:
    """What the form of the first clause says: 已于6月20日完工, 已提前封顶."""
    for form in _forms()[0]:
        if form.may_stand_in(words):
            match = form.clause.match(words)
            if match is not None:
                return form.status, match
    return None, None


def _of_whole(words: str) -> tuple[Status | None, re.Match[str] | None]:
    """What a clause says of the whole: the cell's own sentence, or one behind commas where no other part is named."""
    found: list[tuple[Status, re.Match[str]]] = []
    for form in _forms()[1]:
        if form.may_stand_in(words):
            found += [(form.status, match) for match in form.clause.finditer(words)]
    if not found or len({status for status, _ in found}) > 1:
        return None, None
    parted = _ITEM.search(words) is not None
    for status, match in found:
        before = words[: match.start("said")].rstrip()
        if not before or before[-1] in "。;；\n" or not (parted or "。" in before):
            return status, match
    return None, None


def _is_of_part(words: str, at: int, task: str) -> bool:
    """Whether the words before 完成 or 达到 name what has come so far, and that is not the whole of the work; a rate
    of its own (参合率达98%) is no share of it, whatever the task is called.
    """
    if words[:at] in _of_no_part():
        return False  # most: 已完成85%
    subject = _SUBJECT.search(words, 0, at) if words[at] != "占" else None  # 占任务的83.3% says of what
    named = _named().sub(r"\1", subject[0]) if subject else ""
    return named != "" and (words[at] == "达" or named not in task)


_SUBJECT = re.compile(r"(?<![\u4e00-\u9fff\d])[\u4e00-\u9fff]{1,16}$")
"""Behind a figure (累计改造12公里) no subject stands."""


@cache
def _of_no_part() -> frozenset[str]:
    """Words before a figure that say no part, and none at all."""
    return frozenset(("", *load_toml("verdicts.toml")["percent"]["whole"]))


@cache
def _named() -> re.Pattern[str]:
    """What of a subject says which part it is: nothing of 目前工程累计, 平整 of 平整工作已."""
    whole = any_of(_of_no_part() - {""})
    return re.compile(f"^(?:{whole})*(.*?)(?:{whole})*$")


def _value(text: Value, offset: int, word: str) -> Value:
    return Value(text=word, start=text.start + offset, end=text.start + offset + len(word))


def read_percent(words: str, task: str = "") -> float | None:
    """The percentage of the work that a folded progress cell says is done; null where it says several.

    What a part has reached (征地完成100%) is not the work's, unless ``task`` names it too.
    """
    first, last = words.find("%"), words.rfind("%")
    clause = 1 + max(words.rfind(",", 0, first), max(words.rfind("。", 0, first), words.rfind(";", 0, first)))
    found = [m[1] for m in _OF_WORK.finditer(words, clause, last + 1) if not _is_of_part(words, m.start(), task)]
    if "(" in words or words[0] in _MAY_OPEN:
        found += _ALONE.findall(words)
    return float(found[0]) if found and found.count(found[0]) == len(found) else None
