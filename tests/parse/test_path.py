"""A lattice is kept from table to table: what it took before changes no path through it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongtou.parse import path
from hongtou.parse.costs import usual
from hongtou.parse.grid import ColumnRole
from hongtou.parse.joins import Join
from hongtou.parse.paragraphs import Type
from hongtou.parse.path import DOUBTED, JOINED, Lattice, best_path, usual_lattice

ROLES: tuple[tuple[ColumnRole, ...], ...] = (
    ("number", "task", "lead", "support", "deadline"),
    ("category", "task", "content", "responsible"),
    ("task", "deadline"),
)
_SHORT_ROW = [Type.NUMBER, Type.PROSE, Type.UNITS, Type.UNITS, Type.DEADLINE]
_kinds = st.lists(
    st.one_of(
        st.just(_SHORT_ROW),
        st.lists(
            st.builds(
                lambda kind, join, doubted: kind + JOINED * join + DOUBTED * doubted,
                st.integers(Type.NUMBER, Type.TIMED),
                st.integers(Join.NONE, Join.NAMED),
                st.booleans(),
            ),
            max_size=4,
        ),
    ),
    max_size=12,
).map(lambda rows: [kind for row in rows for kind in row])


@given(st.sampled_from(ROLES), st.booleans(), st.lists(_kinds, max_size=3), _kinds)
def test_a_lattice_that_read_other_tables_gives_the_path_of_a_new_one(
    roles: tuple[ColumnRole, ...], numbered: bool, before: list[list[int]], kinds: list[int]
) -> None:
    costs = usual(roles, numbered=numbered)
    used, new = Lattice(costs), Lattice(costs)
    for other in before:
        used.doubts(other, best_path(other, used).reached)
    found, expected = best_path(kinds, used), best_path(kinds, new)
    assert (found.score, found.states) == (expected.score, expected.states)
    assert used.doubts(kinds, found.reached) == new.doubts(kinds, expected.reached)


def test_lattices_are_kept_while_they_are_few_and_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(path, "_LATTICES", {})
    first = usual_lattice(ROLES[0], numbered=False)
    assert usual_lattice(ROLES[0], numbered=False) is first
    assert usual_lattice(ROLES[0], numbered=True) is not first
    best_path(_SHORT_ROW, first)
    first.steps += path._MOST_STEPS
    assert usual_lattice(ROLES[0], numbered=False) is not first
