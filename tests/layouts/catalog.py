"""The layouts: each prints any facts, and says what of them a page in it still holds."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial

from . import facts as f
from . import frame, grids
from . import print_flat as flat
from . import print_inline as inline
from . import print_tagged as tagged
from .facts import UNIT_ROLES, Facts
from .frame import Page
from .print_bytes import OTHER_BYTES

Layout = Callable[[Facts], Page]
_STYLES: dict[str, Callable[[int], str]] = {
    "1.": "{}.".format,
    "(1)": "({})".format,
    "001": "{:03d}".format,
    "①": lambda n: chr(0x245F + n),
}


def _draw(name: str, facts: Facts) -> random.Random:
    return random.Random(f"{name}/{facts.name}")


# --- tagged -----------------------------------------------------------------------------------------------------------


def _html(ruled: Callable[[Facts], grids.Grid], said: Callable[[Facts], Facts], facts: Facts) -> Page:
    told = said(facts)
    return frame.html(told, tagged.table(ruled(told)))


def _written(markup: Callable[[grids.Grid], str], facts: Facts) -> Page:
    told = f.headed(facts)
    return frame.html(told, markup(grids.plain(told)))


def _unclosed(facts: Facts) -> Page:
    told = f.columned(facts)
    return frame.html(
        told, tagged.unclosed_table(grids.merged(told, "category")), paragraph="<P><FONT SIZE=3>{}</FONT>"
    )


def _nested(facts: Facts) -> Page:
    told = f.headed(facts)
    return frame.html(told, tagged.nested(tagged.table(grids.plain(told))))


def _continued(facts: Facts) -> Page:
    told = f.headed(facts)
    one, two = grids.halves(grids.plain(told))
    return frame.html(told, tagged.table(one) + "\n<p>- 3 -</p>\n" + tagged.table(two))


def _nameless(facts: Facts) -> Page:
    told = f.numbered(f.headed(facts))
    return frame.html(told, tagged.table(grids.plain(told._replace(names={**told.names, "number": ""}))))


def _word_two_level(facts: Facts) -> Page:
    told = f.led(f.columned(facts))
    grid = grids.two_level(told)
    return frame.html(told, tagged.word_table(grid))


def _office(
    printer: Callable[..., Page], ruled: Callable[[Facts], grids.Grid], said: Callable[[Facts], Facts], facts: Facts
) -> Page:
    told = said(facts)
    return printer(told, ruled(told))


def _by_category(facts: Facts) -> grids.Grid:
    return grids.merged(facts, "category")


def _by_task(facts: Facts) -> grids.Grid:
    return grids.merged(facts, "number", "task")


def _by_limit(facts: Facts) -> grids.Grid:
    return grids.merged(facts, "deadline")


def _grouped(facts: Facts) -> Facts:
    return f.grouped(f.headed(facts))


def _limited(facts: Facts) -> Facts:
    return f.shared_limits(f.headed(facts))


def _led(facts: Facts) -> Facts:
    return f.led(f.headed(facts))


TAGGED: dict[str, Layout] = {
    "html plain": partial(_html, grids.plain, f.columned),
    "html headings": partial(_html, grids.plain, f.headed),
    "html category over rows": partial(_html, _by_category, f.columned),
    "html task over rows": partial(_html, _by_task, _grouped),
    "html limit over rows": partial(_html, _by_limit, _limited),
    "html two-level header": partial(_html, grids.two_level, _led),
    "html mixed units": partial(_html, grids.plain, lambda facts: f.mixed(f.headed(facts))),
    "html thead": partial(_written, tagged.headed_table),
    "html unclosed": partial(_written, tagged.unclosed_table),
    "html unclosed, category over rows": _unclosed,
    "html word": partial(_written, tagged.word_table),
    "html word, two-level header": _word_two_level,
    "html in a layout table": _nested,
    "html in two tables": _continued,
    "html title and measure inside": partial(_html, grids.titled, f.headed),
    "html empty columns": partial(_html, grids.spaced, f.headed),
    "html number unnamed": _nameless,
    "html on its side": partial(_html, grids.turned, f.columned),
    "html cards": partial(_html, grids.cards, f.columned),
    "html two rows beside each other": partial(_html, grids.doubled, f.columned),
    "docx headings": partial(_office, tagged.docx, grids.plain, f.headed),
    "docx category over rows": partial(_office, tagged.docx, _by_category, f.columned),
    "docx task over rows": partial(_office, tagged.docx, _by_task, _grouped),
    "docx two-level header": partial(_office, tagged.docx, grids.two_level, _led),
    "xlsx headings": partial(_office, tagged.xlsx, grids.plain, f.headed),
    "xlsx category over rows": partial(_office, tagged.xlsx, _by_category, f.columned),
    "xlsx task over rows": partial(_office, tagged.xlsx, _by_task, _grouped),
    "xlsx two-level header": partial(_office, tagged.xlsx, grids.two_level, _led),
}

# --- one cell a paragraph ---------------------------------------------------------------------------------------------


def _cells(
    said: Callable[[Facts], Facts], facts: Facts, *, ruled: Callable[[Facts], grids.Grid] = grids.plain, gap: str = "\n"
) -> Page:
    told = said(facts)
    return frame.text(told, flat.cells(ruled(told)), gap=gap)


def _order(facts: Facts, order: Sequence[str]) -> Facts:
    return f.ordered(f.headed(facts), order)


def _nameless_cells(facts: Facts) -> Page:
    told = f.numbered(f.headed(facts))
    return frame.text(told, flat.cells(grids.plain(told._replace(names={**told.names, "number": ""}))))


def _styled(facts: Facts, style: str) -> Facts:
    return f.numbered(f.headed(facts), _STYLES[style])


def _chinese(facts: Facts) -> Facts:
    bare = f.without(f.headed(facts), "category")
    return f.numbered(bare._replace(rows=bare.rows[:10]), lambda n: f"{f.DIGITS[n - 1]}、")


def _task_items(facts: Facts) -> Facts:
    """Tasks of two numbered paragraphs where no content stands beside them."""
    told = f.headed(facts)
    return told if "content" in told.columns else f.itemised(told, "task", "({})")


def _parted_units(facts: Facts) -> Page:
    told = f.headed(facts)
    units = [place for place, column in enumerate(told.columns) if column in UNIT_ROLES]
    return frame.text(told, flat.cells(grids.plain(told), units=units))


def _some_missing(facts: Facts) -> Facts:
    """Here and there no limit, no supporting unit, no progress."""
    draw = _draw("missing", facts)

    def thinned(row: f.Row) -> f.Row:
        if draw.random() < 0.2:
            row = row.untimed()
        if draw.random() < 0.2:
            row = row._replace(units=tuple(unit for unit in row.units if unit[1] != "support"))
        return row._replace(progress=None) if draw.random() < 0.2 else row

    return f.headed(facts).each(thinned)


def _broken(facts: Facts, *, inside: bool = False) -> Page:
    told = f.headed(facts)
    return frame.text(told, flat.page_breaks(grids.plain(told), inside=inside))


def _split_names(facts: Facts) -> Page:
    told = f.headed(facts)
    names = {column: f"{name[:2]}\n{name[2:]}" if len(name) == 4 else name for column, name in told.names.items()}
    return frame.text(told, flat.cells(grids.plain(told._replace(names=names))))


def _broad_names(facts: Facts) -> Page:
    told = f.headed(facts)
    names = {column: "　".join(name) for column, name in told.names.items()}
    return frame.text(told, flat.cells(grids.plain(told._replace(names=names))))


CELLS: dict[str, Layout] = {
    "cells": partial(_cells, f.headed),
    "cells, limit first": partial(_cells, partial(_order, order=("number", "deadline", "task", "content", "units"))),
    "cells, units first": partial(_cells, partial(_order, order=("number", "units", "task", "content", "deadline"))),
    "cells, units before limit": partial(_cells, partial(_order, order=("number", "task", "content", "units"))),
    "cells, progress in the middle": partial(
        _cells, partial(_order, order=("number", "task", "content", "progress", "units", "deadline"))
    ),
    "cells, number unnamed": _nameless_cells,
    "cells, no number": partial(_cells, lambda facts: f.without(f.headed(facts), "number")),
    "cells, no number, limit first": partial(
        _cells, lambda facts: f.ordered(f.without(f.headed(facts), "number"), ("deadline", "task", "content", "units"))
    ),
    "cells, no category": partial(_cells, lambda facts: f.without(f.headed(facts), "category")),
    "cells, number 1.": partial(_cells, partial(_styled, style="1.")),
    "cells, number (1)": partial(_cells, partial(_styled, style="(1)")),
    "cells, number ①": partial(_cells, lambda facts: _styled(facts._replace(rows=facts.rows[:20]), "①")),
    "cells, number 一、": partial(_cells, _chinese),
    "cells, number 1-1": partial(_cells, lambda facts: f.numbered_by_section(f.headed(facts))),
    "cells, number 001": partial(_cells, partial(_styled, style="001")),
    "cells, number from 98": partial(_cells, lambda facts: f.numbered(f.headed(facts), start=98)),
    "cells, number restarting": partial(_cells, lambda facts: f.numbered(f.headed(facts), restart=True)),
    "cells, content of items": partial(_cells, lambda facts: f.itemised(f.headed(facts), "content")),
    "cells, content of paragraphs": partial(_cells, lambda facts: f.itemised(f.headed(facts), "content", "")),
    "cells, task of items": partial(_cells, _task_items),
    "cells, progress of items": partial(_cells, lambda facts: f.itemised(f.headed(facts), "progress")),
    "cells, progress of paragraphs": partial(_cells, lambda facts: f.itemised(f.headed(facts), "progress", "")),
    "cells, units of paragraphs": _parted_units,
    "cells, two unit columns": partial(_cells, _led),
    "cells, mixed units": partial(_cells, lambda facts: f.mixed(f.headed(facts))),
    "cells, some missing": partial(_cells, _some_missing),
    "cells, category first, once": partial(_cells, f.columned, ruled=_by_category),
    "cells, category in each row": partial(_cells, f.columned),
    "cells, task once over contents": partial(_cells, _grouped, ruled=_by_task),
    "cells, limit once over rows": partial(
        _cells, lambda facts: f.ordered(_limited(facts), ("deadline", "number", "task")), ruled=_by_limit
    ),
    "cells, two-level header": partial(_cells, _led, ruled=grids.two_level),
    "cells, page breaks": _broken,
    "cells, page breaks in rows": partial(_broken, inside=True),
    "cells, names over lines": _split_names,
    "cells, names with blanks": _broad_names,
    "cells, blank lines": partial(_cells, f.headed, gap="\n\n"),
}

# --- rows -------------------------------------------------------------------------------------------------------------


def _rows(
    facts: Facts, between: str, edge: str = "", *, said: Callable[[Facts], Facts] = f.headed,
    ruled: Callable[[Facts], grids.Grid] = grids.plain,
) -> Page:  # fmt: skip
    told = said(facts)
    return frame.text(told, flat.rows(ruled(told), between, edge))


def _barred(facts: Facts) -> Page:
    told = f.headed(facts)
    return frame.text(told, flat.barred_lines(grids.plain(told)))


def _cards(facts: Facts) -> Page:
    told = f.columned(facts)
    return frame.text(told, flat.cards(grids.cards(told)))


def _drawn(facts: Facts) -> Page:
    told = f.columned(facts)
    return frame.text(told, flat.drawn(grids.plain(told)))


def _one_line(facts: Facts) -> Page:
    told = f.headed(facts)
    return frame.text(told, [" ".join(flat.rows(grids.plain(told), " "))])


ROWS: dict[str, Layout] = {
    "cell and bar in turn": _barred,
    "bars": partial(_rows, between=" | "),
    "bars, edges": partial(_rows, between="|", edge="|"),
    "bars, edges, category over rows": partial(_rows, between=" | ", edge="|", said=f.columned, ruled=_by_category),
    "cards": _cards,
    "box, cells over lines": _drawn,
    "tabs": partial(_rows, between="\t"),
    "tabs, category over rows": partial(_rows, between="\t", said=f.columned, ruled=_by_category),
    "tabs, task over rows": partial(_rows, between="\t", said=_grouped, ruled=_by_task),
    "tabs, two unit columns": partial(_rows, between="\t", said=_led),
    "wide blanks": partial(_rows, between="    "),
    "single blanks, a row a line": partial(_rows, between=" "),
    "single blanks, one line": _one_line,
}

# --- no table ---------------------------------------------------------------------------------------------------------

INLINE: dict[str, Layout] = {
    "inline, bracket": lambda facts: inline.bracketed(f.headed(facts)),
    "inline, bracket, lead and support": lambda facts: inline.bracketed(_led(facts)),
    "inline, verbs": lambda facts: inline.verbed(_led(facts)),
    "inline, label lines": lambda facts: inline.lined(_led(facts)),
    "inline, glued labels": lambda facts: inline.glued(_led(facts)),
}

# --- the same page in other bytes -------------------------------------------------------------------------------------

_BASES = {"cells": CELLS["cells"], "tabs": ROWS["tabs"], "inline": INLINE["inline, bracket"]}


def _other(base: Layout, change: Callable[[Page], Page], facts: Facts) -> Page:
    return change(base(facts))


BYTES: dict[str, Layout] = {
    **{
        f"{name} in {other}": partial(_other, base, change)
        for name, base in _BASES.items()
        for other, change in OTHER_BYTES.items()
    },
    "html in gb18030": partial(_other, TAGGED["html headings"], OTHER_BYTES["gb18030"]),
}

LAYOUTS: dict[str, Layout] = {**TAGGED, **CELLS, **ROWS, **INLINE, **BYTES}
