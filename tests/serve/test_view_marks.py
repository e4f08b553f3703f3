"""A text cut by marks that nest, cross, repeat, are empty or lie outside it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hongtou.serve.marks import Mark, Segment, segments

TEXT = "云溪县6月底前完成新建公厕12座,\n由县住建局牵头。"
_SPAN = st.tuples(st.integers(-3, len(TEXT) + 3), st.integers(-3, len(TEXT) + 3))


def marks_of(spans: list[list[tuple[int, int]]]) -> list[Mark]:
    return [Mark(f"m{n}", "task", tuple(own), f"t{n}", "") for n, own in enumerate(spans)]


marks = st.lists(st.lists(_SPAN, min_size=1, max_size=3), max_size=8).map(marks_of)


def opened(found: list[Segment]) -> list[tuple[str, list[str]]]:
    """Each run with the ids of the pieces it lies in, outermost first, as an HTML parser would see them."""
    stack: list[str] = []
    runs = []
    for segment in found:
        if segment.closes:
            del stack[-segment.closes :]
        stack += [piece.mark.id for piece in segment.opens]
        runs.append((segment.text, list(stack)))
    return runs


@given(marks)
def test_the_segments_are_the_text(given_marks: list[Mark]) -> None:
    assert "".join(segment.text for segment in segments(TEXT, given_marks)) == TEXT


@given(marks)
def test_what_is_opened_is_closed_and_never_more(given_marks: list[Mark]) -> None:
    depth = 0
    for segment in segments(TEXT, given_marks):
        depth -= segment.closes
        assert depth >= 0
        depth += len(segment.opens)
    assert depth == 0


@given(marks)
def test_each_mark_covers_its_own_words_and_no_others(given_marks: list[Mark]) -> None:
    covered: dict[str, set[int]] = {}
    at = 0
    for text, ids in opened(list(segments(TEXT, given_marks))):
        for one in ids:
            covered.setdefault(one, set()).update(range(at, at + len(text)))
        at += len(text)
    own = {m.id: {i for start, end in m.spans for i in range(max(start, 0), min(end, len(TEXT)))} for m in given_marks}
    assert covered == {name: places for name, places in own.items() if places}


@given(marks)
def test_a_mark_carries_its_id_once_at_its_first_piece(given_marks: list[Mark]) -> None:
    pieces = [piece for segment in segments(TEXT, given_marks) for piece in segment.opens]
    ids = [piece.mark.id for piece in pieces if piece.first]
    assert len(ids) == len(set(ids))
    assert set(ids) == {piece.mark.id for piece in pieces}


@given(marks)
def test_a_run_belongs_to_the_innermost_mark(given_marks: list[Mark]) -> None:
    found = list(segments(TEXT, given_marks))
    inner = [segment.mark.id if segment.mark else None for segment in found if segment.text]
    assert inner == [ids[-1] if ids else None for text, ids in opened(found) if text]


def test_a_limit_in_a_cell_in_a_row_nests() -> None:
    row, cell, limit = marks_of([[(0, 18)], [(3, 9)], [(3, 7)]])
    assert opened(list(segments(TEXT, [row, cell, limit])))[:4] == [
        ("云溪县", ["m0"]),
        ("6月底前", ["m0", "m1", "m2"]),
        ("完成", ["m0", "m1"]),
        ("新建公厕12座,\n", ["m0"]),
    ]


def test_marks_that_cross_are_cut_where_the_first_ends() -> None:
    first, second = marks_of([[(0, 6)], [(3, 9)]])
    assert opened(list(segments(TEXT[:9], [first, second]))) == [
        ("云溪县", ["m0"]),
        ("6月底", ["m0", "m1"]),
        ("前完成"[:3], ["m1"]),
        ("", []),
    ]
