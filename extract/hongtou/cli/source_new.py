"""``hongtou source new``: a source guessed from one page, with its test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hongtou.cli.console import errors_end_the_run

if TYPE_CHECKING:
    from hongtou.crawl.draft import Draft
    from hongtou.crawl.page import Page

_EPILOG = """\b
Examples:
  hongtou source new yunxi http://www.yunxi.example/zwgk/wj/
  hongtou source new yunxi "云溪县政府文件.html" --url http://www.yunxi.example/zwgk/wj/
  hongtou source new fagui http://www.example.com/rss.xml --style feed

\b
Give a list of circulars (栏目列表页) or a feed; a circular's own page will do.
An address is asked for as a crawl would: robots.txt, one request at a time; two of its
circulars too, of which one is kept as an example. A page that a browser saved mostly
says where it is from; where it does not, --url does.
What is written: NAME.toml, the page (and NAME-circular.html), test_NAME.py for pytest.
"""


@click.command(epilog=_EPILOG)
@click.argument("name", metavar="NAME")
@click.argument("page", metavar="URL-OR-SAVED-PAGE")
@click.option("--url", metavar="URL", help="Where the saved page is from.")
@click.option(
    "--style",
    type=click.Choice(("cms", "catalog", "paged", "feed")),
    help="The kind of site; guessed without it.",
)
@click.option("--dir", "folder", metavar="DIR", default="sources", show_default=True, help="The folder of sources.")
@click.option("--force", is_flag=True, help="Write anew what is there already.")
@click.option("--private", is_flag=True, help="Allow addresses of the house: 127.0.0.1, 10.…")
def new(name: str, page: str, url: str | None, style: str | None, folder: str, force: bool, private: bool) -> None:
    """Write the source NAME from a page: its TOML, a test, the page itself and a circular of it."""
    with errors_end_the_run():
        from hongtou.crawl.draft import draft, write

        came, status, circulars = _pages(page, url, private)
        made = draft(name, came, style, status=status, private=private, circulars=circulars)
        paths = write(made, Path(folder), force=force)
        _say(made)
        for path in paths:
            click.echo(f"wrote {path}")
        click.echo(f"\nRead {paths[0]}, then: hongtou source check {name}", err=True)


def _pages(page: str, url: str | None, private: bool) -> tuple[Page, int, list[Page]]:
    """The page of an address, or of a file, its status, and the first circulars that the address shows."""
    if not page.startswith(("http://", "https://")):
        from hongtou.crawl.saved import read_saved

        return read_saved(Path(page), url), 200, []
    from hongtou.crawl.source import plain_source
    from hongtou.crawl.visit import visit
    from hongtou.errors import InputError

    source = plain_source(page, private=private)
    came, *others = visit(source, (), lists=source.start).values()
    if came.page is None:
        raise InputError(
            f"{page} did not come: {came.reason}; save the page in a browser and give the file instead"
            " (of a server of your own: --private)"
        )
    return came.page, came.status, [other.page for other in others if other.page and other.status < 300]


def _say(made: Draft) -> None:
    from hongtou.cli.source_check import say_seen

    for guess in made.guesses:
        click.echo(f"guessed {guess}")
    if made.selector:
        click.echo(f"noted select = [{made.selector!r}]: it finds the same circulars (commented out)")
    say_seen(made.seen)
