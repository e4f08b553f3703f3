"""The pages of tasks, units, numbers and months: what they say is what the tables say, in fair words."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.serve.conftest import KINDS, Browser

from hongtou.run.batch import run
from hongtou.serve import links
from hongtou.serve.charts import checked
from hongtou.serve.doubts import said
from hongtou.serve.site import Site, open_site
from hongtou.serve.words import LANGUAGES
from hongtou.write.jsonl import read_jsonl


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_json_and_every_list_csv(browser: Browser, addresses: dict[str, str], kind: str) -> None:
    path, _, query = addresses[kind].partition("?")
    data = browser.get(f"{path}.json?{query}")
    assert data.headers["content-type"].startswith("application/json")
    assert data.json()
    table = browser.get(f"{path}.csv?{query}")
    assert table.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) <= 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_of_a_page_leads_somewhere(browser: Browser, addresses: dict[str, str], kind: str) -> None:
    text = browser.get(addresses[kind]).text
    paths = {path.replace("&amp;", "&") for path in re.findall(r'href="(/[^"#]*)', text)}
    paths = {path for path in paths if not path.startswith("/circular/")}
    assert paths
    assert {path for path in sorted(paths)[:40] if browser.get(path).status_code != 200} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_has_a_caption_and_headers_and_every_field_a_label(
    browser: Browser, addresses: dict[str, str], kind: str
) -> None:
    text = browser.get(addresses[kind]).text
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        assert "<caption" in table
        assert '<th scope="col"' in table
    visible = [field for field in re.findall(r"<input[^>]*>", text) if 'type="hidden"' not in field]
    names = [re.findall(r'\bid="(.+?)"', field) for field in visible]
    assert [name for name in names if not name or f'<label for="{name[0]}"' not in text] == []


def test_the_first_page_counts_what_is_there(browser: Browser, db: sqlite3.Connection) -> None:
    data = browser.get("/.json").json()
    counts = {
        "circulars": "SELECT count(*) FROM circulars",
        "works": "SELECT count(DISTINCT work_id) FROM circulars",
        "complete": "SELECT count(*) FROM circulars WHERE complete",
        "preferred_tasks": "SELECT count(*) FROM tasks t JOIN circulars c USING (circular_id) WHERE c.preferred",
        "units": 'SELECT count(DISTINCT "unit") FROM responsibilities WHERE NOT collective AND task_id IS NOT NULL',
    }
    assert {name: data[name] for name in counts} == {
        name: db.execute(sql).fetchone()[0] for name, sql in counts.items()
    }
    (days,) = db.execute(
        "SELECT count(*) FROM (SELECT DISTINCT task_id, due FROM deadlines "
        "WHERE task_id NOTNULL AND due NOTNULL AND kind <> 'from')"
    ).fetchone()
    assert sum(n for _, n in data["months"]) + data["months_outside"] == days


def test_a_bar_of_the_timeline_leads_to_its_month(browser: Browser) -> None:
    text = browser.get("/").text
    months = [month for month, _ in browser.get("/.json").json()["months"]]
    bars = re.findall(r'<a [^>]*xlink:href="(/calendar/[^"]+)"', text)
    assert bars == [f"/calendar/{month}" for month in months]


def test_the_timeline_s_months_are_written_as_in_addresses(browser: Browser) -> None:
    """Not in English on the Chinese page."""
    page = browser.get("/").text
    ticks = re.findall(r"<text[^>]*>([^<]*\d{4}[^<]*)</text>", page)
    assert ticks
    assert all(re.fullmatch(r"\d{4}-\d\d", tick) for tick in ticks)


def test_a_unit_s_page_counts_and_quotes_and_ranks_nobody(browser: Browser, db: sqlite3.Connection) -> None:
    names = [
        name
        for (name,) in db.execute(
            'SELECT DISTINCT r."unit" FROM responsibilities r JOIN tasks t USING (task_id) WHERE t.verdict NOTNULL'
        )
    ]
    assert names
    for name in names[:10]:
        data = browser.get(f"/unit/{quote(name)}.json").json()
        for verdict in ("lagging", "on_track"):
            rows = db.execute(
                "SELECT DISTINCT t.task_id, t.verdict_text FROM tasks t JOIN responsibilities r USING (task_id) "
                'WHERE r."unit" = ? AND t.verdict = ?',
                (name, verdict),
            ).fetchall()
            assert data["said"][verdict]["tasks"] == len(rows)
            assert {one["words"] for one in data["said"][verdict]["words"]} == {row[1] for row in rows}
        assert sum(data["said"][key]["tasks"] for key in ("lagging", "on_track", "none")) == data["tasks"]
        text = browser.get(f"/unit/{quote(name)}", accept_language="en").text
        said = {key: value["tasks"] for key, value in data["said"].items()}
        assert f"named behind {said['lagging']} · named on track {said['on_track']} · not judged {said['none']}" in text
        frame = text[text.index('class="lead"') : text.index('id="tasks"')]
        assert "%" not in re.sub(r'href="[^"]*"|<q>.*?</q>|<a .*?</a>', "", frame, flags=re.DOTALL)


def test_a_collective_is_shown_apart(browser: Browser, addresses: dict[str, str], db: sqlite3.Connection) -> None:
    assert "统称" in browser.get(addresses["collective"]).text
    (task_id,) = db.execute("SELECT task_id FROM responsibilities WHERE collective AND task_id IS NOT NULL").fetchone()
    data = browser.get(f"{links.task(task_id)}.json").json()
    assert any(unit["collective"] for unit in data["units"])
    assert 'class="role collective"' in browser.get(links.task(task_id)).text


def test_a_unit_and_a_collective_of_one_name_have_a_page_each(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "dataset.sqlite", tmp_path)
    query = (
        'SELECT count(DISTINCT task_id) FROM responsibilities WHERE "unit" = ? AND collective = ? AND task_id NOTNULL'
    )
    with closing(sqlite3.connect(tmp_path / "dataset.sqlite")) as db:
        (name,) = db.execute(
            'SELECT "unit" FROM responsibilities WHERE NOT collective GROUP BY 1 ORDER BY count(*) DESC'
        ).fetchone()
        db.execute(
            'UPDATE responsibilities SET collective = 1 WHERE "unit" = ? AND task_id = '
            '(SELECT max(task_id) FROM responsibilities WHERE "unit" = ?)',
            (name, name),
        )
        db.commit()
        tasks = [db.execute(query, (name, collective)).fetchone()[0] for collective in (0, 1)]
    assert all(tasks)
    asked = Browser(open_site(tmp_path))
    for collective, there, other in ((False, "另有同名的统称", "?collective=1"), (True, "另有同名的单位", "")):
        page = links.unit(name, collective)
        data = asked.get(page.replace(quote(name), f"{quote(name)}.json")).json()
        assert (data["tasks"], data["collective"]) == (tasks[collective], collective)
        text = asked.get(page).text
        assert there in text
        assert f'href="/unit/{quote(name)}{other}"' in text
        within = {"unit": name, "collective": 1 if collective else None}
        assert asked.get(links.search(**within).replace("?", ".json?")).json()["count"] == tasks[collective]
        assert links.search(**within).replace("&", "&amp;") in text


def test_what_only_a_collective_is_called_leads_to_it(browser: Browser, addresses: dict[str, str]) -> None:
    plain = browser.get(addresses["collective"]).text
    assert browser.get(f"{addresses['collective']}?collective=1").status_code == 200
    assert browser.get(f"{addresses['unit']}?collective=1").status_code == 404
    assert "?collective=1" in browser.get("/").text
    assert "另有同名" not in plain


def test_a_facet_of_collectives_leads_to_as_many_tasks_as_it_says(browser: Browser) -> None:
    text = browser.get("/search").text
    found = re.findall(r'href="([^"]*collective=1[^"]*)">[^<]*</a> <span class="count">([\d,]+)', text)
    assert found
    for address, count in found:
        there = browser.get(address.replace("&amp;", "&").replace("/search?", "/search.json?")).json()
        assert there["count"] == int(count.replace(",", ""))


def test_a_truncated_source_is_said_on_each_row(browser: Browser, db: sqlite3.Connection) -> None:
    (title, count) = db.execute(
        "SELECT c.title, count(*) FROM circulars c JOIN tasks t ON t.circular_id = c.circular_id WHERE NOT c.complete"
    ).fetchone()
    text = browser.get(f"/search?q={quote(title)}").text
    assert text.count('class="flag truncated"') >= min(count, 20)


def test_a_day_gone_by_is_past_the_stated_date(browser: Browser, addresses: dict[str, str]) -> None:
    text = browser.get(addresses["month"], accept_language="en").text
    assert "past the stated date" in text
    assert not re.search("overdue|逾期|超期", text)


def test_a_day_of_beginning_is_never_past(browser: Browser, db: sqlite3.Connection) -> None:
    """9月1日起 sets no day till which anything was to be done: the circular's page does not say so, nor do lists."""
    (task_id,) = db.execute(
        "SELECT task_id FROM deadlines WHERE task_id NOTNULL AND due < '2020' GROUP BY 1 HAVING max(kind) = 'from' "
        "AND min(kind) = 'from'"
    ).fetchone()
    assert "所定日期已过" not in browser.get(links.task(task_id)).text


