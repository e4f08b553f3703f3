"""``hongtou schema``: the shape of one record, for programs."""

from __future__ import annotations

import click


@click.command(epilog="\b\nExample:\n  hongtou schema > circular.schema.json")
def schema() -> None:
    """Print the JSON Schema (2020-12) of one line of circulars.jsonl."""
    import msgspec

    from hongtou.model import Circular

    shape = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Circular)}
    click.echo(msgspec.json.format(msgspec.json.encode(shape), indent=2).decode())
