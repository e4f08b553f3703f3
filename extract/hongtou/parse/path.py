"""The best path of a table's paragraphs through the columns of a row pattern (Viterbi), and where it is in doubt.

Scores are kept relative to the best state, so they recur from row to row and each distinct step is worked out once.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from threading import Lock

from hongtou.model.record import Record
from hongtou.parse.costs import OPENS, STAYS, Costs, usual
from hongtou.parse.grid import ColumnRole

JOINED, DOUBTED = 10, 100
"""A paragraph's kind is its type + JOINED * its join + DOUBTED where its number is doubted."""
_NEVER = -(10**6)
_STAYED = 100  # an origin of k + _STAYED: the same cell goes on
_HOPELESS = -180  # a state this far below the best is not told from worse ones, so that score vectors recur
_FALSE_NUMBER = 50
_MARGIN = 8  # two readings nearer to each other than this are equally good

_KINDS = 200  # kinds are smaller numbers
_MANY = 10**9  # numbers of scores are smaller
_MOST_STEPS = 1000  # that a lattice is kept with: a few hundred kilobytes
_MOST_LATTICES = 16

_Scores = tuple[int, ...]
_Prices = tuple[list[int], list[int], int]


class Path(Record, frozen=True):
    """For each paragraph the column (their number for a heading) and whether a row begins; the paths's score."""

    score: int
    states: list[tuple[int, bool]]
    reached: list[int]
    """The scores of all states at each paragraph, by what stands above it, as the lattice numbers them."""


class _Step(Record, frozen=True):
    """What a paragraph of one kind makes of the states' scores: the gain, the number of the scores below it, where
    each came from."""

    gain: int
    after: int
    origins: tuple[int, ...]


class Lattice:
    """The scores of all states that were met at these costs, numbered, and the steps between them."""

    def __init__(self, costs: Costs) -> None:
        self.costs = costs
        self.scores: list[_Scores] = [tuple(costs.moves[0][-1])]
        """The first are those before any paragraph."""
        self.into = list(zip(*costs.moves[0], strict=True))
        """What it costs to come into each state, by where from."""
        self.steps: dict[int, _Step] = {}
        """By _KINDS * number of the scores + kind of the paragraph."""
        width = len(costs.roles)
        self.remaining: list[_Scores] = [tuple([move[width] for move in costs.moves[0]])]
        """What each state can still gain, numbered as the scores are; the first below the last paragraph."""
        self.judged: dict[int, tuple[bool, int]] = {}
        """By _MANY * (_KINDS * number of what remains below + kind) + number of the scores: whether the paragraph is in
        doubt, and the number of what remains above it."""
        self._numbers: dict[_Scores, int] = {}
        self._remaining: dict[_Scores, int] = {self.remaining[0]: 0}
        self._prices: dict[int, _Prices] = {}
        self._lock = Lock()  # of the numbers

    def prices(self, kind: int) -> _Prices:
        """How well a kind fits each state, what it costs to go on in each with it, what to open one."""
        found = self._prices.get(kind)
        if found is None:
            found = self._prices[kind] = _kind_costs(kind, self.costs)
        return found

    def walk(self, kinds: list[int]) -> list[_Step]:
        """The step that each paragraph makes, from none."""
        steps = self.steps
        found: list[_Step] = []
        at = 0
        for kind in kinds:
            step = steps.get(_KINDS * at + kind)
            if step is None:
                step = steps[_KINDS * at + kind] = self._work_out(at, kind)
            found.append(step)
            at = step.after
        return found

    def _work_out(self, at: int, kind: int) -> _Step:
        gain, scores, origins = _step(self.scores[at], self.prices(kind), self.into, first=at == 0)
        with self._lock:
            number = self._numbers.setdefault(scores, len(self.scores))
            if number == len(self.scores):
                self.scores.append(scores)
        return _Step(gain, number, origins)

    def judge(self, after: int, kind: int, reached: int) -> tuple[bool, int]:
        """Whether a paragraph of this kind is in doubt between these scores, and what remains above it."""
        key = _MANY * (_KINDS * after + kind) + reached
        known = self.judged.get(key)
        if known is None:
            remaining = self.remaining[after]
            both = zip(self.scores[reached], remaining, strict=True)
            doubted = _doubted([a + b for a, b in both], self.costs.category)
            above = _step_back(remaining, self.prices(kind), self.costs.moves[0])
            with self._lock:
                number = self._remaining.setdefault(above, len(self.remaining))
                if number == len(self.remaining):
                    self.remaining.append(above)
            known = self.judged[key] = doubted, number
        return known


