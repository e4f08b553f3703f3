"""A search: its counts are those of a scan of every row, whatever the word; facets and filters agree."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import random
import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.serve.conftest import Browser

from hongtou.serve.build import KINDS
from hongtou.serve.index import open_index
from hongtou.serve.results import FACETS
from hongtou.serve.search import Question
from hongtou.serve.site import Site, attach, open_site
from hongtou.serve.terms import found


@pytest.fixture(scope="session")
def joined(site: Site, db: sqlite3.Connection) -> sqlite3.Connection:
    attach(db, site.index)
    db.row_factory = sqlite3.Row
    return db


@pytest.fixture(scope="session")
def texts(joined: sqlite3.Connection) -> dict[str, list[str]]:
    """Of every task the columns that are searched, by the dataset's own views and tables."""
    found: dict[str, list[str]] = {}
    for row in joined.execute("SELECT * FROM v_overview"):
        units = joined.execute('SELECT "unit", "text" FROM responsibilities WHERE task_id = ?', (row["task_id"],))
        headings = joined.execute("SELECT text FROM categories WHERE task_id = ?", (row["task_id"],))
        own = (row["task"], row["content"], row["progress"], row["title"], row["issuers"])
        numbers = joined.execute(
            "SELECT document_number, document_number_normalized FROM circulars WHERE circular_id = ?",
            (row["circular_id"],),
        ).fetchone()
        cells = [*own, *numbers, *(c for row in units for c in row), *(h for (h,) in headings)]
        found[row["task_id"]] = [cell for cell in cells if cell]
    return found


def drawn(texts: dict[str, list[str]], count: int) -> list[str]:
    """Words of one to six characters cut out of the texts by chance, and some that stand nowhere."""
    draw = random.Random(8)
    cells = sorted({cell for cells in texts.values() for cell in cells})
    words = []
    while len(words) < count:
        cell = draw.choice(cells)
        start = draw.randrange(len(cell))
        word = "".join(cell[start : start + draw.choice((1, 1, 2, 2, 3, 4, 6))].split())
        if word and not set(word) & set('"“”'):
            words.append(word if draw.random() < 0.95 else word[::-1])
    return words


def test_counts_are_those_of_a_scan(site: Site, joined: sqlite3.Connection, texts: dict[str, list[str]]) -> None:
    wrong = {}
    for word in drawn(texts, 300):
        counted = len(site.searcher.tasks(joined, Question(words=(word,))))
        scanned = sum(any(found(cell, word) for cell in cells) for cells in texts.values())
        if counted != scanned:
            wrong[word] = (counted, scanned)
    assert wrong == {}


def test_counts_of_han_words_are_those_of_like(site: Site, joined: sqlite3.Connection) -> None:
    """Where print has no blank inside a word, SQL's own LIKE counts the same."""
    columns = "t.task, t.content, t.progress"
    cells = [cell for row in joined.execute(f"SELECT {columns} FROM tasks t") for cell in row if cell]
    draw = random.Random(9)
    for _ in range(100):
        cell = draw.choice(cells)
        start = draw.randrange(len(cell))
        word = cell[start : start + draw.choice((1, 2, 3))]
        if not all("\u4e00" <= c <= "\u9fff" for c in word):
            continue
        like = f"%{word}%"
        (scanned,) = joined.execute(
            "SELECT count(*) FROM tasks t WHERE task LIKE ?1 OR content LIKE ?1 OR progress LIKE ?1 OR EXISTS "
            "(SELECT 1 FROM categories c WHERE c.task_id = t.task_id AND c.text LIKE ?1)",
            (like,),
        ).fetchone()
        assert len(site.searcher.text(joined, word)) >= scanned


def test_several_words_are_all_there(site: Site, joined: sqlite3.Connection, texts: dict[str, list[str]]) -> None:
    words = drawn(texts, 100)
    for one, other in zip(words[::2], words[1::2], strict=True):
        both = len(site.searcher.tasks(joined, Question(words=(one, other))))
        scanned = sum(
            all(any(found(cell, word) for cell in cells) for word in (one, other)) for cells in texts.values()
        )
        assert both == scanned, (one, other)