def test_a_source_s_words_stand_apart(browser: Browser, addresses: dict[str, str]) -> None:
    text = browser.get(addresses["search"]).text
    assert "</a> <time" in text
    assert "</a><time" not in text
    assert '</span><span class="flag' not in text


def test_regions_of_the_first_page_lead_to_their_tasks(browser: Browser) -> None:
    regions = browser.get("/.json").json()["regions"]
    assert regions
    for _, _, tasks, value in regions:
        assert browser.get(f"/search.json?region={quote(value)}").json()["count"] == tasks


def test_a_limit_s_stricter_reading_is_shown_wherever_the_limit_is(browser: Browser, db: sqlite3.Connection) -> None:
    """5月前 is by 31 May, and read strictly by 30 April."""
    ((task_id, strict),) = db.execute(
        "SELECT task_id, date_to_strict FROM deadlines WHERE date_to_strict = '2013-04-30' AND task_id IS NOT NULL"
    )
    page = links.task(task_id)
    assert f"另一读法:不晚于{strict}" in browser.get(page).text
    assert f"or, read strictly, by {strict}" in browser.get(f"{page}?lang=en").text
    (row,) = csv.DictReader(io.StringIO(browser.get(f"{page}.csv").text.lstrip("\ufeff")))
    assert (row["due"], row["due_strict"]) == ("2013-05-31", strict)
    assert f"另一读法:不晚于{strict}" in browser.get("/search?due_from=2013-05-31&due_to=2013-05-31").text


