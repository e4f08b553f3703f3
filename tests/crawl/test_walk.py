"""A crawl as a whole, against a web whose clock is ours."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest

pytest.importorskip("protego")

from tests.crawl.web import HTML, Crash, Web, page, robots, source, status, walk

from hongtou.archive.store import Archive
from hongtou.crawl.answer import Answer, Silence
from hongtou.crawl.frontier import reading
from hongtou.crawl.manners import Manners
from hongtou.crawl.settle import BARREN
from hongtou.crawl.trip import Budget

SITE = "http://a.example"
LIST = f"{SITE}/wj/"
ONES = [f"{LIST}t20240412_{n}.html" for n in range(1, 6)]
PLAIN_PAGES = {url: page(url) for url in ONES}
PLAIN = {LIST: page("文件", *ONES), **PLAIN_PAGES}


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with reading(folder) as base:
        found = base.execute(sql).fetchall()
    base.close()
    return found


def archived(folder: Path) -> dict[str, list[str]]:
    """Address → kinds of its captures."""
    found: dict[str, list[str]] = {}
    with Archive.reading(folder) as archive:
        for stored in archive.captures():
            found.setdefault(stored.url, []).append("same" if stored.revisit else stored.kind)
    return found


# What comes


def test_every_page_is_archived_once_with_what_the_crawl_knew(tmp_path: Path) -> None:
    tally = walk(Web(PLAIN), tmp_path, source(LIST))
    assert archived(tmp_path) == {
        f"{SITE}/robots.txt": ["robots"],
        LIST: ["list"],
        **{one: ["circular"] for one in ONES},
    }
    assert (tally.came, tally.asked, tally.queued, tally.ok) == (6, 6, 0, True)
    with Archive.reading(tmp_path) as archive:
        stored = archive.last(ONES[0])
        assert stored is not None
        assert (stored.source, stored.via, stored.facts["date"]) == ("a", LIST, "2024-04-12")
        assert "通知" in stored.facts["title"]


def test_pages_and_attachments_know_their_circular(tmp_path: Path) -> None:
    file = f"{LIST}P020240412.docx"
    web = Web({**PLAIN, ONES[0]: page("一", "P020240412.docx"), file: Answer(200, (), b"PK")})
    walk(web, tmp_path, source(LIST))
    assert rows(tmp_path, f"SELECT kind, part_of FROM address WHERE url = '{file}'") == [("attachment", ONES[0])]
    assert web.urls.index(file) == web.urls.index(ONES[0]) + 1


def test_a_body_is_archived_as_sent_and_read_unpacked(tmp_path: Path) -> None:
    packed = gzip.compress(page("文件", *ONES).body, mtime=0)
    web = Web({**PLAIN, LIST: Answer(200, (HTML, ("Content-Encoding", "gzip")), packed)})
    assert walk(web, tmp_path, source(LIST)).came == 6


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(3_000_000))
    web = Web({**PLAIN, LIST: Answer(200, (HTML, ("Content-Encoding", "gzip")), bomb)})
    tally = walk(web, tmp_path, source(LIST), manners=Manners(delay=0, largest=1_000_000))
    assert list(tally.failed) == ["cannot be unpacked: more than 1000000 bytes unpacked"]


def test_two_sources_that_lead_to_one_page_ask_for_it_once(tmp_path: Path) -> None:
    other = f"{SITE}/tz/"
    web = Web({**PLAIN, other: page("通知", *ONES)})
    walk(web, tmp_path, source(LIST), source(other, name="b"))
    assert sorted(web.urls) == sorted([LIST, other, *ONES])


# How we ask


def test_one_request_at_a_time_with_the_source_s_delay_after_each_answer(tmp_path: Path) -> None:
    web = Web({**PLAIN, ONES[1]: status(404), ONES[2]: [status(500), page("三")]}, takes=1.5)
    walk(web, tmp_path, source(LIST, delay=7.0), manners=Manners())
    assert min(web.gaps()) == 7
    assert len(web.log) == 8


def test_what_the_command_says_counts_instead_of_the_source(tmp_path: Path) -> None:
    web = Web(PLAIN)
    walk(web, tmp_path, source(LIST, delay=7.0), manners=Manners(delay=2))
    assert set(web.gaps()) == {2}


def test_without_a_word_we_wait_three_seconds(tmp_path: Path) -> None:
    web = Web(PLAIN)
    walk(web, tmp_path, source(LIST), manners=Manners())
    assert set(web.gaps()) == {3}


def test_a_restart_keeps_the_gap(tmp_path: Path) -> None:
    web = Web(PLAIN)
    with pytest.raises(Crash):
        walk(web, tmp_path, source(LIST), manners=Manners(delay=10), crash=3)
    web.now += 1
    walk(web, tmp_path, source(LIST), manners=Manners(delay=10))
    assert min(web.gaps()) == 10


def test_every_request_says_who_asks(tmp_path: Path) -> None:
    web = Web(PLAIN)
    walk(web, tmp_path, source(LIST), manners=Manners(delay=0, contact="archive@university.example"))
    assert web.log
    for asked in web.log:
        assert asked.headers["User-Agent"].startswith("hongtou/")
        assert "archive@university.example" in asked.headers["User-Agent"]
        assert asked.headers["From"] == "archive@university.example"


# What does not come


@pytest.mark.parametrize(("code", "times"), [(404, 1), (403, 1), (410, 1), (500, 3), (502, 3), (503, 3), (429, 3)])
def test_a_failure_is_data(code: int, times: int, tmp_path: Path) -> None:
    web = Web({**PLAIN, ONES[0]: status(code)})
    tally = walk(web, tmp_path, source(LIST))
    assert web.urls.count(ONES[0]) == times
    assert tally.failed == {f"http {code}": 1}
    assert rows(tmp_path, "SELECT url, reason FROM address WHERE state = 'failed'") == [(ONES[0], f"http {code}")]
    assert archived(tmp_path)[ONES[0]][0] == "failure"
    assert not tally.ok


@pytest.mark.parametrize("words", ["timeout", "connection refused", "no such host", "connection lost"])
def test_silence_is_tried_again_and_then_data(words: str, tmp_path: Path) -> None:
    web = Web({**PLAIN, ONES[0]: Silence(words)})
    assert walk(web, tmp_path, source(LIST)).failed == {words: 1}
    assert web.urls.count(ONES[0]) == 3


@pytest.mark.parametrize("cut", ["length", "time", "disconnect"])
def test_a_body_that_is_not_whole_is_kept_as_such_and_no_page(cut: str, tmp_path: Path) -> None:
    web = Web({**PLAIN, ONES[0]: page("一")._replace(truncated=cut)})
    assert walk(web, tmp_path, source(LIST)).failed == {f"cut short ({cut})": 1}
    with Archive.reading(tmp_path) as archive:
        assert archive.last(ONES[0]) is None
        assert {stored.truncated for stored in archive.captures() if stored.url == ONES[0]} == {cut}


def test_retry_after_is_waited_for_and_the_host_is_asked_less_often(tmp_path: Path) -> None:
    web = Web({**PLAIN, ONES[0]: [status(503, Retry_After="100"), page("一")]})
    assert walk(web, tmp_path, source(LIST)).ok
    after = web.urls.index(ONES[0]) + 1
    assert web.gaps()[after] == 100
    assert web.gaps()[after + 1] == 0.5


@pytest.mark.parametrize(("words", "times"), [("您的访问过于频繁,请稍后再试", 3), ("请输入验证码后继续访问", 1)])
def test_a_page_that_says_what_429_says_slows_us_too(words: str, times: int, tmp_path: Path) -> None:
    web = Web({**PLAIN, ONES[0]: page(words)})
    tally = walk(web, tmp_path, source(LIST))
    assert web.urls.count(ONES[0]) == times
    assert sum(tally.failed.values()) == 1
    assert web.gaps()[web.urls.index(ONES[0]) + 1] == 1


def test_a_host_that_wants_hours_is_left_for_the_next_crawl(tmp_path: Path) -> None:
    web = Web({**PLAIN, ONES[0]: [status(503, Retry_After="90000"), page("一")]})
    tally = walk(web, tmp_path, source(LIST))
    assert web.urls == [LIST, ONES[0]]
    assert list(tally.resting) == ["a.example"]
    assert tally.queued == 5
    assert walk(web, tmp_path, source(LIST)).resting
    web.now += 90001
    assert walk(web, tmp_path, source(LIST)).came == 5
    assert sorted(web.urls) == sorted([LIST, *ONES, ONES[0]])


def test_a_host_that_is_not_there_is_not_asked_for_everything(tmp_path: Path) -> None:
    gone = dict.fromkeys(ONES, Silence("connection refused", unreachable=True))
    web = Web({**PLAIN, **gone})
    tally = walk(web, tmp_path, source(LIST), manners=Manners(delay=0, attempts=1, unreachable=3))
    assert web.urls == [LIST, *ONES[:3]]
    assert list(tally.resting) == ["a.example"]
    assert walk(Web(PLAIN), tmp_path, source(LIST)).came == 2


def test_retry_asks_for_what_failed_and_for_nothing_else(tmp_path: Path) -> None:
    walk(Web({**PLAIN, ONES[0]: status(404), ONES[1]: status(500)}), tmp_path, source(LIST))
    web = Web(PLAIN)
    tally = walk(web, tmp_path, source(LIST), retry=True)
    assert (web.urls, tally.came, tally.ok) == (ONES[:2], 2, True)


# Where it leads


def test_a_redirect_is_archived_and_its_target_taken_for_what_was_asked_for(tmp_path: Path) -> None:
    there = f"{SITE}/new/1.html"
    web = Web({**PLAIN, ONES[0]: status(301, Location="../new/1.html"), there: page("一", "P1.docx")})
    tally = walk(web, tmp_path, source(LIST))
    assert archived(tmp_path)[ONES[0]] == ["redirect"]
    assert archived(tmp_path)[there] == ["circular"]
    assert tally.moved == 1
    assert rows(tmp_path, f"SELECT via FROM address WHERE url = '{there}'") == [(ONES[0],)]


def test_a_redirect_in_bytes_of_another_charset_is_followed(tmp_path: Path) -> None:
    there = f"{SITE}/%CD%A8%D6%AA.html"
    web = Web({**PLAIN, ONES[0]: status(302, Location="/通知.html".encode("gb18030").decode("latin-1")), there: page()})
    assert walk(web, tmp_path, source(LIST)).ok
    assert there in web.urls


def test_a_target_is_held_against_robots_txt(tmp_path: Path) -> None:
    there = f"{SITE}/internal/1.html"
    web = Web({**PLAIN, ONES[0]: status(302, Location=there), there: page(),
               f"{SITE}/robots.txt": robots("User-agent: *", "Disallow: /internal/")})  # fmt: skip
    walk(web, tmp_path, source(LIST))
    assert there not in web.urls


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_circle_is_found(length: int, tmp_path: Path) -> None:
    names = [ONES[0], *(f"{SITE}/r{n}" for n in range(1, length))]
    hops = {url: status(302, Location=names[(n + 1) % length]) for n, url in enumerate(names)}
    tally = walk(Web({**PLAIN, **hops}), tmp_path, source(LIST))
    assert tally.failed == {"redirect loop": 1}


def test_redirects_without_end_are_followed_ten_times(tmp_path: Path) -> None:
    hops = {f"{SITE}/r{n}": status(302, Location=f"/r{n + 1}") for n in range(30)}
    web = Web({**PLAIN, ONES[0]: status(302, Location="/r0"), **hops})
    assert walk(web, tmp_path, source(LIST)).failed == {"too many redirects": 1}
    assert sum("/r" in url for url in web.urls) == 10


def test_lists_that_lead_to_nothing_new_are_a_trap(tmp_path: Path) -> None:
    def month(n: int) -> Answer:
        shown = f"<ul><li><a href='{ONES[0]}'>关于印发某某办法的通知</a><span>2024-04-12</span></li></ul>"
        pager = f"<div class='page'><a href='index_{n + 1}.html'>下一页</a></div>"
        return Answer(200, (HTML,), f"<html><body>{shown}{pager}</body></html>".encode())

    web = Web({LIST: month(1), ONES[0]: page(), **{f"{LIST}index_{n}.html": month(n) for n in range(2, 60)}})
    tally = walk(web, tmp_path, source(LIST))
    assert len(web.urls) == BARREN + 3
    assert tally.refused == {"10 lists in a row led to nothing new": 1}
    assert tally.ok


def listing(*hrefs: str, following: str = "", day: str = "2024-04-12") -> Answer:
    """A list of these circulars, with a link to the next page."""
    rows = "".join(f"<li><a href='{href}'>关于印发{href[-9:]}办法的通知</a><span>{day}</span></li>" for href in hrefs)
    pager = f"<div class='page'><a href='{following}'>下一页</a></div>" if following else ""
    return Answer(200, (HTML,), f"<html><body><ul>{rows}</ul>{pager}</body></html>".encode())


def paged(folder: str, days: list[str]) -> dict[str, Answer]:
    """A list of as many pages as days, each of two circulars of that day, and the circulars."""
    answers = {}
    for n, day in enumerate(days):
        shown = [f"{SITE}/doc/{day.replace('-', '')}_{i}.html" for i in (1, 2)]
        following = f"index_{n + 1}.html" if n + 1 < len(days) else ""
        answers[f"{folder}index_{n}.html" if n else folder] = listing(*shown, following=following, day=day)
        answers |= {url: page(url) for url in shown}
    return answers


def test_a_list_that_repeats_another_for_many_pages_is_no_trap(tmp_path: Path) -> None:
    days = [f"2024-{12 - n // 2:02}-{28 - n % 2:02}" for n in range(24)]
    latest, everything = f"{SITE}/new/", f"{SITE}/all/"
    web = Web({**paged(latest, days[: BARREN + 4]), **paged(everything, days)})
    walk(web, tmp_path, source(latest, everything))
    assert sum("/doc/" in url for url in web.urls) == 2 * len(days)


@pytest.mark.parametrize(("back", "lists"), [(True, BARREN + 3), (False, 30)])
def test_since_leaves_a_list_that_goes_back_in_time_and_no_other(back: bool, lists: int, tmp_path: Path) -> None:
    """Two days a page, so that the page shows which way it goes."""
    days = [dt.date(2024, 12, 31) - dt.timedelta(days=n) for n in range(60)]
    days = days if back else days[::-1]
    answers: dict[str, Answer] = {}
    for n in range(30):
        pair = days[2 * n : 2 * n + 2]
        urls = [f"{SITE}/doc/t{day:%Y%m%d}_1.html" for day in pair]
        answers[f"{LIST}index_{n}.html" if n else LIST] = listing(
            *urls, following=f"index_{n + 1}.html" if n < 29 else "", day=""
        )
        answers |= {url: page(url) for url in urls}
    web = Web(answers)
    since = dt.date(2024, 12, 28)
    walk(web, tmp_path, source(LIST), budget=Budget(since=since))
    assert sum("/doc/" in url for url in web.urls) == 4
    assert sum(url.startswith(LIST) for url in web.urls) == lists


def test_a_refusal_is_counted_once_however_many_pages_lead_there(tmp_path: Path) -> None:
    foreign = "http://b.example/wj/t20240412_9.html"
    second = f"{LIST}index_1.html"
    web = Web(
        {LIST: listing(ONES[0], foreign, following="index_1.html"), second: listing(ONES[1], foreign), **PLAIN_PAGES}
    )
    assert sum(walk(web, tmp_path, source(LIST)).refused.values()) == 1


def test_a_start_that_the_source_names_later_is_asked_for_in_the_visit_that_goes_on(tmp_path: Path) -> None:
    more = f"{SITE}/tz/"
    web = Web({**PLAIN, more: page("通知", ONES[0])})
    walk(web, tmp_path, source(LIST), budget=Budget(pages=2))
    walk(web, tmp_path, source(LIST, more))
    assert more in web.urls


# How much


def test_a_budget_of_pages_and_the_next_crawl_goes_on(tmp_path: Path) -> None:
    web = Web(PLAIN)
    tally = walk(web, tmp_path, source(LIST), budget=Budget(pages=3))
    assert (len(web.urls), tally.stopped, tally.queued, tally.ok) == (3, "budget", 3, True)
    tally = walk(web, tmp_path, source(LIST))
    assert (len(web.urls), tally.stopped, tally.queued) == (6, "", 0)
    assert len(set(web.urls)) == 6


def test_a_budget_of_bytes(tmp_path: Path) -> None:
    web = Web(PLAIN)
    size = len(PLAIN[LIST].body)
    tally = walk(web, tmp_path, source(LIST), budget=Budget(bytes=size + 1))
    assert (web.urls, tally.stopped) == ([LIST, ONES[0]], "budget") or (web.urls, tally.stopped) == ([LIST], "budget")
    assert tally.bytes > size


def test_since_leaves_older_circulars_alone_by_the_date_beside_them_or_in_their_address(tmp_path: Path) -> None:
    old, new = f"{LIST}202401/t20240105_9.html", f"{LIST}202406/t20240605_9.html"
    entries = "".join(f"<li><a href='{url}'>关于印发{url[-9]}号办法的通知</a></li>" for url in (old, new))
    body = page("文件", *ONES[:2]).body.replace(b"</ul>", f"{entries}</ul>".encode())
    web = Web({**PLAIN, old: page(), new: page(), LIST: Answer(200, (HTML,), body)})
    tally = walk(web, tmp_path, source(LIST), budget=Budget(since=dt.date(2024, 5, 1)))
    assert web.urls == [LIST, new]
    assert tally.older == 3


# Again


def test_lists_are_asked_for_again_and_pages_only_where_the_server_can_say_that_they_are_the_same(
    tmp_path: Path,
) -> None:
    tagged = {url: page(url, ETag=f'"{n}"') for n, url in enumerate(ONES[:3])}
    web = Web({**PLAIN, **tagged})
    first = walk(web, tmp_path, source(LIST))
    web.log.clear()
    tally = walk(web, tmp_path, source(LIST))
    assert sorted(web.urls) == sorted([LIST, *ONES[:3]])
    assert (tally.came, tally.same) == (0, 6)
    assert tally.bytes == len(PLAIN[LIST].body) < first.bytes
    assert archived(tmp_path)[LIST] == ["list", "same"]
    assert archived(tmp_path)[ONES[0]] == ["circular", "same"]
    assert archived(tmp_path)[ONES[4]] == ["circular"]


def test_a_list_that_is_not_modified_leads_where_it_led(tmp_path: Path) -> None:
    web = Web({**PLAIN, LIST: page("文件", *ONES, ETag='"a"'), ONES[0]: page("一", ETag='"b"')})
    walk(web, tmp_path, source(LIST))
    web.log.clear()
    walk(web, tmp_path, source(LIST))
    assert web.urls == [LIST, ONES[0]]


def test_a_page_that_changed_is_archived_anew(tmp_path: Path) -> None:
    web = Web({**PLAIN, ONES[0]: page("一", ETag='"1"')})
    walk(web, tmp_path, source(LIST))
    web = Web({**PLAIN, ONES[0]: page("一,更正", ETag='"2"')})
    assert walk(web, tmp_path, source(LIST)).came == 1
    assert archived(tmp_path)[ONES[0]] == ["circular", "circular"]


def test_a_page_without_validators_is_asked_for_again_after_a_month(tmp_path: Path) -> None:
    web = Web(PLAIN)
    walk(web, tmp_path, source(LIST))
    web.now = dt.datetime.now(dt.UTC).timestamp() + 31 * 24 * 3600
    web.log.clear()
    assert walk(web, tmp_path, source(LIST)).same == 6
    assert len(web.urls) == 6


def test_new_entries_of_a_list_are_found(tmp_path: Path) -> None:
    walk(Web({**PLAIN, LIST: page("文件", *ONES[1:])}), tmp_path, source(LIST))
    web = Web(PLAIN)
    assert walk(web, tmp_path, source(LIST)).came == 2
    assert web.urls == [LIST, ONES[0]]


# After a kill

FILE, TARGET = f"{LIST}P020240412.docx", f"{SITE}/x.html"
VARIED = {
    **PLAIN,
    ONES[0]: page("一", "P020240412.docx"),
    FILE: Answer(200, (), b"PK"),
    ONES[1]: status(302, Location="/x.html"),
    TARGET: page("x"),
    ONES[2]: status(404),
}
STATE = "SELECT url, kind, state, reason, via, part_of, depth FROM address ORDER BY url"


@pytest.mark.parametrize("crash", range(9))
def test_killed_before_an_answer_was_taken_nothing_is_lost_and_one_request_repeated(crash: int, tmp_path: Path) -> None:
    whole, broken = Web(VARIED), Web(VARIED)
    walk(whole, tmp_path / "whole", source(LIST))
    with pytest.raises(Crash):
        walk(broken, tmp_path / "broken", source(LIST), crash=crash)
    walk(broken, tmp_path / "broken", source(LIST))
    assert archived(tmp_path / "broken") == archived(tmp_path / "whole")
    assert len(broken.log) == len(whole.log) + 1
    assert rows(tmp_path / "broken", STATE) == rows(tmp_path / "whole", STATE)


@pytest.mark.parametrize("crash", range(1, 10))
def test_killed_between_archive_and_frontier_nothing_is_asked_for_twice(crash: int, tmp_path: Path) -> None:
    whole, broken = Web(VARIED), Web(VARIED)
    walk(whole, tmp_path / "whole", source(LIST))
    with pytest.raises(Crash):
        walk(broken, tmp_path / "broken", source(LIST), crash_archived=crash)
    walk(broken, tmp_path / "broken", source(LIST))
    assert archived(tmp_path / "broken") == archived(tmp_path / "whole")
    assert [asked.url for asked in broken.log] == [asked.url for asked in whole.log]
    assert rows(tmp_path / "broken", STATE) == rows(tmp_path / "whole", STATE)
