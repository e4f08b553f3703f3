"""A dataset on disk as pandas DataFrames, read when first asked for.

``forms`` reads a table from whatever holds it, ``frames`` gives its columns their types, ``dataset`` is what a person
holds, ``overview`` and ``questions`` join the tables for them.
"""

from __future__ import annotations

from hongtou.loading.dataset import Dataset, load

__all__ = ["Dataset", "load"]
