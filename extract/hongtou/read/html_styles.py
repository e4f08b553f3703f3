"""What the styles and attributes of a page say of its elements: which are hidden, which are set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HIDDEN = "hidden"
# The last two are how a hacked page hides its advertisements from readers.
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{3,}(?:px|em)|font-size\s*:\s*0(?![\d.])",
    re.IGNORECASE,
)
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_KEPT_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_MARKED = etree.XPath("boolean(/descendant::*/@hidden)")
_MEDIA_RULES = re.compile(r"@media[^{}]{0,200}?(?:print|width)[^{}]{0,200}\{(?:[^{}]|\{[^{}]*\})*\}")
"""What holds on paper or on a narrow screen alone."""
_HIDING_RULE = re.compile(r"([^{}]{1,300})\{[^{}]{0,2000}?display\s*:\s*none")
_SELECTOR = re.compile(r"(?:^|,)\s*\w*([.#][\w-]+)\s*(?=,|$)")


class Styles(dict[str, str]):
    """What a style attribute says, by the attribute as printed: HIDDEN, an alignment or nothing.

    The elements of a page share few of them, so each is read once. ``kept`` are those that keep the line ends of
    their text.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kept: set[str] = set()

    def __missing__(self, printed: str) -> str:
        if _KEPT_STYLE.search(printed):
            self.kept.add(printed)
        align = _ALIGN_STYLE.search(printed)
        said = HIDDEN if _HIDDEN_STYLE.search(printed) else align[1].lower() if align else ""
        self[printed] = said
        return said


class Hiding:
    """Which elements of a page their attribute "hidden", or their class or id in a style sheet, keeps from readers."""

    def __init__(self, root: Element, sheets: Sequence[Element]) -> None:
        self.names = _hidden_names(sheets)
        self.marked = bool(_MARKED(root))
        self.any = self.marked or bool(self.names)
        """Whether an element can be hidden at all; of most pages none is, and none is asked."""

    def of(self, element: Element) -> bool:
        """Whether its attribute, its class or its id hides an element."""
        if self.marked and element.get("hidden") is not None:
            return True
        if not self.names:
            return False
        names = ["." + name for name in (element.get("class") or "").split()]
        names += ["#" + name for name in (element.get("id") or "").split()]
        return not self.names.isdisjoint(names)


def _hidden_names(sheets: Sequence[Element]) -> frozenset[str]:
    """Class and id names ("." and "#" in front) that style sheets hide on screen."""
    names: set[str] = set()
    for sheet in sheets:
        rules = sheet.text or ""
        if "display" not in rules:
            continue
        for selectors in _HIDING_RULE.finditer(_MEDIA_RULES.sub("", rules)):
            names.update(_SELECTOR.findall(selectors[1].strip()))
    return frozenset(names)
