"""Commands that are loaded when they are called, so that ``--help`` loads none."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click


class Lazy(click.Group):
    """A group whose commands are each in a module of ``hongtou.cli``: name → what --help says of it.

    The command ``verify`` of the group ``archive`` is ``verify`` in ``hongtou.cli.archive_verify``; that of the
    program itself is in ``hongtou.cli.verify``.
    """

    says: Mapping[str, str] = {}
    within: str = ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.says)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.says:
            return None
        command = getattr(importlib.import_module(f"hongtou.cli.{self.within}{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.says.items()))
