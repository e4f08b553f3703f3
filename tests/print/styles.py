"""The ways in which the same facts are set as a table on paper."""

from __future__ import annotations

from collections.abc import Callable

from tests.layouts import facts as f
from tests.layouts import grids
from tests.layouts.facts import Facts
from tests.layouts.grids import Grid

from .typeset import Style

Form = Callable[[Facts], tuple[Facts, Grid]]


def _columned(facts: Facts) -> tuple[Facts, Grid]:
    told = f.columned(facts)
    return told, grids.plain(told)


def _merged(facts: Facts) -> tuple[Facts, Grid]:
    told = f.columned(facts)
    return told, grids.merged(told, "category")


def _headed(facts: Facts) -> tuple[Facts, Grid]:
    told = f.headed(facts)
    return told, grids.plain(told)


def _two_level(facts: Facts) -> tuple[Facts, Grid]:
    told = f.led(f.headed(facts))
    return told, grids.two_level(told)


_FORMS: dict[str, Form] = {
    "category over rows": _merged, "headings": _headed, "two-level header": _two_level, "category a row": _columned,
}  # fmt: skip
_RULED = {
    "ruled": Style(),
    "ruled, whole rows, from the top": Style(split=False, middle=False),
    "no outer border": Style(rules="inner", split=False),
    "thin boxes, from the top": Style(rules="thin", middle=False),
    "dashed": Style(rules="dashed"),
    "double, grey header": Style(rules="double", fill=True),
    "tight": Style(pad=2, row_gap=0, leading=1.15),
    "landscape": Style(),
}
_UNRULED = {
    "unruled": Style(rules="none", row_gap=4),
    "lines between rows": Style(rules="rows"),
}
STYLES: dict[str, tuple[Form, Style]] = {
    f"{name}; {form}": (make, style._replace(repeat=2 if form == "two-level header" else 1))
    for name, style in {**_RULED, **_UNRULED}.items()
    for form, make in _FORMS.items()
    if name in _RULED or form != "two-level header"
}


def made(name: str, facts: Facts) -> tuple[Facts, Grid, Style, bool]:
    """The facts that a style still says, their grid, how it is set, whether on a page turned wide."""
    form, style = STYLES[name]
    told, grid = form(facts)
    return told, grid, style, name.startswith("landscape")
