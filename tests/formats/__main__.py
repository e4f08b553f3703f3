"""The composed circular in every format: rows right, cells right, milliseconds to read it.

python -m tests.formats              the table, with python-docx and openpyxl beside it where they are installed
python -m tests.formats --make       write the files that only an office program can write anew
python -m tests.formats --hostile    each hostile file: what is said of it, seconds, peak memory
"""

from __future__ import annotations

import sys

from hongtou.errors import MissingHelperError
from hongtou.read import scan

from . import hostile, others
from .circular import TASKS
from .made import FORMATS, SCANS, make
from .measure import measure
from .printed import font


def table() -> None:
    """Print the table."""
    print(f"{'format':<22}{'rows right':>12}{'cells right':>14}{'ms':>10}")
    scans = SCANS if scan.is_there() and font() else ()
    for form in (*FORMATS, *scans):
        try:
            found = measure(form)
        except MissingHelperError as error:
            print(f"{form:<22}{error}")
            continue
        rows, cells = f"{found.rows}/{len(TASKS)}", f"{found.cells}/{found.of_cells}"
        print(f"{form:<22}{rows:>12}{cells:>14}{found.milliseconds:>10.1f}")
    for name, rows, of, milliseconds in others.compare():
        print(f"{name:<22}{f'{rows}/{of}':>12}{'':>14}{milliseconds:>10.1f}")


def main(words: list[str]) -> None:
    """Read the command line."""
    if "--make" in words:
        make()
    elif "--hostile" in words:
        hostile.table()
    else:
        table()


if __name__ == "__main__":
    main(sys.argv[1:])
