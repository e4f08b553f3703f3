"""The lines that a PDF page draws: strokes along an axis and boxes so thin that they are lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from hongtou.read.glyphs import Rule
from hongtou.read.pdf_text import Turn

MOST_RULES = 50_000
_MOST_PATHS = 300_000
_THIN = 3.2
_DEEPEST = 8
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def rules_of(page: Any, turn: Turn) -> tuple[list[Rule], bool]:
    """The rules of a page as a sheet sees them; and whether there were more than are read."""
    import pypdfium2.raw as pdfium

    found: list[Rule] = []
    count = pdfium.FPDFPage_CountObjects(page)
    objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(count))
    for number, (path, matrix) in enumerate(_paths(objects, _SAME, pdfium, 0)):
        if number > _MOST_PATHS:
            return found, True
        for points, stroked in _shapes(path, pdfium):
            _add(found, [turn.point(*_moved(x, y, matrix)) for x, y in points], stroked)
        if len(found) > MOST_RULES:
            return found[:MOST_RULES], True
    return found, False


def has_image(page: Any, least: float) -> bool:
    """Whether an image covers at least that share of the page."""
    import pypdfium2.raw as pdfium

    area = pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    covered = 0.0
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        one = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(one) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) and (
            pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top)
        ):
            covered += (right.value - left.value) * (top.value - bottom.value)
    return bool(covered >= least * area)


def _paths(objects: Iterator[Any], outer: _Matrix, pdfium: Any, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """Each path with the matrix that places it, also inside forms."""
    for one in objects:
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield one, _joined(_matrix(one, pdfium), outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(one)
            inner = (pdfium.FPDFFormObj_GetObject(one, index) for index in range(count))
            yield from _paths(inner, _joined(_matrix(one, pdfium), outer), pdfium, depth + 1)


def _matrix(one: Any, pdfium: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(one, matrix):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _joined(first: _Matrix, then: _Matrix) -> _Matrix:
    if then is _SAME:
        return first
    a, b, c, d, e, f = first
    e, f = _moved(e, f, then)
    return (
        a * then[0] + b * then[2], a * then[1] + b * then[3], c * then[0] + d * then[2], c * then[1] + d * then[3], e, f
    )  # fmt: skip


def _moved(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _shapes(path: Any, pdfium: Any) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """Each part of a path as its corners, and whether its edges are drawn (else only what they enclose)."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not (fill.value or stroke.value):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    to_x, to_y = ctypes.byref(x), ctypes.byref(y)
    points: list[tuple[float, float]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, to_x, to_y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, bool(stroke.value)
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points, bool(stroke.value)


def _add(found: list[Rule], points: list[tuple[float, float]], stroked: bool) -> None:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = Rule(min(xs), min(ys), max(xs), max(ys))
    if box.right - box.left < _THIN or box.bottom - box.top < _THIN:
        found.append(box)
    elif stroked:
        for (x, y), (to_x, to_y) in pairwise(points):
            if abs(x - to_x) < 1 or abs(y - to_y) < 1:
                found.append(Rule(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)))
