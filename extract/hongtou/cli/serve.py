"""``hongtou serve``: a dataset as pages to search and read."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    _check_packages()
    import uvicorn

    from hongtou.serve.app import application
    from hongtou.serve.site import open_site

    with bar(quiet=False) as progress:
        site = open_site(folder, progress)
    if host not in _LOOPBACK:
        click.echo(f"hongtou: listening on {host}: everyone who reaches this machine can read the dataset", err=True)
    # The server shuts down in order at Ctrl-C and then raises the signal anew: to stop it so is no failure.
    with _listening(host, port) as listener, suppress(KeyboardInterrupt):
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        click.echo(f"{address}  (Ctrl-C stops it)", err=True)
        if opened:
            click.launch(address)
        settings = uvicorn.Config(application(site).app(), log_level="warning", server_header=False)
        uvicorn.Server(settings).run(sockets=[listener])


def _check_packages() -> None:
    from importlib.util import find_spec

    from hongtou.errors import UsageError

    missing = [name for name in ("datasette", "vl_convert") if find_spec(name) is None]
    if missing:
        raise UsageError(f"`hongtou serve` needs {', '.join(missing)}: pip install 'hongtou[web]'")


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """The open socket. Raises OutputError where the address is taken or is none of this machine."""
    from hongtou.errors import OutputError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen()
        except OSError as error:
            other = "--port" if error.errno in (errno.EADDRINUSE, errno.EACCES) else "--host"
            raise OutputError(
                f"cannot listen on {host}:{port} ({error.strerror or error}): try another {other}"
            ) from error
        yield listener
