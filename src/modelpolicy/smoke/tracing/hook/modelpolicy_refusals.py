"""What a smoke run does not give: the network, and what runs code of a model unless the registry trusts it.

Stands alone and beside ``sitecustomize``, which imports it, so that it holds in every Python process of the run.
Each check raises where the interpreter reports, by an audit event, that something is about to happen.
"""

import ipaddress
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import CodeType
from typing import Any, Final

LOCAL: Final = frozenset({"localhost", "", "0.0.0.0", "::"})  # noqa: S104 - compared with, not listened on
FETCHED: Final = tuple(f"{os.sep}{package}{os.sep}" for package in ("transformers_modules", "diffusers_modules"))
"""The packages that these libraries copy the code of repositories into, whatever directory these lie in."""
HUBCONF: Final = f"{os.sep}hubconf.py"
"""The module of a repository that ``torch.hub`` imports first."""
ARRAYS: Final = frozenset(
    {
        *(f"numpy.{name}" for name in ("dtype", "ndarray")),
        *(
            f"{core}.{name}"
            for core in ("numpy._core", "numpy.core")
            for name in ("multiarray._reconstruct", "multiarray.scalar", "numeric._frombuffer")
        ),
        *(
            f"{module}.{name}"
            for module in ("builtins", "__builtin__")  # the latter in pickles that Python 2 could read too
            for name in ("bytearray", "complex", "frozenset", "range", "set", "slice")
        ),
        *("_codecs.encode", "collections.OrderedDict", "joblib.numpy_pickle.NumpyArrayWrapper"),
    }
)
"""What numbers and their containers are pickled by; none of it runs what its arguments say."""
PICKLED: Final = (
    *(b"\x80", b"(", b"]", b"}", b"c"),  # pickles of the protocols from 2 on, and of those before
    *(b"PK\x03\x04", b"\x93NUMPY"),  # archives of NumPy and PyTorch, arrays
    *(b"\x1f\x8b", b"x\x01", b"x^", b"x\x9c", b"x\xda", b"BZh", b"\xfd7zXZ", b"\x04\x22\x4d\x18"),  # compressed
)
"""How a file begins that a pickle can be read from."""
OPEN: Final = "/proc/self/fd"

Check = Callable[[Sequence[Any]], None]


class NetworkRefusedError(ConnectionError):
    """A library wanted the network, which a smoke run does not give."""


class RemoteCodeRefusedError(ImportError):
    """A library wanted to run code out of a model's repository, which the registry does not trust."""


class PickleRefusedError(Exception):
    """A library wanted to read a pickle of more than arrays, which the registry does not trust."""


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
        if any(package in path for package in FETCHED):
            return True
        return path.endswith(HUBCONF) and not os.path.realpath(path).startswith(self._project)


class Pickles:
    """Refuses pickles of more than arrays, while a file of weights that can be one is open in this process.

    Which file a pickle is read from, no event says; Linux says which files are open.
    """

    def __init__(self, roots: Sequence[str], suffixes: Sequence[str]) -> None:
        self._roots = tuple(roots)
        self._suffixes = tuple(suffixes)

    def checks(self) -> dict[str, Check]:
        """By the event that each looks at."""
        return {"pickle.find_class": self._find}

    def _find(self, arguments: Sequence[Any]) -> None:
        wanted = f"{arguments[0]}.{arguments[1]}"
        file = None if wanted in ARRAYS else next(filter(None, map(self._weights, open_files())), None)
        if file is not None:
            raise PickleRefusedError(f"a pickle holds more than arrays: {wanted}, while {file} is read")

    def _weights(self, descriptor: int) -> str | None:
        """The path of an open file that is of weights, and begins as what can hold a pickle does."""
        with suppress(OSError):
            path = os.readlink(f"{OPEN}/{descriptor}")
            if path.startswith(self._roots) or path.endswith(self._suffixes):
                return path if os.pread(descriptor, 8, 0).startswith(PICKLED) else None
        return None


def open_files() -> list[int]:
    """The descriptors that this process has open; none where there is no ``/proc``."""
    try:
        return [int(name) for name in os.listdir(OPEN)]
    except OSError:
        return []


def is_here(host: str) -> bool:
    """Whether a name or address is this machine's own."""
    if host in LOCAL:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def refusals(plan: Mapping[str, Any], told: Callable[[Mapping[str, Any]], None]) -> dict[str, Check]:
    """The checks of what the ``plan`` refuses, by the event that each looks at. ``told`` hears of refused hosts."""
    wanted = plan["refused"]
    network = Network(told).checks() if "network" in wanted else {}
    code = RemoteCode(plan["project"]).checks() if "remote-code" in wanted else {}
    pickles = Pickles(plan["roots"], plan["suffixes"]).checks() if "pickle" in wanted else {}
    return {**network, **code, **pickles}
