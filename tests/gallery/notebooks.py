"""The notebooks of docs/gallery: run from the first cell to the last, and what they then show."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "docs" / "gallery"
NAMES = ("researcher", "analyst", "journalist")


def stored(name: str) -> Any:
    """The notebook as it stands in the manual."""
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def run_all() -> dict[str, Any]:
    """Every notebook with what it shows when it is run now, each in a kernel of its own, side by side."""
    with ThreadPoolExecutor(len(NAMES)) as pool:
        return dict(zip(NAMES, pool.map(_run, NAMES), strict=True))


def _run(name: str) -> Any:
    book = stored(name)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        book,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(FOLDER)}},
        record_timing=False,
        coalesce_streams=True,  # in how many pieces a kernel sends what it prints depends on the time it takes
    )
    client.execute()
    book.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return book


def shown(book: Any) -> Iterator[tuple[str, str]]:
    """What each output shows, with the id of its cell; of a picture that it is there.

    How wide a word in a picture is depends on the fonts of the machine.
    """
    for cell in book.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "stream":
                yield cell.id, f"{output.name}: {output.text}"
            elif output.output_type == "error":
                yield cell.id, f"error: {output.ename}: {output.evalue}"
            else:
                for kind, data in sorted(output.data.items()):
                    yield cell.id, kind if kind == "image/svg+xml" else f"{kind}: {data}"
