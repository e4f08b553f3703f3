"""``python -m tests.bench.numbers``: hongtou beside the patterns that public programs read document numbers with.

The strings are the tables of the tests. The patterns are our own wording of the kinds that code search finds in public
repositories; each is given the folded text and its findings are written as GB/T 9704 asks before they are compared, so
that no pattern loses for its brackets, blanks or padding alone.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable

from tests.fields import test_numbers, test_numbers_batches, test_numbers_forms

from hongtou.fields.numbers import find_numbers
from hongtou.fields.text import fold

Reader = Callable[[str], list[str]]
Case = tuple[str, list[str]]
_HAN = r"[\u4e00-\u9fff]"
PATTERNS = {
    "characters without a blank, 〔year〕, number": r"\S+〔\d{4}〕\d+号",
    "Han, one of 规发办函令, 〔year〕, number": rf"{_HAN}+[规发办函令]〔\d{{4}}〕\d+号",
    "Han with 发 in it, 〔 or [, 第 allowed": (
        rf"[\u4e00-\u9fffA-Za-z]+?发{_HAN}{{0,12}}[〔\[]\s*\d{{4}}\s*[〕\]]\s*第?\d{{1,6}}\s*号"
    ),
    "Han, 〔 or [, number": rf"{_HAN}+[〔\[]\d{{4}}[〕\]]\d+号",
    "any bracket, number: no code": r"[〔\[(]\s*(?:19|20)\d{2}\s*[〕\])]\s*\d{1,4}\s*号",
    "listed ministries, 公告 or 令": (
        r"(?:国家税务总局|财政部|税务总局|海关总署|国务院)(?:[、 ](?:国家税务总局|财政部|税务总局|海关总署))*"
        r"(?:公告|令)\s*(?:\d{4}年)?第\d+号"
    ),
}
_TIMES = 5


def cases() -> list[Case]:
    """Every composed string of the tests with its numbers, the known gaps too."""
    tables: list[list[Case]] = [test_numbers.FORMS]
    for module in (test_numbers_forms, test_numbers_batches):
        for name, table in vars(module).items():
            if name.isupper() and table and isinstance(table[0], tuple):
                tables.append(table)
    return list({text: (text, expected) for table in tables for text, expected in table}.values())


def standard(printed: str) -> str:
    """A finding as GB/T 9704 asks.

    >>> standard("国发[2015]第050 号")
    '国发〔2015〕50号'
    """
    plain = re.sub(r"[\[(]\s*(\d{4})\s*[\])]", r"〔\1〕", "".join(printed.split()))
    return re.sub(r"〕第?0*(?=\d)", "〕", plain)


def by_pattern(pattern: str) -> Reader:
    """The reader that a pattern is."""
    compiled = re.compile(pattern)
    return lambda text: [standard(found) for found in compiled.findall(fold(text))]


def by_hongtou(text: str) -> list[str]:
    """hongtou's."""
    return [number.normalized for number in find_numbers(text)]


def verdict(found: list[str], expected: list[str]) -> str:
    """right: all of them and no other; half: some of them, or the right year and serial behind a wrong code;
    wrong: something that is no number of the text; none: nothing, where there is something.
    """
    if found == expected:
        return "right"
    if not found:
        return "none"
    tails = {_tail(number) for number in expected}
    return "half" if all(_tail(number) in tails for number in found) else "wrong"


def _tail(number: str) -> str:
    return number[number.find("〔") :] if "〔" in number else number[-6:]


def main() -> None:
    """Print the table as Markdown."""
    readers: dict[str, Reader] = {"hongtou `find_numbers`": by_hongtou}
    readers |= {name: by_pattern(pattern) for name, pattern in PATTERNS.items()}
    composed = cases()
    print(f"| reader ({len(composed)} strings) | right | half | wrong | none | µs a string |")
    print("| --- | --: | --: | --: | --: | --: |")
    for name, reader in readers.items():
        counts = Counter(verdict(reader(text), expected) for text, expected in composed)
        best = min(_seconds(reader, composed) for _ in range(_TIMES))
        cells = " | ".join(str(counts[word]) for word in ("right", "half", "wrong", "none"))
        print(f"| {name} | {cells} | {best / len(composed) * 1e6:.0f} |")


def _seconds(reader: Reader, composed: list[Case]) -> float:
    began = time.perf_counter()
    for text, _ in composed:
        reader(text)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
