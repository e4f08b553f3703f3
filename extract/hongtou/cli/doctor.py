"""``hongtou doctor``: which optional helpers are there, and how the others come."""

from __future__ import annotations

import click


@click.command()
def doctor() -> None:
    """List the optional helpers: what each reads, where it was found, or the command that installs it.

    Exit status: 0; a missing helper is no error, the documents that need it say so.
    """
    from hongtou.read.helpers import HELPERS

    for helper in HELPERS:
        found = helper.find()
        click.echo(f"{helper.name} ({helper.reads}): {'found, ' + found if found else 'not found'}")
        if not found:
            click.echo(f"  to install: {helper.install}")
