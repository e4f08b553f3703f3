"""Heads and feet of whole circulars, as they come from other governments, years and sites (heads.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import hongtou
from hongtou.fields.text import fold
from hongtou.model import Circular, Value

CIRCULARS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("heads.toml").read_text(encoding="utf-8")
)["circular"]  # fmt: skip


def plain(words: str) -> str:
    """Without blanks and differences of width."""
    return "".join(fold(words).split())


def names(values: Sequence[Value]) -> list[str]:
    return [plain(value.reading) for value in values]


def said(circular: Circular, field: str) -> str | list[str]:
    """What the circular says of a field, "" for nothing."""
    if field == "number":
        return circular.document_number.normalized if circular.document_number else ""
    value = getattr(circular, field)
    if field.startswith("date"):
        return value.date.isoformat() if value else ""
    if isinstance(value, tuple):
        return names(value)
    return plain(value.reading) if isinstance(value, Value) else value or ""


def expected(field: str, value: str | list[str]) -> str | list[str]:
    if isinstance(value, str):
        return plain(value)
    if field in ("addressees", "copied_to"):
        return [atom for name in value for atom in atoms(plain(name))]
    return [plain(name) for name in value]


def atoms(name: str) -> list[str]:
    """Split outside brackets: 各区、县人民政府 is the same kept whole or taken apart."""
    return [part for part in re.split(r"[、,;](?![^(]*\))", name) if part]


@pytest.mark.parametrize("composed", CIRCULARS, ids=lambda composed: composed["name"])
def test_head_and_foot(composed: dict[str, Any]) -> None:
    text = composed["text"].strip("\n")
    html = text.startswith("<")
    circular = hongtou.extract(text.encode(), path="a.html") if html else hongtou.extract_text(text)
    found: dict[str, Any] = {}
    wanted: dict[str, Any] = {}
    for field, value in composed.items():
        if field in ("name", "text"):
            continue
        wanted[field] = expected(field, value)
        read = said(circular, field)
        if field in ("addressees", "copied_to"):
            read = [atom for name in read for atom in atoms(name)]
        found[field] = read
    assert found == wanted
