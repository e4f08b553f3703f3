"""The command line: thin, one command a file, each loaded when it is called."""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from hongtou._version import __version__
from hongtou.cli.lazy import Lazy

__all__ = ["main"]

# name → what --help says of it, so that --help loads no command.
_COMMANDS = {
    "crawl": "Crawl sites politely into an archive (抓取存档); crawl status says how it stands.",
    "fetch": "Fetch one circular from the web, archive it and read it.",
    "extract": "Read circulars and write a dataset (任务、时限、责任单位、文号).",
    "archive": "Keep pages for good: add, list, verify, export (存档).",
    "show": "Print one circular as a person would read it.",
    "report": "Write circulars as one page to hand over: tasks beside the marked text (报告).",
    "find": "Find tasks in a dataset by words, unit, due date or status.",
    "serve": "Show a dataset as pages to search and read, in the browser (查询网页).",
    "read": "Read some words: the limits, numbers and units they name, each with its place.",
    "source": "Write, check and list sources: the sites to crawl, each a small TOML file.",
    "doctor": "List the optional helpers: what each reads, and how to install it.",
    "schema": "Print the JSON Schema of one record of circulars.jsonl.",
}

_EPILOG = """\b
Examples:
  hongtou fetch http://www.yunxi.example/wj/202404/t20240412_3318.html --output output/
  hongtou extract circular.txt --output output/
  hongtou extract pages/ --meta index.csv
  hongtou show circular.html
  hongtou find output/ 学前教育 --due-before 2019-07-01
  hongtou serve output/
  hongtou read "6月30日前完成" --issued 2014-05-06
"""


class _Program(Lazy):
    says = _COMMANDS

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command, on whatever console."""
        _show_all()
        return super().main(*args, **kwargs)


def _show_all() -> None:
    """Have a console that cannot show a character show its number; say so where it shows no Chinese at all."""
    mute = ""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors in ("strict", "surrogateescape"):
            stream.reconfigure(errors="backslashreplace")
            mute = mute or ("" if _shows_chinese(stream.encoding) else stream.encoding)
    if mute:
        click.echo(f"hongtou: no Chinese can be shown in {mute}: PYTHONUTF8=1 or LC_ALL=C.UTF-8 lets it be", err=True)


def _shows_chinese(encoding: str) -> bool:
    try:
        "公文".encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@click.group(cls=_Program, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hongtou")
def main() -> None:
    """Turn published Chinese government circulars (公文, 红头文件) into data: every task with its deadline (时限),
    responsible units (责任单位) and cited numbers (文号), each with its place in the source.
    """
