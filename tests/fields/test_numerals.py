"""Numerals as circulars print them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.fields.numerals import NUMBER, SMALL, YEAR4, read_number
from hongtou.fields.text import fold

NUMBERS = [
    ("0", 0),
    ("30", 30),
    ("06", 6),
    ("2009", 2009),
    ("一", 1),
    ("两", 2),
    ("十", 10),
    ("十一", 11),
    ("二十", 20),
    ("二十八", 28),
    ("三十一", 31),
    ("廿", 20),
    ("廿八", 28),
    ("卅一", 31),
    ("一百", 100),
    ("一百零五", 105),
    ("一百二十", 120),
    ("二〇〇九", 2009),
    ("二零零九", 2009),
    ("二○○九", 2009),
    ("二OO九", 2009),
    ("二oo九", 2009),
    ("一九九六", 1996),
    ("2OO9", 2009),
    ("二〇 一二", 2012),
    ("２００９", 2009),
]
NOT_NUMBERS = ["", " ", "O", "o", "六月", "abc", "十十", "一十百", "二廿", "九" * 40, "9" * 40, "-1", "1.5"]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_a_numeral_reads(text: str, number: int) -> None:
    assert read_number(fold(text)) == number


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert read_number(fold(text)) is None


_HAN = "〇一二三四五六七八九"


def _spoken(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if not tens else "十" if tens == 1 else _HAN[tens] + "十") + (_HAN[ones] if ones else "")


@given(st.integers(min_value=1, max_value=99))
def test_the_spoken_form_reads_back(n: int) -> None:
    assert read_number(_spoken(n)) == n


@given(st.integers(min_value=1900, max_value=2099), st.sampled_from("〇零Oo"))
def test_a_year_digit_by_digit_reads_back(year: int, nought: str) -> None:
    printed = "".join(_HAN[int(c)] for c in str(year)).replace("〇", nought)
    assert read_number(printed) == year
    assert re.fullmatch(YEAR4, printed)


@given(st.text(alphabet="〇零一二十百廿卅Oo09两千 a", max_size=30))
def test_nothing_raises(text: str) -> None:
    number = read_number(text)
    assert number is None or number >= 0


@pytest.mark.parametrize("text", ["6", "06", "十一", "三十一", "廿八"])
def test_small_takes_the_number_of_a_month_or_day(text: str) -> None:
    assert re.fullmatch(SMALL, text)


@pytest.mark.parametrize("text", ["30", "十五", "两", "一百二十"])
def test_number_takes_a_count(text: str) -> None:
    assert re.fullmatch(NUMBER, text)


@pytest.mark.parametrize("text", ["09", "3009", "二〇〇", "1899"])
def test_year_takes_four_digits_of_these_centuries(text: str) -> None:
    assert re.fullmatch(YEAR4, text) is None