@pytest.mark.parametrize(("address", "which"), [("", "kind <> 'from'"), ("?kind=from", "kind = 'from'")])
def test_a_month_holds_what_falls_due_in_it_and_apart_what_begins(
    browser: Browser, db: sqlite3.Connection, address: str, which: str
) -> None:
    """9月1日起 is no day on which anything falls due."""
    days = f"FROM deadlines WHERE due NOTNULL AND task_id NOTNULL AND {which}"
    months = [month for (month,) in db.execute(f"SELECT DISTINCT substr(due, 1, 7) {days}")]
    assert months
    for month in months:
        data = browser.get(f"/calendar/{month}.json{address}").json()
        (count,) = db.execute(
            f"SELECT count(*) FROM (SELECT DISTINCT task_id, due {days} AND due LIKE ?)", (f"{month}-%",)
        ).fetchone()
        assert data["count"] == count == sum(day["tasks"] for day in data["days"])


def test_what_begins_in_a_month_is_linked_to_and_not_called_due_or_past(
    browser: Browser, db: sqlite3.Connection
) -> None:
    (month,) = db.execute(
        "SELECT substr(due, 1, 7) FROM deadlines WHERE kind = 'from' AND task_id NOTNULL AND due NOTNULL LIMIT 1"
    ).fetchone()
    assert f'href="/calendar/{month}?kind=from"' in browser.get(f"/calendar/{month}").text
    assert f'href="/calendar/{month}?kind=from"' in browser.get("/calendar").text
    page = browser.get(f"/calendar/{month}?kind=from").text
    assert f"自 {month} 起的任务" in page
    assert "不算到期" in page
    assert "过了不等于" not in page