def test_relevance_and_date_list_the_same_tasks(site: Site, joined: sqlite3.Connection) -> None:
    for word in ("学校", "局", "项目", "2011"):
        question = Question(words=(word,))
        answer = site.searcher.answer(joined, question)
        assert sorted(answer.tasks.tolist()) == site.searcher.tasks(joined, question).tolist()
        rows = [site.index.arrays["row"][n] for n in answer.tasks[: answer.in_task]]
        tasks = [joined.execute("SELECT task FROM tasks WHERE rowid = ?", (int(n),)).fetchone()[0] for n in rows]
        assert all(found(task, word) for task in tasks)


def test_every_value_of_every_facet_counts_what_it_gives(site: Site, joined: sqlite3.Connection) -> None:
    """Whoever clicks on a value finds as many tasks as it says."""
    everything = site.searcher.tasks(joined, Question())
    facets = site.facets.of(joined, Question(), everything)
    seen = Counter(facet.name for facet in facets if facet.values)
    assert set(seen) >= {*FACETS, "collective"} - {"status", "keyword"}  # no sample has a status cell
    for facet in facets:
        for value in facet.values:
            asked = {"unit" if facet.name == "collective" else facet.name: value.value}
            if facet.name == "year":
                asked = {"year": int(value.value)}
            assert len(site.searcher.tasks(joined, Question(**asked))) == value.count, (facet.name, value)


def test_a_unit_and_a_role_are_of_the_same_responsibility(site: Site, joined: sqlite3.Connection) -> None:
    """Of a unit that leads six of its thirteen tasks, the tasks that somebody leads give six."""

    def values(question: Question, *names: str) -> dict[str, int]:
        facets = site.facets.of(joined, question, site.searcher.tasks(joined, question))
        return {value.value: value.count for facet in facets if facet.name in names for value in facet.values}

    fewer = 0
    for role in values(Question(), "role"):
        for unit, count in values(Question(role=role), "unit", "collective").items():
            both = site.searcher.tasks(joined, Question(unit=unit, role=role))
            assert count == len(both) == values(Question(unit=unit), "role")[role], (unit, role)
            fewer += count < len(site.searcher.tasks(joined, Question(unit=unit)))
    assert fewer > 10  # units have several roles, else nothing was tested


def test_facets_are_those_of_sql(site: Site, joined: sqlite3.Connection) -> None:
    facets = {
        facet.name: facet for facet in site.facets.of(joined, Question(), site.searcher.tasks(joined, Question()))
    }
    kinds = dict(
        joined.execute(
            "SELECT coalesce(kind, 'unread'), count(DISTINCT task_id) FROM deadlines "
            "WHERE task_id IS NOT NULL GROUP BY 1"
        ).fetchall()
    )
    assert {value.value: value.count for value in facets["kind"].values} == kinds
    assert set(kinds) <= set(KINDS)
    units = joined.execute(
        'SELECT "unit", count(DISTINCT task_id) n FROM responsibilities WHERE task_id IS NOT NULL AND NOT collective '
        'GROUP BY "unit" ORDER BY n DESC'
    ).fetchall()
    assert [value.count for value in facets["unit"].values] == [n for _, n in units[: len(facets["unit"].values)]]
    assert facets["unit"].more == len(units) - len(facets["unit"].values)


def test_due_days_are_those_of_sql(site: Site, joined: sqlite3.Connection) -> None:
    for first, last in ((None, "2011-06-30"), ("2014-01-01", None), ("2010-05-01", "2010-12-31")):
        question = Question(
            due_from=dt.date.fromisoformat(first) if first else None,
            due_to=dt.date.fromisoformat(last) if last else None,
        )
        (scanned,) = joined.execute(
            "SELECT count(DISTINCT task_id) FROM deadlines WHERE due >= ? AND due <= ?",
            (first or "0000", last or "9999"),
        ).fetchone()
        assert len(site.searcher.tasks(joined, question)) == scanned


@pytest.mark.parametrize(
    "q", ["信访", "学校", "局", "投资 项目", "%", "'", "*", '"', "OR NOT", "a" * 3000, "〔2011〕152号"]
)
def test_a_search_page_answers_whatever_is_typed(browser: Browser, q: str) -> None:
    for form in ("", ".json", ".csv"):
        assert browser.get(f"/search{form}?q={quote(q)}").status_code == 200


