"""What ``hongtou crawl`` and ``hongtou fetch`` share: how we ask, the bar, the summary."""

from __future__ import annotations

import re
import shlex
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hongtou.cli.archives import ARCHIVE
from hongtou.cli.console import bar

if TYPE_CHECKING:
    from hongtou.crawl.manners import Manners
    from hongtou.crawl.tally import Tally

Command = TypeVar("Command", bound=Callable[..., Any])
_SIZE = re.compile(r"(\d+(?:\.\d+)?)([KMG]?)B?", re.IGNORECASE)
_FACTORS = {"": 1, "K": 1000, "M": 1000**2, "G": 1000**3}


class Size(click.ParamType):  # type: ignore[type-arg] # generic since click 8.4
    """Bytes, with K, M or G for thousands, millions, milliards of them."""

    name = "bytes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes."""
        if isinstance(value, int):
            return value
        match = _SIZE.fullmatch(str(value).strip())
        if match is None:
            self.fail(f"{value!r} is no number of bytes: say 200M, 1.5G", param, ctx)
        size = int(float(match[1]) * _FACTORS[match[2].upper()])
        if not size:
            self.fail(f"{value!r} is nothing: say 200M, 1.5G", param, ctx)
        return size


archive_option = click.option(
    "--archive", default=ARCHIVE, show_default=True, metavar="DIR", help="The archive to add to; begun where none is."
)
_SECONDS = click.FloatRange(min=0)
_SOME_SECONDS = click.FloatRange(min=0, min_open=True)


def manners_options(command: Command) -> Command:
    """The options that say how we ask."""
    for option in reversed(
        (
            click.option(
                "--delay", type=_SECONDS, metavar="SECONDS",
                help="Wait so long after each answer, not as the source says; a longer Crawl-delay still counts.",
            ),
            click.option(
                "--contact", metavar="ADDRESS", envvar="HONGTOU_CONTACT",
                help="Who answers for the crawl: an address of mail or a page, sent with every request.",
            ),
            click.option(
                "--timeout", type=_SOME_SECONDS, metavar="SECONDS", default=120, show_default=True,
                help="Give an answer up that takes longer as a whole.",
            ),
            click.option(
                "--largest", type=Size(), metavar="SIZE", default="100M", show_default=True,
                help="Cut an answer off that is larger (K, M, G).",
            ),
            click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def manners_of(delay: float | None, contact: str | None, timeout: float, largest: int) -> Manners:
    """What the options say."""
    from hongtou.crawl.manners import NOBODY, Manners

    return Manners(contact=contact or NOBODY, delay=delay, timeout=timeout, largest=largest)


@contextmanager
def watched(quiet: bool) -> Iterator[Callable[[Tally, int], None] | None]:
    """Draws pages, bytes, hosts, errors and time left, on a terminal."""
    with bar(quiet) as advance:
        if advance is None:
            yield None
            return

        def tell(tally: Tally, queued: int) -> None:
            failed = sum(tally.failed.values())
            done = tally.came + tally.same + tally.moved + failed + sum(tally.refused.values())
            advance(done, done + queued, f"{size(tally.bytes)}, {_hosts(tally)}, {failed} failed")

        yield tell


def say(tally: Tally) -> None:
    """The summary."""
    click.echo(
        f"came 取得 {tally.came:,}, as before 未变 {tally.same:,}, redirects 转向 {tally.moved:,};"
        f" {size(tally.bytes)} from {_hosts(tally)} in {tally.seconds:,.1f} s"
    )
    _reasons("failed 失败", tally.failed)
    _reasons("not asked for 未抓取", tally.refused)
    if tally.older:
        click.echo(f"older than --since, left alone 早于 --since: {tally.older:,}")
    for host, until in sorted(tally.resting.items()):
        click.echo(
            f"{host} wants to be left alone until {_moment(until)} 暂停: the next crawl after that goes on there"
        )
    if tally.queued:
        click.echo(f"still queued 待抓取 {tally.queued:,}")


def why(tally: Tally) -> str:
    """Why not all came, in words.

    >>> from hongtou.crawl.tally import Tally
    >>> why(Tally(failed=Counter({"http 404": 2, "captcha": 1}))), why(Tally(stopped="signal"))
    ('http 404, captcha', 'interrupted')
    """
    refused = ("robots.txt forbids it" if reason == "robots.txt" else reason for reason in tally.refused)
    reasons = [*dict.fromkeys((*tally.failed, *refused))]
    reasons += [
        f"{host} wants to be left alone until {_moment(until)}" for host, until in sorted(tally.resting.items())
    ]
    return ", ".join([*reasons, *(["interrupted"] if tally.stopped == "signal" else [])]) or "nothing came"


def _moment(until: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(until))


def _hosts(tally: Tally) -> str:
    return f"{len(tally.hosts)} host{'s' if len(tally.hosts) != 1 else ''}"


def _reasons(title: str, counts: Counter[str]) -> None:
    if counts:
        named = "; ".join(f"{reason} {number:,}" for reason, number in counts.most_common())
        click.echo(f"{title} {sum(counts.values()):,}: {named}")


def into(archive: str) -> str:
    """What a command that goes on has to say of the archive.

    >>> into("corpus/archive"), into("my pages")
    ('', " --archive 'my pages'")
    """
    return "" if archive == ARCHIVE else f" --archive {shlex.quote(archive)}"


def size(number: int) -> str:
    """Bytes as people say them.

    >>> size(999), size(1_500), size(2_000_000_000)
    ('999 B', '1.5 KB', '2.0 GB')
    """
    for unit, factor in (("GB", 1000**3), ("MB", 1000**2), ("KB", 1000)):
        if number >= factor:
            return f"{number / factor:,.1f} {unit}"
    return f"{number} B"
