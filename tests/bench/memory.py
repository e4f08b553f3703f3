"""What the package keeps from one document to the next, and how to have it forget that.

Kept are caches with a bound, of names and columns met, the pieces of lists of units, and the walks of the row patterns
met. A cache without a bound is a vocabulary, the same for any document.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from hongtou.fields import unit_judged, unit_lists, unit_names, unit_signs, unit_words
from hongtou.parse import path


def forget() -> None:
    """Keep nothing of any document: the next is met as the first of its process is, vocabularies loaded."""
    for cached in _bounded():
        cached.cache_clear()
    path._LATTICES.clear()
    for names in (unit_lists.PIECES, unit_words.KINDS, unit_judged.VERDICTS, unit_signs.SURE, unit_names.SEEN):
        names.clear()


def kept() -> dict[str, int]:
    """How much each module-level store of the package holds, by its name."""
    sizes = {f"{cached.__module__}.{cached.__name__}": cached.cache_info().currsize for cached in _bounded()}
    for module in _modules():
        stores = {name: value for name, value in vars(module).items() if not name.startswith("__")}
        sizes |= {f"{module.__name__}.{name}": len(s) for name, s in stores.items() if isinstance(s, dict | list | set)}
    return sizes


def _modules() -> list[ModuleType]:
    return [module for name, module in sorted(sys.modules.items()) if name.partition(".")[0] == "hongtou"]


def _bounded() -> Iterator[Any]:
    """Each function that remembers some of its answers."""
    for module in _modules():
        for value in list(vars(module).values()):
            asked = getattr(value, "cache_parameters", None)
            if asked is not None and asked()["maxsize"] is not None:
                yield value
