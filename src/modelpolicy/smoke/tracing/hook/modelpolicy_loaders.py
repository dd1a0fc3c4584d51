"""Wraps the loaders of each library when it has been imported, and writes their calls down.

Nothing is imported for the trace's sake, and modules of other libraries cost one look-up. What a loader itself calls is
its own business: only outermost calls are written down.
"""

import functools
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType, ModuleType
from typing import TYPE_CHECKING, Any, Final

from modelpolicy_record import Files, Record
from modelpolicy_rows import Rows

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

MOST_FRAMES: Final = 200
MOST_ITEMS: Final = 100
MOST_NESTED: Final = 4


class Loaders:
    """A finder of Python's import, which finds what the others find, and wraps the loaders in it."""

    def __init__(self, record: Record, files: Files, patterns: Sequence[str], project: str) -> None:
        self._record = record
        self._files = files
        self._project = project + os.sep
        self._active = threading.local()
        self._wrapped: dict[int, object] = {}  # by identity: not all callables can be hashed
        self._rows: dict[str, Rows] = {}
        for pattern in patterns:
            library = next(segment for segment in pattern.split(".") if "*" not in segment)
            self._rows.setdefault(library, Rows(library)).add(pattern)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> "ModuleSpec | None":
        """As Python's import asks every finder."""
        if not self._can_hold(fullname):
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None:
                self._wrap_after(spec.loader)
                return spec
        return None

    def _can_hold(self, module: str) -> bool:
        rows = self._rows.get(module.partition(".")[0])
        return (rows is not None and rows.can_hold(module)) or module == "safetensors"

    def _wrap_after(self, loader: Any) -> None:
        execute = getattr(loader, "exec_module", None)
        if execute is None:
            return

        def exec_module(module: ModuleType) -> None:
            execute(module)
            with suppress(Exception):  # whatever is wrong with the wrapping, the program must not notice
                self._wrap(module)

        with suppress(AttributeError):  # a loader that is a class of C
            loader.exec_module = exec_module

    def _wrap(self, module: Any) -> None:
        name, members = module.__name__, dict(vars(module))
        if name == "safetensors":
            module.safe_open = self._opening(module.safe_open)
            return
        rows = self._rows[name.partition(".")[0]]
        for own in rows.loaders(name, members):
            if callable(members[own]):
                self._wrap_callee(module, own, members[own])
        for own, value in members.items():
            # Not `isinstance`, which asks the value itself: some warn when they are looked at.
            if issubclass(type(value), type) and value.__module__ == name:
                for member in rows.loaders(f"{name}.{own}", vars(value)):
                    self._wrap_method(value, member, f"{name}.{own}.{member}")

    def _wrap_callee(self, module: Any, name: str, value: Any) -> None:
        if id(value) in self._wrapped:  # it is known under another name
            return
        dotted = f"{module.__name__}.{name}"
        if isinstance(value, type):
            self._wrapped[id(value)] = value
            self._wrap_construction(value, dotted)
        else:
            noting = self._noting(value, dotted, skip=0)
            self._wrapped[id(noting)] = noting
            setattr(module, name, noting)

    def _wrap_construction(self, kind: Any, dotted: str) -> None:
        initialise = _take_anything if kind.__init__ is object.__init__ else kind.__init__
        kind.__init__ = self._noting(initialise, dotted, skip=1)

    def _wrap_method(self, kind: type, name: str, dotted: str) -> None:
        member = vars(kind)[name]
        if isinstance(member, classmethod):
            setattr(kind, name, classmethod(self._noting(member.__func__, dotted, skip=1)))
        elif isinstance(member, staticmethod):
            setattr(kind, name, staticmethod(self._noting(member.__func__, dotted, skip=0)))
        elif callable(member):
            setattr(kind, name, self._noting(member, dotted, skip=1))

    def _opening(self, native: Callable[..., Any]) -> Callable[..., Any]:
        """A library that opens files without Python's own functions is not heard otherwise."""

        def safe_open(filename: str | os.PathLike[str], *arguments: Any, **named: Any) -> Any:
            self._files.opened(os.fspath(filename))
            return native(filename, *arguments, **named)

        return safe_open

    def _noting(self, function: Callable[..., Any], dotted: str, skip: int) -> Callable[..., Any]:
        """``function``, written down when it was called; its first ``skip`` arguments are an instance or a class."""

        @functools.wraps(function)
        def loader(*arguments: Any, **named: Any) -> Any:
            if getattr(self._active, "inside", False):
                return function(*arguments, **named)
            self._active.inside = True
            try:
                result = function(*arguments, **named)
            finally:
                self._active.inside = False
            path, line = self._caller(sys._getframe(1))
            self._record.write(
                {
                    "call": _callee(arguments[:skip], dotted),
                    "row": dotted,
                    "arguments": [_plain(argument) for argument in arguments[skip:]],
                    "named": {name: _plain(argument) for name, argument in named.items()},
                    "path": path,
                    "line": line,
                }
            )
            return result

        return loader

    def _caller(self, frame: FrameType | None) -> tuple[str | None, int]:
        """The nearest line of the project on the way to this call."""
        for _ in range(MOST_FRAMES):
            if frame is None:
                break
            path = frame.f_code.co_filename
            if path.startswith(self._project) and "site-packages" not in path:
                return path.removeprefix(self._project), frame.f_lineno
            frame = frame.f_back
        return None, 0


def _take_anything(*_: Any, **__: Any) -> None:
    """What ``object.__init__`` is for a class that is made by its ``__new__``, as long as nobody wraps it."""


def _callee(owner: Sequence[Any], dotted: str) -> str:
    """A class method is called on one of many classes; on which, its first argument says."""
    if owner and isinstance(owner[0], type):
        return f"{owner[0].__module__}.{owner[0].__qualname__}.{dotted.rpartition('.')[2]}"
    return dotted


def _plain(value: Any, nested: int = 0) -> Any:
    """What JSON can hold; of anything else, that it was something else, and of a data class what it holds."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in list(value)[:MOST_ITEMS]]
    if nested < MOST_NESTED and hasattr(type(value), "__dataclass_fields__"):
        fields = list(getattr(value, "__dict__", {}).items())[:MOST_ITEMS]
        return {"other": type(value).__name__, "fields": {name: _plain(one, nested + 1) for name, one in fields}}
    return {"other": type(value).__name__}
