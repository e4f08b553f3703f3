"""The frontier: what it remembers, and that a step is done or not done."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from hongtou.crawl.errand import Errand, HostRow, RobotsRow
from hongtou.crawl.frontier import Frontier, reading
from hongtou.errors import InputError, OutputError

LIST = "http://a.example/wj/"


def errand(url: str, kind: str = "circular", visit: int = 1, **more: object) -> Errand:
    return Errand(url, "a", kind, visit, **more)  # type: ignore[arg-type]


@pytest.fixture
def frontier(tmp_path: Path) -> Frontier:
    return Frontier(tmp_path)


def taken(frontier: Frontier, now: float = 0.0, sources: tuple[str, ...] = ("a",)) -> list[str]:
    """What goes out, one after the other."""
    urls = []
    while found := frontier.next(sources, "a.example", now):
        frontier.take(found)
        urls.append(found.url)
    return urls


def state(folder: Path, url: str) -> tuple[str, str]:
    with reading(folder) as base:
        found: tuple[str, str] = base.execute("SELECT state, reason FROM address WHERE url = ?", (url,)).fetchone()
    base.close()
    return found


def test_a_circular_is_taken_whole_before_the_next_and_a_list_last(frontier: Frontier) -> None:
    for url, kind in (("2", "list"), ("c1", "circular"), ("c2", "circular"), ("x.docx", "attachment"), ("p", "page")):
        frontier.offer(errand(f"{LIST}{url}", kind))
    frontier.offer(errand("http://a.example/robots.txt", "robots"))
    names = [url.rpartition("/")[2] for url in taken(frontier)]
    assert names == ["robots.txt", "x.docx", "p", "c1", "c2", "2"]


def test_an_address_is_queued_once_in_a_visit(frontier: Frontier) -> None:
    assert frontier.offer(errand(LIST))
    assert not frontier.offer(errand(LIST))
    one = frontier.take(frontier.next(["a"], "a.example", 0) or errand(""))
    assert not frontier.offer(errand(LIST))
    frontier.finish(one, "done")
    assert not frontier.offer(errand(LIST))
    assert frontier.offer(errand(LIST, visit=2))


def test_an_address_still_queued_is_not_queued_again_by_the_next_visit(frontier: Frontier) -> None:
    frontier.offer(errand(LIST))
    assert not frontier.offer(errand(LIST, visit=2))
    assert frontier.waiting("a") == {"a.example": 1}


def test_a_trap_that_is_found_by_a_shorter_way_is_none(frontier: Frontier) -> None:
    assert frontier.offer(errand(LIST, "list", barren=11), "trap")
    assert not frontier.offer(errand(LIST, "list", barren=11))
    assert frontier.offer(errand(LIST, "list", barren=1))


def test_each_fetch_has_an_identity_of_its_own(frontier: Frontier, tmp_path: Path) -> None:
    seen = set()
    for visit in (1, 2):
        frontier.offer(errand(LIST, visit=visit))
        for _ in range(2):
            one = frontier.take(frontier.next(["a"], "a.example", 0) or errand(""))
            seen.add(frontier.fetch(one))
            frontier.put_back(one, "http 500")
        frontier.finish(one, "done")
    (tmp_path / "other").mkdir()
    other = Frontier(tmp_path / "other")
    seen.add(other.fetch(one))
    assert len(seen) == 5


def test_what_must_wait_is_not_given_before(frontier: Frontier) -> None:
    frontier.offer(errand(LIST))
    one = frontier.take(frontier.next(["a"], "a.example", 0) or errand(""))
    frontier.put_back(one, "http 503", 50.0)
    assert frontier.next(["a"], "a.example", 49.0) is None
    assert frontier.earliest(["a"], "a.example") == 50.0
    again = frontier.next(["a"], "a.example", 50.0)
    assert again is not None
    assert again.attempts == 1


def test_what_was_never_sent_is_no_attempt(frontier: Frontier) -> None:
    frontier.offer(errand(LIST))
    one = frontier.take(frontier.next(["a"], "a.example", 0) or errand(""))
    frontier.put_back(one, "", count=False)
    assert (frontier.next(["a"], "a.example", 0) or one).attempts == 0


def test_other_sources_are_left_alone(frontier: Frontier) -> None:
    frontier.offer(errand(LIST))
    assert frontier.next(["b"], "a.example", 0) is None
    assert frontier.waiting("b") == {}


def test_a_step_that_fails_leaves_no_trace(frontier: Frontier, tmp_path: Path) -> None:
    def fails() -> None:
        with frontier.step():
            frontier.offer(errand(LIST))
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert frontier.waiting("a") == {}
    with frontier.step():
        frontier.offer(errand(LIST))
    assert state(tmp_path, LIST) == ("queued", "")


def test_what_a_dead_crawler_asked_for_is_found(frontier: Frontier, tmp_path: Path) -> None:
    with frontier.step():
        frontier.offer(errand(LIST, words="通知"))
        sent = frontier.take(frontier.next(["a"], "a.example", 0) or errand(""))
    assert Frontier(tmp_path).fetching() == [sent]


def test_a_visit_goes_on_until_nothing_is_left_of_it(frontier: Frontier) -> None:
    assert frontier.visit("a", "", frontier.next_visit()) == 1
    frontier.offer(errand(LIST))
    frontier.leave("a")
    assert frontier.visit("a", "", frontier.next_visit()) == 1
    frontier.finish(frontier.take(frontier.next(["a"], "a.example", 0) or errand("")), "done")
    frontier.leave("a")
    assert frontier.visit("a", "", frontier.next_visit()) == 2


def test_another_since_is_another_visit(frontier: Frontier) -> None:
    assert frontier.visit("a", "2024-01-01", frontier.next_visit()) == 1
    assert frontier.visit("a", "", frontier.next_visit()) == 2


def test_sources_that_are_crawled_together_share_a_visit(frontier: Frontier) -> None:
    number = frontier.next_visit()
    assert frontier.visit("a", "", number) == frontier.visit("b", "", number)


def test_retry_queues_what_failed_and_nothing_else(frontier: Frontier) -> None:
    for name in ("good", "gone", "not-ours"):
        frontier.offer(errand(LIST + name))
    for ending in ("done", "failed", "refused"):
        one = frontier.take(frontier.next(["a"], "a.example", 0) or errand(""))
        frontier.finish(one, ending, "" if ending == "done" else "why")  # type: ignore[arg-type]
    assert frontier.retry("a", 1) == 1
    assert taken(frontier) == [LIST + "gone"]


def test_hosts_and_robots_are_remembered(frontier: Frontier, tmp_path: Path) -> None:
    row, rules = HostRow(5.0, 1.0, 9.0), RobotsRow(b"User-agent: *", 7.0)
    frontier.save_host("a.example", row)
    frontier.save_robots("http://a.example", rules)
    again = Frontier(tmp_path)
    assert (again.host("a.example"), again.robots("http://a.example")) == (row, rules)
    assert (again.host("b.example"), again.robots("https://a.example")) == (HostRow(), None)


def test_a_robots_txt_is_asked_for_again_in_the_same_visit(frontier: Frontier) -> None:
    one = errand("http://a.example/robots.txt", "robots", part_of="http://a.example")
    for _ in range(2):
        frontier.ask_robots(one)
        frontier.ask_robots(one)
        assert taken(frontier) == [one.url]
        frontier.finish(frontier.fetching()[0], "done")


def test_it_is_on_the_disk_at_each_step(frontier: Frontier) -> None:
    assert frontier._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert frontier._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_the_next_errand_is_found_by_an_index(frontier: Frontier) -> None:
    plan = frontier._db.execute(
        "EXPLAIN QUERY PLAN SELECT id FROM address WHERE state = 'queued' AND source = 'a' AND host = 'b'"
        " AND not_before <= 1 ORDER BY rank, id LIMIT 1"
    ).fetchall()
    assert "address_next" in str(plan)
    assert "TEMP B-TREE" not in str(plan)


def test_a_folder_without_a_crawl_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no crawl"):
        reading(tmp_path)


def test_what_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "crawl.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(OutputError, match=r"crawl\.sqlite"):
        Frontier(tmp_path)


def test_it_can_be_read_while_it_is_written(frontier: Frontier, tmp_path: Path) -> None:
    with frontier.step():
        frontier.offer(errand(LIST))
        base = reading(tmp_path)
        assert base.execute("SELECT count(*) FROM address").fetchone() == (0,)
    assert base.execute("SELECT count(*) FROM address").fetchone() == (1,)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        base.execute("DELETE FROM address")
    base.close()
