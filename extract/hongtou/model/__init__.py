"""Immutable records: Document (what a file holds), Circular (what it says), Values with spans, closed vocabularies.

Imports nothing of hongtou. Every later room speaks in these records.
"""

from msgspec import UNSET

from hongtou.model.circular import (
    SCHEMA_VERSION,
    Block,
    Circular,
    DatedValue,
    Deadline,
    DocumentNumber,
    Issuer,
    Keyword,
    Member,
    Metadatum,
    OtherCell,
    Reference,
    Responsibility,
    Task,
)
from hongtou.model.document import Attachment, Cell, Document, File, Finding, Link, Paragraph, Source, Table
from hongtou.model.spans import V, Value

__all__ = [
    "SCHEMA_VERSION",
    "UNSET",
    "Attachment",
    "Block",
    "Cell",
    "Circular",
    "DatedValue",
    "Deadline",
    "Document",
    "DocumentNumber",
    "File",
    "Finding",
    "Issuer",
    "Keyword",
    "Link",
    "Member",
    "Metadatum",
    "OtherCell",
    "Paragraph",
    "Reference",
    "Responsibility",
    "Source",
    "Table",
    "Task",
    "V",
    "Value",
]
