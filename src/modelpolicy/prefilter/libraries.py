"""Which modules outside of it a project may import, where a loader's library is called so."""

from collections.abc import Iterable
from typing import Protocol

from modelpolicy.extract.patterns import Patterns
from modelpolicy.prefilter.import_lines import COMPUTED, imported_names
from modelpolicy.prefilter.needles import Needles
from modelpolicy.program.project import Project


class Texts(Protocol):
    """Where the bytes of the project's files come from."""

    def text(self, path: str) -> bytes | None:
        """The bytes of the file at ``path``; ``None`` where it cannot be read."""


def outside_names(project: Project, texts: Texts, patterns: Patterns) -> dict[str, frozenset[str]]:
    """For each file that imports any, the dotted names outside the project whose first segment is a library's.

    A relative import counts as if it were absolute and, in a project that is called like a library, as one of that
    library. Where a module's name is computed, every library counts whose name stands in the file.
    """
    roots = frozenset(root.encode() for root in patterns.roots)
    found = ((path, _outside(project, path, texts.text(path), roots)) for path in project.paths)
    return {path: names for path, names in found if names}


def _outside(project: Project, path: str, data: bytes | None, roots: frozenset[bytes]) -> frozenset[str]:
    names = imported_names(data) if data is not None else frozenset()
    if COMPUTED in names and data is not None:
        names |= {data[start:end] for start, end in Needles(roots).whole_words(data)}
    absolute = (name.lstrip(b".") for name in names)
    known = {name.decode(errors="replace") for name in absolute if name.partition(b".")[0] in roots}
    outside = frozenset(name for name in known if project.imports.may_be_installed(name, path))
    return outside | _own(project, path, names, roots)


def _own(project: Project, path: str, names: Iterable[bytes], roots: frozenset[bytes]) -> frozenset[str]:
    own = project.imports.name_of(path).partition(".")[0]
    is_library = own.encode() in roots and any(name.startswith(b".") for name in names)
    return frozenset({own} if is_library else ())
