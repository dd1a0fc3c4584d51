"""Which files can hold a load at all, told from their bytes before any file is parsed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.extract.patterns import Patterns
from modelpolicy.prefilter.handed import Handed
from modelpolicy.prefilter.libraries import Texts, outside_names
from modelpolicy.prefilter.marked import files_with_names_of_weights
from modelpolicy.prefilter.names import Names
from modelpolicy.prefilter.needles import Needles
from modelpolicy.prefilter.sight import Callee, Sight
from modelpolicy.program.project import Project

COMMON: Final = frozenset(name for kind in (str, bytes, dict, list, set, object) for name in dir(kind))
"""What Python's own types can be asked for (``kwargs.get``)."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """By which ``names`` a file can call a loader, and whether it can be handed one as a value, to call it by any.

    Each name comes with the first names of the dotted ones that it can be a loader's in.
    ``common`` are names that much else is called by too.
    """

    names: Mapping[str, frozenset[str]]
    by_value: bool
    common: frozenset[str] = frozenset()


def worth_parsing(catalogue: Catalogue, project: Project, texts: Texts) -> dict[str, Wanted | None]:
    """The files in whose code something stands that can be a loader of a library that the project uses.

    ``None`` where text does not tell more of the file.

    A callee is a loader when its dotted name matches a row of the catalogue, and a dotted name outside the project
    comes into being in one way only: some file imports a module that the project itself does not hold, and the name
    starts with that module's. Aliases, re-exports and inheritance change what it is called, not how it starts. What
    stands before a loader's name decides, where text tells what that is; where it does not (a variable, what a call
    gives), the loader's name does. A file that cannot be read is worth it: to tell that.
    """
    every = Patterns(catalogue.patterns)
    outside = outside_names(project, texts, every)
    patterns = every.started_by({name for names in outside.values() for name in names})
    vague = patterns.vague(COMMON)
    near = {path: _encoded(vague.tokens_behind(names)) for path, names in outside.items()}
    names = Names(project, texts)
    sight = Sight(
        patterns, _encoded(patterns.tokens) - _encoded(vague.tokens), near, names, Handed(project, texts, names)
    )
    worth = _seen(sight, project, texts)
    neighbours = _neighbours(sight.handing, project, texts, names)
    others = neighbours | files_with_names_of_weights(project, texts)
    found = dict.fromkeys(others, frozenset[Callee]()) | worth
    by_value = neighbours | sight.handing | sight.keeping
    return {
        path: None if known is None else Wanted(_first_names(known), path in by_value, vague.tokens)
        for path, known in sorted(found.items())
    }


def _first_names(callees: Iterable[Callee]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for first, name in callees:
        found[name].add(first)
    return {name: frozenset(several) for name, several in found.items()}


def _seen(sight: Sight, project: Project, texts: Texts) -> dict[str, frozenset[Callee] | None]:
    """The files in which a loader's name can be one, and those with another name that a file gives to a loader."""
    worth: dict[str, frozenset[Callee] | None] = {path: None for path in project.paths if texts.text(path) is None}
    known, wanted = sight.telling, sight.tokens
    holders = _holding(sight.telling, project.paths, texts) | _holding_own(sight.near, texts)
    while holders:
        needles, named = Needles(wanted), Needles(known)
        for path in sorted(holders):
            _add(worth, path, sight.callees(path, needles))
        others = {other for path in holders for other in sight.other_names(path, named)}
        wanted = frozenset(others) - sight.tokens - known
        known |= wanted
        holders = _holding(wanted, project.paths, texts)
    return worth


def _neighbours(handing: set[str], project: Project, texts: Texts, names: Names) -> set[str]:
    """The files that what ``handing`` use as a value can get to: those they import, and those that import them."""
    imported = {place for path in handing for place in names.imported_files(path)}
    called = (PurePosixPath(path) for path in handing)
    stems = {place.parent.name if place.stem == "__init__" else place.stem for place in called}
    importing = _holding((stem.encode() for stem in stems if stem), project.paths, texts)
    return imported | {path for path in importing if not handing.isdisjoint(names.imported_files(path))}


def _add(worth: dict[str, frozenset[Callee] | None], path: str, callees: frozenset[Callee] | None) -> None:
    known = worth.get(path, frozenset())
    if callees is None or known is None:
        worth[path] = None
    elif callees:
        worth[path] = known | callees


def _encoded(names: Iterable[str]) -> frozenset[bytes]:
    return frozenset(name.encode() for name in names)


def _holding_own(near: Mapping[str, frozenset[bytes]], texts: Texts) -> set[str]:
    """The files that hold any of their own words."""
    paths: defaultdict[frozenset[bytes], list[str]] = defaultdict(list)
    for path, words in near.items():
        paths[words].append(path)
    return {path for words, several in paths.items() if words for path in _holding(words, several, texts)}


def _holding(words: Iterable[bytes], paths: Iterable[str], texts: Texts) -> set[str]:
    needles = Needles(words)
    read = ((path, texts.text(path)) for path in paths)
    return {path for path, data in read if data is not None and any(needles.whole_words(data))}
