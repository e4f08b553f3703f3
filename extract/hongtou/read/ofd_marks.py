"""What an OFD page draws → glyphs and rules, in points from the page's upper left corner.

Lengths in the file are millimetres. Each object has a boundary, in which its own coordinates begin, and perhaps a
matrix (CTM) that turns them first (GB/T 33190-2016, 8.5 and 11).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from lxml import etree

from hongtou.errors import LimitError
from hongtou.read.glyphs import Glyph, Rule, is_wide
from hongtou.read.limits import Account

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_POINTS = 72 / 25.4
_STRAIGHT = 1.0  # points that a line may lean
_THIN = 2.0  # a filled box thinner than this is a line
_MOST_RULES = 200_000
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_PATH = re.compile(rf"[A-Za-z]|{_NUMBER.pattern}")
_OPERANDS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def box(text: str | None) -> tuple[float, float, float, float] | None:
    """Four numbers: left, top, width, height; None where there are not four.

    >>> box("0 0 210 297")
    (0.0, 0.0, 210.0, 297.0)
    """
    found = _numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def _numbers(text: str | None) -> list[float]:
    return [float(one) for one in _NUMBER.findall(text or "")]


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does ``inner`` first."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


class Marks:
    """Collects what one page draws."""

    def __init__(self, account: Account, units: dict[str, etree._Element]) -> None:
        self.account = account
        self.units = units
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.pictures: list[tuple[float, str]] = []
        """The area and the resource of each picture."""
        self.depth = 0

    @staticmethod
    def points(width: float, height: float) -> tuple[float, float]:
        """Millimetres as points."""
        return width * _POINTS, height * _POINTS

    def content(self, parent: etree._Element | None, matrix: Matrix) -> None:
        """Everything that an element draws, in order, layers and blocks within it too."""
        for child in parent if parent is not None else ():
            if child.get("Visible") == "false":
                continue
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name in ("Layer", "PageBlock", "Content"):
                self.content(child, matrix)
            elif name == "TextObject":
                self.text(child, self._own(child, matrix))
            elif name == "PathObject":
                self.path(child, self._own(child, matrix))
            elif name == "ImageObject":
                _, _, width, height = box(child.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
                self.pictures.append((width * height, child.get("ResourceID") or ""))
            elif name == "CompositeObject":
                self.composite(child, self._own(child, matrix))

    def composite(self, element: etree._Element, matrix: Matrix) -> None:
        """A drawing kept among the resources; one that holds itself is as deep as the limit lets it."""
        unit = self.units.get(element.get("ResourceID") or "")
        self.depth += 1
        if self.depth > self.account.limits.nesting:
            raise LimitError(f"drawings stand in drawings more than {self.account.limits.nesting} deep")
        self.account.check_time()
        self.content(unit, matrix)
        self.depth -= 1

    def text(self, element: etree._Element, matrix: Matrix) -> None:
        """The characters of a text object, each at its place."""
        self.account.check_time()
        sizes = _numbers(element.get("Size"))
        scale = math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
        size = (sizes[0] if sizes else 0.0) * scale * _POINTS
        narrow = (_numbers(element.get("HScale")) or [1.0])[0]
        x = y = 0.0
        for code in element.iterchildren("{*}TextCode"):
            x, y = (_numbers(code.get("X")) or [x])[0], (_numbers(code.get("Y")) or [y])[0]
            words = (code.text or "").strip("\r\n")
            across, down = _steps(code.get("DeltaX"), len(words)), _steps(code.get("DeltaY"), len(words))
            at_x, at_y = x, y
            for number, character in enumerate(words):
                wide = size * narrow * (1.0 if is_wide(character) else 0.5)
                if not character.isspace():
                    left, base = _at(at_x, at_y, matrix)
                    self.glyphs.append(Glyph(character, left, left + wide, base, size))
                step = 0.0 if down else wide / _POINTS / (scale or 1.0)
                at_x += across[number] if number < len(across) else step
                at_y += down[number] if number < len(down) else 0.0
        if len(self.glyphs) > self.account.limits.characters:
            raise LimitError(f"a page has more than {self.account.limits.characters} characters")

    def path(self, element: etree._Element, matrix: Matrix) -> None:
        """The straight lines of a path that is drawn; of one that is only filled, the thin box that it is."""
        lines = [(_at(*start, matrix), _at(*end, matrix)) for start, end in _segments(element)]
        if not lines:
            return
        if element.get("Stroke") != "false":
            for (x, y), (to_x, to_y) in lines:
                if abs(x - to_x) <= _STRAIGHT or abs(y - to_y) <= _STRAIGHT:
                    self._rule(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
        elif element.get("Fill") == "true":
            xs, ys = [p[0] for line in lines for p in line], [p[1] for line in lines for p in line]
            if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
                self._rule(min(xs), min(ys), max(xs), max(ys))

    def _rule(self, *edges: float) -> None:
        self.rules.append(Rule(*edges))
        if len(self.rules) > _MOST_RULES:
            raise LimitError(f"a page draws more than {_MOST_RULES} lines")

    def _own(self, element: etree._Element, matrix: Matrix) -> Matrix:
        """From an object's own coordinates to the page's."""
        turned = _numbers(element.get("CTM"))
        own = IDENTITY
        if len(turned) == 6:
            own = (turned[0], turned[1], turned[2], turned[3], turned[4], turned[5])
        left, top, _, _ = box(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        return _times(own, _times((1.0, 0.0, 0.0, 1.0, left, top), matrix))


def _at(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * _POINTS, (b * x + d * y + f) * _POINTS


def _steps(text: str | None, most: int) -> list[float]:
    """How far each character moves the pen; "g 3 5.2" says three times 5.2.

    >>> _steps("g 2 5 7", 9)
    [5.0, 5.0, 7.0]
    """
    found: list[float] = []
    parts = iter((text or "").split())
    for part in parts:
        if len(found) >= most:
            break
        if part == "g":
            count, step = _numbers(next(parts, "")), _numbers(next(parts, ""))
            if count and step and 0 < count[0] < 1e9:
                found += [step[0]] * min(int(count[0]), most)
        else:
            found += _numbers(part)[:1]
    return found[:most]


def _segments(element: etree._Element) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight stretches of a path's abbreviated data; curves only move the pen."""
    tokens = _PATH.findall(element.findtext("{*}AbbreviatedData") or "")
    start = here = (0.0, 0.0)
    at = 0
    while at < len(tokens):
        name = tokens[at].upper()
        count = _OPERANDS.get(name)
        at += 1
        if count is None:
            continue
        operands = tokens[at : at + count]
        if len(operands) < count or any(one.isalpha() for one in operands):
            continue
        at += count
        there = (float(operands[-2]), float(operands[-1])) if count else start
        if name in "LC" and there != here:
            yield here, there
        if name in "MS":
            start = there
        here = there
