"""The plugin: our routes, our headers. It touches no other Datasette of the same process."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from time import perf_counter
from typing import Any
from urllib.parse import parse_qs, unquote

import msgspec
from datasette.utils import sqlite_timelimit
from datasette.utils.asgi import NotFound, Response
from pluggy import HookimplMarker

from hongtou.serve.answers import (
    LANGUAGE,
    Asked,
    Form,
    NotThereError,
    Page,
    UnknownNameError,
    WrongValueError,
    as_csv,
    as_json,
    html,
)
from hongtou.serve.policy import headers
from hongtou.serve.routes import ROUTES, Route
from hongtou.serve.site import Site, attach
from hongtou.serve.words import Words, chosen

hookimpl = HookimplMarker("datasette")
_NAME = "hongtou"
DATABASE = "dataset"
"""What Datasette calls ``dataset.sqlite``."""
_SITES: dict[str, Site] = {}
_COMPOSED = "示例,非真实文件 (composed samples, not real documents)"
_SOME_COMPOSED = "其中有示例,非真实文件 (source_composed = 1: composed samples, not real documents)"
"""What Datasette's own pages, which have one language, say of where the data comes from."""
_MOST_ARGS = 100
_MONTH = 30 * 24 * 3600
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]


def serving(site: Site) -> dict[str, Any]:
    """The metadata by which a Datasette is known to show a site's pages: it asks for its routes while it is made."""
    _SITES[site.fingerprint] = site
    composed = site.index.facts.get("composed", 0)
    said = _COMPOSED if site.composed else _SOME_COMPOSED if composed else ""
    return {"plugins": {_NAME: {"fingerprint": site.fingerprint}}, **({"source": said} if said else {})}


def _site(datasette: Any) -> Site | None:
    config = datasette.plugin_config(_NAME) or {}
    return _SITES.get(config.get("fingerprint", ""))


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Our pages, each also as JSON and, where it has rows, as CSV."""
    site = _site(datasette)
    if site is None:
        return []
    return [(route.pattern, _view(site, route)) for route in ROUTES]


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """The tables of the search index beside those of the dataset."""
    site = _site(datasette)
    if site is not None and database == DATABASE:
        attach(conn, site.index)


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Puts the headers of ``policy`` on every answer, Datasette's own too."""

    def wrap(app: App) -> App:
        if _site(datasette) is None:
            return app

        async def guarded(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
            sent = headers(scope.get("path", ""))

            async def with_headers(message: MutableMapping[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    own = [(name, value) for name, value in message["headers"] if name.decode().lower() not in sent]
                    message["headers"] = [*own, *((k.encode(), v.encode()) for k, v in sent.items())]
                await send(message)

            await app(scope, receive, with_headers)

        return guarded

    return wrap


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """What went wrong on Datasette's own pages, and pages that nobody has, in our words."""
    site = _site(datasette)
    if site is None or not isinstance(exception, NotFound):
        return None
    asked = _asked(request)
    return _answer(asked, *_wrong(site, asked, 404, what=unquote(request.path)), status=404)


def _view(site: Site, route: Route) -> Callable[..., Awaitable[Any]]:
    async def view(request: Any, datasette: Any) -> Any:
        asked = _asked(request)
        limit = datasette.setting("sql_time_limit_ms")

        def work(db: sqlite3.Connection) -> tuple[str, str]:
            started = perf_counter()
            if route.takes is not None:
                asked.only(route.takes)
            try:
                with sqlite_timelimit(db, limit):
                    return _written(site, route.handler(site, db, asked), asked)
            except sqlite3.OperationalError as error:
                # By the clock, not by its words: stopped while it opens a table of words, SQLite says something else.
                if perf_counter() - started < limit / 1000:
                    raise
                raise TimeoutError from error

        try:
            body, kind = await datasette.get_database(DATABASE).execute_fn(work)
        except NotThereError as error:
            return _answer(asked, *_wrong(site, asked, 404, what=error.what), status=404)
        except (UnknownNameError, WrongValueError) as error:
            return _answer(asked, *_refused(site, asked, error), status=400)
        except TimeoutError:
            return _answer(asked, *_wrong(site, asked, 503, seconds=f"{limit / 1000:g}"), status=503)
        return _answer(asked, body, kind)

    return view


def _asked(request: Any) -> Asked:
    parts: Mapping[str, str | None] = request.scope.get("url_route", {"kwargs": {}})["kwargs"]
    suffix = re.search(r"\.(json|csv)$", request.path)
    form: Form = "html" if suffix is None else "json" if suffix[1] == "json" else "csv"
    path = request.path[: suffix.start()] if suffix else request.path
    # Every link of the page repeats them: no more than a form can send.
    args = parse_qs("&".join(request.query_string.split("&", _MOST_ARGS)[:_MOST_ARGS]), keep_blank_values=True)
    said = args.get(LANGUAGE, [None])[0]
    language = chosen(said, request.cookies.get(LANGUAGE), request.headers.get("accept-language", ""))
    return Asked(path, unquote(parts.get("name") or ""), args, form, language)


def _written(site: Site, page: Page, asked: Asked) -> tuple[str, str]:
    """The page in the form asked for. Where nothing but composed samples is there, a page without any says so too."""
    if asked.form == "json":
        return as_json(page), "application/json; charset=utf-8"
    if asked.form == "csv":
        if page.rows is None:
            raise NotThereError(f"{asked.path}.csv")
        return as_csv(page.rows), "text/csv; charset=utf-8"
    composed = page.composed or site.composed
    return html(msgspec.structs.replace(page, composed=composed), asked), "text/html; charset=utf-8"


def _wrong(site: Site, asked: Asked, status: int, says: str = "", **about: str) -> tuple[str, str]:
    """What went wrong, in the words of ``says`` or those of the status; a question that was stopped may be asked
    again, or otherwise.
    """
    say = Words(asked.language)
    facts = {
        "title": say(f"error_{status}"), "says": say(says or f"error_{status}_says", **about), "again": status == 503,
        "drop": about.get("name") if status == 400 else None,
    }  # fmt: skip
    if asked.form == "csv":
        return f"{facts['title']}: {facts['says']}\n", "text/plain; charset=utf-8"
    form: Form = "json" if asked.form == "json" else "html"
    page = Page("error.html", facts, {"error": facts["title"], "message": facts["says"]})
    return _written(site, page, msgspec.structs.replace(asked, form=form))


def _refused(site: Site, asked: Asked, error: UnknownNameError | WrongValueError) -> tuple[str, str]:
    """A parameter that the page does not have, or a value that it cannot have: which, and what is taken."""
    say = Words(asked.language)
    key = error.takes[0] if error.takes else "takes_nothing"
    takes = say(key) if key.startswith("takes_") else say("comma").join(error.takes)
    if isinstance(error, UnknownNameError):
        return _wrong(site, asked, 400, "error_400_name", name=error.name, takes=takes)
    return _wrong(site, asked, 400, name=error.name, value=error.value, takes=takes)


def _answer(asked: Asked, body: str, kind: str, status: int = 200) -> Any:
    answer: Any = Response(body, status=status, content_type=kind, headers={"vary": "Accept-Language"})
    if asked.first(LANGUAGE) == asked.language:
        answer.set_cookie(LANGUAGE, asked.language, max_age=_MONTH)
    return answer
