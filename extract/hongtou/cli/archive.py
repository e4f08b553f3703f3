"""``hongtou archive``: the commands that look after an archive."""

from __future__ import annotations

import click

from hongtou.cli.lazy import Lazy

_EPILOG = """\b
Examples:
  hongtou archive add 通知.mhtml                     a page saved by hand (手工保存的网页入档)
  hongtou archive list --kind circular              what is there (列出)
  hongtou archive verify                            whether all of it is still as it was (校验)
  hongtou archive export -o pages/                  pages as files, with a manifest (导出)
  hongtou extract corpus/archive -o output/         from the archive to a dataset
"""


class _Archive(Lazy):
    says = {  # noqa: RUF012 - of the class, as click asks
        "add": "Take pages that were saved by hand into an archive, with their provenance.",
        "list": "List what an archive holds.",
        "verify": "Check that an archive still holds what was written, to the byte.",
        "export": "Write pages out of an archive as files with a manifest.",
    }
    within = "archive_"


@click.group(cls=_Archive, epilog=_EPILOG)
def archive() -> None:
    """Look after an archive (存档): the folder of WARC files that `hongtou crawl` fills and `hongtou extract` reads.

    ARCHIVE is that folder; without one named it is corpus/archive.
    """
