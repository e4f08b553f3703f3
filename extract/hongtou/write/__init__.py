"""Circulars to a dataset on disk, and back.

One declaration (``schema``) drives every form of the tables; ``staging`` puts all files in place at once.
"""

from __future__ import annotations

from hongtou.write.dataset import FILES, from_tables, write_dataset
from hongtou.write.jsonl import read_jsonl
from hongtou.write.rows import Row, from_rows, to_rows

__all__ = ["FILES", "Row", "from_rows", "from_tables", "read_jsonl", "to_rows", "write_dataset"]
