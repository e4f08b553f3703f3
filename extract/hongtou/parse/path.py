"""The best path of a table's paragraphs through the columns of a row pattern (Viterbi), and where it is in doubt.

Scores are kept relative to the best state, so they recur from row to row and each distinct step is worked out once.
"""

from __future__ import annotations

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

_MOST_STEPS = 1000  # that a lattice is kept with: a few hundred kilobytes
_MOST_LATTICES = 16

_Scores = tuple[int, ...]
_Prices = tuple[list[int], list[int], int]


class Reached:
    """The scores of all states at some paragraph, less the best of them, and the steps taken from there so far."""

    def __init__(self, scores: _Scores) -> None:
        self.scores = scores
        self.steps: dict[int, _Step] = {}
        """By the kind of the next paragraph."""


class _Remaining:
    """What each state can still gain from the paragraphs below, less the most of it."""

    def __init__(self, scores: _Scores) -> None:
        self.scores = scores
        self.above: dict[int, _Remaining] = {}
        """What remains above a paragraph, by its kind."""
        self.doubted: dict[Reached, bool] = {}
        """Whether a paragraph with these scores is in doubt."""


class _Step(Record, frozen=True):
    """What a paragraph of one kind makes of the states' scores: the gain, the scores below it, where each came from."""

    gain: int
    after: Reached
    origins: tuple[int, ...]


class Path(Record, frozen=True):
    """For each paragraph the column (their number for a heading) and whether a row begins; the paths's score."""

    score: int
    states: list[tuple[int, bool]]
    reached: list[Reached]
    """The scores of all states at each paragraph, by what stands above it."""


class Lattice:
    """The scores of all states that were met at these costs, and the steps between them."""

    def __init__(self, costs: Costs) -> None:
        self.costs = costs
        self.steps = 0
        """How many were worked out, of all sorts."""
        width = len(costs.roles)
        self.top = Reached(tuple(costs.moves[0][-1]))
        self.bottom = _Remaining(tuple([move[width] for move in costs.moves[0]]))
        self._reached: dict[_Scores, Reached] = {}
        self._remaining: dict[_Scores, _Remaining] = {self.bottom.scores: self.bottom}
        self._prices: dict[int, _Prices] = {}

    def _price(self, kind: int) -> _Prices:
        """How well a kind fits each state, what it costs to go on in each with it, what to open one."""
        found = self._prices.get(kind)
        if found is None:
            found = self._prices[kind] = _kind_costs(kind, self.costs)
        return found

    def walk(self, kinds: list[int]) -> list[_Step]:
        """The step that each paragraph makes, from none."""
        found: list[_Step] = []
        at = self.top
        for kind in kinds:
            step = at.steps.get(kind)
            if step is None:
                step = at.steps[kind] = self._work_out(at, kind)
            found.append(step)
            at = step.after
        return found

    def _work_out(self, at: Reached, kind: int) -> _Step:
        self.steps += 1
        gain, scores, origins = _step(at.scores, self._price(kind), self.costs.moves[0], first=at is self.top)
        return _Step(gain, self._reached.setdefault(scores, Reached(scores)), origins)

    def doubts(self, kinds: list[int], reached: list[Reached]) -> list[int]:
        """The paragraphs that could stand in another column at nearly the same score of the whole."""
        found: list[int] = []
        below = self.bottom
        for place in range(len(kinds) - 1, -1, -1):
            doubted = below.doubted.get(reached[place])
            if doubted is None:
                doubted = below.doubted[reached[place]] = self._judge(reached[place], below)
            if doubted:
                found.append(place)
            above = below.above.get(kinds[place])
            if above is None:
                above = below.above[kinds[place]] = self._step_back(below, kinds[place])
            below = above
        return found

    def _judge(self, reached: Reached, below: _Remaining) -> bool:
        self.steps += 1
        return _doubted(reached.scores, below.scores, self.costs.category)

    def _step_back(self, below: _Remaining, kind: int) -> _Remaining:
        self.steps += 1
        scores = _step_back(below.scores, self._price(kind), self.costs.moves[0])
        return self._remaining.setdefault(scores, _Remaining(scores))


_LATTICES: dict[tuple[tuple[ColumnRole, ...], bool], Lattice] = {}


def usual_lattice(roles: tuple[ColumnRole, ...], *, numbered: bool) -> Lattice:
    """That of the usual costs of these columns, with the steps that earlier tables took: most tables take the same."""
    key = roles, numbered
    lattice = _LATTICES.get(key)
    if lattice is None or lattice.steps > _MOST_STEPS:
        if len(_LATTICES) >= _MOST_LATTICES:
            _LATTICES.clear()
        lattice = _LATTICES[key] = Lattice(usual(roles, numbered=numbered))
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
    scores = (reached[-1] if reached else lattice.top).scores
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
    scores: _Scores, prices: _Prices, moves: list[list[int]], *, first: bool
) -> tuple[int, _Scores, tuple[int, ...]]:
    """The gain, the scores after it less the gain, and where each came from."""
    fits, stays, opens = prices
    new, origins = [], []
    alive = [(j, score - opens) for j, score in enumerate(scores) if score > _HOPELESS]
    for k, fit in enumerate(fits):
        top, origin = (scores[k], -1) if first else (_NEVER, -1)
        if not first:
            for j, score in alive:
                moved = score + moves[j][k]
                if moved > top:
                    top, origin = moved, j
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


def _doubted(reached: _Scores, remaining: _Scores, category: int) -> bool:
    """Whether the best two states are nearly equal; a heading and its own column say the same."""
    scores = [above + below for above, below in zip(reached, remaining, strict=True)]
    if category >= 0:
        scores[category] = max(scores[category], scores.pop())
    best, second = sorted(scores)[:-3:-1]
    return best - second < _MARGIN


def _step_back(after: _Scores, prices: _Prices, moves: list[list[int]]) -> _Scores:
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
