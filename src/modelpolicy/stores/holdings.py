"""Which artifacts a model id stands for."""

import os
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase

from modelpolicy.domain.artifact import Artifact, Identity
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.machine import Machine, is_within
from modelpolicy.stores.store import Store


class Holdings:
    """The artifacts of this machine, found by id and by path. Looks at paths that it is asked for; changes nothing."""

    def __init__(self, artifacts: Iterable[Artifact], stores: Sequence[Store], machine: Machine) -> None:
        self.artifacts = tuple(artifacts)
        self._stores = stores
        self._machine = machine
        self._by_model: defaultdict[ModelId, list[int]] = defaultdict(list)
        self._by_file: defaultdict[Identity, list[int]] = defaultdict(list)
        places: list[tuple[str, int]] = []
        for number, artifact in enumerate(self.artifacts):
            for model in artifact.models:
                self._by_model[model].append(number)
            for file in artifact.files:
                self._by_file[file.identity].append(number)
            places += [(path, number) for path in dict.fromkeys((artifact.home, *artifact.paths))]
        self._places = sorted(places)

    def of(self, model: ModelId, paths: Iterable[str] = ()) -> tuple[Artifact, ...]:
        """Every artifact that loading ``model`` can read: by its id, and by the places where it would lie.

        ``paths`` are further places (the registry's); relative ones start from the machine's working directory.
        """
        found = {number for name in self._names(model) for number in self._by_model.get(name, ())}
        for place in (*self._places_of(model), *map(self._machine.expanded, _usable(paths))):
            found.update(self._at(place))
        return tuple(self.artifacts[number] for number in sorted(found))

    def at(self, paths: Iterable[str]) -> tuple[Artifact, ...]:
        """Every artifact that lies at, above or below one of ``paths``."""
        found = {number for path in _usable(paths) for number in self._at(self._machine.expanded(path))}
        return tuple(self.artifacts[number] for number in sorted(found))

    def _names(self, model: ModelId) -> Iterator[ModelId]:
        """The id, every id of its store where an artifact serves all, and what the stores call the model elsewhere."""
        yield from (model, ModelId(model.store, "*"))
        for pattern in (pattern for store in self._stores for pattern in store.other_names(model)):
            if "*" in pattern:
                yield from (known for known in self._by_model if fnmatchcase(str(known), pattern))
            else:
                yield ModelId.parse(pattern)

    def _places_of(self, model: ModelId) -> Iterator[str]:
        for store in self._stores:
            yield from store.places(self._machine, model)
        if model.store == "file":
            yield from map(self._machine.expanded, _usable((model.name,)))

    def _at(self, place: str) -> Iterator[int]:
        """The artifacts that hold the place or lie below it, and those that have the file that it leads to."""
        # Below a store that is the root itself, a place begins with two slashes.
        place = f"/{place.lstrip('/')}"
        yield from self._holding(place)
        real = os.path.realpath(place)
        if real != place:
            yield from self._holding(real)
        try:
            status = os.stat(real)  # noqa: PTH116
        except OSError:
            return
        yield from self._by_file.get((status.st_dev, status.st_ino), ())

    def _holding(self, place: str) -> Iterator[int]:
        index = bisect_left(self._places, (place, -1))
        while index < len(self._places) and is_within(self._places[index][0], place):
            yield self._places[index][1]
            index += 1
        # A sibling whose name goes on with a character before "/" stands between a directory and what is below it.
        index = bisect_left(self._places, (f"{place}/", -1))
        while index < len(self._places) and self._places[index][0].startswith(f"{place}/"):
            yield self._places[index][1]
            index += 1
        yield from self._around(place)

    def _around(self, place: str) -> Iterator[int]:
        """The artifacts that have a directory above the place as one of their own."""
        above = place.rpartition("/")[0]
        while above:
            index = bisect_left(self._places, (above, -1))
            while index < len(self._places) and self._places[index][0] == above:
                number = self._places[index][1]
                if above in self.artifacts[number].paths:
                    yield number
                index += 1
            above = above.rpartition("/")[0]


def _usable(paths: Iterable[str]) -> Iterator[str]:
    """Without what no file system can have."""
    return (path for path in paths if path and "\0" not in path)
