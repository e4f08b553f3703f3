"""``hongtou source list``: the sources of a folder."""

from __future__ import annotations

from pathlib import Path

import click

from hongtou.cli.console import FAILED, OK, errors_end_the_run

_EPILOG = """\b
Example:
  hongtou source list --dir sources

\b
Exit status: 0 all could be read, 1 one could not (it is named), or there is none.
"""


@click.command(epilog=_EPILOG)
@click.option("--dir", "folder", metavar="DIR", default="sources", show_default=True, help="The folder of sources.")
def list(folder: str) -> None:  # noqa: A001 - the command is called so
    """List the sources of a folder: name, style, where each begins, what it is called."""
    from hongtou.crawl.source import in_folder, load_source
    from hongtou.errors import UsageError

    broken = 0
    paths = sorted(Path(folder).glob("*.toml"))
    with errors_end_the_run():
        for path in paths:
            try:
                source = load_source(path)
            except UsageError as error:
                broken += 1
                click.echo(f"hongtou: {error}", err=True)
                continue
            click.echo("\t".join((source.name, source.style, " ".join(source.start), source.title)))
    if not paths:
        click.echo(f"no sources in {folder}: `hongtou source new NAME URL{in_folder(folder)}` writes one", err=True)
    raise SystemExit(FAILED if broken or not paths else OK)
