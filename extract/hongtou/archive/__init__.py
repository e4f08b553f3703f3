"""Archives: ZIP, tar, gzip and WARC → their members, each to be read as an input of its own.

:func:`listing` tells what an archive holds without unpacking it all; each member is then loaded alone. Nothing is ever
written to disk under a member's name, so that no name can lead anywhere.
"""

from __future__ import annotations

from hongtou.archive.budget import Budget
from hongtou.archive.listing import SUFFIXES, is_archive, listing, starts_archive
from hongtou.archive.member import Listing, Member, Shelf

__all__ = ["SUFFIXES", "Budget", "Listing", "Member", "Shelf", "is_archive", "listing", "starts_archive"]
