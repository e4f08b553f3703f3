"""Numeric hosts: every form that a resolver takes for an address, and which of them are nobody's on the internet."""

from __future__ import annotations

import ipaddress
import re

__all__ = ["literal_ip", "private_ip"]

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# 0x7f000001, 017700000001, 2130706433 as inet_aton takes them
_NUMBER = re.compile(r"0[xX][0-9A-Fa-f]*|[0-9]+")
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
# Addresses that Python before 3.13 takes for global, though IANA's registries do not (RFC 6890 and its successors).
_SPECIAL = tuple(
    ipaddress.ip_network(net)
    for net in ("192.0.0.0/24", "192.88.99.0/24", "100.64.0.0/10", "5f00::/16", "3fff::/20", "100::/64", "fec0::/10")
)


def literal_ip(host: str) -> str | None:
    """The usual form of a host that is an address: dotted, decimal, octal, hex, short, in brackets; else None.

    >>> literal_ip("0x7f.1"), literal_ip("2130706433"), literal_ip("[::FFFF:10.0.0.1]"), literal_ip("a.gov.cn")
    ('127.0.0.1', '127.0.0.1', '::ffff:a00:1', None)
    """
    bare = host.strip("[]").partition("%")[0]
    if ":" in bare:
        try:
            return _plain(ipaddress.IPv6Address(bare))
        except ValueError:
            return None
    return _dotted(bare.removesuffix("."))


def _plain(address: ipaddress.IPv6Address) -> str:
    """RFC 5952 without its dotted tail: Python versions differ in that."""
    text = ipaddress.IPv6Address(int(address)).exploded
    return _compressed(text)


def _compressed(exploded: str) -> str:
    groups = [group.lstrip("0") or "0" for group in exploded.split(":")]
    runs = re.finditer(r"(?:^|:)0(?::0)+(?=:|$)", ":".join(groups))
    longest = max(runs, key=lambda run: len(run[0].split("0")), default=None)
    text = ":".join(groups)
    if longest is None:
        return text
    head, tail = text[: longest.start()], text[longest.end() :].lstrip(":")
    return f"{head}::{tail}"


def _dotted(host: str) -> str | None:
    """inet_aton: one to four numbers, the last of which fills what is left."""
    parts = host.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    numbers = [_number(part) for part in parts]
    *first, last = numbers
    if any(number is None for number in numbers) or last is None:
        return None
    if any(number is None or number > 255 for number in first) or last >= 256 ** (5 - len(parts)):
        return None
    value = last
    for place, number in enumerate(first):
        value += (number or 0) << (8 * (3 - place))
    return str(ipaddress.IPv4Address(value))


def _number(part: str) -> int | None:
    try:
        if part[:2].lower() == "0x":
            return int(part[2:] or "0", 16)
        return int(part, 8) if part.startswith("0") and len(part) > 1 else int(part)
    except ValueError:
        return None


def private_ip(ip: str) -> bool:
    """Whether an address is private, loopback, link-local, reserved, multicast or none at all; also one that is
    wrapped in IPv6 (v4-mapped, 6to4, Teredo, NAT64). Takes what a resolver gives, and every literal form.

    >>> [private_ip(ip) for ip in ("10.1.2.3", "::ffff:169.254.169.254", "fe80::1%eth0", "114.114.114.114")]
    [True, True, True, False]
    """
    plain = literal_ip(ip)
    return plain is None or _private(ipaddress.ip_address(plain))


def _private(address: _Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inside(address)
        if inner:
            return any(_private(one) for one in inner)
    special = any(address in network for network in _SPECIAL)
    return special or not address.is_global or address.is_multicast or address.is_reserved


def _inside(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses that an IPv6 address carries and a router or the system would go to."""
    low = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.ipv4_mapped or any(address in network for network in _NAT64):
        return [low]
    if int(address) >> 32 == 0 and int(address) > 1:  # v4-compatible, ::10.0.0.1
        return [low]
    if address.sixtofour:
        return [address.sixtofour]
    return list(address.teredo) if address.teredo else []
