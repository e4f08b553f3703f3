"""What a crawl says to people: whom its sites can reach, how much came."""

from __future__ import annotations

import pytest

from hongtou.cli.crawling import say
from hongtou.crawl.manners import Manners
from hongtou.crawl.tally import Tally
from hongtou.errors import UsageError


@pytest.mark.parametrize("contact", ["me@uni.example", "Li, me@uni.example", "https://uni.example/crawl"])
def test_a_contact_is_an_address_of_mail_or_of_a_page(contact: str) -> None:
    assert contact in Manners(contact=contact).user_agent


@pytest.mark.parametrize("contact", ["me", "uni.example", "@uni", "https://", "+86 10 5550 0000"])
def test_a_contact_that_reaches_nobody_is_refused(contact: str) -> None:
    with pytest.raises(UsageError, match="reaches nobody: give the contact as an address of mail"):
        Manners(contact=contact)


@pytest.mark.parametrize(
    ("hosts", "words"), [(set(), "from 0 hosts in"), ({"a"}, "from 1 host in"), ({"a", "b"}, "from 2 hosts in")]
)
def test_one_host_is_one(hosts: set[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(Tally(hosts=hosts))
    assert words in capsys.readouterr().out
