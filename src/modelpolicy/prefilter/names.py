"""What a file's names stand for in the libraries, told from text, through imports, renames and inheritance."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from modelpolicy.prefilter.imports import STAR, Imports, Target, imports
from modelpolicy.prefilter.libraries import Texts
from modelpolicy.prefilter.renames import Rename, renames, renames_of
from modelpolicy.program.project import Project
from modelpolicy.source.code import code_only

DEEPEST: Final = 12
"""Imports and renames that are followed one after another."""

DEEPEST_FACADE: Final = 3
"""Files in a row that only pass on what others define."""

MOST_FILES: Final = 64
"""Files that are looked into for one question. Packages that import everything from everywhere have more."""

_BY_LITERAL: Final = re.compile(rb"getattr\s*\([^()]{0,200},\s*[\"'](\w+)[\"']")
_FUNCTION: Final = re.compile(rb"def(?<!\wdef)[ \t]+(\w+)")
_CLASS: Final = re.compile(rb"class(?<!\wclass)[ \t]+(\w+)")
_BASES: Final = re.compile(rb"class(?<!\wclass)[ \t]+\w+\s*\(\s*[^)\s]")
_OUTERMOST: Final = re.compile(rb"\n(?:async[ \t]+)?def[ \t]+(\w+)")


class FileNames:
    """What the text of a file says of its names; each part is looked for when it is first asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._renamed: dict[bytes, tuple[Rename, ...]] = {}

    @cached_property
    def code(self) -> bytes:
        """The text without comments and strings."""
        return code_only(self._data)

    def may_hold(self, name: bytes) -> bool:
        """Whether ``name`` stands in the file, or may come by a star."""
        return name in self._data or STAR in self._data

    @cached_property
    def imports(self) -> Imports:
        """The import statements."""
        return imports(self.code)

    @cached_property
    def looked_up(self) -> frozenset[bytes]:
        """The attributes that are looked up by a literal name."""
        return frozenset(_BY_LITERAL.findall(self._data) if b"getattr" in self._data else ())

    @cached_property
    def functions(self) -> frozenset[bytes]:
        """The names of functions and methods."""
        return frozenset(_FUNCTION.findall(self.code))

    @cached_property
    def fixed(self) -> frozenset[bytes]:
        """Classes, and functions at the top level: names that no variable has too."""
        return frozenset((*_OUTERMOST.findall(b"\n" + self.code), *_CLASS.findall(self.code)))

    @cached_property
    def inherits(self) -> bool:
        """Whether a class of the file has another as its base."""
        return _BASES.search(self.code) is not None

    def renamed(self, name: bytes) -> tuple[Rename, ...]:
        """What ``name`` is bound to other than by imports."""
        if name not in self._renamed:
            self._renamed[name] = tuple(renames_of(self.code, name))
        return self._renamed[name]

    @cached_property
    def renames(self) -> dict[bytes, tuple[Rename, ...]]:
        """What names are bound to other than by imports."""
        found: defaultdict[bytes, list[Rename]] = defaultdict(list)
        for rename in renames(self.code):
            found[rename.name].append(rename)
        return {name: tuple(several) for name, several in found.items()}


class Names:
    """The names of a project's files, each file read when it is first asked about."""

    def __init__(self, project: Project, texts: Texts) -> None:
        self._project = project
        self._texts = texts
        self._files: dict[str, FileNames] = {}
        self._left = MOST_FILES
        self._known: dict[tuple[str, tuple[bytes, ...]], frozenset[str]] = {}

    def of(self, path: str) -> FileNames:
        """What the text of the file at ``path`` says; nothing where it cannot be read."""
        if path not in self._files:
            self._files[path] = FileNames(self._texts.text(path) or b"")
        return self._files[path]

    def imported_files(self, path: str) -> frozenset[str]:
        """The files of the project that the file at ``path`` imports, and those that these only pass on from."""
        bound = self.of(path).imports.bound
        found = (place for targets in bound.values() for target in targets for place in self._homes(path, target, 0))
        return frozenset(found)

    def _homes(self, path: str, target: Target, depth: int) -> Iterator[str]:
        """The files that ``target`` may be defined in."""
        names = (name.decode(errors="replace") for name in (target.name, target.module))
        places = (self._project.imports.place_of(name, path) for name in names)
        for place in filter(None, places):
            yield place
            bound = self.of(place).imports.bound
            for passed in (*bound.get(target.last, ()), *bound.get(STAR, ())) if depth < DEEPEST_FACADE else ():
                yield from self._homes(place, Target(b".".join([passed.module, target.last]), passed.module), depth + 1)

    def is_own(self, path: str, name: bytes) -> bool:
        """Whether an import in the file binds ``name`` to something of the project."""
        modules = (target.module.decode(errors="replace") for target in self.of(path).imports.bound.get(name, ()))
        return any(self._project.imports.holds(module, path) for module in modules)

    def meanings(self, path: str, names: Sequence[bytes], depth: int = 0) -> frozenset[str]:
        """The dotted names of libraries that the dotted ``names`` can stand for in the file at ``path``."""
        question = (path, tuple(names))
        self._left = MOST_FILES if depth == 0 else self._left - 1
        if question in self._known or depth > DEEPEST or self._left < 0 or not self.of(path).may_hold(names[0]):
            return self._known.get(question, frozenset())
        self._known[question] = frozenset()
        found = frozenset(self._meanings(path, names, depth))
        self._known[question] = found
        return found

    def _meanings(self, path: str, names: Sequence[bytes], depth: int) -> Iterator[str]:
        file, root, rest = self.of(path), names[0], names[1:]
        for target in file.imports.bound.get(root, ()):
            yield from self._imported(path, target, rest, depth)
        renamed = file.renamed(root)
        for rename in renamed:
            if rename.chain[0] != root:
                yield from self.meanings(path, (*rename.chain, *rest), depth + 1)
        if root not in file.imports.bound and not renamed and root not in file.fixed:
            for target in file.imports.bound.get(STAR, ()):
                yield from self._imported(path, Target(target.module, target.module), names, depth)

    def _imported(self, path: str, target: Target, rest: Sequence[bytes], depth: int) -> Iterator[str]:
        place = self._other_file(path, target.name)
        if place:
            if rest:
                yield from self.meanings(place, rest, depth + 1)
            return
        place = self._other_file(path, target.module)
        if place:
            yield from self.meanings(place, (target.last, *rest), depth + 1)
        elif self._project.imports.may_be_installed(target.module.decode(errors="replace"), path):
            yield b".".join([target.name.lstrip(b"."), *rest]).decode(errors="replace")

    def _other_file(self, path: str, name: bytes) -> str:
        """The file that the dotted ``name`` means where the one at ``path`` imports it; none where that is itself."""
        imports, dotted = self._project.imports, name.decode(errors="replace")
        return "" if imports.is_itself(dotted, path) else imports.place_of(dotted, path)
