"""Where models lie by the stores' own rules, for any user on any machine: the home directory has no name here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as SystemPath
from typing import Final

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.path_part import EVERY
from modelpolicy.domain.path_pattern import HOME, WORKING, Path, plain_path
from modelpolicy.stores.library import Library
from modelpolicy.stores.machine import Machine, is_within
from modelpolicy.stores.store import Root, Store

_ENVIRONMENT: Final = {"TMPDIR": "/tmp"}  # noqa: S108 - what the variable is where nobody sets it; nothing is written
_NOBODY: Final = "a model that nobody made"
_UNLOADED: Final = frozenset({"hf-xet", "hf-assets", "bundled", "transformers-flat"})
"""Stores that hold no model which could be fetched, or lost, by itself; and what nothing reads any more."""

HUB_FOLDER: Final = "models--"
"""The hub's name for a repository's directory starts so, and nothing else does."""

_HUB: Final = "hf"
_ELSEWHERE: Final = "pyannote/"
"""Whose models lie in a directory of their own, in the hub's layout."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A directory that a store has for itself. ``samples`` are paths in it where a model that nobody has would lie."""

    store: str
    path: Path
    samples: tuple[Path, ...]


@dataclass(frozen=True)
class Places:
    """Asks ``stores`` for the places of models.

    ``given`` are the directories that code or settings hand to them, ``documented`` the registry's paths of models.
    ``variables`` are those that deletions name and no source sets: a directory ``$NAME`` each. ``fetched`` are the
    paths that the project itself fetches models to.
    """

    stores: Sequence[Store] = ()
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    documented: Mapping[ModelId, tuple[str, ...]] = field(default_factory=dict)
    variables: frozenset[str] = frozenset()
    fetched: Mapping[ModelId, frozenset[str]] = field(default_factory=dict)

    def of(self, model: ModelId) -> tuple[Path, ...]:
        """Every place where the model can lie, under all names that it has in stores; the usual one first."""
        if model not in self._known:
            self._known[model] = tuple(dict.fromkeys(self._paths_of(model)))
        return self._known[model]

    @cached_property
    def caches(self) -> tuple[Cache, ...]:
        """The directories of the stores, each once."""
        found = (cache for machine in self._machines for cache in self._caches(machine))
        return tuple({cache.path: cache for cache in found}.values())

    def named_like(self, name: str) -> Iterator[ModelId]:
        """The models of the stores' own tables that lie in a file of that name."""
        for store in self.stores:
            if isinstance(store, Library):
                for written, paths in store.layout.models.items():
                    if name in paths and not written.endswith(":*"):
                        yield ModelId.parse(written)

    def files_in(self, cache: Cache) -> Iterator[Path]:
        """The files that a store's own tables know in the cache."""
        for store in self.stores:
            if isinstance(store, Library) and store.name == cache.store:
                for name in store.layout.digests:
                    yield (*cache.path, *name.split("/"))

    @cached_property
    def _known(self) -> dict[ModelId, tuple[Path, ...]]:
        return {}

    @cached_property
    def _machines(self) -> tuple[Machine, ...]:
        environments = ({}, *({name: f"/${name}"} for name in sorted(self.variables)))
        return tuple(
            Machine(_ENVIRONMENT | own, SystemPath(f"/{HOME}"), SystemPath(f"/{WORKING}"), self.given)
            for own in environments
        )

    def _paths_of(self, model: ModelId) -> Iterator[Path]:
        for written in self.documented.get(model, ()):
            yield _marked(plain_path(written))
        for machine in self._machines:
            for name in (model, *self._other_names(model)):
                for store in self.stores:
                    yield from map(_placed, _usual(store, machine, name))
                    if isinstance(store, Library):
                        yield from map(_placed, store.patterns(machine, name))
                if name.store == "file":
                    yield _placed(machine.expanded(name.name))
            yield from (_placed(machine.expanded(path)) for path in sorted(self.fetched.get(model, ())))

    def _other_names(self, model: ModelId) -> Iterator[ModelId]:
        for store in self.stores:
            yield from map(ModelId.parse, store.other_names(model))

    def _caches(self, machine: Machine) -> Iterator[Cache]:
        for store in self.stores:
            if store.name in _UNLOADED:
                continue
            prefixes = (_HUB,) if _HUB in store.prefixes else store.prefixes
            nobody = [ModelId(prefix, name) for prefix in prefixes for name in (_NOBODY, f"{_NOBODY}/{_NOBODY}")]
            samples = [plain_path(place) for model in nobody for place in store.places(machine, model)]
            for root in _used_roots(store, machine):
                path = plain_path(root.path)
                if not root.shared and path[0] != WORKING:
                    own = [one for one in samples if one[: len(path)] == path and _NOBODY in one[-1]]
                    yield Cache(store.name, path, (*dict.fromkeys(own), (*path, _NOBODY)))


def _used_roots(store: Store, machine: Machine) -> Sequence[Root]:
    """The store's directories; of the hub's, without those that few libraries make for themselves."""
    roots = store.roots(machine)
    return [*roots[:1], *(root for root in roots[1:] if root.decided_by != "default")] if store.name == _HUB else roots


def _usual(store: Store, machine: Machine, model: ModelId) -> Iterator[str]:
    roots = store.roots(machine) if model.name.startswith(_ELSEWHERE) else _used_roots(store, machine)
    for place in store.places(machine, model):
        if store.name != _HUB or any(is_within(place, root.path) for root in roots):
            yield place


def _placed(place: str) -> Path:
    return _marked(plain_path(place))


def _marked(path: Path) -> Path:
    """What a store leaves open in a path is any name."""
    return tuple(part.replace("*", EVERY) for part in path)
