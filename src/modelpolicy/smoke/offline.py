"""No network for this process: what asks for it is refused and remembered."""

import ipaddress
import sys
from collections.abc import Sequence
from typing import Any, Final

_LOOK_UPS: Final = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_SENDING: Final = frozenset({"socket.connect", "socket.sendto"})
_LOCAL: Final = frozenset({"localhost", "", "0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on


class NetworkRefusedError(ConnectionError):
    """A library wanted the network, which a smoke run does not give."""


class Offline:
    """Refuses every address that is not this machine's own, from when it is made to the end of the process."""

    def __init__(self) -> None:
        self._hosts: dict[str, None] = {}
        sys.addaudithook(self._listen)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that were asked for, in order."""
        return tuple(self._hosts)

    def _listen(self, event: str, arguments: Sequence[Any]) -> None:
        if event in _LOOK_UPS:
            self._refuse(arguments[0])
        elif event in _SENDING:
            address = arguments[1]
            if isinstance(address, tuple):  # a name in the file system otherwise
                self._refuse(address[0])

    def _refuse(self, host: str | bytes | None) -> None:
        name = host.decode(errors="replace") if isinstance(host, bytes) else host or ""
        if not _is_here(name):
            self._hosts[name] = None
            raise NetworkRefusedError(f"the network was wanted, and a smoke run is offline: {name}")


def _is_here(host: str) -> bool:
    if host in _LOCAL:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False
