"""The best path of a table's paragraphs through the columns of a row pattern (Viterbi), and where it is in doubt.

Scores are kept relative to the best state, so they recur from row to row and each distinct step is worked out once.
"""

from __future__ import annotations

from collections.abc import Sequence

from hongtou.model.record import Record
from hongtou.parse.costs import OPENS, STAYS, Costs

JOINED, DOUBTED = 10, 100
"""A paragraph's kind is its type + JOINED * its join + DOUBTED where its number is doubted."""
_NEVER = -(10**6)
_STAYED = 100  # an origin of k + _STAYED: the same cell goes on
_HOPELESS = -180  # a state this far below the best is not told from worse ones, so that score vectors recur
_FALSE_NUMBER = 50
_MARGIN = 8  # two readings nearer to each other than this are equally good

_Scores = tuple[int, ...]
_Prices = tuple[list[int], list[int], int]


class Path(Record, frozen=True):
    """For each paragraph the column (their number for a heading) and whether a row begins; the paths's score."""

    score: int
    states: list[tuple[int, bool]]
    reached: list[_Scores]
    """The scores of all states at each paragraph, by what stands above it."""


class _Step(Record, frozen=True):
    """What a paragraph of one kind makes of the states' scores: the gain, the scores below it, where each came from."""

    gain: int
    scores: _Scores
    origins: tuple[int, ...]


Steps = dict[tuple[int, _Scores], _Step]


def best_path(kinds: Sequence[int], costs: Costs, steps: Steps | None = None) -> Path:
    """The path with the best score; linear in the paragraphs. ``steps`` are those worked out so far at these costs."""
    width = len(costs.columns)
    moves, begins = costs.moves
    steps = {} if steps is None else steps
    prices: dict[int, _Prices] = {}
    scores: _Scores = tuple(moves[width])
    total = 0
    back: list[tuple[int, ...]] = []
    reached: list[_Scores] = []
    for kind in kinds:
        key = (kind, scores)
        step = steps.get(key)
        if step is None:
            if kind not in prices:
                prices[kind] = _kind_costs(kind, costs)
            step = steps[key] = _step(scores, prices[kind], moves, first=not back)
        total += step.gain
        scores = step.scores
        back.append(step.origins)
        reached.append(scores)
    # the last row's empty cells cost as much as any row's
    last = [score + move[width] for score, move in zip(scores, moves, strict=True)]
    state = last.index(max(last))
    path: list[tuple[int, bool]] = []
    for origins in reversed(back):
        origin = origins[state]
        if origin >= _STAYED:
            path.append((state, False))
        else:
            path.append((state, origin < 0 or begins[origin][state]))
            state = origin if origin >= 0 else state
    path.reverse()
    return Path(total, path, reached)


def _step(scores: _Scores, prices: _Prices, moves: Sequence[Sequence[int]], *, first: bool) -> _Step:
    fits, stays, opens = prices
    new, origins = [], []
    alive = [j for j, score in enumerate(scores) if score > _HOPELESS]
    reached = zip(*[[scores[j] + move for move in moves[j]] for j in alive], strict=True)
    for k, (fit, sums) in enumerate(zip(fits, reached, strict=True)):
        if first:
            top, origin = scores[k], -1
        else:
            top = max(sums)
            origin = alive[sums.index(top)]
            top -= opens
            stay = scores[k] - stays[k]
            if stay > top:
                top, origin = stay, k + _STAYED
        new.append(top + fit)
        origins.append(origin)
    gain = max(new)
    least = gain + _HOPELESS
    return _Step(gain, tuple([score - gain if score > least else _HOPELESS for score in new]), tuple(origins))


def _kind_costs(kind: int, costs: Costs) -> _Prices:
    """How well a kind fits each state, what it costs to go on in each with it, what to open one."""
    kind, doubted = kind % DOUBTED, kind >= DOUBTED
    join, look = divmod(kind, JOINED)
    fits = [fit[look] for fit in costs.fits]
    if doubted:
        fits = [fit - _FALSE_NUMBER * (k == costs.number) for k, fit in enumerate(fits)]
    joined = STAYS[join]
    return fits, [*[max(0, stay[look] + joined) for stay in costs.stay], 0], OPENS[join]


def doubts(kinds: Sequence[int], costs: Costs, path: Path) -> list[int]:
    """The paragraphs that could stand in another column at nearly the same score of the whole."""
    width = len(costs.columns)
    after: _Scores = tuple(move[width] for move in costs.moves[0])
    steps: dict[tuple[int, _Scores], _Scores] = {}
    judged: dict[tuple[_Scores, _Scores], bool] = {}
    found: list[int] = []
    for place in range(len(kinds) - 1, -1, -1):
        key = (path.reached[place], after)
        doubted = judged.get(key)
        if doubted is None:
            doubted = judged[key] = _doubted([a + b for a, b in zip(*key, strict=True)], costs.category)
        if doubted:
            found.append(place)
        kind = kinds[place]
        before = steps.get((kind, after))
        if before is None:
            before = steps[kind, after] = _step_back(after, kind, costs)
        after = before
    return found


def _doubted(scores: list[int], category: int) -> bool:
    """Whether the best two states are nearly equal; a heading and its own column say the same."""
    if category >= 0:
        scores[category] = max(scores[category], scores.pop())
    best, second = sorted(scores)[:-3:-1]
    return best - second < _MARGIN


def _step_back(after: _Scores, kind: int, costs: Costs) -> _Scores:
    """What each state can still gain when a paragraph of this kind follows and ``after`` is gained from there on."""
    fits, stays, opens = _kind_costs(kind, costs)
    gains = [score + fit for score, fit in zip(after, fits, strict=True)]
    alive = [(k, gain - opens) for k, gain in enumerate(gains) if gain > _HOPELESS]
    new = []
    for j, move in enumerate(costs.moves[0]):
        top = gains[j] - stays[j]
        for k, gain in alive:
            if gain + move[k] > top:
                top = gain + move[k]
        new.append(top)
    best = max(new)
    least = best + _HOPELESS
    return tuple([score - best if score > least else _HOPELESS for score in new])
