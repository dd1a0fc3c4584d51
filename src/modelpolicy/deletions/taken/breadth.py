"""Whether a deletion takes more than its words name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.deletions.taken.hits import whole_caches
from modelpolicy.deletions.taken.places import HUB_FOLDER, Places
from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.path_part import ANY, DEEP, EVERY, is_wild
from modelpolicy.domain.path_pattern import HOME, Path, PathPattern, shown_path

_SYSTEM: Final = frozenset({"bin", "boot", "dev", "etc", "lib", "lib64", "opt", "proc", "sbin", "sys", "usr", "var"})
_OPEN_ENDS: Final = ("-", "_", ".")


@dataclass(frozen=True, slots=True)
class Everything:
    """All files of the machine, or of the user's home."""

    place: str


@dataclass(frozen=True, slots=True)
class Unset:
    """What is left of the path where the variable ``name`` is not set."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class WholeCaches:
    """Every model of these stores."""

    stores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Other models, whose names go on where that of the one which is meant ends; those that are known."""

    named: str
    others: tuple[str, ...]


Excess = Everything | Unset | WholeCaches | Namesakes


def excess(deletion: Deletion, models: Iterable[ModelId], places: Places) -> Excess | None:
    """The worst way in which the deletion takes too much. ``models`` are those that are known."""
    pattern = deletion.target
    if not isinstance(pattern, PathPattern) or pattern.is_open:
        return None
    return (
        _everything(deletion, pattern)
        or _unset(deletion, pattern)
        or _whole(deletion, places)
        or next(_namesakes(pattern, models, places), None)
    )


def _everything(deletion: Deletion, pattern: PathPattern) -> Everything | None:
    if not deletion.is_recursive or pattern.variable:
        return None
    for form in pattern.forms:
        if all(_is_all(part) for part in form):
            return Everything("the whole machine")
        if form[0] == HOME and all(_is_all(part) for part in form[1:]):
            return Everything("the user's home directory")
    return None


def _unset(deletion: Deletion, pattern: PathPattern) -> Unset | None:
    if not pattern.variable or deletion.guarded:
        return None
    for form in pattern.forms:
        rest = form[1:]
        has_slash = deletion.written.rstrip("\"'").endswith("/")
        if (rest and all(_is_all(part) for part in rest)) or (not rest and has_slash) or rest[:1] in _SYSTEM_PATHS:
            return Unset(pattern.variable, "/" + "/".join("*" if _is_all(part) else part for part in rest))
    return None


_SYSTEM_PATHS: Final = frozenset((name,) for name in _SYSTEM)


def _is_all(part: str) -> bool:
    return part in (ANY, EVERY, DEEP)


def _whole(deletion: Deletion, places: Places) -> WholeCaches | None:
    stores = tuple(dict.fromkeys(cache.store for cache in whole_caches(deletion, places)))
    return WholeCaches(stores) if stores else None


def _namesakes(pattern: PathPattern, models: Iterable[ModelId], places: Places) -> Iterator[Namesakes]:
    for form in pattern.forms:
        if form[-1:] and form[-1][-1] in (ANY, EVERY) and not is_wild(form[-1][:-1]):
            named = form[-1][:-1]
            found = _named_folder(form, named, models, places) if named.startswith(HUB_FOLDER) else None
            found = found or _named_file(form, named, models, places)
            if found is not None:
                yield found


def _named_folder(form: Path, named: str, models: Iterable[ModelId], places: Places) -> Namesakes | None:
    """A hub repository's folder has just its name, so that a wildcard behind it can only be for other ones."""
    if named.count("--") < 2 or named.endswith(_OPEN_ENDS):  # noqa: PLR2004 - kind, owner and name
        return None
    return Namesakes(named, tuple(_others(form, named, models, places)))


def _named_file(form: Path, named: str, models: Iterable[ModelId], places: Places) -> Namesakes | None:
    """A file is named without its ending: other names that go on count only where they are known."""
    others = list(dict.fromkeys(_others(form, named, models, places)))
    is_known = any(name.partition(".")[0] == named or name == named for name in _matched(form, models, places))
    others = [name for name in others if name.rpartition(".")[0] != named]
    return Namesakes(named, tuple(others)) if is_known and others and not named.endswith(_OPEN_ENDS) else None


def _others(form: Path, named: str, models: Iterable[ModelId], places: Places) -> Iterator[str]:
    return (name for name in _matched(form, models, places) if name != named)


def _matched(form: Path, models: Iterable[ModelId], places: Places) -> Iterator[str]:
    """The names of the known models' files and folders that the form matches."""
    pattern = PathPattern((form,))
    known = (path for model in models for path in places.of(model))
    listed = (path for cache in places.caches for path in places.files_in(cache))
    matched = (path for path in (*known, *listed) if not is_wild(path[-1]) and pattern.names(path))
    return iter(dict.fromkeys(shown_path(path).rpartition("/")[2] for path in matched))
