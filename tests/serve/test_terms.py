"""Words to search for: cut, made alike, found again in print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.serve.terms import LONGEST, MOST_WORDS, alike, found, lit, tokens, words_of


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("信访", ["信访"]),
        ("  信访　投资项目 ", ["信访", "投资项目"]),
        ('"投资 项目" 县', ["投资 项目", "县"]),
        ("“教育局”信访", ["教育局", "信访"]),
        ("", []),
        ('""', []),
        ("\u200b", []),
        ("a a a", ["a"]),
        ('他说"一半', ["他说", "一半"]),
    ],
)
def test_a_question_is_cut_into_words(question: str, words: list[str]) -> None:
    assert words_of(question) == words


def test_a_question_without_end_is_cut_short() -> None:
    words = words_of(" ".join(f"词{i}" + "长" * 300 for i in range(50)))
    assert len(words) == MOST_WORDS
    assert {len(word) for word in words} == {LONGEST}


@pytest.mark.parametrize(
    ("text", "word", "there"),
    [
        ("云政办发〔2014〕12号", "云政办发[2014]12号", True),
        ("云政办发[2014]12号", "云政办发〔2014〕12号", True),
        ("云政办发(2014)12号", "〔2014〕12号", True),
        ("云政办发【2014】12号", "〔2014〕", True),
        ("云政办发〔２０１４〕１２号", "云政办发〔2014〕12号", True),
        ("第112号", "12号", False),
        ("第12号", "2号", False),
        ("PPP项目", "ppp", True),
        ("APP项目", "PP", False),
        ("信访、投资", "信访投资", False),
        ("市教 育\n局", "教育局", True),
        ("縣政府關於與學校", "县政府", True),
        ("县政府", "縣政府", True),
        ("100%", "%", True),
        ("建设 5G PLC 基站", "5G PLC", True),
        ("建设5G PLC基站", "5gplc", False),
        ("建设5GPLC基站", "5G PLC", False),
        ("县 DROP\nTABLE 局", "DROP TABLE", True),
        ("县 DROP\u3000TABLE 局", "PTAB", False),
        ("县 PPP 项目", "县PPP项目", True),
        ("第 12 号", "第12号", True),
    ],
)
def test_a_word_is_found_where_it_stands(text: str, word: str, there: bool) -> None:
    assert found(text, word) is there
    assert (" ".join(tokens(word).split()) in f" {tokens(text)} ") or not there


def test_letters_that_a_blank_parts_are_lit_as_they_stand() -> None:
    assert lit("建设 5G  PLC 基站", ["5g plc"]) == [("建设 ", False), ("5G  PLC", True), (" 基站", False)]
    assert lit("建设 5G PLC 基站", ["PLC基"]) == [("建设 5G ", False), ("PLC 基", True), ("站", False)]


ANY = st.text(st.sampled_from("县政府信访投资12〔〕[]()【】 \n、,aB（）“”\"'^*﹝縣"), max_size=30)


@given(ANY)
def test_making_alike_keeps_every_offset(text: str) -> None:
    assert len(alike(text)) == len(text)


@given(ANY, ANY)
def test_pieces_are_the_whole_text_and_marks_are_the_word(text: str, question: str) -> None:
    words = words_of(question)
    pieces = lit(text, words)
    assert "".join(piece for piece, _ in pieces) == text
    assert any(hit for _, hit in pieces) == any(found(text, word) for word in words)
    for piece, hit in pieces:
        assert not hit or any(tokens(word).split()[0] in tokens(piece).split() for word in words)


def test_of_a_long_text_the_place_of_the_hit_is_shown() -> None:
    pieces = lit("一" * 500 + "信访" + "二" * 500, ["信访"], 20)
    assert pieces[0] == ("…", False)
    assert ("信访", True) in pieces
    assert pieces[-1] == ("…", False)
    assert sum(len(piece) for piece, _ in pieces) < 150
