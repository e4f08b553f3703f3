"""When a host may be asked next."""

from __future__ import annotations

import pytest

from hongtou.crawl.errand import HostRow
from hongtou.crawl.politeness import SLOWEST, Host, retry_after

NOW = 1_700_000_000.0


def host(delay: float = 3.0, row: HostRow = HostRow()) -> Host:  # noqa: B008 - immutable
    return Host(delay, row, NOW)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Tue, 14 Nov 2023 22:14:20 GMT", 60.0),
        ("Tue, 14 Nov 2023 22:13:00 GMT", 0.0),
        ("", None),
        ("-1", None),
        ("later", None),
        ("９", None),
        ("9" * 400, 999_999_999.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(said: str, seconds: float | None) -> None:
    assert retry_after(said, NOW) == seconds


def test_a_host_never_asked_is_ready() -> None:
    assert host().ready_at <= NOW


def test_the_gap_is_counted_from_the_end_of_the_answer() -> None:
    one = host(3)
    one.sent(NOW)
    one.answered(NOW + 40)
    assert one.ready_at == NOW + 43


def test_the_longer_of_delay_and_crawl_delay_counts() -> None:
    one = host(3)
    one.crawl_delay = 10
    assert one.gap == 10
    one.crawl_delay = 1
    assert one.gap == 3


def test_a_restart_waits_for_what_the_last_crawler_asked() -> None:
    one = host(3)
    one.sent(NOW - 1)
    assert host(3, one.row()).ready_at == NOW + 2


def test_a_clock_that_was_set_back_makes_nobody_wait_longer_than_the_gap() -> None:
    assert host(3, HostRow(ended=NOW + 9e6)).ready_at == NOW + 3


def test_a_throttled_host_is_asked_at_half_the_pace_and_earns_it_back() -> None:
    one = host(3)
    one.throttled(NOW, None)
    assert one.gap == 6
    one.throttled(NOW, None)
    assert one.gap == 9
    gaps = []
    for _ in range(8):
        one.answered(NOW)
        gaps.append(one.gap)
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] == 3


def test_a_host_without_delay_is_slowed_too_but_never_without_end() -> None:
    one = host(0)
    one.throttled(NOW, None)
    assert one.gap == 1
    for _ in range(20):
        one.throttled(NOW, None)
    assert one.gap == SLOWEST


def test_retry_after_holds_the_whole_host() -> None:
    one = host(0)
    one.throttled(NOW, 90)
    assert one.ready_at == NOW + 90


@pytest.mark.parametrize(("delay", "waits"), [(0, [1, 2, 4]), (3, [30, 60, 120]), (300, [1800, 1800, 1800])])
def test_what_did_not_come_is_tried_later_each_time(delay: float, waits: list[float]) -> None:
    assert [host(delay).retry_at(NOW, attempt) - NOW for attempt in (1, 2, 3)] == waits


def test_an_answer_that_came_too_late_does_not_make_a_host_unreachable() -> None:
    one = host()
    one.answered(NOW)
    one.silent(NOW, unreachable=False)
    assert one.unanswered == 0
    one.silent(NOW, unreachable=True)
    assert one.unanswered == 1


def test_a_host_that_never_answered_is_unreachable_however_it_is_silent() -> None:
    one = host()
    one.silent(NOW, unreachable=False)
    assert one.unanswered == 1
