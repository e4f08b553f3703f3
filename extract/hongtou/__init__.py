"""Published Chinese circulars (公文) in, data out: every task, deadline, unit and cited number, with its place.

Everything public is here, and imported when first asked for: ``import hongtou`` loads nothing else.

>>> import hongtou
>>> [number.normalized for number in hongtou.find_numbers("根据云政发[2009]第11号文件")]
['云政发〔2009〕11号']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hongtou._version import __version__

if TYPE_CHECKING:
    from hongtou.errors import (
        HongtouError,
        InputError,
        LimitError,
        MissingHelperError,
        OutputError,
        UnreadableError,
        UsageError,
    )
    from hongtou.fields.deadlines import find_deadlines
    from hongtou.fields.numbers import find_numbers
    from hongtou.fields.units import find_units
    from hongtou.loading import load
    from hongtou.read.limits import Limits
    from hongtou.run.single import extract, extract_text

__all__ = [
    "HongtouError",
    "InputError",
    "LimitError",
    "Limits",
    "MissingHelperError",
    "OutputError",
    "UnreadableError",
    "UsageError",
    "__version__",
    "extract",
    "extract_text",
    "find_deadlines",
    "find_numbers",
    "find_units",
    "load",
]

_HOMES = {
    "HongtouError": "errors",
    "InputError": "errors",
    "LimitError": "errors",
    "Limits": "read.limits",
    "MissingHelperError": "errors",
    "OutputError": "errors",
    "UnreadableError": "errors",
    "UsageError": "errors",
    "extract": "run.single",
    "extract_text": "run.single",
    "find_deadlines": "fields.deadlines",
    "find_numbers": "fields.numbers",
    "find_units": "fields.units",
    "load": "loading",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'hongtou' has no attribute {name!r}")
    found = getattr(import_module(f"hongtou.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