def test_the_three_forms_of_a_search_say_the_same(browser: Browser) -> None:
    data = browser.get(f"/search.json?q={quote('学校')}").json()
    rows = list(csv.DictReader(io.StringIO(browser.get(f"/search.csv?q={quote('学校')}").text.removeprefix("\ufeff"))))
    page = browser.get(f"/search?q={quote('学校')}").text
    assert data["count"] == len(rows) == page.count('<th scope="row">')
    assert [task["task_id"] for task in data["tasks"]] == [row["task_id"] for row in rows]
    assert all(f"/task/{row['task_id']}" in page for row in rows)
    assert "<mark>学校</mark>" in page


def test_pages_of_a_list_follow_one_another(browser: Browser) -> None:
    whole = browser.get("/search.json?size=200").json()
    paged = []
    for page in range(1, whole["count"] // 50 + 2):
        paged += browser.get(f"/search.json?size=50&page={page}").json()["tasks"]
    assert [t["task_id"] for t in paged] == [t["task_id"] for t in whole["tasks"]]
    assert browser.get("/search.json?page=99999999").json()["page"] == browser.get("/search.json").json()["pages"]


@pytest.mark.parametrize("asked", ["page=-1", "size=0"])
def test_a_page_that_is_none_is_the_nearest(browser: Browser, asked: str) -> None:
    assert browser.get(f"/search.json?{asked}").json()["count"] == browser.get("/search.json").json()["count"]


REFUSED = [
    ("role", "boss", "support"),
    ("kind", "late", "ongoing"),
    ("verdict", "xx", "on_track, lagging"),
    ("status", "xx", "not_started"),
    ("genre", "xx", "会议纪要"),
    ("sort", "foo", "relevance, date"),
    ("copies", "yes", "0, 1"),
    ("year", "abc", "four digits"),
    ("year", "20181", "four digits"),
    ("due_from", "xx", "2018-02-28"),
    ("due_to", "2018-02-31", "2018-02-28"),
]


@pytest.mark.parametrize(("name", "value", "takes"), REFUSED)
def test_a_value_that_cannot_be_is_refused_in_every_form(browser: Browser, name: str, value: str, takes: str) -> None:
    """With all tasks for an answer a script would take them for those it asked for."""
    kinds = {"": "text/html", ".json": "application/json", ".csv": "text/plain"}
    for form, kind in kinds.items():
        answer = browser.get(f"/search{form}?{name}={value}", accept_language="en")
        said = answer.json()["message"] if form == ".json" else answer.text
        assert (answer.status_code, answer.headers["content-type"]) == (400, f"{kind}; charset=utf-8")
        assert f"“{name}” cannot be “{value}”" in said
        assert takes in said
    assert f"“{name}”不能是“{value}”" in browser.get(f"/search?{name}={value}").text


@pytest.mark.parametrize(
    ("kind", "asked", "says"),
    [
        ("unit", "role=boss", "“role” cannot be “boss”"),
        ("unit", "sort=foo", "“sort” cannot be “foo”"),
        ("unit", "collective=no", "“collective” cannot be “no”"),
        ("search", "page=two", "“page” cannot be “two”; it takes a whole number"),
        ("month", "kind=xx", "“kind” cannot be “xx”; it takes due, from"),
        ("month", "day=abc", "“day” cannot be “abc”; it takes a day of this month"),
        ("month", "day=32", "“day” cannot be “32”"),
        ("month", "day=0", "“day” cannot be “0”"),
        ("search", "due_form=2018-02-28", "This page has no “due_form”; it takes q, year, region"),
        ("unit", "roles=lead", "This page has no “roles”; it takes collective, role"),
        ("number", "pages=2", "This page has no “pages”; it takes page, size"),
        ("month", "days=3", "This page has no “days”; it takes kind, day"),
        ("calendar", "kind=from", "This page has no “kind”; it takes no parameters"),
        ("calendar", "form=json", "This page has no “form”"),
    ],
)
def test_the_other_lists_refuse_what_they_do_not_know(
    browser: Browser, addresses: dict[str, str], kind: str, asked: str, says: str
) -> None:
    address = addresses[kind].partition("?")[0]
    answer = browser.get(f"{address}?{asked}&lang=en")
    assert (answer.status_code, says in answer.text) == (400, True)
    (without,) = re.findall(r'<a href="([^"]+)">Drop this condition', answer.text)
    assert browser.get(html.unescape(without)).status_code == 200


def test_of_parameters_without_end_the_first_hundred_count(browser: Browser) -> None:
    asked = "&".join(["year=2011", *["q="] * 99])
    assert browser.get(f"/search.json?{asked}&year=abc&yaer=1").json() == browser.get("/search.json?year=2011").json()


@pytest.mark.parametrize("kind", ["home", "task"])
def test_a_page_that_nothing_narrows_takes_what_a_messenger_has_added(
    browser: Browser, addresses: dict[str, str], kind: str
) -> None:
    assert browser.get(f"{addresses[kind]}?from=timeline").status_code == 200


@pytest.mark.parametrize("asked", ["year=1900", "region=999999", "unit=nobody", "keyword=xx", "due_from=2999-01-01"])
def test_a_value_that_nothing_has_finds_nothing(browser: Browser, asked: str) -> None:
    assert browser.get(f"/search.json?{asked}").json()["count"] == 0


def test_an_empty_value_is_no_condition(browser: Browser) -> None:
    """As a form sends what nobody filled in."""
    whole = browser.get("/search.json").json()["count"]
    assert browser.get("/search.json?role=&year=&due_from=&sort=").json()["count"] == whole


def test_of_a_parameter_given_twice_the_first_counts_and_the_answer_says_so(browser: Browser) -> None:
    once, twice = (browser.get(f"/search.json?{asked}").json() for asked in ("role=lead", "role=lead&role=support"))
    assert (twice["question"], twice["count"]) == (once["question"], once["count"])
    assert twice["question"]["role"] == "lead"


def test_an_index_is_made_once_and_anew_for_another_dataset(tmp_path: Path, folder: Path) -> None:
    copied = tmp_path / "dataset.sqlite"
    copied.write_bytes((folder / "dataset.sqlite").read_bytes())
    first = open_site(tmp_path)
    made = (first.index.folder / "facts.json").stat().st_mtime_ns
    assert (open_site(tmp_path).index.folder / "facts.json").stat().st_mtime_ns == made
    with closing(sqlite3.connect(copied)) as changed:
        changed.execute("DELETE FROM tasks WHERE task_id = (SELECT min(task_id) FROM tasks)")
        changed.commit()
    again = open_site(tmp_path)
    assert again.fingerprint != first.fingerprint
    assert again.index.facts["tasks"] == first.index.facts["tasks"] - 1
    assert [path.name for path in tmp_path.iterdir() if "new" in path.name] == []


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder here that nobody can write into")
def test_a_folder_that_cannot_be_written_has_its_index_in_the_cache(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    index = open_index(Path("/proc/self"), site.database, site.fingerprint)
    assert index.folder.parent == tmp_path / "hongtou"
    assert index.facts == site.index.facts


def test_keywords_are_a_facet_where_they_were_asked_for(tmp_path: Path, folder: Path) -> None:
    copied = tmp_path / "dataset.sqlite"
    copied.write_bytes((folder / "dataset.sqlite").read_bytes())
    words = ("教育", "水利", "公路")
    with closing(sqlite3.connect(copied)) as db:
        ids = [tuple(row) for row in db.execute("SELECT circular_id, task_id FROM tasks ORDER BY task_id")]
        given = [(*one, 1 + place, words[n % 3 - place], 1.0) for n, one in enumerate(ids) for place in range(n % 3)]
        db.executemany(
            "INSERT OR REPLACE INTO keywords (circular_id, task_id, ordinal, keyword, weight) VALUES (?, ?, ?, ?, ?)",
            [(c, t, n, w, x) for n, (c, t, _, w, x) in enumerate(given, 1)],
        )
        db.commit()
    site = open_site(tmp_path)
    with closing(sqlite3.connect(f"file:{copied}?mode=ro", uri=True)) as db:
        attach(db, site.index)
        every = site.searcher.tasks(db, Question())
        (facet,) = (one for one in site.facets.of(db, Question(), every) if one.name == "keyword")
        counts = dict(db.execute("SELECT keyword, count(DISTINCT task_id) FROM keywords GROUP BY 1").fetchall())
        assert {value.value: value.count for value in facet.values} == counts
        for word, n in counts.items():
            assert len(site.searcher.tasks(db, Question(keyword=word))) == n
