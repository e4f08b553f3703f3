"""What an index, or the crawl that filled an archive, says of files: to be taken at its word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hongtou.run.files import Input
from hongtou.run.known import address
from hongtou.run.meta import BELONGS, PAGED, Meta


def columns_of(file: Input, index: Meta) -> dict[str, str]:
    """All that is said of a file; an index goes before the archive that the file lies in."""
    return {**(file.member.facts if file.member else {}), **index.columns(file.name)}


def joins(files: Sequence[Input], index: Meta) -> bool:
    """Whether it is said of any file what it belongs to."""
    return index.says(BELONGS) or _says(files, BELONGS)


def paged(files: Sequence[Input], index: Meta) -> Mapping[str, tuple[str, int]]:
    """Of each file that is said to be a page of several: the first page, by path, and its number."""
    if not (index.says(PAGED) or _says(files, PAGED)):
        return {}
    said = {file.name: columns_of(file, index) for file in files}
    places = {address(columns["url"]): name for name, columns in said.items() if columns.get("url")}
    found: dict[str, tuple[str, int]] = {}
    for name, columns in said.items():
        page_of, number = columns.get("page_of", ""), columns.get("page_number", "")
        first = page_of if page_of in said else _beside(name, page_of, said) or places.get(address(page_of))
        if page_of and first and first != name:
            found[first] = (first, 1)
            found[name] = (first, int(number) if number.isdecimal() else len(said))
    return found


def _beside(name: str, page: str, said: Mapping[str, object]) -> str | None:
    """The file of that path in the folder of another."""
    path = f"{name.rpartition('/')[0]}/{page}"
    return path if path in said else None


def _says(files: Sequence[Input], keys: Sequence[str]) -> bool:
    return any(file.member.facts.get(key) for file in files if file.member for key in keys)
