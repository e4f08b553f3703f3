"""``datapackage.json``: the dataset's description for machines (Data Package, version 2)."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from hongtou.model import Circular
from hongtou.write import jsonl, sqlite
from hongtou.write.cite import COMPOSED
from hongtou.write.labels import Label, column_label, note, overview_label, table_label
from hongtou.write.overview import COLUMNS
from hongtou.write.schema import Column, Table, tables
from hongtou.write.tabular import ENCODING

NAME = "datapackage.json"
OURS = b'"name": "hongtou"'
"""What stands near the beginning of every descriptor."""

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
DIALECT_PROFILE = "https://datapackage.org/profiles/2.0/tabledialect.json"

_TYPES = {"offset": "integer"}
# Data Package v2 knows one resource type, table; what has none is a plain file, with bytes and hash. But frictionless
# opens whatever it takes for a table by its format, and cannot count a Parquet's bytes: an x- keeps it a file.
_OTHERS = (
    (jsonl.NAME, "x-jsonl", "application/x-ndjson", "circulars_jsonl"),
    (sqlite.NAME, "sqlite", "application/vnd.sqlite3", "dataset_sqlite"),
    ("overview.xlsx", "x-xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "overview_xlsx"),
    ("codebook.md", "md", "text/markdown", "codebook"),
)


class Sources:
    """Who published what the dataset holds, and how many of it are invented."""

    def __init__(self) -> None:
        self.sites: dict[tuple[str, str], None] = {}
        self.circulars = self.composed = 0

    def add(self, circular: Circular) -> None:
        """Count a circular and keep its site."""
        self.circulars += 1
        if circular.source.composed:
            self.composed += 1
            return
        site = _site(circular.source.url)
        title = circular.source.publisher or site
        if title:
            self.sites[title, site] = None

    def described(self) -> list[dict[str, str]]:
        """As a Data Package lists them, by name."""
        return [{"title": title, **({"path": site} if site else {})} for title, site in sorted(self.sites)]


def _site(url: str | None) -> str:
    try:
        parts = urlsplit(url or "")
    except ValueError:  # the page gave something that is no address
        return ""
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme in ("http", "https") and parts.netloc else ""


def descriptor(folder: Path, sources: Sources) -> bytes:
    """The descriptor of the files that stand in ``folder``, as JSON."""
    resources = [_csv_resource(folder, table) for table in tables().values()]
    resources.append(_overview_resource(folder))
    resources += [
        _parquet_resource(folder, table) for table in tables().values() if (folder / f"{table.name}.parquet").exists()
    ]
    resources += [_file(folder, path, form, media, name) for path, form, media, name in _OTHERS]
    about_zh, about_en = note("package")
    counted = f"共 {sources.circulars} 件公文"
    if sources.composed:
        counted += f",其中 {sources.composed} 件为{COMPOSED}"
    package: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "hongtou",  # OURS
        "title": note("title")[0],
        "description": f"{about_zh}{counted}。\n\n{about_en}",
        "keywords": ["公文", "政府信息公开", "任务", "责任单位", "时限"],
    }
    if described := sources.described():
        package["sources"] = described
    package["resources"] = resources
    return msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n"


def _file(folder: Path, path: str, form: str, media: str, name: str) -> dict[str, Any]:
    label = table_label(name)
    with (folder / path).open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return {
        "name": name.replace("_", "-"),
        "$schema": RESOURCE_PROFILE,
        "path": path,
        "title": label.title,
        "description": _both(label),
        "format": form,
        "mediatype": media,
        "bytes": (folder / path).stat().st_size,
        "hash": f"sha256:{digest}",
    }


def _csv_resource(folder: Path, table: Table) -> dict[str, Any]:
    resource = _file(folder, f"{table.name}.csv", "csv", "text/csv", table.name)
    schema: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if foreign := [
        {"fields": list(own), "reference": {"resource": other.replace("_", "-"), "fields": list(theirs)}}
        for own, other, theirs in table.foreign_keys
    ]:
        schema["foreignKeys"] = foreign
    return {**resource, **_csv_form(), "name": table.name.replace("_", "-"), "schema": schema}


def _csv_form() -> dict[str, Any]:
    return {
        "type": "table",
        "encoding": ENCODING,
        "dialect": {"$schema": DIALECT_PROFILE, "lineTerminator": "\r\n", "delimiter": ",", "quoteChar": '"'},
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    label = column_label(table.name, column)
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, column.kind),
        "title": label.title,
        "description": _both(label),
    }
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    if column.kind == "offset":
        constraints["minimum"] = 0
    if constraints:
        field["constraints"] = constraints
    return field


def _overview_resource(folder: Path) -> dict[str, Any]:
    labels = {name: overview_label(name) for name in COLUMNS}
    fields = [
        {"name": label.title, "type": "string", "title": label.title, "description": f"`{name}`: {_both(label)}"}
        for name, label in labels.items()
    ]
    resource = _file(folder, "overview.csv", "csv", "text/csv", "overview")
    key = labels["task_id"].title
    return {**resource, **_csv_form(), "schema": {"$schema": SCHEMA_PROFILE, "fields": fields, "primaryKey": [key]}}


def _parquet_resource(folder: Path, table: Table) -> dict[str, Any]:
    resource = _file(folder, f"{table.name}.parquet", "x-parquet", "application/vnd.apache.parquet", table.name)
    return {**resource, "name": f"{table.name.replace('_', '-')}-parquet"}


def _both(label: Label) -> str:
    return f"{label.zh} / {label.en}"
