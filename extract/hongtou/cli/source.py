"""``hongtou source``: write, check and list sources, the sites that ``hongtou crawl`` knows."""

from __future__ import annotations

import click

from hongtou.cli.lazy import Lazy

_EPILOG = """\b
Examples:
  hongtou source new yunxi http://www.yunxi.example/zwgk/wj/
  hongtou source new yunxi saved.html --url http://www.yunxi.example/zwgk/wj/
  hongtou source check yunxi
  hongtou source check yunxi --saved
  hongtou source list

\b
来源：一个网站或栏目一个 TOML 文件（sources/ 下），写明从哪里开始、哪些链接是列表、
公文、下一页和附件。new 由一个网页猜出来源并写出测试；check 核对网站是否改版。
"""


class _Group(Lazy):
    says = {  # noqa: RUF012 - read only
        "new": "Write a source from an address or a saved page, with a test.",
        "check": "Say what a source finds, and fail where the layout changed.",
        "list": "List the sources of a folder.",
    }
    within = "source_"


@click.group(cls=_Group, epilog=_EPILOG)
def source() -> None:
    """Sources (来源): small TOML files that say how to crawl a site."""
