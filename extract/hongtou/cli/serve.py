"""``hongtou serve``: a dataset as pages to search and read."""

from __future__ import annotations

from pathlib import Path

import click

from hongtou.cli.console import bar, errors_end_the_run

_EPILOG = """\b
Examples:
  hongtou serve                       what `make run` or `hongtou extract` wrote into output/
  hongtou serve data/ --port 8080 --open

\b
Stop it with Ctrl-C. Exit status: 0 stopped, 1 DIR holds no dataset or the port is taken, 2 wrong use.
"""
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@click.command(epilog=_EPILOG)
@click.argument("folder", metavar="[DIR]", default="output/")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Where to listen.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="Listen on another address than this machine's own: everyone who reaches it can read the dataset.",
)  # fmt: skip
@click.option("--open", "opened", is_flag=True, help="Open the first page in the browser.")
def serve(folder: str, port: int, host: str, opened: bool) -> None:
    """Show the dataset in DIR (default output/) as pages to search and read, in Chinese and English (查询网页)."""
    with errors_end_the_run():
        _serve(Path(folder), port, host, opened)


def _serve(folder: Path, port: int, host: str, opened: bool) -> None:
    from hongtou.errors import UsageError
    from hongtou.serve.site import open_site

    with bar(quiet=False) as progress:
        site = open_site(folder, progress)
    try:
        import uvicorn

        from hongtou.serve.app import application
    except ModuleNotFoundError as error:
        raise UsageError(
            f"the package {error.name} is not installed, and `hongtou serve` needs it: pip install 'hongtou[web]'"
        ) from error
    if host not in _LOOPBACK:
        click.echo(f"hongtou: listening on {host}: everyone who reaches this machine can read the dataset", err=True)
    app = application(site).app()
    click.echo(f"http://{f'[{host}]' if ':' in host else host}:{port}/  (Ctrl-C stops it)", err=True)
    if opened:
        click.launch(f"http://{host}:{port}/")
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
