"""``hongtou fetch``: one circular from the web into an archive and a dataset."""

from __future__ import annotations

from pathlib import Path

import click

from hongtou.cli.console import FAILED, OK, errors_end_the_run
from hongtou.cli.crawling import archive_option, manners_of, manners_options, say, watched, why

_EPILOG = """\b
Examples:
  hongtou fetch http://www.yunxi.example/wj/202404/t20240412_3318.html -o output/
  hongtou fetch URL -o output/ --source yunxi      with the rules of sources/yunxi.toml
  hongtou find output/ 学前教育                     look into it

\b
一行命令：抓取一份公文及其分页、附件，存档并提取为数据。
Exit status: 0 it came and was read; 1 it would not come, in whole or in part, or could not
be read; 2 wrong use.
"""


@click.command(epilog=_EPILOG)
@click.argument("url", metavar="URL")
@click.option("-o", "--output", default="output", show_default=True, metavar="DIR", help="Folder for the dataset.")
@archive_option
@click.option(
    "--source", metavar="SOURCE", help="Follow the rules of this source; without it hongtou judges by itself."
)
@click.option("--private", is_flag=True, help="Allow a private or loopback address (a server of your own).")
@manners_options
def fetch(
    url: str,
    output: str,
    archive: str,
    source: str | None,
    private: bool,
    delay: float | None,
    contact: str | None,
    timeout: float,
    largest: int,
    quiet: bool,
) -> None:
    """Fetch the circular at URL with its further pages and attachments, archive it, and write it as a dataset.

    As polite as a crawl: robots.txt is obeyed, one request at a time goes out.
    """
    with errors_end_the_run():
        from hongtou.crawl.single import fetch as run
        from hongtou.crawl.source import load_source
        from hongtou.errors import InputError
        from hongtou.run.batch import run as extract

        with watched(quiet) as progress:
            tally, urls = run(
                url,
                Path(archive),
                source=load_source(source) if source else None,
                private=private,
                manners=manners_of(delay, contact, timeout, largest),
                progress=progress,
            )
        if not quiet:
            say(tally)
        if not tally.came + tally.same:
            raise InputError(f"{url} did not come ({why(tally)}), so nothing is written")
        if quiet and not tally.ok:
            click.echo(f"hongtou: not all of {url} came: {why(tally)}", err=True)
        _warn_of_list(Path(archive), urls[0])
        summary = extract([archive], output, urls=urls)
    for path, reason in summary.failed:
        click.echo(f"hongtou: {path}: {reason}", err=True)
    if not quiet:
        click.echo(f"circulars 公文 {summary.circulars:,}, tasks 任务 {summary.tasks:,}, in {output}")
    raise SystemExit(OK if tally.ok and summary.ok else FAILED)


def _warn_of_list(archive: Path, url: str) -> None:
    from hongtou.crawl.single import listed

    if many := listed(archive, url):
        click.echo(
            f"hongtou: {url} reads as a list of {many} circulars 像是列表页, not one: `hongtou source new NAME {url}`"
            " and `hongtou crawl NAME` bring them all",
            err=True,
        )
