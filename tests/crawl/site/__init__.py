"""A composed web site (示例: an invented county) in three styles and a feed, and the real server that serves it."""

from .server import Line, Server, served
from .site import Site

__all__ = ["Line", "Server", "Site", "served"]
