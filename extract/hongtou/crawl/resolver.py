"""Names → addresses, each judged before it is connected to: a name that leads to a private address leads nowhere.

The endpoint connects to what this resolver gives it and asks nobody else, so the address that is connected to is the
one that was judged, whatever a second look at the name would say (DNS rebinding).
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution
from zope.interface import implementer

from hongtou.crawl.ip import private_ip


class _Judge:
    """A receiver of what a name resolves to, which passes on what may be connected to.

    Twisted's IResolutionReceiver, of which it is not declared: the interface is typed without ``self``.
    """

    def __init__(self, receiver: Any, name: str, refused: dict[str, str]) -> None:
        self._receiver, self._name, self._refused = receiver, name, refused

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 - twisted's name
        self._refused.pop(self._name, None)
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        ip = getattr(address, "host", "")
        if private_ip(ip):
            self._refused[self._name] = ip
        else:
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class JudgingResolver:
    """Refuses private, loopback and other special addresses, but for hosts of sources that say they are private."""

    def __init__(self, below: Any, private: Container[str]) -> None:
        """``below`` is twisted's own resolver; ``private`` the hosts that may be anywhere."""
        self._below, self._private = below, private
        self.refused: dict[str, str] = {}
        """Name → private address that it led to when it was last looked up."""

    def resolveHostName(  # noqa: N802
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Look a name up; see twisted's IHostnameResolver."""
        receiver = resolutionReceiver
        if hostName not in self._private:
            receiver = _Judge(resolutionReceiver, hostName, self.refused)
        found: IHostResolution = self._below.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return found
