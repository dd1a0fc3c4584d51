"""A library whose weights lie as a ``Layout`` says."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final
from urllib.parse import urlsplit

from modelpolicy.domain.artifact import Artifact, StoredFile
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.contents import Contents
from modelpolicy.stores.digest import Digest
from modelpolicy.stores.layout import Entry, Layout
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.store import Root
from modelpolicy.stores.tree import Survey, read_tree

_VARIABLE: Final = re.compile(r"\$(?:(\w+)|\{(\w+)\})")
_FIELD: Final = re.compile(r"\{(?P<name>[a-z]+)(?::(?:[^{}]|\{[\d,]+\})+)?\}")
_FETCHED: Final = re.compile(r"\{name(?:!r)?\}")
_PACKAGES: Final = "@packages"
UNFINISHED: Final = re.compile(r".*\.(?:partial|part|incomplete|tmp|temp|download|downloading|crdownload|aria2)")
"""Names that libraries and download tools give to a file until it is whole."""


@dataclass(frozen=True, slots=True)
class Library:
    """A store that is nothing but its layout."""

    layout: Layout

    @property
    def name(self) -> str:
        """The layout's."""
        return self.layout.name

    @property
    def prefixes(self) -> frozenset[str]:
        """That of its ids, those of the ids that its files serve, and ``url`` where it keeps what has an address."""
        served = (written.partition(":")[0] for written in self.layout.models)
        return frozenset((self.layout.ids, *served, *(("url",) if self.layout.urls else ())))

    def leads_to(self, prefix: str) -> frozenset[str]:
        """Where the layout has names elsewhere."""
        ids = (name for names in self.layout.elsewhere.values() for name in names)
        return frozenset(name.partition(":")[0] for name in ids) if prefix == self.layout.ids else frozenset()

    def roots(self, machine: Machine) -> tuple[Root, ...]:
        """One for each chain of the layout, and those that code hands to the library."""
        found = {root.path: root for root in reversed([*self._roots(machine)])}
        return tuple(reversed(found.values()))

    def read(self, machine: Machine) -> Contents:
        """Every entry of the roots."""
        survey = Survey()
        places = {os.path.realpath(root.path): root.shared for root in reversed(self.roots(machine))}
        present = [place for place in reversed(places) if os.path.isdir(place)]  # noqa: PTH112
        readers = (_Reader(self.layout, survey, place, shared=places[place]) for place in present)
        return survey.contents(artifact for reader in readers for artifact in reader.read())

    def places(self, machine: Machine, model: ModelId) -> tuple[str, ...]:
        """The paths that the layout gives for the model's name."""
        relative = dict.fromkeys(path for path in self._relative(model) if "*" not in path and _is_inside(path))
        roots = self.roots(machine) if relative else ()
        return tuple(f"{root.path}/{path}" for root in roots for path in relative)

    def patterns(self, machine: Machine, model: ModelId) -> tuple[str, ...]:
        """As ``places``, with those where more than the model's name decides: ``*`` stands for that."""
        rendered = (_rendered_around(entry, model.name) for entry in self.layout.entries)
        own = [path for path in rendered if path] if model.store == self.layout.ids and not self.layout.prefix else []
        relative = dict.fromkeys(path for path in (*self._relative(model), *own) if _is_inside(path))
        roots = self.roots(machine) if relative else ()
        return tuple(f"{root.path}/{path}" for root in roots for path in relative)

    def other_names(self, model: ModelId) -> tuple[str, ...]:
        """Ids under which the model can lie in other stores; ``*`` stands for anything."""
        if model.store != self.layout.ids:
            return ()
        found = []
        for pattern, ids in self.layout.elsewhere.items():
            if match := re.fullmatch(pattern, model.name):
                found += [match.expand(name) for name in ids]
        return tuple(found)

    def digest(self, artifact: Artifact, file: StoredFile) -> Digest | None:
        """From the layout's table, or from the file's name."""
        path = file.path[len(artifact.root) + 1 :]
        if path in self.layout.digests:
            return Digest.parse(self.layout.digests[path])
        match = self.layout.digest_in_name.search(file.path) if self.layout.digest_in_name else None
        return Digest("sha256", match[1]) if match else None

    def fetch(self, model: ModelId, revision: str | None) -> tuple[str, ...]:  # noqa: ARG002 - no library has any
        """The layout's command for the model's name."""
        if model.store != self.layout.ids or model.name.startswith("-"):
            return ()
        return tuple(_FETCHED.sub(lambda match: _named(match[0], model.name), word) for word in self.layout.fetch)

    def _roots(self, machine: Machine) -> Iterator[Root]:
        for chain in self.layout.roots:
            yield from self._first(chain, machine)
        for store in self.layout.given:
            for directory in machine.given.get(store, ()):
                yield Root(self.name, machine.expanded(directory), "code or settings", shared=True)

    def _first(self, chain: tuple[str, ...], machine: Machine) -> Iterator[Root]:
        for path in chain:
            variables = [match[1] or match[2] for match in _VARIABLE.finditer(path)]
            if not all(machine.environment.get(variable) for variable in variables):
                continue
            decided_by = ", ".join(variables) or "default"
            for place in _places(path, machine):
                shared = not self.layout.dedicated or machine.is_common(place)
                yield Root(self.name, place, decided_by, shared)
            return

    def _relative(self, model: ModelId) -> Iterator[str]:
        for written, paths in self.layout.models.items():
            if fnmatchcase(str(model), written):
                yield from paths
        if model.store == "url" and self.layout.urls:
            yield os.path.basename(urlsplit(model.name).path)  # noqa: PTH119
        if model.store == self.layout.ids and model.name.startswith(self.layout.prefix):
            name = model.name.removeprefix(self.layout.prefix)
            yield from (path for entry in self.layout.entries if (path := _rendered(entry, name)))


