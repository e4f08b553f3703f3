"""The page of a search: what was asked, the tasks that answer, how they spread."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Any, get_args

from hongtou.model.vocabulary import DeadlineKind, Genre, Role, Status, Verdict
from hongtou.serve.answers import Asked, Page
from hongtou.serve.hits import as_data, as_row, circular_data, circulars_of, tasks_of
from hongtou.serve.pages import seen
from hongtou.serve.search import Question, Sort
from hongtou.serve.site import Site
from hongtou.serve.terms import words_of

SIZE, MOST = 20, 200
CSV_ROWS = 5_000
_TITLES = 5
FACETS = ("year", "region", "unit", "role", "kind", "verdict", "status", "genre", "keyword")

TAKES = ("q", *FACETS, "collective", "due_from", "due_to", "copies", "sort", "page", "size")


def results(site: Site, db: sqlite3.Connection, asked: Asked) -> Page:
    """What answers a question, a page of it; all of it, up to CSV_ROWS, as CSV."""
    question = asked_for(asked)
    answer = site.searcher.answer(db, question)
    count = len(answer.tasks)
    paging = asked.paging(count, SIZE, MOST, CSV_ROWS)
    tasks = tasks_of(site.index, db, answer.tasks[paging.part].tolist(), dt.date.today())
    facets = site.facets.of(db, question, answer.tasks) if asked.form != "csv" else []
    entitled, titles = _titles(site, db, question)
    chosen = [(name, asked.first(name)) for name in (*FACETS, "due_from", "due_to") if asked.first(name)]
    return Page(
        "search.html",
        {
            "question": question, "words": question.words, "typed": _typed(asked), "count": count,
            "answer": answer, "tasks": tasks, "facets": facets, "chosen": chosen, "paging": paging,
            "csv_rows": CSV_ROWS, "titles": titles, "entitled": entitled,
        },
        {
            "question": {name: value for name, value in _said(question).items() if value not in (None, False, ())},
            "count": count, "page": paging.page, "pages": paging.pages, "tasks": [as_data(task) for task in tasks],
            "facets": {
                facet.name: {
                    "values": [{"value": v.value, "label": v.label, "count": v.count} for v in facet.values],
                    "more": facet.more, "counted": facet.counted,
                }
                for facet in facets
            },
            "circulars": {"count": entitled, "first": [circular_data(c) for c in titles]},
        },
        [as_row(task) for task in tasks],
        any(task["circular"]["composed"] for task in tasks) or any(c["composed"] for c in titles),
    )  # fmt: skip


def asked_for(asked: Asked) -> Question:
    """The question in an address; of a parameter given twice the first. Raises WrongValueError."""
    return Question(
        words=tuple(words_of(_typed(asked))),
        year=asked.year("year"),
        region=asked.first("region"),
        unit=asked.first("unit"),
        collective=asked.one_of("collective", ("0", "1")) == "1",
        role=asked.one_of("role", get_args(Role)),
        kind=asked.one_of("kind", (*get_args(DeadlineKind), "unread")),
        verdict=asked.one_of("verdict", get_args(Verdict)),
        status=asked.one_of("status", get_args(Status)),
        genre=asked.one_of("genre", get_args(Genre)),
        keyword=asked.first("keyword"),
        due_from=asked.day("due_from"),
        due_to=asked.day("due_to"),
        copies=asked.one_of("copies", ("0", "1")) == "1",
        sort="date" if asked.one_of("sort", get_args(Sort)) == "date" else "relevance",
    )


def _typed(asked: Asked) -> str:
    return seen(asked.first("q") or "")


def _said(question: Question) -> dict[str, Any]:
    said = {name: getattr(question, name) for name in question.__struct_fields__}
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in said.items()}


def _titles(site: Site, db: sqlite3.Connection, question: Question) -> tuple[int, list[dict[str, Any]]]:
    """The circulars that have all the words in title, number or issuers: some have no task and are found only so."""
    if not question.words:
        return 0, []
    numbers = site.searcher.circulars(db, question.words)
    first = numbers[:_TITLES].tolist()
    found = circulars_of(db, first)
    return len(numbers), [found[n] for n in first]
