"""Which files can hold a load at all, told from their bytes before any file is parsed."""

from typing import Final

from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.resolve.project import Project
from modelpolicy.source.files import SourceFiles
from modelpolicy.source.import_text import COMPUTED
from modelpolicy.usecases.marked import files_with_names_of_weights

ANY: Final = "**"
"""The first segment of a pattern that leaves the library open."""


def worth_parsing(catalogue: Catalogue, project: Project, sources: SourceFiles) -> list[str]:
    """The files whose bytes hold the token of a loader whose library the project uses, and the unreadable ones.

    A callee is a loader when its dotted name matches a row of the catalogue, and a dotted name outside the project
    comes into being in one way only: some file imports a module that the project itself does not hold, and the name
    starts with that module's. Aliases and re-exports change what it is called, not how it starts. So the tokens of
    rows that no such module can start say nothing. A file without a token can call by another name what a file with
    one has renamed or inherited from: the other names count like tokens.

    A relative import counts as if it were absolute and, in a project that is called like a library, as one of that
    library. Where a module's name is computed, every library counts whose name stands in the project, in a string
    too.
    """
    roots = frozenset(root.encode() for root in catalogue.roots if root != ANY)
    wanted = roots.union(token.encode() for token in catalogue.tokens)
    held = {path: sources.words_among(path, wanted) for path in project.paths}
    imported = {path: sources.imported_names(path) for path in project.paths}
    prefixes = {ANY}.union(*(_outside(project, path, names, roots) for path, names in imported.items()))
    if any(COMPUTED in names for names in imported.values()):
        prefixes |= {word.decode() for words in held.values() if words for word in words & roots}
    tokens = {token.encode() for prefix in prefixes for token in catalogue.tokens_below(prefix)}
    worth = {path for path, words in held.items() if words is None or not tokens.isdisjoint(words)}
    others = _by_other_names(project, sources, worth, frozenset(tokens))
    return sorted(worth | others | files_with_names_of_weights(project, sources))


def _by_other_names(project: Project, sources: SourceFiles, worth: set[str], names: frozenset[bytes]) -> set[str]:
    """The files that hold a name which the files ``worth`` parsing give to what ``names`` call, and so on."""
    rest = set(project.paths) - worth
    pending = worth
    while new := frozenset[bytes]().union(*(sources.other_names(path, names) for path in pending)) - names:
        names |= new
        pending = {path for path in rest if sources.words_among(path, new)}
        rest -= pending
    return set(project.paths) - worth - rest


def _outside(project: Project, importer: str, names: frozenset[bytes], roots: frozenset[bytes]) -> set[str]:
    """What the names outside the project that ``importer`` imports can start with, where a library is called so."""
    absolute = (name.lstrip(b".") for name in names)
    found = {name.decode(errors="replace") for name in absolute if name.partition(b".")[0] in roots}
    relative = any(name.startswith(b".") for name in names)
    own = project.name_of(importer).partition(".")[0] if relative else ""
    return {name for name in found if not project.holds(name, importer)} | ({own} if own.encode() in roots else set())
