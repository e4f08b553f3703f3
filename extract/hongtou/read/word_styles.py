"""The styles of a Word document: what a paragraph inherits that changes its words or their place."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_ALIGN = {"center": "center", "right": "right", "end": "right"}
_DEEPEST = 30


def attribute(parent: etree._Element, name: str) -> str | None:
    """The ``w:val`` of a child of that name."""
    child = parent.find(W + name)
    return None if child is None else child.get(W + "val")


def number_of(text: str | None) -> int | None:
    """A whole number below a million; None for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else None


def switched_on(element: etree._Element | None) -> bool:
    """Whether a property that is on where it stands is there and not switched off."""
    return element is not None and (element.get(W + "val") or "1") not in _OFF


class Styles:
    """The styles by their ids; a style that is based on itself is followed once."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        for style in root.iterchildren(W + "style") if root is not None else ():
            name = style.get(W + "styleId") or ""
            self._styles[name] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = name
        self._hidden: dict[str, bool] = {}
        self._aligned: dict[str, str] = {}

    def of(self, paragraph: etree._Element) -> str:
        """The id of a paragraph's style."""
        properties = paragraph.find(W + "pPr")
        return (attribute(properties, "pStyle") if properties is not None else None) or self._default

    def align(self, paragraph: etree._Element) -> str:
        """How the paragraph is aligned: center, right or ""."""
        properties = paragraph.find(W + "pPr")
        own = attribute(properties, "jc") if properties is not None else None
        if own is not None:
            return _ALIGN.get(own, "")
        style = self.of(paragraph)
        if style not in self._aligned:
            found = (attribute(p, "jc") for p in self._properties(style, "pPr"))
            self._aligned[style] = _ALIGN.get(next((one for one in found if one), ""), "")
        return self._aligned[style]

    def hides(self, run: etree._Element, paragraph_style: str) -> bool:
        """Whether a run's words are hidden, by its own properties or by its style's."""
        properties = run.find(W + "rPr")
        if properties is not None:
            own = properties.find(W + "vanish")
            if own is not None:
                return switched_on(own)
            named = attribute(properties, "rStyle")
            if named and self._hides(named):
                return True
        return self._hides(paragraph_style)

    def numbering(self, paragraph: etree._Element) -> tuple[str | None, int | None]:
        """The list a paragraph counts in and its level, which is None where the list's levels name the style."""
        properties = paragraph.find(W + "pPr")
        depth = None
        if properties is not None and (own := properties.find(W + "numPr")) is not None:
            depth = number_of(attribute(own, "ilvl"))
            number = attribute(own, "numId")
            if number is not None:
                return (None if number == "0" else number), depth or 0
        for inherited in self._properties(self.of(paragraph), "pPr"):
            found = inherited.find(W + "numPr")
            if found is not None and (number := attribute(found, "numId")) is not None:
                level = number_of(attribute(found, "ilvl"))
                return (None if number == "0" else number), depth if depth is not None else level
        return None, None

    def _hides(self, style: str) -> bool:
        if style not in self._hidden:
            marks = (p.find(W + "vanish") for p in self._properties(style, "rPr"))
            self._hidden[style] = switched_on(next((mark for mark in marks if mark is not None), None))
        return self._hidden[style]

    def _properties(self, style: str, name: str) -> Iterator[etree._Element]:
        """The properties of a style and of those it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return
            properties = found.find(W + name)
            if properties is not None:
                yield properties
            style = attribute(found, "basedOn") or ""
