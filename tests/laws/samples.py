"""The composed samples, and what the laws need of a circular."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

import hongtou
from hongtou.model import Circular
from hongtou.read.decode import decode

FOLDER = Path(__file__).parents[2] / "corpus" / "samples"
NAMES = tuple(
    sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".txt", ".html") and path.name != "README.txt")
)


@cache
def data(name: str) -> bytes:
    """The sample's bytes."""
    return (FOLDER / name).read_bytes()


@cache
def source(name: str) -> str:
    """The sample's bytes decoded: text, or HTML with its tags."""
    return decode(data(name)).text


@cache
def circular(name: str) -> Circular:
    """The sample, parsed."""
    return hongtou.extract(data(name), path=name)


def values(record: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every Value in a record turned to builtins, whatever field holds it, with the way to it."""
    if isinstance(record, dict):
        if {"text", "start", "end"} <= record.keys():
            yield path, record
        for key, inner in record.items():
            yield from values(inner, f"{path}.{key}")
    elif isinstance(record, list | tuple):
        for index, inner in enumerate(record):
            yield from values(inner, f"{path}[{index}]")


def broken_spans(made: Circular) -> list[str]:
    """What does not check out against the text; nothing should."""
    text, wrong = made.text, []
    builtins = msgspec.to_builtins(made)
    for path, value in values(builtins):
        start, end = value["start"], value["end"]
        if not (0 <= start <= end <= len(text) and text[start:end] == value["text"]):
            wrong.append(f"{path}: [{start}:{end}] is {text[start:end]!r}, not {value['text']!r}")
        parts = value.get("parts")
        if (parts is None) != (value.get("clean") is None):
            wrong.append(f"{path}: clean and parts go together")
        if parts is not None:
            wrong += [f"{path}: {why}" for why in _broken_parts(text, value)]
    for finding in builtins["findings"]:
        start, end = finding["start"], finding["end"]
        if (start is None) != (end is None) or (start is not None and not 0 <= start <= end <= len(text)):
            wrong.append(f"finding {finding['check']} at [{start}:{end}]")
    return wrong


def _broken_parts(text: str, value: dict[str, Any]) -> Iterator[str]:
    parts = value["parts"]
    if not parts or parts[0][0] != value["start"] or parts[-1][1] != value["end"]:
        yield f"the parts {parts} do not begin and end where the value does"
    if any(not a < b for a, b in parts) or any(one[1] > two[0] for one, two in pairwise(parts)):
        yield f"the parts {parts} do not follow one another"
    if "".join(text[a:b] for a, b in parts) != value["clean"]:
        yield f"the parts say {[text[a:b] for a, b in parts]}, clean says {value['clean']!r}"


def uncovered(made: Circular) -> str:
    """The non-blank characters that no block holds; raises AssertionError where blocks do not follow one another."""
    at, lost = 0, []
    for block in made.blocks:
        assert at <= block.start < block.end <= len(made.text), f"{block} after {at}"
        lost.append(made.text[at : block.start])
        at = block.end
    return "".join(c for c in "".join([*lost, made.text[at:]]) if not _blank(c))


def _blank(c: str) -> bool:
    from hongtou.fields.text import fold

    return fold(c) in " \n"
