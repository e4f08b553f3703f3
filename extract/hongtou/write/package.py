"""``datapackage.json``: the dataset's description for machines (Data Package, version 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from hongtou.model import Circular
from hongtou.write import jsonl, partition, sqlite, workbook
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
    (workbook.NAME, "x-xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "overview_xlsx"),
    ("codebook.md", "md", "text/markdown", "codebook"),
)


class Sources(msgspec.Struct, frozen=True, kw_only=True):
    """Who published what the dataset holds (title, site), and how many of its circulars are invented."""

    circulars: int = 0
    composed: int = 0
    sites: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, circulars: Sequence[Circular]) -> Sources:
        """Those of these circulars."""
        real = [circular.source for circular in circulars if not circular.source.composed]
        found = ((source.publisher or _site(source.url), _site(source.url)) for source in real)
        sites = frozenset(site for site in found if site[0])
        return cls(circulars=len(circulars), composed=len(circulars) - len(real), sites=sites)

    def __add__(self, other: Sources) -> Sources:
        """Of both."""
        circulars, composed = self.circulars + other.circulars, self.composed + other.composed
        return Sources(circulars=circulars, composed=composed, sites=self.sites | other.sites)

    def described(self) -> list[dict[str, str]]:
        """As a Data Package lists them, by name."""
        return [{"title": title, **({"path": site} if site else {})} for title, site in sorted(self.sites)]


def _site(url: str | None) -> str:
    try:
        parts = urlsplit(url or "")
    except ValueError:  # the page gave something that is no address
        return ""
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme in ("http", "https") and parts.netloc else ""


class Files(NamedTuple):
    """The files that are described: their folder, and the SHA-256 of those that need not be read again."""

    folder: Path
    digests: Mapping[str, str] = {}

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return (self.folder / name).exists()

    def facts(self, name: str) -> dict[str, Any]:
        """Where a file is, its size and digest, as a resource says them; of a table by years, of its files in a row."""
        place = self.folder / name
        found = partition.files(place) if place.is_dir() else [place]
        paths = [path.relative_to(self.folder).as_posix() for path in found]
        digest = self.digests.get(name) or digest_of(found)
        size = sum(path.stat().st_size for path in found)
        return {"path": paths if place.is_dir() else name, "bytes": size, "hash": f"sha256:{digest}"}


def digest_of(paths: Sequence[Path]) -> str:
    """The SHA-256 of files one after the other."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as handle:
            while data := handle.read(1 << 20):
                digest.update(data)
    return digest.hexdigest()


def descriptor(files: Files, sources: Sources) -> bytes:
    """The descriptor of the files, as JSON."""
    resources = [_csv_resource(files, table) for table in tables().values()]
    resources.append(_overview_resource(files))
    resources += [_parquet_resource(files, table) for table in tables().values() if files.has(f"{table.name}.parquet")]
    resources += [_file(files, path, form, media, name) for path, form, media, name in _OTHERS if files.has(path)]
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


def _file(files: Files, path: str, form: str, media: str, name: str) -> dict[str, Any]:
    label, facts = table_label(name), files.facts(path)
    return {
        "name": name.replace("_", "-"),
        "$schema": RESOURCE_PROFILE,
        "path": facts["path"],
        "title": label.title,
        "description": _both(label),
        "format": form,
        "mediatype": media,
        "bytes": facts["bytes"],
        "hash": facts["hash"],
    }


def _csv_resource(files: Files, table: Table) -> dict[str, Any]:
    resource = _file(files, f"{table.name}.csv", "csv", "text/csv", table.name)
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


def _overview_resource(files: Files) -> dict[str, Any]:
    labels = {name: overview_label(name) for name in COLUMNS}
    fields = [
        {"name": label.title, "type": "string", "title": label.title, "description": f"`{name}`: {_both(label)}"}
        for name, label in labels.items()
    ]
    resource = _file(files, "overview.csv", "csv", "text/csv", "overview")
    key = labels["task_id"].title
    return {**resource, **_csv_form(), "schema": {"$schema": SCHEMA_PROFILE, "fields": fields, "primaryKey": [key]}}


def _parquet_resource(files: Files, table: Table) -> dict[str, Any]:
    path = f"{table.name}.parquet"
    resource = _file(files, path, "x-parquet", "application/vnd.apache.parquet", table.name)
    return {**resource, "name": f"{table.name.replace('_', '-')}-parquet"}


def _both(label: Label) -> str:
    return f"{label.zh} / {label.en}"
