"""Charts as SVG, drawn when the index is made: Vega-Lite without a browser, so they need no script in the page.

A bar leads to the page of what it counts. The same figures stand beside each chart as a table, which is what a screen
reader reads and the keyboard walks: the drawing is hidden from both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from hongtou.serve import links
from hongtou.serve.words import Language, Words

_NOWHERE = "https://vega.github.io/vega-datasets/"
"""What Vega puts before an address that names no host."""
_DRAWN = frozenset(("svg", "g", "path", "line", "rect", "text", "tspan", "a", "title", "defs", "clipPath"))
_LONGEST = 18
_CONFIG = {
    "font": "sans-serif",
    "axis": {
        **{f"{part}Color": "currentColor" for part in ("label", "title", "domain", "tick")},
        "gridColor": "#8884", "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
    },
    "view": {"stroke": None},
}  # fmt: skip


def timeline(months: Sequence[tuple[str, int]], language: Language) -> str:
    """Bars of the tasks that fall due in each month, ``2014-05``; a bar leads to the month."""
    say = Words(language)
    values = [
        {"month": f"{month}-15", "n": n, "page": links.calendar(month), "what": f"{month}: {n}"} for month, n in months
    ]
    return _svg(
        values, 140, {"type": "bar", "binSpacing": 0},
        x={"field": "month", "type": "temporal", "timeUnit": "yearmonth", "title": None, "axis": {"format": "%Y-%m"}},
        y={"field": "n", "type": "quantitative", "title": say("chart_tasks")},
    )  # fmt: skip


def units(most: Sequence[tuple[str, int]], language: Language) -> str:
    """Bars of the tasks that name each unit; a bar leads to the unit."""
    say = Words(language)
    values = [
        {"unit": _short(name), "n": n, "page": links.unit(name), "what": f"{_short(name)}: {n}"} for name, n in most
    ]
    return _svg(
        values, 22 * max(1, len(values)), {"type": "bar"},
        x={"field": "n", "type": "quantitative", "title": say("chart_tasks")},
        y={"field": "unit", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 260}},
    )  # fmt: skip


def _short(name: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in name)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def _svg(values: list[dict[str, Any]], height: int, mark: Mapping[str, Any], **axes: Any) -> str:
    import vl_convert

    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", "data": {"values": values}, "width": 640,
        "height": height, "background": None, "mark": mark, "config": _CONFIG,
        "encoding": {
            **axes, "href": {"field": "page", "type": "nominal"}, "description": {"field": "what", "type": "nominal"},
            "color": {"value": "#b03a2e"},
        },
    }  # fmt: skip
    drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return checked(drawn.replace(f'xlink:href="{_NOWHERE}/', 'xlink:href="/'))


def checked(svg: str) -> str:
    """The drawing, hidden from screen readers and the keyboard, if it holds shapes, words and links and nothing else.

    Names from documents stand in it. Raises ValueError for a script, a handler, a style or an address elsewhere.
    """
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for node in root.iter():
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name not in _DRAWN:
            raise ValueError(f"a chart holds {name or 'what is no element'}")
        for attribute in list(node.attrib):
            plain = etree.QName(attribute).localname
            if plain.startswith("on") or plain == "style":
                raise ValueError(f"a chart holds the attribute {plain}")
            if plain == "href" and not str(node.attrib[attribute]).startswith("/"):
                raise ValueError(f"a chart leads to {node.attrib[attribute]!r}")
        if name == "a":
            node.set("tabindex", "-1")
    root.set("aria-hidden", "true")
    return etree.tostring(root, encoding="unicode")
