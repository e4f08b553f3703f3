"""How long the document itself holds, which is no limit of the work: 有效期至2020年12月31日, 本办法自6月1日起施行."""

from __future__ import annotations

import re
from functools import cache

from hongtou.fields._deadline_grammar import any_of, words


@cache
def _validity() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('prose', 'validity'))}(?:[^,;。\n]{{0,12}}|[^,;。\n]{{1,6}},[自从]?)$")


_MEASURE = re.compile(r"(?:^|[^本])政策执行期|(?<![行施布发])[,(]执行期[^,;。\n]*$")
"""政策执行期限至, 收费减半,执行期限至: of the measure that the passage tells, not of the document."""


def is_validity(before: str) -> bool:
    """True where the clause so far speaks of how long the document itself holds (有效期至)."""
    if "期" not in before or _validity().search(before) is None or _MEASURE.search(before):
        return False
    return "延" not in before or "本" in before or "试行" in before  # 执行期限延长至, 证件有效期顺延至: of a measure


@cache
def _documents() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """本办法…, and any document right before a day from which it is in force."""
    kinds = any_of(words("prose", "documents"))
    return (
        re.compile(
            r"(?<!按照|根据|对照|依照|依据|参照|遵照|结合)(?<![按自从])"  # 各地按照本方案于6月底前制定细则: their limit
            rf"本(?:{kinds}|政策|若干|实施)[^,;。\n的]{{0,12}}$"  # 本方案确定的任务于6月底前完成: of the tasks
        ),
        # but 药品价格自6月1日起执行,有效期2年: a measure's
        re.compile(rf"(?:^|[,;。:》\n]|{kinds}|制度|预案)[自从于]?$"),
    )


@cache
def _begun() -> re.Pattern[str]:
    """本办法由市财政局解释,自; 本政策自1月1日起执行,: the sentence goes on to say how long the document holds."""
    kinds = any_of((*words("prose", "documents"), "政策"))
    return re.compile(
        rf"本(?:实施|若干)?{kinds}(?:由[^。;\n]{{2,30}}解释|[^,;。\n的]{{0,24}}(?:施行|实施|执行|生效|试行))[,;]?[自从]?$"
    )


_BEGUN_REACH = 64
_GOES_ON = ("自", "从", "至", "到")
THEN_VALID = re.compile(r"(?:施行|实施|执行|生效)[,;]?(?:试行)?有效期")
"""《办法》自6月1日起施行,有效期5年: of the document, whatever it is called."""
_ISSUED = ("公布,", "发布,", "颁布,", "印发,")  # 现予公布,自2019年1月1日起施行: the life of what is issued
_IN_FORCE = re.compile(r"(?:施行|实施|执行|生效)(?!\w)")


def is_of_document(folded: str, span: tuple[int, int], before: str, after: str, *, starts: bool, ends: bool) -> bool:
    """Whether the date of a span is of the document's life, by the clause before and after it; ``starts`` where it says
    from when something holds, ``ends`` where by when something is to be done (前).
    """
    start, end = span
    if is_validity(before) or (not ends and "本" in before and _documents()[0].search(before)):
        return True
    if not ends and folded.endswith(_GOES_ON, 0, start) and not (folded[start - 1] in "至到" and after.strip()):
        sentence = folded[max(0, start - _BEGUN_REACH) : start].removesuffix("至").removesuffix("到")
        if "本" in sentence and _begun().search(sentence):
            return True
    if starts and THEN_VALID.match(folded, end) and _documents()[1].search(before):
        return True
    return before.removesuffix("自").endswith(_ISSUED) and _IN_FORCE.match(after) is not None
