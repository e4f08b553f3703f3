"""The application: Datasette on ``dataset.sqlite``, read-only, with our pages in front of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.plugins import pm

from hongtou.serve import plugin
from hongtou.serve.pages import STATIC
from hongtou.serve.site import Site

SQL_SECONDS = 2.0
"""How long one query, ours or a reader's, may take."""

_SETTINGS = {
    "sql_time_limit_ms": int(SQL_SECONDS * 1000),
    "max_returned_rows": 1000,
    "default_cache_ttl": 0,
    "template_debug": False,
    "trace_debug": False,
}


def application(site: Site) -> Datasette:
    """Datasette with the dataset under ``/dataset`` and our pages at ``/``; its ``app()`` is the ASGI application.

    The file is opened as immutable: nothing can write it, no lock is taken. No query leaves this machine.
    """
    if not pm.is_registered(plugin):
        pm.register(plugin, "hongtou")
    # Datasette prints each page that is not there with rich, which fails where nothing was raised.
    pm.get_plugin("datasette.handle_exception").rich = None
    made: Any = Datasette(
        metadata=plugin.serving(site),
        immutables=[str(site.database)],
        settings=_SETTINGS,
        static_mounts=[(STATIC.lstrip("/"), str(Path(__file__).parent / "static"))],
    )
    return made
