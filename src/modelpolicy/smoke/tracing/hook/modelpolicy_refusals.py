"""What a smoke run does not give: the network, and code out of a model's repository unless the registry trusts it.

Stands alone and beside ``sitecustomize``, which imports it, so that it holds in every Python process of the run.
An audit hook refuses: no code can take it away again.
"""

import ipaddress
import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Any, Final

LOCAL: Final = frozenset({"localhost", "", "0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on
FETCHED: Final = frozenset({"transformers_modules", "diffusers_modules"})
"""The packages that these libraries copy the code of repositories into, whatever directory these lie in."""
HUBCONF: Final = "hubconf.py"
"""The module of a repository that ``torch.hub`` imports first."""

Check = Callable[[Sequence[Any]], None]


class NetworkRefusedError(ConnectionError):
    """A library wanted the network, which a smoke run does not give."""


class RemoteCodeRefusedError(ImportError):
    """A library wanted to run code out of a model's repository, which the registry does not trust."""


class Network:
    """Refuses every address that is not this machine's own, and tells ``told`` of its host, once."""

    def __init__(self, told: Callable[[Mapping[str, Any]], None]) -> None:
        self._told = told
        self._hosts: set[str] = set()

    def checks(self) -> dict[str, Check]:
        """By the event that each looks at."""
        look_ups = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
        return {**dict.fromkeys(look_ups, self._look_up), "socket.connect": self._send, "socket.sendto": self._send}

    def _look_up(self, arguments: Sequence[Any]) -> None:
        self._refuse(arguments[0])

    def _send(self, arguments: Sequence[Any]) -> None:
        address = arguments[1]
        if isinstance(address, tuple):  # a name in the file system otherwise
            self._refuse(address[0])

    def _refuse(self, host: str | bytes | None) -> None:
        name = host.decode(errors="replace") if isinstance(host, bytes) else host or ""
        if is_here(name):
            return
        if name not in self._hosts:
            self._hosts.add(name)
            self._told({"network": name})
        raise NetworkRefusedError(f"the network was wanted, and a smoke run is offline: {name}")


class RemoteCode:
    """Refuses to run modules that a library fetched with a model; those of the ``project`` are its own."""

    def __init__(self, project: str) -> None:
        self._project = project + os.sep

    def checks(self) -> dict[str, Check]:
        """By the event that each looks at."""
        return {"exec": self._run}

    def _run(self, arguments: Sequence[Any]) -> None:
        code = arguments[0]
        if isinstance(code, CodeType) and self._is_fetched(code.co_filename):
            raise RemoteCodeRefusedError(f"code of a model's repository was to run: {code.co_filename}")

    def _is_fetched(self, path: str) -> bool:
        file = Path(path)
        if not FETCHED.isdisjoint(file.parts):
            return True
        return file.name == HUBCONF and not os.path.realpath(path).startswith(self._project)


def is_here(host: str) -> bool:
    """Whether a name or address is this machine's own."""
    if host in LOCAL:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse(wanted: Collection[str], told: Callable[[Mapping[str, Any]], None], project: str) -> None:
    """Refuse ``network`` and ``remote-code``, as far as they are ``wanted``, to the end of the process."""
    network = Network(told).checks() if "network" in wanted else {}
    code = RemoteCode(project).checks() if "remote-code" in wanted else {}
    checks = {**network, **code}

    def hear(event: str, arguments: Sequence[Any]) -> None:
        check = checks.get(event)
        if check is not None:
            check(arguments)

    if checks:
        sys.addaudithook(hear)
