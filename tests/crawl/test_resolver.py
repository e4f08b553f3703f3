"""A name that leads to a private address leads nowhere, whatever its form."""

from __future__ import annotations

import socket
from typing import Any

import pytest

pytest.importorskip("twisted")

from twisted.internet.address import IPv4Address, IPv6Address

from hongtou.crawl.resolver import JudgingResolver


class System:
    """The system's resolver, asked at once; and names of our own, as a hostile name server would answer them."""

    def __init__(self, **names: tuple[str, ...]) -> None:
        self._names = names

    def resolveHostName(self, receiver: Any, name: str, port: int = 0, *_: Any) -> Any:  # noqa: N802
        receiver.resolutionBegan(None)
        for ip in self._names.get(name.partition(".")[0]) or self._asked(name):
            kind = IPv6Address if ":" in ip else IPv4Address
            receiver.addressResolved(kind("TCP", ip, port))
        receiver.resolutionComplete()
        return receiver

    @staticmethod
    def _asked(name: str) -> tuple[str, ...]:
        return tuple(str(found[4][0]) for found in socket.getaddrinfo(name, 80, type=socket.SOCK_STREAM))


class Found:
    """What may be connected to."""

    def __init__(self) -> None:
        self.ips: list[str] = []
        self.complete = False

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.ips.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.complete = True


def look(resolver: JudgingResolver, name: str) -> list[str]:
    found = Found()
    resolver.resolveHostName(found, name, 80)
    assert found.complete
    return found.ips


@pytest.mark.parametrize("name", ["localhost", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "0"])
def test_the_system_s_own_names_for_loopback(name: str) -> None:
    resolver = JudgingResolver(System(), private=())
    assert look(resolver, name) == []
    assert name in resolver.refused


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "169.254.169.254", "10.1.2.3", "192.168.1.1", "172.31.0.9", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"],
)  # fmt: skip
def test_a_public_name_for_a_private_address(ip: str) -> None:
    resolver = JudgingResolver(System(evil=(ip,)), private=())
    assert look(resolver, "evil.example") == []
    assert resolver.refused == {"evil.example": ip}


def test_of_several_addresses_the_public_ones_are_left() -> None:
    resolver = JudgingResolver(System(mixed=("10.0.0.1", "114.114.114.114", "::1")), private=())
    assert look(resolver, "mixed.example") == ["114.114.114.114"]


def test_a_name_that_changes_its_mind_is_judged_each_time() -> None:
    system = System(fickle=("114.114.114.114",))
    resolver = JudgingResolver(system, private=())
    assert look(resolver, "fickle.example") == ["114.114.114.114"]
    system._names["fickle"] = ("127.0.0.1",)
    assert look(resolver, "fickle.example") == []
    system._names["fickle"] = ("114.114.114.114",)
    assert look(resolver, "fickle.example") == ["114.114.114.114"]
    assert resolver.refused == {}


def test_a_private_source_s_host_may_be_anywhere_and_no_other() -> None:
    resolver = JudgingResolver(System(), private={"127.0.0.1", "localhost"})
    assert "127.0.0.1" in look(resolver, "localhost")
    assert look(resolver, "127.1") == []
