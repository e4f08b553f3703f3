"""Document numbers of the years before 〔〕 was the rule, and what looks like a number and is none.

〔1996〕武司字第82号, (98)云政发字第3号: the year first. 建房字第217号: none at all. GB/T 9704-1999 ended both; courts,
certificates and land titles keep the form.
"""

from __future__ import annotations

import re
from functools import cache

from hongtou.data import load_toml
from hongtou.fields.codes import code_start, read_code
from hongtou.fields.numerals import read_number
from hongtou.fields.orders import SERIAL_BACKWARDS, Hit, Stem, counts_things

# Every number is read from its 号 to the left, so these patterns are written backwards, for reversed text.
BLANK = r"\s{0,4}"
HAN = r"[\u3007\u3400-\u9fff]"
_BACK_YEAR = r"(?P<year>[\dOo〇] ?[\dOo〇] ?(?:9 ?1|[0Oo〇] ?2)|[〇零一二三四五六七八九]{2}[九〇零][一二]|\d{2})"
BRACKETED = rf"[〕\]】)〗>}}〉」』‟]\s{{0,3}}年?\s{{0,3}}{_BACK_YEAR}\s{{0,3}}(?P<open>[〔\[【(〖<{{〈「『„])"
# 〔1996〕武司字第82号, (98)云政发字第3号, (85)高检会(研)字3号.
_OLD_CODE = rf"{HAN}{{2,10}}?|{HAN}{{1,3}}\){HAN}{{1,3}}\({HAN}{{1,8}}?"
_OLD = re.compile(rf"号\s?{SERIAL_BACKWARDS}\s?第?\s?(?P<code>{_OLD_CODE}){BLANK}{BRACKETED}")
# 建房字第217号.
_WITHOUT_YEAR = re.compile(rf"号\s?{SERIAL_BACKWARDS}\s?第\s?(?P<code>字{HAN}{{1,20}})")
_LONGEST_OLD = 8
OPENING = frozenset(" \n([〔【《:")
# Years of two digits: 1949 to 1999, then this century.
_FIRST_SHORT_YEAR = 49


def year_of(printed: str) -> int:
    """The year that a bracket prints: 98 is 1998, 09 is 2009."""
    year = read_number(printed) or 0
    if len(printed) > 2:
        return year
    return year + (1900 if year >= _FIRST_SHORT_YEAR else 2000)


def is_other(folded: str, limit: int, start: int) -> bool:
    """Whether a word before says that it is a contract's or a licence's: 合同号〔2019〕3号, 许可证(云建〔2019〕3号)."""
    before = folded[max(limit, start - 12) : start].rstrip(" :(〔[第为是")
    return bool(before) and _others().match(before[::-1]) is not None


def is_case(code: str | None) -> bool:
    """Whether a code is a court's or a tribunal's for its cases (云民初字), which are no documents."""
    return code is not None and code.endswith(_cases())


@cache
def _cases() -> tuple[str, ...]:
    return tuple(load_toml("numbers.toml")["case_numbers"]["certain"].split())


@cache
def _others() -> re.Pattern[str]:
    """The words of other things' numbers, backwards: what is counted, then 编号 or the like."""
    data = load_toml("numbers.toml")["not_numbers"]
    things, ends, alone = ("|".join(re.escape(word[::-1]) for word in data[key].split()) for key in _NOT_NUMBERS)
    return re.compile(f"(?:{ends})(?:{things})|{alone}")


_NOT_NUMBERS = ("things", "number_words", "certificates")


def read_old(backwards: str, at: int) -> list[Hit] | None:
    """(98)云政发字第3号: the number that ends with the 号 at ``at``, of the text read backwards from there.

    None where its form is another, the empty list where its code is a court's.
    """
    found = _OLD.match(backwards)
    if found is None:
        return None
    code = found["code"][::-1].replace("(", "（").replace(")", "）")
    parts = read_code(code)
    endings: str = load_toml("numbers.toml")["case_numbers"]["endings"]
    if code.endswith(tuple(endings.split())) or not (code.endswith("字") or (parts and parts.kind)):
        return []
    year = year_of(found["year"][::-1])
    stem = Stem(code, (parts and parts.organ) or None, parts.kind if parts else "字", year, False)
    return [Hit(stem, at + 1 - found.end(), at + 1, found["serial"][::-1])]


def read_without_year(backwards: str, folded: str, at: int, end: int) -> list[Hit]:
    """建房字第217号: the number that ends with the 号 at ``at``; of a court or a certificate it is none."""
    found = _WITHOUT_YEAR.match(backwards)
    if found is None:
        return []
    stretch = found["code"][::-1]
    before = at - found.end()
    code = stretch[code_start(stretch, before < 0 or folded[before] in OPENING) :]
    data = load_toml("numbers.toml")
    cases = tuple(data["case_numbers"]["endings"].split())
    if not 2 < len(code) <= _LONGEST_OLD or code.endswith(cases) or counts_things(folded, at, end):
        return []
    if code[-2] in data["without_year"]["not_codes"] or is_other(folded, 0, at + 1 - found.end()):
        return []
    parts = read_code(code)
    stem = Stem(code, (parts and parts.organ) or None, "字", None, True)
    start = at + 1 - found.end() + len(stretch) - len(code)
    return [Hit(stem, start, at + 1, found["serial"][::-1])]
