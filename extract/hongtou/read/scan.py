"""Scans (PNG, JPEG, TIFF, and PDF pages that are pictures) → sheets of glyphs and rules, by rapidocr (extra ``ocr``).

The recogniser gives lines of words with their places, the picture its ruled lines; from there a scan is read as any
printed page is (:mod:`hongtou.read.pages`).
"""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from hongtou.errors import LimitError, MissingHelperError, UnreadableError
from hongtou.model import Finding
from hongtou.model.vocabulary import Check
from hongtou.read import pages
from hongtou.read.glyphs import Glyph, Rule, Sheet, is_wide
from hongtou.read.limits import Account
from hongtou.read.rendered import Rendered

DPI = 200
MOST_PIXELS = 24_000_000
INSTALL = "pip install 'hongtou[ocr]'"
ADVICE = f"To read scans, install the optional extra: {INSTALL}"
_UNSURE = 0.5  # below, a line is taken for dirt
_OF_NUMBERS = frozenset("0123456789.,%-")
_lock = threading.Lock()


def is_there() -> bool:
    """Whether the recogniser is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def render(data: bytes, account: Account) -> Rendered:
    """Read an image file, each of its frames a page.

    Raises UnreadableError where it is broken, MissingHelperError without the recogniser.
    """
    if not is_there():
        raise MissingHelperError(f"the file is a picture. {ADVICE}")
    findings: list[Finding] = []
    rendered = pages.render(sheets(data, account, findings), account)
    return rendered._replace(findings=(*rendered.findings, *findings))


def sheet(picture: Any, width: float, height: float, account: Account) -> Sheet:
    """A page from its picture, an array of grey values; width and height are the page's in points."""
    account.check_time()
    picture = _grey(picture)
    turned = _straight(picture)
    lines, unsure = _recognise(turned)
    scale = width / turned.shape[1]
    glyphs = [glyph for line in lines for glyph in _glyphs(line, scale)]
    rules = [Rule(*(value * scale for value in rule)) for rule in _rules(turned, [line.box for line in lines])]
    doubts: list[tuple[Check, str]] = []
    if unsure:
        doubts.append(("damaged_text", f"{unsure} places that look like words could not be read"))
    return Sheet(width, height, glyphs, rules, doubts)


def sheets(data: bytes, account: Account, findings: list[Finding]) -> Iterator[Sheet]:
    """The frames of an image file, each a page; raises UnreadableError where it is broken."""
    import numpy
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            for frame in range(getattr(image, "n_frames", 1)):
                account.check_pages(frame + 1)
                image.seek(frame)
                if image.width * image.height > 8 * MOST_PIXELS:
                    raise LimitError(f"a picture of {image.width} × {image.height} points")
                grey = image.convert("L")
                shrink = (MOST_PIXELS / (grey.width * grey.height)) ** 0.5
                if shrink < 1:
                    grey = grey.resize((int(grey.width * shrink), int(grey.height * shrink)))
                dpi = _dpi(image.info.get("dpi"), image.width)
                width, height = image.width * 72 / dpi, image.height * 72 / dpi
                yield sheet(numpy.asarray(grey), width, height, account)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableError(f"the picture cannot be opened: {error}") from error
    except LimitError as error:
        findings.append(Finding(check="limit_hit", severity="error", message=f"{error}; what follows was not read"))


def _dpi(said: Any, width: int) -> float:
    """The resolution a picture says; where it says none, that which makes it as wide as A4."""
    value = float(said[0]) if isinstance(said, tuple) and said and said[0] else 0.0
    return value if 90 <= value <= 1200 else width * 72 / 595


class _Words(NamedTuple):
    """A recognised line: its words and the left and right edge of each, its box (left, top, right, bottom)."""

    words: Sequence[tuple[str, float, float]]
    box: tuple[float, float, float, float]


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error", "Global.text_score": 0.0})


def _recognise(picture: Any) -> tuple[list[_Words], int]:
    """The lines of a picture, and how many there are that cannot be read."""
    with _lock:
        result = _engine()(picture, return_word_box=True)
    if result.boxes is None:
        return [], 0
    found, unsure = [], 0
    for box, text, score, words in zip(result.boxes, result.txts, result.scores, result.word_results, strict=True):
        if score < _UNSURE:
            unsure += bool(text.strip())
            continue
        xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
        places = [
            (word, min(float(x) for x, _ in corners), max(float(x) for x, _ in corners)) for word, _, corners in words
        ]
        found.append(_Words(places or [(text, min(xs), max(xs))], (min(xs), min(ys), max(xs), max(ys))))
    return found, unsure


def _glyphs(line: _Words, scale: float) -> list[Glyph]:
    """A line's characters, each with its share of its word's width; the digits of a number touch."""
    _, top, _, bottom = line.box
    size = 0.8 * (bottom - top) * scale
    base = (top + 0.82 * (bottom - top)) * scale
    found: list[Glyph] = []
    for word, left, right in line.words:
        shares = [1.0 if is_wide(character) else 0.5 for character in word]
        x, unit = left, (right - left) / max(0.5, sum(shares))
        for character, share in zip(word, shares, strict=True):
            begin, end = x * scale, (x + share * unit) * scale
            if is_wide(character):
                end = max(end, begin + size)  # a mark's ink is half of its square
            elif found and found[-1].text in _OF_NUMBERS and character in _OF_NUMBERS:
                begin = min(begin, max(found[-1].right, begin - 0.7 * size))
            if not character.isspace():
                found.append(Glyph(character, begin, end, base, size))
            x += share * unit
    return found


def _grey(picture: Any) -> Any:
    return picture[..., 0] if picture.ndim == 3 else picture


def _straight(picture: Any) -> Any:
    """The picture turned so that its long lines, or lines of words, lie level."""
    import cv2
    import numpy

    dark = (picture < 160).astype(numpy.uint8)
    least = picture.shape[1] // 4
    found = cv2.HoughLinesP(dark, 1, numpy.pi / 1800, 200, minLineLength=least, maxLineGap=8)
    if found is None:
        return picture
    ends = found.reshape(-1, 4).astype(float)
    angles = numpy.degrees(numpy.arctan2(ends[:, 3] - ends[:, 1], ends[:, 2] - ends[:, 0]))
    level = angles[numpy.abs(angles) < 6]
    angle = float(numpy.median(level)) if len(level) else 0.0
    if abs(angle) < 0.05:
        return picture
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), borderValue=255, flags=cv2.INTER_CUBIC)


def _rules(picture: Any, boxes: Sequence[tuple[float, float, float, float]]) -> list[tuple[float, ...]]:
    """The ruled lines: runs of dark points far longer than a character is high; none within words."""
    import cv2
    import numpy

    dark = (picture < 170).astype(numpy.uint8)
    high = sorted(bottom - top for _, top, _, bottom in boxes)
    length = int(max(24, 1.3 * high[len(high) // 2])) if high else 60
    found: list[tuple[float, ...]] = []
    for across in (True, False):
        kernel = numpy.ones((1, length) if across else (length, 1), numpy.uint8)
        lines = cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel)
        count, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
        for x, y, width, height, _ in stats[1:count]:
            thick = height if across else width
            if thick < 0.3 * length:
                found.append((float(x), float(y), float(x + width), float(y + height)))
    return found