_lattices: dict[tuple[tuple[ColumnRole, ...], bool], Lattice] = {}


def usual_lattice(roles: tuple[ColumnRole, ...], *, numbered: bool) -> Lattice:
    """That of the usual costs of these columns, with the steps that earlier tables took: most tables take the same."""
    key = roles, numbered
    lattice = _lattices.get(key)
    if lattice is None or len(lattice.steps) + len(lattice.judged) > _MOST_STEPS:
        if len(_lattices) >= _MOST_LATTICES:
            _lattices.clear()
        lattice = _lattices[key] = Lattice(usual(roles, numbered=numbered))
    return lattice


def best_score(kinds: list[int], lattice: Lattice) -> int:
    """The score of the best path."""
    return sum([step.gain for step in lattice.walk(kinds)])


def best_path(kinds: list[int], lattice: Lattice) -> Path:
    """The path with the best score; linear in the paragraphs."""
    moves, begins = lattice.costs.moves
    width = len(lattice.costs.roles)
    steps = lattice.walk(kinds)
    reached = [step.after for step in steps]
    # the last row's empty cells cost as much as any row's
    scores = lattice.scores[reached[-1] if reached else 0]
    last = [score + move[width] for score, move in zip(scores, moves, strict=True)]
    state = last.index(max(last))
    path: list[tuple[int, bool]] = []
    for step in reversed(steps):
        origin = step.origins[state]
        if origin >= _STAYED:
            path.append((state, False))
        elif origin < 0:
            path.append((state, True))
        else:
            path.append((state, begins[origin][state]))
            state = origin
    path.reverse()
    return Path(sum([step.gain for step in steps]), path, reached)


def _step(
    scores: _Scores, prices: _Prices, into: Sequence[Sequence[int]], *, first: bool
) -> tuple[int, _Scores, tuple[int, ...]]:
    """The gain, the scores after it less the gain, and where each came from."""
    fits, stays, opens = prices
    new, origins = [], []
    if first:
        new, origins = list(map(add, scores, fits)), [-1] * len(fits)
    else:
        alive = [score if score > _HOPELESS else _NEVER for score in scores]
        for k, fit in enumerate(fits):
            sums = list(map(add, alive, into[k]))
            top = max(sums)
            origin = sums.index(top)
            top -= opens
            stay = scores[k] - stays[k]
            if stay > top:
                top, origin = stay, k + _STAYED
            new.append(top + fit)
            origins.append(origin)
    gain = max(new)
    least = gain + _HOPELESS
    return gain, tuple([score - gain if score > least else _HOPELESS for score in new]), tuple(origins)


def _kind_costs(kind: int, costs: Costs) -> _Prices:
    """How well a kind fits each state, what it costs to go on in each with it, what to open one."""
    kind, doubted = kind % DOUBTED, kind >= DOUBTED
    join, look = divmod(kind, JOINED)
    fits = [fit[look] for fit in costs.fits]
    if doubted:
        fits = [fit - _FALSE_NUMBER * (k == costs.number) for k, fit in enumerate(fits)]
    joined = STAYS[join]
    return fits, [*[max(0, stay[look] + joined) for stay in costs.stay], 0], OPENS[join]


def doubts(kinds: list[int], lattice: Lattice, path: Path) -> list[int]:
    """The paragraphs that could stand in another column at nearly the same score of the whole."""
    found: list[int] = []
    after = 0
    for place in range(len(kinds) - 1, -1, -1):
        doubted, after = lattice.judge(after, kinds[place], path.reached[place])
        if doubted:
            found.append(place)
    return found


def _doubted(scores: list[int], category: int) -> bool:
    """Whether the best two states are nearly equal; a heading and its own column say the same."""
    if category >= 0:
        scores[category] = max(scores[category], scores.pop())
    best, second = sorted(scores)[:-3:-1]
    return best - second < _MARGIN


def _step_back(after: _Scores, prices: _Prices, moves: Sequence[Sequence[int]]) -> _Scores:
    """What each state can still gain when a paragraph of a kind follows and ``after`` is gained from there on."""
    fits, stays, opens = prices
    gains = [score + fit for score, fit in zip(after, fits, strict=True)]
    alive = [(k, gain - opens) for k, gain in enumerate(gains) if gain > _HOPELESS]
    new = []
    for j, move in enumerate(moves):
        top = gains[j] - stays[j]
        for k, gain in alive:
            moved = gain + move[k]
            if moved > top:
                top = moved
        new.append(top)
    best = max(new)
    least = best + _HOPELESS
    return tuple([score - best if score > least else _HOPELESS for score in new])
