"""``hongtou source check``: what a source finds today, held against what it found when it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hongtou.cli.console import FAILED, OK, counted, errors_end_the_run

if TYPE_CHECKING:
    from hongtou.crawl.check import Seen
    from hongtou.crawl.links import Link
    from hongtou.crawl.sampled import Sampled
    from hongtou.crawl.source import Source

_EPILOG = """\b
Examples:
  hongtou source check yunxi
  hongtou source check yunxi --saved
  hongtou source check sources/yunxi.toml --all

\b
Of each list that the source begins at two circulars are asked for too.
Fails where the layout changed: no links to circulars, no title, no next page, half the
links gone. 网站改版时以状态 1 结束，并说明缺了什么。
Exit status: 0 all as expected, 1 something is wrong, 2 wrong use.
"""
_FEW = 3
_KINDS = ("circular", "list", "page", "attachment")


@click.command(epilog=_EPILOG)
@click.argument("name", metavar="NAME")
@click.option("--saved", is_flag=True, help="Check the saved page, without asking the site.")
@click.option("--all", "everything", is_flag=True, help="Name every link, not the first few of each kind.")
@click.option("--dir", "folder", metavar="DIR", default="sources", show_default=True, help="The folder of sources.")
def check(name: str, saved: bool, everything: bool, folder: str) -> None:
    """Say what the source NAME would fetch and what it finds, and fail where the layout changed."""
    with errors_end_the_run():
        from hongtou.crawl.source import load_source

        source = load_source(name, folder)
        problems = _saved(source, everything) if saved else _live(source, everything)
    for problem in problems:
        click.echo(f"hongtou: {source.name}: {problem}", err=True)
    raise SystemExit(FAILED if problems else OK)


def _saved(source: Source, everything: bool) -> list[str]:
    from hongtou.crawl.check import check as held
    from hongtou.crawl.check import look, saved_page
    from hongtou.errors import InputError

    if not source.expect:
        raise InputError(f"{source.path} has no [[expect]]: `hongtou source new` writes one with the page it saves")
    problems = []
    for expected in source.expect:
        seen = look(source, saved_page(source, expected))
        click.echo(f"{expected.page} ({expected.url}, saved)")
        say_seen(seen, everything)
        problems += [f"{expected.page}: {problem}" for problem in held(expected, seen, exact=True)]
    return problems


def _live(source: Source, everything: bool) -> list[str]:
    """Ask for the start addresses, for the first circulars of each, and for every page that is expected."""
    from hongtou.crawl.check import check as held
    from hongtou.crawl.check import look
    from hongtou.crawl.sampled import check_sampled, sampled
    from hongtou.crawl.source import Expect
    from hongtou.crawl.visit import visit

    expected = {one.url: one for one in source.expect}
    for url in source.start:
        expected.setdefault(url, Expect(url=url, page="", kind="list", circulars=1))
    problems = []
    visited = visit(source, tuple(expected), lists=source.start)
    for url, expectation in expected.items():
        came = visited[url]
        click.echo(url)
        if came.page is None:
            click.echo(f"  {came.reason}")
            problems.append(f"{url} did not come: {came.reason}")
            continue
        came.page.kind = expectation.kind
        came.page.charset = source.charset
        seen = look(source, came.page, came.status)
        say_seen(seen, everything)
        looked = sampled(source, seen, visited) if url in source.start else []
        _say_sampled(looked)
        problems += [f"{url}: {problem}" for problem in (*held(expectation, seen), *check_sampled(looked))]
    return problems


def _say_sampled(looked: list[Sampled]) -> None:
    """What the first circulars of a list show."""
    from hongtou.crawl.sampled import number_on

    for link, seen, reason in looked:
        click.echo(f"  looked at {link.url}")
        if reason or seen is None:
            click.echo(f"    {reason}")
            continue
        facts = {"title": seen.title, "number": number_on(seen), "date": link.date}
        click.echo("    " + "; ".join(f"{name}: {fact or 'none'}" for name, fact in facts.items()))
        click.echo(f"    {counted(seen.counts['attachment'], 'attachment')}")


def _words(link: Link) -> str:
    """A further page of a list has no words of its own."""
    return link.words or ("(next page 下一页)" if link.kind == "list" else "")


def say_seen(seen: Seen, everything: bool = False, every: str = "--all") -> None:
    """Print what was found on a page, kind by kind; ``every`` is what names all that is found."""
    if seen.title:
        click.echo(f"  title: {seen.title}")
    for kind in _KINDS:
        found = [link for link in seen.links if link.kind == kind]
        if found:
            click.echo(f"  {counted(len(found), kind)}")
        for link in found if everything else found[:_FEW]:
            click.echo("    " + " ".join(filter(None, (str(link.date or ""), link.url, _words(link)))))
        if len(found) > _FEW and not everything:
            click.echo(f"    … {len(found) - _FEW} more ({every} names them)")
    for link, reason in seen.refused if everything else seen.refused[:_FEW]:
        click.echo(f"  would not be asked for: {link.url} ({reason})")