def _named(placeholder: str, name: str) -> str:
    return json.dumps(name) if placeholder == "{name!r}" else name


def _places(path: str, machine: Machine) -> Iterator[str]:
    if path.startswith(_PACKAGES):
        for directory in machine.packages:
            yield os.path.normpath(f"{directory}{path.removeprefix(_PACKAGES)}")
    elif _VARIABLE.fullmatch(path):
        value = machine.environment[path.strip("${}")]
        yield from (machine.expanded(part) for part in value.split(os.pathsep) if part)
    else:
        yield machine.expanded(path)


def _rendered(entry: Entry, name: str) -> str | None:
    """The path that a name stands for; ``None`` where more than the name decides."""
    fields = [match["name"] for match in _FIELD.finditer(entry.written)]
    parts = name.split("/") if len(fields) > 1 else [name]
    if "*" in _FIELD.sub("", entry.written) or "revision" in fields or len(parts) != len(fields):
        return None
    values = iter(parts)
    path = _FIELD.sub(lambda _: next(values), entry.written).removesuffix("/")
    levels = path.split("/")
    fits = len(levels) == len(entry.levels) and all(map(re.Pattern.fullmatch, entry.levels, levels))
    return path if fits else None


def _rendered_around(entry: Entry, name: str) -> str | None:
    """The path that a name stands for where something else decides a part of it too."""
    fields = [match["name"] for match in _FIELD.finditer(entry.written)]
    named = [field for field in fields if field != "revision"]
    parts = name.split("/") if len(named) > 1 else [name]
    is_settled = fields == named and "*" not in _FIELD.sub("", entry.written)
    if is_settled or len(parts) != len(named):
        return None
    values = iter(parts)
    path = _FIELD.sub(lambda match: "*" if match["name"] == "revision" else next(values), entry.written)
    return path.removesuffix("/")


def _is_inside(path: str) -> bool:
    return bool(path) and "\0" not in path and not path.startswith("/") and {".", "..", ""}.isdisjoint(path.split("/"))


class _Reader:
    """Reads one root, which is no link itself."""

    def __init__(self, layout: Layout, survey: Survey, root: str, *, shared: bool) -> None:
        self._shared = shared
        self._layout = layout
        self._survey = survey
        self._root = root

    def read(self) -> Iterator[Artifact]:
        entries = self._layout.entries
        if self._shared:
            entries = tuple(entry for entry in entries if entry.is_telling)
        else:
            self._survey.count_entry(self._root)
        yield from self._directory(self._root, entries, 0, ())

    def _directory(
        self, directory: str, entries: tuple[Entry, ...], level: int, names: tuple[tuple[str, str], ...]
    ) -> Iterator[Artifact]:
        for found in self._survey.entries(directory):
            if level == 0 and self._is_among(found.name, self._layout.foreign):
                continue
            if self._is_among(found.name, self._layout.ignored):
                if not self._shared:
                    self._survey.count_below(found.path)
                continue
            yield from self._entry(found, entries, level, names)

    def _entry(
        self, found: os.DirEntry[str], entries: tuple[Entry, ...], level: int, names: tuple[tuple[str, str], ...]
    ) -> Iterator[Artifact]:
        is_directory = found.is_dir(follow_symlinks=False)
        for entry in entries:
            match = entry.levels[level].fullmatch(found.name)
            if match is None:
                continue
            is_last = level == len(entry.levels) - 1
            if is_last and is_directory == entry.is_directory:
                yield self._artifact(found, (*names, *match.groupdict().items()))
                return
            if not is_last and is_directory:
                if not self._shared:
                    self._survey.count_entry(found)
                below = tuple(one for one in entries if one.levels[: level + 1] == entry.levels[: level + 1])
                yield from self._directory(found.path, below, level + 1, (*names, *match.groupdict().items()))
                return
        if not self._shared:
            yield self._artifact(found, (("name", found.path[len(self._root) + 1 :]),))

    def _is_among(self, name: str, patterns: tuple[str, ...]) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in patterns)

    def _artifact(self, found: os.DirEntry[str], names: tuple[tuple[str, str], ...]) -> Artifact:
        tree = read_tree(self._survey, self._root, found)
        path = found.path[len(self._root) + 1 :]
        name = self._layout.prefix + "/".join(value for key, value in names if key != "revision")
        model, serves = self._models(ModelId(self._layout.ids, name), path)
        state, detail = tree.state
        if UNFINISHED.fullmatch(found.name):
            state, detail = "partial", "a download that did not end"
        return Artifact(
            self._layout.name,
            model,
            self._root,
            found.path,
            (found.path,),
            tree.files,
            revision=dict(names).get("revision"),
            serves=serves,
            state=state,
            detail=detail or ("" if self._layout.deletable else "belongs to an installed package"),
            last_used=tree.used,
            deletable=self._layout.deletable and not tree.outward and not tree.unread,
        )

    def _models(self, model: ModelId, path: str) -> tuple[ModelId, tuple[ModelId, ...]]:
        """The id, and further ids: those that the layout's ``models`` give to the path."""
        table = self._layout.models.items()
        listed = [id for id, paths in table if any(fnmatchcase(path, pattern) for pattern in paths)]  # noqa: A001
        models = [ModelId.parse(one) for one in listed]
        own = [one for one in models if one.name != "*"]
        first = own[0] if len(own) == 1 else model
        return first, tuple(one for one in dict.fromkeys((*models, model)) if one != first)
