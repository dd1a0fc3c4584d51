"""Which file an import means, told from the paths of a project alone."""

import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final

SOURCE_ROOTS: Final = frozenset({"src", "lib", "python"})
"""Folder names that projects put on the import path."""

_ENDS: Final = (".py", "/__init__.py")


class ImportPaths:
    """The names by which a project imports its files.

    Imports are looked for as Python would: from the folders above the importing file that are not packages
    themselves (a script's own folder, the project root), then from source roots (``src``, beside a
    ``setup.py``), last from the packages around it: a script in one of them may be started there.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._files = frozenset(paths)
        self._roots: dict[str, tuple[str, ...]] = {}
        self._places: dict[tuple[str, str], tuple[str, bool]] = {}

    def name_of(self, path: str) -> str:
        """The dotted name by which the project itself imports ``path``."""
        place = PurePosixPath(path)
        parts = [] if place.name == "__init__.py" else [place.stem]
        folder = place.parent
        while self._is_regular_package(str(folder)) or (str(folder) != "." and self._is_below_root(folder)):
            parts.append(folder.name)
            folder = folder.parent
        return ".".join(reversed(parts)) or place.parent.name

    def module_of(self, qualified_name: str) -> str:
        """The name of the module that holds a definition; empty where none of the project does."""
        parts = qualified_name.split(".")
        prefixes = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
        return next((name for name in prefixes if name in self._names), "")

    def place_of(self, name: str, importer: str) -> str:
        """The file that ``import name`` means in the file ``importer``, or ``from .name import x``; empty: none."""
        return self._meant(name, importer)[0]

    def holds(self, name: str, importer: str) -> bool:
        """Whether ``import name`` or ``from .name import x`` in ``importer`` means something of the project."""
        return any(self._meant(name, importer))

    def may_be_installed(self, name: str, importer: str) -> bool:
        """Whether ``import name`` in ``importer`` can mean a library: no other file of the project is called so.

        A folder without ``__init__.py`` is a package only where no installed one has its name
        (https://peps.python.org/pep-0420): ``whisper/run.py`` can import ``whisper``, and so can ``app/whisper.py``.
        """
        if name.startswith("."):
            return not self.holds(name, importer)
        root = name.partition(".")[0]
        is_missing = not self._is_on_path(root, importer) and (root == name or not self.place_of(name, importer))
        return is_missing or self.is_itself(root, importer)

    def is_itself(self, name: str, importer: str) -> bool:
        """Whether ``import name`` would find the plain module ``importer`` itself."""
        return not importer.endswith("__init__.py") and self.place_of(name, importer) == importer

    def is_package(self, name: str, importer: str) -> bool:
        """Whether ``name`` is a folder with modules of the project in it, with or without ``__init__.py``."""
        return any(place in self._folders for place in self._places_of(name, _folder(importer)))

    def folder_of(self, name: str, importer: str) -> str | None:
        """The folder of the package ``name``, or of a module's package; ``None`` for what is not the project's."""
        path = self.place_of(name, importer)
        if path:
            return _folder(path)
        places = self._places_of(name, _folder(importer))
        if (namespace := next((place for place in places if place in self._folders), None)) is not None:
            return namespace
        above, _, last = name.rpartition(".")
        folder = self.folder_of(above, importer) if above else None
        return None if folder is None else f"{folder}/{last}"

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(above for folder in set(map(_folder, self._files)) for above in _and_above(folder))

    @cached_property
    def _source_roots(self) -> tuple[str, ...]:
        named = {folder for folder in self._folders if PurePosixPath(folder).name in SOURCE_ROOTS}
        with_setup = {_folder(path) for path in self._files if path.endswith("setup.py")}
        return tuple(sorted(named | with_setup))

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(map(self.name_of, self._files))

    def _meant(self, name: str, importer: str) -> tuple[str, bool]:
        """The file that a name means in ``importer``, and whether it means a folder with files."""
        folder = _folder(importer)
        if (folder, name) not in self._places:
            is_relative = name.startswith(".")
            places = [_place_below(folder, name)] if is_relative else list(self._places_of(name, folder))
            paths = (f"{place}{end}" for place in places for end in _ENDS)
            path = next((path for path in paths if path in self._files), "")
            self._places[folder, name] = path, any(place in self._folders for place in places)
        return self._places[folder, name]

    def _places_of(self, name: str, folder: str) -> tuple[str, ...]:
        """Where a module or package can lie, without what its path ends in."""
        relative = name.replace(".", "/")
        around = () if name in sys.stdlib_module_names else self._around(relative, folder)
        return (*(_below(root, relative) for root in self._import_roots(folder)), *around)

    def _is_on_path(self, name: str, importer: str) -> bool:
        """Whether a file of that name lies where an import looks, however the importing one was come to."""
        places = (_below(root, name) for root in self._import_roots(_folder(importer)))
        return any(f"{place}{end}" in self._files for place in places for end in _ENDS)

    def _import_roots(self, folder: str) -> tuple[str, ...]:
        if folder not in self._roots:
            own = (above for above in _and_above(folder) if not self._is_regular_package(above))
            self._roots[folder] = (*own, *self._source_roots)
        return self._roots[folder]

    def _around(self, relative: str, folder: str) -> Iterator[str]:
        """The same in the packages around a file: a program in one of them can be started there.

        A package that the file is in itself is rather a library of that name.
        """
        above = tuple(_and_above(folder))
        places = (f"{package}/{relative}" for package in above if self._is_regular_package(package))
        return (place for place in places if "/" in relative or place not in above)

    def _is_regular_package(self, folder: str) -> bool:
        return f"{folder}/__init__.py" in self._files

    def _is_below_root(self, folder: PurePosixPath) -> bool:
        """Whether ``folder`` is a namespace package: below a root, and no import root itself."""
        is_top = str(folder.parent) in (".", *self._source_roots)
        return folder.name not in SOURCE_ROOTS and is_top and folder.name.isidentifier()


def _below(root: str, relative: str) -> str:
    return relative if root == "." else f"{root}/{relative}"


def _folder(path: str) -> str:
    """The folder that a file lies in; ``pathlib`` takes ten times as long, and every import is asked for."""
    return path.rpartition("/")[0] or "."


def _and_above(folder: str) -> Iterator[str]:
    """The folder, and those that it lies in, from the inside out."""
    while folder != ".":
        yield folder
        folder = _folder(folder)
    yield folder


def _place_below(folder: str, name: str) -> str:
    """Where what a relative name means in ``folder`` lies, without what its path ends in."""
    rest = name.lstrip(".")
    parts = [] if folder == "." else folder.split("/")
    above = parts[: max(0, len(parts) + 1 - (len(name) - len(rest)))]
    return "/".join([*above, *filter(None, rest.split("."))]) or "."


def absolute(name: str, importer: str, *, is_package: bool) -> str:
    """The dotted name of the module that ``name``, with the dots of a relative import, means in ``importer``."""
    rest = name.lstrip(".")
    level = len(name) - len(rest)
    if not level:
        return name
    parts = importer.split(".")
    return ".".join([*parts[: max(0, len(parts) - level + is_package)], *([rest] if rest else [])])
