"""Deletions of a model where its library does not keep it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.deletions.taken.hits import hit
from modelpolicy.deletions.taken.places import Places
from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.path_part import ANY, EVERY, is_wild
from modelpolicy.domain.path_pattern import HOME, Path, PathPattern

_FOLDER: Final = re.compile(r"models--(?P<owner>.+?)--(?P<name>.+)")
_SHARED: Final[tuple[Path, ...]] = ((HOME,), (HOME, ".cache"), (HOME, ".config"))
"""Directories that are no library's."""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A model that the deletion means, and the places where it really lies. ``is_known``: code or registry have it."""

    model: ModelId
    places: tuple[Path, ...]
    is_known: bool


def misplaced(deletion: Deletion, models: Collection[ModelId], places: Places) -> Misplaced | None:
    """The model that the deletion names in a directory where its library never looks."""
    pattern = deletion.target
    if not isinstance(pattern, PathPattern) or pattern.is_open:
        return None
    meant = dict.fromkeys(model for form in pattern.forms for model in _meant(form, models, places))
    if any(hit(deletion, model, places) for model in meant):
        return None
    return next(
        (
            Misplaced(model, places.of(model), model in models)
            for model in meant
            if any(_is_of_library(form, model, places) for form in pattern.forms)
        ),
        None,
    )


def _meant(form: Path, models: Collection[ModelId], places: Places) -> Iterator[ModelId]:
    """The models whose file or folder has the name that the form ends with, a wildcard behind it left aside."""
    name = form[-1].rstrip(ANY + EVERY) if form else ""
    if not name or is_wild(name):
        return
    if folder := _FOLDER.fullmatch(name):
        yield ModelId("hf", f"{folder['owner']}/{folder['name']}")
        return
    yield from (model for model in models if any(path[-1] == name for path in places.of(model)))
    yield from places.named_like(name)


def _is_of_library(form: Path, model: ModelId, places: Places) -> bool:
    """Whether the directory is one that some library has its name for: another's cache, or one beside the right one."""
    inside = any(len(form) > len(cache.path) and form[: len(cache.path)] == cache.path for cache in places.caches)
    above = {path[:-2] for path in places.of(model)} - {(), *_SHARED}
    return inside or form[:-1] in above
