"""A file that one place of a project fetches, and another one loads, is the model that was fetched.

A path is what it is called: the same name is the same file. A pure step from loads to loads.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from posixpath import dirname
from typing import TYPE_CHECKING, Final, TypeAlias

from modelpolicy.domain.load import Candidate, Fetched, Load, Step

if TYPE_CHECKING:
    from modelpolicy.domain.model_id import ModelId

_Found: TypeAlias = dict[tuple[Load, Fetched], None]

_TOO_WIDE: Final = frozenset({"", ".", "..", "/", "~"})
"""Folders that hold much that nothing fetches."""


def named_after_fetched(loads: Sequence[Load]) -> list[Load]:
    """The loads of a project; what one of them fetches to a path, whoever loads from there loads."""
    paths = _Paths(loads)
    return [load if load.fetched else _named(load, paths) for load in loads]


class _Paths:
    """What the loads of a project put where."""

    def __init__(self, loads: Iterable[Load]) -> None:
        self._files: defaultdict[str, _Found] = defaultdict(dict)
        self._folders: defaultdict[str, _Found] = defaultdict(dict)
        for load in loads:
            for one in load.fetched:
                if not one.is_folder:
                    self._files[one.path][load, one] = None
                elif one.path not in _TOO_WIDE:
                    self._folders[one.path][load, one] = None

    def holding(self, candidate: Candidate) -> Iterable[tuple[Load, Fetched]]:
        """What is fetched to the path that a candidate is: the file itself, else the nearest folder around it.

        What looks like a repository of the hub is one, unless it is such a folder itself.
        """
        path = candidate.id.name
        match candidate.id.store:
            case "file" if path in self._files:
                return self._files[path]
            case "file":
                while path not in self._folders and path not in _TOO_WIDE:
                    path = dirname(path)
                return self._folders.get(path, ())
            case "hf":
                return self._folders.get(path, ())
            case _:
                return ()


def _named(load: Load, paths: _Paths) -> Load:
    found = [(candidate, paths.holding(candidate)) for candidate in load.models]
    if not any(held for _, held in found):
        return load
    reasons = (fetched.reason for _, held in found for _, fetched in held if fetched.reason)
    models = dict.fromkeys(one for candidate, held in found for one in _models(candidate, held))
    reason = load.reason or next(reasons, "")
    return replace(load, models=tuple(models), open=load.open or bool(reason), reason=reason)


def _models(candidate: Candidate, held: Iterable[tuple[Load, Fetched]]) -> Iterable[Candidate]:
    """The models that a candidate is, each once: one way to its address is told, of however many."""
    found: dict[ModelId, Candidate] = {}
    for load, fetched in held:
        step = Step(load.location, f"{load.call} to {fetched.path}")
        for model in fetched.models:
            via = (*candidate.via, step, *model.via)
            named = replace(model, via=via, owners=candidate.owners, path=candidate.id.name)
            found.setdefault(model.id, named)
    return found.values() or (candidate,)
