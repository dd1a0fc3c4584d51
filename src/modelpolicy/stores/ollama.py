"""Ollama: manifests that name the blobs of a model, which models share.

Checked against ollama's published source: ``envconfig/config.go``, ``manifest/paths.go``, ``types/model/name.go`` and
``server/download.go``. ``manifests/<host>/<namespace>/<model>/<tag>`` is JSON with the digests of ``config`` and
``layers``; a blob lies in ``blobs/sha256-<hex>``, and what is not whole yet in files that end with ``-partial`` and
``-partial-<number>``. Case makes no difference to a name.
"""

import errno
import json
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from modelpolicy.domain.artifact import Artifact, State, StoredFile
from modelpolicy.domain.listed import listed
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.contents import Contents
from modelpolicy.stores.digest import Digest
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.reading import open_quietly
from modelpolicy.stores.store import Root
from modelpolicy.stores.tree import Survey, latest_use, stored

_HOST: Final = "registry.ollama.ai"
_NAMESPACE: Final = "library"
_TAG: Final = "latest"
_LEVELS: Final = 4
_LONGEST: Final = 4_000_000
_DIGEST: Final = re.compile(r"sha256[:-](?P<hex>[0-9a-f]{64})")
_PART: Final = re.compile(r"[A-Za-z0-9_][\w.-]*", re.ASCII)


class Ollama:
    """The user's models, and those of the service that the installer sets up."""

    name = "ollama"
    prefixes = frozenset({"ollama", "ollama-blob"})

    def leads_to(self, prefix: str) -> frozenset[str]:  # noqa: ARG002 - a store's question
        """Nowhere."""
        return frozenset()

    def roots(self, machine: Machine) -> tuple[Root, ...]:
        """``OLLAMA_MODELS`` stands for the user's directory."""
        variable = "OLLAMA_MODELS"
        own = machine.environment.get(variable)
        first = Root("ollama", machine.expanded(own or "~/.ollama/models"), variable if own else "default")
        service = Root("ollama", "/usr/share/ollama/.ollama/models", "the service's default")
        return (first,) if first.path == service.path else (first, service)

    def read(self, machine: Machine) -> Contents:
        """Every model that a manifest names, and the blobs that none names."""
        survey = Survey()
        places = dict.fromkeys(os.path.realpath(root.path) for root in self.roots(machine))
        present = [place for place in places if os.path.isdir(place)]  # noqa: PTH112
        return survey.contents(artifact for place in present for artifact in _Root(survey, place).read())

    def places(self, machine: Machine, model: ModelId) -> tuple[str, ...]:
        """The model's manifest."""
        parts = _manifest(model.name) if model.store == "ollama" else None
        if parts is None:
            return ()
        return tuple(f"{root.path}/manifests/{'/'.join(parts)}" for root in self.roots(machine))

    def other_names(self, model: ModelId) -> tuple[str, ...]:
        """The short name in small letters, which every model serves."""
        parts = _manifest(model.name) if model.store == "ollama" else None
        return (f"ollama:{_short(*parts).lower()}",) if parts else ()

    def digest(self, artifact: Artifact, file: StoredFile) -> Digest | None:  # noqa: ARG002 - a store's question
        """A blob is called by its SHA-256."""
        match = _DIGEST.fullmatch(file.name)
        return Digest("sha256", match["hex"]) if match else None

    def fetch(self, model: ModelId, revision: str | None) -> tuple[str, ...]:  # noqa: ARG002 - a store's question
        """``ollama pull``."""
        return ("ollama", "pull", model.name) if model.store == "ollama" and _manifest(model.name) else ()


def _manifest(name: str) -> tuple[str, ...] | None:
    """Host, namespace, model and tag of a name; the first two and the last can be left out."""
    path, _, tag = name.rpartition(":") if ":" in name.rpartition("/")[2] else (name, "", _TAG)
    parts = path.split("/")
    full = (*(_HOST, _NAMESPACE)[: max(3 - len(parts), 0)], *parts, tag)
    return full if len(full) == _LEVELS and all(map(_PART.fullmatch, full)) else None


def _short(host: str, namespace: str, model: str, tag: str) -> str:
    """As people write it: without the host and namespace that are Ollama's own, and without ``latest``."""
    parts = (host, namespace, model)
    default = (_HOST, _NAMESPACE)
    shown = parts[2:] if parts[:2] == default else parts[1:] if parts[0] == default[0] else parts
    return "/".join(shown) + ("" if tag == _TAG else f":{tag}")


