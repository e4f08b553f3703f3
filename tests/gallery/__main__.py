"""``python -m tests.gallery``: run the notebooks of docs/gallery and write into them what they show."""

from __future__ import annotations

import nbformat

from .notebooks import FOLDER, run_all


def main() -> None:
    for name, book in run_all().items():
        nbformat.write(book, FOLDER / f"{name}.ipynb")
        print(f"{name}.ipynb: {len(book.cells)} cells")


if __name__ == "__main__":
    main()
