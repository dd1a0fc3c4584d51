"""Imported by Python itself at the start of every traced process: writes down calls of loaders, and opened weights.

Stands alone, for it runs in whatever environment the traced program has. ``plan.json`` in the directory that the
environment names says which callees are loaders; what is seen is appended to a file a process there. A loader is
wrapped when its module has been imported: nothing is imported for the trace's sake, and modules of other libraries
cost one look-up. What a loader itself calls is its own business: only outermost calls are written down.
"""

import functools
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, Final

VARIABLE: Final = "MODELPOLICY_TRACE"
MOST_FRAMES: Final = 200
MOST_ITEMS: Final = 100


class Record:
    """The file of this process; it is made when there is something to write."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._process = 0
        self._file = -1

    def write(self, entry: Mapping[str, Any]) -> None:
        """Append one entry; what cannot be written is lost, and the program goes on."""
        with suppress(OSError):
            if self._process != os.getpid():  # a fork has a file of its own
                self._process = os.getpid()
                name = self._directory / f"{self._process}.jsonl"
                self._file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.write(self._file, json.dumps(entry).encode() + b"\n")


class Files:
    """Hears every file that Python opens, and writes down those in stores and those that look like weights."""

    def __init__(self, record: Record, roots: Sequence[str], suffixes: Sequence[str]) -> None:
        self._record = record
        self._roots = tuple(roots)
        self._suffixes = tuple(suffixes)
        self._seen: set[str] = set()

    def hear(self, event: str, arguments: Sequence[Any]) -> None:
        """An audit hook: called for everything that the interpreter reports."""
        if event == "open":
            path = arguments[0]
            if type(path) is str and (path.startswith(self._roots) or path.endswith(self._suffixes)):
                self.opened(path)

    def opened(self, path: str) -> None:
        """Write a file down, once."""
        if path not in self._seen:
            self._seen.add(path)
            self._record.write({"file": os.path.abspath(path)})  # noqa: PTH100 - links stay: they name the model


class Rows:
    """The patterns of one library, by their last segment: that mostly is a plain name. Compiled when one may fit."""

    def __init__(self) -> None:
        self._by_last: dict[str, list[str]] = {}
        self._wild: list[str] = []

    def add(self, pattern: str) -> None:
        """Take one in."""
        last = pattern.rpartition(".")[2]
        (self._wild if "*" in last else self._by_last.setdefault(last, [])).append(pattern)

    def loaders(self, parent: str, names: Iterable[str]) -> list[str]:
        """Those of the ``names`` in what is called ``parent`` that are loaders."""
        plain = [(name, row) for name, rows in self._by_last.items() if name in names for row in rows]
        wild = [(name, row) for row in self._wild if _can_hold(row, parent) for name in names if _ends_like(row, name)]
        fitting = (name for name, row in (*plain, *wild) if _regex(row).fullmatch(f"{parent}.{name}."))
        return list(dict.fromkeys(fitting))


class Loaders(importlib.abc.MetaPathFinder):
    """Wraps the loaders of each library when it has been imported."""

    def __init__(self, record: Record, files: Files, patterns: Sequence[str], project: str) -> None:
        self._record = record
        self._files = files
        self._project = project + os.sep
        self._active = threading.local()
        self._wrapped: dict[int, object] = {}  # by identity: not all callables can be hashed
        self._rows: dict[str, Rows] = {}
        for pattern in patterns:
            root = next(segment for segment in pattern.split(".") if "*" not in segment)
            self._rows.setdefault(root, Rows()).add(pattern)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """As Python's import asks every finder: what the others find, with the wrapping behind it."""
        if fullname.partition(".")[0] not in self._rows and fullname != "safetensors":
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None:
                self._wrap_after(spec.loader)
                return spec
        return None

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
        name = module.__name__
        if name == "safetensors":
            module.safe_open = self._opening(module.safe_open)
            return
        rows = self._rows[name.partition(".")[0]]
        for own in rows.loaders(name, vars(module)):
            if callable(vars(module)[own]):
                self._wrap_callee(module, own, vars(module)[own])
        for own, value in list(vars(module).items()):
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


def _can_hold(pattern: str, parent: str) -> bool:
    """Whether what the pattern spells out at its beginning fits: cheaper than a regular expression."""
    return f"{parent}.".startswith(pattern.partition("*")[0])


def _ends_like(pattern: str, name: str) -> bool:
    return name.endswith(pattern.rpartition("*")[2])


@functools.cache
def _regex(pattern: str) -> re.Pattern[str]:
    """For a dotted name with a dot behind each segment, the last one too: ``**`` may then stand anywhere."""
    forms = (r"(?:\w+\.)*" if one == "**" else one.replace("*", r"\w*") + r"\." for one in pattern.split("."))
    return re.compile("".join(forms))


def _take_anything(*_: Any, **__: Any) -> None:
    """What ``object.__init__`` is for a class that is made by its ``__new__``, as long as nobody wraps it."""


def _callee(owner: Sequence[Any], dotted: str) -> str:
    """A class method is called on one of many classes; on which, its first argument says."""
    if owner and isinstance(owner[0], type):
        return f"{owner[0].__module__}.{owner[0].__qualname__}.{dotted.rpartition('.')[2]}"
    return dotted


def _plain(value: Any) -> Any:
    """What JSON can hold; of anything else, that it was something else."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in list(value)[:MOST_ITEMS]]
    return {"other": type(value).__name__}


def start(directory: Path) -> None:
    """Record from now on, by the plan that lies in ``directory``."""
    plan = json.loads((directory / "plan.json").read_text(encoding="utf-8"))
    record = Record(directory)
    files = Files(record, plan["roots"], plan["suffixes"])
    sys.addaudithook(files.hear)
    sys.meta_path.insert(0, Loaders(record, files, plan["patterns"], plan["project"]))
    if plan["refused"]:
        importlib.import_module("modelpolicy_refusals").refuse(plan["refused"], record.write, plan["project"])


def go_on() -> None:
    """Run the module of this name that stands behind this one on the path, as if this one were not there."""
    here = Path(__file__).parent
    behind = [place for place in sys.path if Path(place) != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", behind)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


if __name__ == "sitecustomize":
    with suppress(OSError, ValueError, KeyError):  # a trace that cannot begin must not keep the program from beginning
        if VARIABLE in os.environ:
            start(Path(os.environ[VARIABLE]))
    go_on()
