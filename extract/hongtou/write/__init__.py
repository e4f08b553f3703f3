"""Circulars to a dataset on disk, and back.

One declaration (``schema``) drives every form of the tables; ``staging`` puts all files in place at once.
"""

from __future__ import annotations

from hongtou.write.chunks import Chunk, render
from hongtou.write.dataset import (
    FILES,
    check_output,
    from_tables,
    gathering,
    holds_dataset,
    is_of_dataset,
    may_hold_dataset,
    write_dataset,
)
from hongtou.write.gather import Gather
from hongtou.write.jsonl import read_jsonl
from hongtou.write.rows import Row, from_rows, to_rows

__all__ = [
    "FILES",
    "Chunk",
    "Gather",
    "Row",
    "check_output",
    "from_rows",
    "from_tables",
    "gathering",
    "holds_dataset",
    "is_of_dataset",
    "may_hold_dataset",
    "read_jsonl",
    "render",
    "to_rows",
    "write_dataset",
]
