"""``hongtou archive add``: pages saved by hand, into an archive."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from hongtou.cli.archives import ARCHIVE
from hongtou.cli.console import Day, errors_end_the_run

_EPILOG = """\b
Examples:
  hongtou archive add 通知.mhtml
      a page saved by Chrome or Edge ("网页,单个文件") names its own address and day
  hongtou archive add 通知.html 附件1.docx 附件2.pdf --url http://www.example.gov.cn/zwgk/t1.html
      the circular and its attachments (正文和附件)
  hongtou archive add 第1页.html 第2页.html --url http://…/t1.html --retrieved 2026-11-26
      its pages (分页); the day on which they were saved
  hongtou archive add 扫描.pdf --url http://…/t2.html --note "县档案馆提供的扫描件"

\b
Exit status: 0 all is in the archive; 1 a file cannot be read, or the archive cannot be
written; 2 wrong use. Nothing is added unless every file can be.
"""


@click.command(epilog=_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--url", metavar="URL", help="Address of the circular, the first file; the others belong to it.")
@click.option(
    "--retrieved",
    type=Day(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]),
    metavar="DATE",
    help="When it was saved; without it what the file says, else the file's own time.",
)
@click.option("--by", metavar="NAME", help="Who adds it; without it the name of the user.")
@click.option("--publisher", default="", metavar="NAME", help="Who publishes it: source.publisher.")
@click.option("--note", default="", metavar="TEXT", help="Anything that should be known of it.")
@click.option("--archive", "folder", default=ARCHIVE, show_default=True, metavar="DIR", help="The archive.")
def add(
    files: tuple[str, ...],
    url: str | None,
    retrieved: dt.datetime | None,
    by: str | None,
    publisher: str,
    note: str,
    folder: str,
) -> None:
    """Take files that a person saved (HTML, MHTML, PDF, Word…) into an archive, from a site that lets no crawler in.

    Who added them, when, from which file, and where the day of saving is from stand beside them in the archive. The
    bytes are kept as they are. A file that is there already is not added again.
    """
    from hongtou.archive.byhand import ByHand, captures_of
    from hongtou.archive.byhand import add as take_in
    from hongtou.archive.store import Archive

    with errors_end_the_run():
        said = ByHand(url, _moment(retrieved), by or _user(), note, publisher)
        captures = captures_of([Path(name) for name in files], said)
        with Archive(Path(folder)) as archive:
            for one in take_in(archive, captures):
                what = "is there already" if one.already else "added"
                click.echo(f"{one.path}: {what}: {one.stored.kind} {one.stored.url} ({one.stored.retrieved_at})")


def _moment(said: dt.datetime | None) -> dt.datetime | None:
    """A day is that day whatever the zone; a time of day is that of the clock on the wall."""
    if said is None:
        return None
    return said.replace(tzinfo=dt.UTC) if said.time() == dt.time() else said.astimezone()


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
