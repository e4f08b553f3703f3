"""``hongtou crawl``: sources in, an archive out; and ``hongtou crawl status``."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hongtou.cli.console import FAILED, OK, Day, errors_end_the_run
from hongtou.cli.crawling import Size, archive_option, into, manners_of, manners_options, say, watched
from hongtou.cli.lazy import Lazy

if TYPE_CHECKING:
    from hongtou.crawl.tally import Tally

_EPILOG = """\b
Examples:
  hongtou crawl yunxi                          the source sources/yunxi.toml, into corpus/archive
  hongtou crawl yunxi --contact me@uni.example --pages 500 --bytes 200M
  hongtou crawl yunxi                          again: goes on where it stopped, or looks for what is new
  hongtou crawl yunxi --since 2024-01-01       leave older circulars alone
  hongtou crawl yunxi --retry                  ask again for what would not come
  hongtou crawl status --failed                how it stands, also while it runs
  hongtou extract corpus/archive -o output     the dataset

\b
抓取有礼：遵守 robots.txt 与 Crawl-delay，每个主机一次一个请求，可随时中断（Ctrl-C），
再次运行同一命令即从断点继续。

\b
Exit status: 0 all that was asked for came (or the budget is spent); 1 something would not
come, or the crawl was interrupted, or another one is at work in the archive; 2 wrong use.
"""
_NAMED = "hongtou.crawl.named"


class _Crawl(Lazy):
    """``crawl SOURCE...`` crawls; ``crawl status`` is a command of its own. A source of that name is given by path."""

    says = {"status": "How the crawls of an archive stand."}  # noqa: RUF012 - read only
    within = "crawl_"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = bool(args) and args[0] in self.says
        ctx.meta[_NAMED] = named
        ctx.allow_interspersed_args = not named
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        params = super().get_params(ctx)
        return [one for one in params if not isinstance(one, click.Argument)] if ctx.meta.get(_NAMED) else params

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[OPTIONS] SOURCE...")
        formatter.write_usage(ctx.command_path, "status [OPTIONS]", prefix="       ")


@click.group(cls=_Crawl, epilog=_EPILOG, invoke_without_command=True, subcommand_metavar="")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@archive_option
@click.option("--pages", type=click.IntRange(min=1), metavar="N", help="Ask for at most N pages.")
@click.option(
    "--bytes", "bytes_", type=Size(), metavar="SIZE", help="Ask for nothing more once so much came (K, M, G)."
)
@click.option(
    "--since",
    type=Day(["%Y-%m-%d"]),
    metavar="DATE",
    help="Leave circulars alone that are older by the date in the list or in their address.",
)
@click.option("--retry", is_flag=True, help="Ask again for what would not come, and for nothing new.")
@manners_options
@click.pass_context
def crawl(
    ctx: click.Context,
    archive: str,
    pages: int | None,
    bytes_: int | None,
    since: dt.datetime | None,
    retry: bool,
    delay: float | None,
    contact: str | None,
    timeout: float,
    largest: int,
    quiet: bool,
    sources: tuple[str, ...] = (),
) -> None:
    """Crawl sources (来源) into an archive: SOURCE is a name in sources/ or a TOML file; hongtou source new
    writes one.

    Every page is on the disk before the next is asked for: whatever stops a crawl, the same command goes on.
    """
    if ctx.invoked_subcommand:
        return
    from hongtou.crawl.run import crawl as run
    from hongtou.crawl.source import load_source
    from hongtou.crawl.trip import Budget

    with errors_end_the_run():
        loaded = [load_source(name) for name in dict.fromkeys(sources)]
        manners = manners_of(delay, contact, timeout, largest)
        if not (contact or quiet):
            click.echo("hongtou: no --contact: the sites cannot reach you 请用 --contact 留下联系方式", err=True)
        budget = Budget(pages, bytes_, since.date() if since else None)
        with watched(quiet) as progress:
            tally = run(loaded, Path(archive), budget=budget, manners=manners, retry=retry, progress=progress)
    given = {source.name: name for source, name in zip(loaded, dict.fromkeys(sources), strict=True)}
    for url, name in tally.barren.items():
        checked = shlex.join(("hongtou", "source", "check", given[name]))
        click.echo(f"hongtou: {name}: {url} leads nowhere 没有链接: `{checked}` says more", err=True)
    if not quiet:
        say(tally)
        _how_to_go_on(tally, archive, sources)
    raise SystemExit(OK if tally.ok else FAILED)


def _how_to_go_on(tally: Tally, archive: str, sources: tuple[str, ...]) -> None:
    again = shlex.join(("hongtou", "crawl", *sources)) + into(archive)
    if tally.stopped == "signal":
        click.echo(f"interrupted; all that came is archived. To go on 继续: {again}", err=True)
    elif tally.stopped == "budget":
        click.echo(f"the budget is spent. To go on 继续: {again}", err=True)
    elif tally.failed:
        click.echo(f"to ask again for what failed 重试: {again} --retry", err=True)