class _Root:
    """Reads one models directory."""

    def __init__(self, survey: Survey, root: str) -> None:
        self._survey = survey
        self._root = root
        self._blobs = dict(self._read_blobs())

    def read(self) -> Iterator[Artifact]:
        for entry in self._survey.entries(self._root):
            self._survey.count_entry(entry)
        self._survey.count_entry(self._root)
        manifests = {path: self._digests(path) for path in self._manifests()}
        users = Counter(digest for digests in manifests.values() for digest in set(digests or ()))
        is_known = all(digests is not None for digests in manifests.values()) and not self._survey.unread
        for path, digests in manifests.items():
            yield self._model(path, digests, users, is_known=is_known)
        for name, (path, file, used) in self._blobs.items():
            if name not in users:
                yield self._unnamed(name, path, file, used, is_known=is_known)

    def _read_blobs(self) -> Iterator[tuple[str, tuple[str, StoredFile, int]]]:
        directory = f"{self._root}/blobs"
        if not os.path.isdir(directory) or os.path.islink(directory):  # noqa: PTH112, PTH114
            return
        for entry in self._survey.entries(directory):
            status = self._survey.status(entry)
            if status is None:
                continue
            if not stat.S_ISREG(status.st_mode):
                self._survey.count_below(entry.path)
                continue
            match = _DIGEST.fullmatch(entry.name)
            key = match["hex"] if match else entry.name
            yield key, (entry.path, stored(entry.name, entry.path, status), latest_use(status))

    def _manifests(self) -> Iterator[str]:
        directory = f"{self._root}/manifests"
        if os.path.islink(directory):  # noqa: PTH114
            self._note_link(directory)
        elif os.path.isdir(directory):  # noqa: PTH112
            for entry in self._survey.walk(directory):
                self._survey.count_entry(entry)
                if entry.is_symlink():
                    self._note_link(entry.path)
                below = entry.path[len(directory) + 1 :].split("/")
                if len(below) == _LEVELS and entry.is_file(follow_symlinks=False):
                    yield entry.path

    def _note_link(self, path: str) -> None:
        """Ollama reads the manifests behind it, which can name any blob."""
        self._survey.note(path, OSError(errno.ELOOP, "a link, which is not followed"))

    def _digests(self, path: str) -> tuple[str, ...] | None:
        """The blobs that a manifest names; ``None`` where it cannot be understood."""
        try:
            with open_quietly(path) as file:
                manifest = json.loads(file.read(_LONGEST))
            layers = [manifest["config"], *manifest["layers"]]
            matches = [_DIGEST.fullmatch(layer["digest"]) for layer in layers if layer.get("digest")]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return tuple(match["hex"] for match in matches if match) if all(matches) else None

    def _model(
        self, path: str, digests: tuple[str, ...] | None, users: Mapping[str, int], *, is_known: bool
    ) -> Artifact:
        parts = path[len(self._root) + len("/manifests/") :].split("/")
        found = [self._blobs[digest] for digest in dict.fromkeys(digests or ()) if digest in self._blobs]
        missing = [digest for digest in digests or () if digest not in self._blobs]
        own = [self._blobs[digest][0] for digest in digests or () if users[digest] == 1 and digest in self._blobs]
        state, detail = _state(digests, missing)
        name = _short(*parts)
        return Artifact(
            "ollama",
            ModelId("ollama", name),
            self._root,
            path,
            (path, *dict.fromkeys(own)),
            tuple(file for _, file, _ in found),
            state=state,
            detail=detail,
            serves=() if name == name.lower() else (ModelId("ollama", name.lower()),),
            last_used=max((used for _, _, used in found), default=None),
            deletable=is_known,
        )

    def _unnamed(self, name: str, path: str, file: StoredFile, used: int, *, is_known: bool) -> Artifact:
        detail = "a download that did not end" if "-partial" in name else "no model names it"
        if not is_known:
            detail = "a manifest that cannot be read can name it"
        return Artifact(
            "ollama",
            ModelId("ollama-blob", name),
            self._root,
            path,
            (path,),
            (file,),
            state="partial",
            detail=detail,
            last_used=used,
            deletable=is_known,
        )


def _state(digests: Iterable[str] | None, missing: list[str]) -> tuple[State, str]:
    if digests is None:
        return "broken", "its manifest cannot be read"
    return ("broken", f"blobs that are not there: {listed(missing)}") if missing else ("complete", "")