@pytest.mark.parametrize("name", ["2014-13", "2014", "x", "0000-01", "9999-12", "2014-5"])
def test_what_is_no_month_is_not_there(browser: Browser, name: str) -> None:
    assert browser.get(f"/calendar/{name}").status_code == 404


def test_a_task_s_page_says_all_of_its_row(browser: Browser, db: sqlite3.Connection) -> None:
    for task_id, task in db.execute("SELECT task_id, task FROM tasks ORDER BY task_id LIMIT 20").fetchall():
        data = browser.get(f"{links.task(task_id)}.json").json()
        assert data["task_id"] == task_id
        others = db.execute("SELECT count(*) FROM other_cells WHERE task_id = ?", (task_id,)).fetchone()[0]
        limits = db.execute("SELECT due, kind FROM deadlines WHERE task_id = ? ORDER BY ordinal", (task_id,)).fetchall()
        assert len(data["other"]) == others
        assert [limit["due"] for limit in data["deadlines"]] == [due for due, _ in limits]
        past = [limit["past"] for limit in data["deadlines"]]
        today = dt.date.today().isoformat()
        assert past == [kind in ("by", "within") and bool(due) and due < today for due, kind in limits]
        assert task[:4] in browser.get(links.task(task_id)).text


def test_findings_are_said_in_the_language_of_the_page(browser: Browser, db: sqlite3.Connection) -> None:
    ((task_id,),) = db.execute(
        "SELECT t.task_id FROM tasks t JOIN findings f ON f.circular_id = t.circular_id "
        'AND f.start >= t.task_start AND f."end" <= t.task_end LIMIT 1'
    ).fetchall()
    for page in (links.task(task_id), "/"):
        data = browser.get(page.rstrip("/") + "/.json" if page == "/" else f"{page}.json").json()
        for language in LANGUAGES:
            text = html.unescape(browser.get(f"{page}?lang={language}").text)
            for one in data["findings"]:
                message, spoken = said(one["check"], one["message"], language)
                assert spoken == language
                assert message in text
        assert data["findings"]


def test_a_number_is_found_by_brackets_of_any_kind(browser: Browser, addresses: dict[str, str]) -> None:
    data = browser.get(addresses["number"].partition("?")[0] + ".json").json()
    for pair in ("[]", "()", "（）", "﹝﹞", "【】"):
        other = data["number"].translate(dict(zip(map(ord, "〔〕"), pair, strict=True)))
        assert browser.get(f"/number/{quote(other)}.json").json() == data
    assert len(data["cites"]) > 0
    assert {edge["cited"] for edge in data["chain"] if edge["citing"] == data["number"]} <= {
        one["cited"] for one in data["cites"]
    }
    cited = browser.get(addresses["cited"] + ".json").json()
    assert cited["circulars"] == []
    assert cited["cited_by_count"] == len(cited["cited_by"]) > 0


@pytest.mark.parametrize(
    "path", ["/task/none", "/unit/没有的单位", "/number/无发〔1900〕1号", "/unit/%2F", "/task/%00"]
)
def test_what_is_not_there_is_said(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


@pytest.mark.parametrize(
    "svg",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><g onclick="x"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><g style="x"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><a href="https://example.com/"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>',
    ],
)
def test_a_chart_with_more_than_shapes_and_words_is_not_shown(svg: str) -> None:
    with pytest.raises(ValueError, match="a chart"):
        checked(svg)


def test_sites_of_the_government_are_told_from_others(site: Site) -> None:
    """Composed samples are neither."""
    facts = site.index.facts
    assert set(facts["origins"]) == {"official", "republished", "unknown"}
    assert sum(facts["origins"].values()) + facts["composed_works"] == facts["preferred"]


def test_what_came_cut_into_pages_is_a_republication_on_every_page(tmp_path: Path, root: Path) -> None:
    """Its address is not known: the lists judge by what the circular's own page judges by."""
    (tmp_path / "in").mkdir()
    shutil.copy(root / "corpus" / "samples" / "changningling-2007-truncated.txt", tmp_path / "in")
    run([str(tmp_path / "in")], tmp_path / "out")
    (circular,) = read_jsonl(tmp_path / "out" / "circulars.jsonl")
    assert (circular.source.url, circular.source.origin) == (None, "republished")
    assert open_site(tmp_path / "out").index.facts["origins"]["republished"] == 1
