"""Which file an import means, told from the paths of a project alone."""

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
    ``setup.py``), last from the packages around it.
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
        if name.startswith("."):
            return self._place_below(importer.rpartition("/")[0], name)[0]
        places = (f"{place}{end}" for place in self._places_of(name, importer) for end in _ENDS)
        return next((path for path in places if path in self._files), "")

    def holds(self, name: str, importer: str) -> bool:
        """Whether ``import name`` or ``from .name import x`` in ``importer`` means something of the project."""
        if name.startswith("."):
            return any(self._place_below(importer.rpartition("/")[0], name))
        return bool(self.place_of(name, importer)) or self.is_package(name, importer)

    def may_be_installed(self, name: str, importer: str) -> bool:
        """Whether ``import name`` in ``importer`` can mean a library: no other file of the project is called so.

        A folder without ``__init__.py`` is a package only where no installed one has its name
        (https://peps.python.org/pep-0420): ``whisper/run.py`` can import ``whisper``, and so can ``app/whisper.py``.
        """
        if name.startswith("."):
            return not self.holds(name, importer)
        root = name.partition(".")[0]
        is_missing = not self.place_of(root, importer) and not self.place_of(name, importer)
        return is_missing or self.is_itself(root, importer)

    def is_itself(self, name: str, importer: str) -> bool:
        """Whether ``import name`` would find the plain module ``importer`` itself."""
        return not importer.endswith("__init__.py") and self.place_of(name, importer) == importer

    def is_package(self, name: str, importer: str) -> bool:
        """Whether ``name`` is a folder with modules of the project in it, with or without ``__init__.py``."""
        return any(place in self._folders for place in self._places_of(name, importer))

    def folder_of(self, name: str, importer: str) -> str | None:
        """The folder of the package ``name``, or of a module's package; ``None`` for what is not the project's."""
        path = self.place_of(name, importer)
        if path:
            return str(PurePosixPath(path).parent)
        places = self._places_of(name, importer)
        if (namespace := next((place for place in places if place in self._folders), None)) is not None:
            return namespace
        above, _, last = name.rpartition(".")
        folder = self.folder_of(above, importer) if above else None
        return None if folder is None else f"{folder}/{last}"

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(str(parent) for path in self._files for parent in PurePosixPath(path).parents)

    @cached_property
    def _source_roots(self) -> tuple[str, ...]:
        named = {folder for folder in self._folders if PurePosixPath(folder).name in SOURCE_ROOTS}
        with_setup = {str(PurePosixPath(path).parent) for path in self._files if path.endswith("setup.py")}
        return tuple(sorted(named | with_setup))

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(map(self.name_of, self._files))

    def _place_below(self, folder: str, name: str) -> tuple[str, bool]:
        """The file that a relative name means in ``folder``, and whether it is a folder with files."""
        if (folder, name) not in self._places:
            rest = name.lstrip(".")
            parts = folder.split("/") if folder else []
            above = parts[: max(0, len(parts) + 1 - (len(name) - len(rest)))]
            place = "/".join([*above, *filter(None, rest.split("."))]) or "."
            path = next((path for path in (f"{place}{end}" for end in _ENDS) if path in self._files), "")
            self._places[folder, name] = path, place in self._folders
        return self._places[folder, name]

    def _places_of(self, name: str, importer: str) -> Iterator[str]:
        """Where a module or package can lie, without what its path ends in."""
        relative = name.replace(".", "/")
        roots = (*self._import_roots(importer), *(self._packages_above(importer) if "." in name else ()))
        return (relative if root == "." else f"{root}/{relative}" for root in roots)

    def _import_roots(self, importer: str) -> tuple[str, ...]:
        if importer not in self._roots:
            above = map(str, PurePosixPath(importer).parents)
            own = (folder for folder in above if not self._is_regular_package(folder))
            self._roots[importer] = (*own, *self._source_roots)
        return self._roots[importer]

    def _packages_above(self, importer: str) -> Iterator[str]:
        """The packages around a file: a program in one of them can be started there.

        A name of one part would rather be a library's.
        """
        return (str(folder) for folder in PurePosixPath(importer).parents if self._is_regular_package(str(folder)))

    def _is_regular_package(self, folder: str) -> bool:
        return f"{folder}/__init__.py" in self._files

    def _is_below_root(self, folder: PurePosixPath) -> bool:
        """Whether ``folder`` is a namespace package: below a root, and no import root itself."""
        is_top = str(folder.parent) in (".", *self._source_roots)
        return folder.name not in SOURCE_ROOTS and is_top and folder.name.isidentifier()


def absolute(name: str, importer: str, *, is_package: bool) -> str:
    """The dotted name of the module that ``name``, with the dots of a relative import, means in ``importer``."""
    rest = name.lstrip(".")
    level = len(name) - len(rest)
    if not level:
        return name
    parts = importer.split(".")
    return ".".join([*parts[: max(0, len(parts) - level + is_package)], *([rest] if rest else [])])
