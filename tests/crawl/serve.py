"""``python -m tests.crawl.serve``: serve the composed site, or any folder of saved pages, on loopback until stopped.

Of a folder, / is a list of its pages, as a government CMS would print it, so that ``hongtou crawl`` can begin there.
It prints the address on the first line of its output. ``--log FILE`` keeps a line of JSON for each request.
"""

from __future__ import annotations

import argparse
import mimetypes
import os
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

import lxml.html

from hongtou.read.decode import decode

from .site.answer import Answer, Script
from .site.server import Answers, Http
from .site.site import Site

_PAGES = (".html", ".htm", ".shtml")
_TITLE = re.compile(r".{2,60}关于.{4,80}")


class Folder:
    """The files of a folder as answers; without a charset in their headers, as most servers send them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def script(self, path: str) -> Script | None:
        """The file of that name; / and /index.html are the list of all pages."""
        name = unquote(path.partition("?")[0]).lstrip("/")
        if name in ("", "index.html"):
            return Script(Answer(self._list().encode(), "text/html; charset=utf-8"))
        file = self._folder / name
        if self._folder.resolve() not in file.resolve().parents or not file.is_file():
            return None
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return Script(Answer(file.read_bytes(), kind, validators="EM"))

    def _list(self) -> str:
        pages = sorted(path for path in self._folder.iterdir() if path.suffix.lower() in _PAGES)
        items = "".join(f"<li><a href='{quote(page.name)}'>{escape(_words(page))}</a></li>\n" for page in pages)
        return f"<!DOCTYPE html><html><body><ul class='list'>{items}</ul></body></html>"


def _words(page: Path) -> str:
    """What a list would print of a page: its title, else the first words on it that read like one, else its name."""
    root = lxml.html.fromstring(decode(page.read_bytes()).text)
    titles = [node.text_content() for node in root.iter("title", "h1")]
    lines = [words.strip() for words in root.itertext() if isinstance(words, str)]
    return next((" ".join(t.split()) for t in (*titles, *filter(_TITLE.match, lines)) if t.strip()), page.name)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m tests.crawl.serve", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="saved pages; without it the composed site is served")
    parser.add_argument("--seed", type=int, default=6, help="of the composed site (default: %(default)s)")
    parser.add_argument("--pages", type=int, default=500, help="how many (default: %(default)s)")
    parser.add_argument("--delay", type=float, default=0.0, help="Crawl-delay in robots.txt, seconds")
    parser.add_argument("--calm", action="store_true", help="nothing goes wrong on the site")
    parser.add_argument("--long", action="store_true", help="more goes wrong, and takes its time")
    parser.add_argument("--port", type=int, default=0, help="default: any that is free")
    parser.add_argument("--log", type=Path, default=Path(os.devnull), help="a line of JSON for each request")
    options = parser.parse_args(arguments)
    server = Http(None, options.log, options.port)
    host = f"http://127.0.0.1:{server.server_address[1]}"
    if options.folder:
        answers: Answers = Folder(options.folder)
    else:
        answers = Site(
            options.seed, options.pages, host, delay=options.delay, hazards=not options.calm, long=options.long
        )
    server.answers = answers
    print(host, flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
