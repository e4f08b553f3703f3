"""``hongtou source new``: a source guessed from one page, with its test."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hongtou.cli.console import FAILED, OK, errors_end_the_run

if TYPE_CHECKING:
    from hongtou.crawl.draft import Draft
    from hongtou.crawl.page import Page
    from hongtou.crawl.visit import Came

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
Exit status: 0 written; 1 the page is of no use, or none of its circulars came; 2 wrong use.
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
        from hongtou.crawl.sampled import check_sampled, sampled
        from hongtou.crawl.source import in_folder

        came, status, shows = _pages(page, url, private)
        circulars = [one.page for one in shows.values() if one.page and one.status < 300]
        made = draft(name, came, style, status=status, private=private, circulars=circulars)
        paths = write(made, Path(folder), force=force)
        check = f"hongtou source check {name}{in_folder(folder)}"
        _say(made, check)
        for path in paths:
            click.echo(f"wrote {path}")
        problems = check_sampled(sampled(made.source, made.seen, shows))
        for problem in problems:
            click.echo(f"hongtou: {name}: {came.url}: {problem}", err=True)
        click.echo(f"\nRead {paths[0]}, then: {check}", err=True)
    raise SystemExit(FAILED if problems else OK)


def _pages(page: str, url: str | None, private: bool) -> tuple[Page, int, dict[str, Came]]:
    """The page of an address, or of a file, its status, and what came for the first circulars on it."""
    if not page.startswith(("http://", "https://")):
        from hongtou.crawl.saved import read_saved

        return read_saved(Path(page), url), 200, {}
    from hongtou.crawl.source import plain_source
    from hongtou.crawl.visit import visit
    from hongtou.errors import InputError

    source = plain_source(page, private=private)
    (_, came), *others = visit(source, (), lists=source.start).items()
    if came.page is None:
        raise InputError(
            f"{page} did not come: {came.reason}; save the page in a browser and give the file instead"
            " (of a server of your own: --private)"
        )
    return came.page, came.status, dict(others)


def _say(made: Draft, check: str) -> None:
    from hongtou.cli.source_check import say_seen

    for guess in made.guesses:
        click.echo(f"guessed {guess}")
    if made.selector:
        click.echo(f"noted select = [{made.selector!r}]: it finds the same circulars (commented out)")
    say_seen(made.seen, every=f"`{check} --saved --all`")
