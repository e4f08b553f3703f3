"""The chain of citations around a document number: whom it cites, who cites it, two steps either way, as a drawing."""

from __future__ import annotations

import sqlite3

from hongtou.model.record import Record

STEPS, EACH = 2, 6
"""How many steps from the number, and how many neighbours of each document are drawn."""
_WIDE, _HIGH, _GAP, _ACROSS = 190, 30, 12, 70


class Node(Record, frozen=True):
    """A document: its number, whether it is in the dataset, where its box stands (left, top)."""

    number: str
    here: bool
    middle: bool
    x: int
    y: int


class Edge(Record, frozen=True):
    """One document cites another, how, and the line from the one's box to the other's."""

    citing: str
    cited: str
    relation: str
    x1: int
    y1: int
    x2: int
    y2: int


class Chain(Record, frozen=True):
    """A drawing of the given size; cited documents stand left of those that cite them. ``cut``: there are more."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int
    cut: bool
    box: tuple[int, int] = (_WIDE, _HIGH)


def chain(db: sqlite3.Connection, number: str) -> Chain:
    """The documents that are at most STEPS citations from a number."""
    layers: dict[str, int] = {number: 0}
    found: dict[tuple[str, str], str] = {}
    cut = False
    for direction in (-1, 1):
        frontier = [number]
        for step in range(1, STEPS + 1):
            reached: list[str] = []
            for at in frontier:
                near = _near(db, at, direction)
                cut = cut or len(near) > EACH
                for other, relation in near[:EACH]:
                    if other not in layers:
                        layers[other] = direction * step
                        reached.append(other)
                    found.setdefault((at, other) if direction < 0 else (other, at), relation)
            frontier = reached
    return _laid_out(db, number, layers, found, cut)


def _near(db: sqlite3.Connection, number: str, direction: int) -> list[tuple[str, str]]:
    """Numbers that a document cites (-1) or that cite it (1), one more than are drawn, with the relation."""
    if direction < 0:
        query = (
            'SELECT DISTINCT r.normalized, r.relation FROM idx.circulars c JOIN "references" r '
            "ON r.circular_id = c.circular_id WHERE c.number = ?1 AND c.preferred AND r.normalized <> ?1 "
            "ORDER BY r.ordinal LIMIT ?2"
        )
    else:
        query = (
            'SELECT DISTINCT c.number, r.relation FROM "references" r JOIN idx.circulars c '
            "ON c.circular_id = r.circular_id WHERE r.normalized = ?1 AND c.preferred AND c.number IS NOT NULL "
            "AND c.number <> ?1 LIMIT ?2"
        )
    rows = db.execute(query, (number, 2 * EACH + 2)).fetchall()
    found: dict[str, str] = {}
    for other, relation in rows:
        found.setdefault(other, relation)
    return list(found.items())


def _laid_out(
    db: sqlite3.Connection, number: str, layers: dict[str, int], found: dict[tuple[str, str], str], cut: bool
) -> Chain:
    columns: dict[int, list[str]] = {}
    for name, layer in layers.items():
        columns.setdefault(layer, []).append(name)
    first, tallest = min(columns), max(map(len, columns.values()))
    height = tallest * (_HIGH + _GAP) + _GAP
    places: dict[str, tuple[int, int]] = {}
    for layer, names in columns.items():
        top = (height - len(names) * (_HIGH + _GAP) + _GAP) // 2
        for row, name in enumerate(names):
            places[name] = (_GAP + (layer - first) * (_WIDE + _ACROSS), top + row * (_HIGH + _GAP))
    marks = ", ".join("?" * len(layers))
    rows = db.execute(f"SELECT DISTINCT number FROM idx.circulars WHERE number IN ({marks})", list(layers))
    here = {row[0] for row in rows}
    nodes = tuple(Node(name, name in here, name == number, *places[name]) for name in layers)
    edges = []
    for (citing, cited), relation in found.items():
        (x1, y1), (x2, y2) = places[citing], places[cited]
        near, far = (0, _WIDE) if x1 >= x2 else (_WIDE, 0)
        edges.append(Edge(citing, cited, relation, x1 + near, y1 + _HIGH // 2, x2 + far, y2 + _HIGH // 2))
    return Chain(nodes, tuple(edges), 2 * _GAP + len(columns) * (_WIDE + _ACROSS) - _ACROSS, height, cut)
