"""The Hugging Face hub's cache. Checked against huggingface_hub 2.4.0, ``constants`` and ``_shared_blobs``.

The hub client itself is not imported: its scan drops repositories that were downloaded in part, and takes longer.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from modelpolicy.domain.artifact import Artifact, StoredFile
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.contents import Contents
from modelpolicy.stores.digest import Digest
from modelpolicy.stores.hf_repository import read_repository
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.store import Root
from modelpolicy.stores.tree import Survey, latest_use, stored

KINDS: Final = {"models": "hf", "datasets": "hf-dataset", "spaces": "hf-space", "kernels": "hf-kernel"}
"""The first part of a repository's directory, and the prefix of its id."""

_FOLDERS: Final = {store: kind for kind, store in KINDS.items()}
_PAYLOAD: Final = re.compile(r"[0-9a-f]{64}")
_SHARED: Final = "blobs"
_MARKER: Final = ".huggingface-shared-blobs"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_SHA1: Final = re.compile(r"[0-9a-f]{40}")
_NAME: Final = re.compile(r"[^/\0]+(?:/[^/\0]+)?")
_FURTHER: Final = (
    "SENTENCE_TRANSFORMERS_HOME",
    "TRANSFORMERS_CACHE",
    "PYTORCH_TRANSFORMERS_CACHE",
    "PYANNOTE_CACHE",
    "FASTEMBED_CACHE_PATH",
)
"""Variables with which libraries hand a directory of their own to the hub client, in the hub's layout."""

_OTHERS_DEFAULTS: Final = ("~/.cache/torch/pyannote",)
"""Such directories without a variable. Checked against pyannote.audio 3.1.1."""

_FLAT: Final = re.compile(r"[0-9a-f]{64}(?:\..*)?")
"""Files of transformers before 4.22, which are a store of their own."""


class HuggingFaceHub:
    """The caches that the hub client and its users write: the main one, and those that code or variables name."""

    name = "hf"
    prefixes = frozenset((*KINDS.values(), "hf-blob"))

    def leads_to(self, prefix: str) -> frozenset[str]:  # noqa: ARG002 - a store's question
        """Nowhere."""
        return frozenset()

    def roots(self, machine: Machine) -> tuple[Root, ...]:
        """The main cache first."""
        found = {root.path: root for root in reversed([*_roots(machine)])}
        roots = reversed(found.values())
        return tuple(replace(root, shared=root.shared or machine.is_common(root.path)) for root in roots)

    def read(self, machine: Machine) -> Contents:
        """Every repository, and every shared payload that no repository links to."""
        survey = Survey()
        places = {os.path.realpath(root.path): root.shared for root in reversed(self.roots(machine))}
        present = [place for place in reversed(places) if os.path.isdir(place)]  # noqa: PTH112
        found = (artifact for place in present for artifact in _read(survey, place, shared=places[place]))
        return survey.contents(found)

    def places(self, machine: Machine, model: ModelId) -> tuple[str, ...]:
        """The repository's directory in each cache."""
        kind = _FOLDERS.get(model.store)
        if kind is None or not _NAME.fullmatch(model.name) or not {".", ".."}.isdisjoint(model.name.split("/")):
            return ()
        folder = "--".join((kind, *model.name.split("/")))
        return tuple(f"{root.path}/{folder}" for root in self.roots(machine))

    def other_names(self, model: ModelId) -> tuple[str, ...]:  # noqa: ARG002 - a store's question
        """None: a repository has one id."""
        return ()

    def digest(self, artifact: Artifact, file: StoredFile) -> Digest | None:  # noqa: ARG002 - a store's question
        """A blob is called by the SHA-256 of its content where it is large, and as git would call it otherwise."""
        name = os.path.basename(file.through[0] if file.through else file.path)  # noqa: PTH119
        if _SHA256.fullmatch(name):
            return Digest("sha256", name)
        return Digest("git-sha1", name) if _SHA1.fullmatch(name) else None

    def fetch(self, model: ModelId, revision: str | None) -> tuple[str, ...]:
        """The hub client's command."""
        kind = _FOLDERS.get(model.store)
        if kind is None or not _NAME.fullmatch(model.name) or model.name.startswith("-"):
            return ()
        of_kind = () if kind == "models" else ("--repo-type", kind.removesuffix("s"))
        return ("hf", "download", model.name, *of_kind, *(("--revision", revision) if revision else ()))


def hub_home(machine: Machine) -> str:
    """The directory that holds the hub's caches, token and settings (``HF_HOME``)."""
    cache = machine.environment.get("XDG_CACHE_HOME", f"{machine.home}/.cache")
    # Joined as the client joins: an empty variable makes a relative path.
    return machine.expanded(machine.environment.get("HF_HOME", os.path.join(cache, "huggingface")))  # noqa: PTH118


def _roots(machine: Machine) -> Iterator[Root]:
    environment = machine.environment
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if variable in environment:
            yield Root("hf", machine.expanded(environment[variable]), variable)
            break
    else:
        deciding = next((one for one in ("HF_HOME", "XDG_CACHE_HOME") if one in environment), "default")
        yield Root("hf", f"{hub_home(machine)}/hub", deciding)
    for variable in _FURTHER:
        if variable in environment:
            yield Root("hf", machine.expanded(environment[variable]), variable)
    yield Root("hf", f"{hub_home(machine)}/diffusers", "default")
    for path in _OTHERS_DEFAULTS:
        yield Root("hf", machine.expanded(path), "default")
    for directory in machine.given.get("hf", ()):
        yield Root("hf", machine.expanded(directory), "code or settings", shared=True)


def _read(survey: Survey, root: str, *, shared: bool) -> Iterator[Artifact]:
    used: set[str] = set()
    if not shared:
        survey.count_entry(root)
    payloads: os.DirEntry[str] | None = None
    for entry in survey.entries(root):
        kind, _, rest = entry.name.partition("--")
        if entry.name == _SHARED and _is_shared_store(entry):
            payloads = entry
        elif kind in KINDS and rest:
            for artifact in _read_entry(survey, root, entry, ModelId(KINDS[kind], rest.replace("--", "/"))):
                used.update(file.path for file in artifact.files if file.through)
                yield artifact
        elif not shared and not _FLAT.fullmatch(entry.name):
            survey.count_below(entry.path)
    if payloads is not None:
        yield from _read_shared(survey, root, payloads, used)


def _read_entry(survey: Survey, root: str, entry: os.DirEntry[str], model: ModelId) -> tuple[Artifact, ...]:
    if entry.is_dir(follow_symlinks=False):
        return read_repository(survey, root, entry.path, model)
    survey.count_below(entry.path)
    detail = "a link to somewhere else" if entry.is_symlink() else "not a directory"
    return (Artifact("hf", model, root, entry.path, (entry.path,), (), state="broken", detail=detail, deletable=False),)


def _is_shared_store(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and os.path.isfile(f"{entry.path}/{_MARKER}")  # noqa: PTH113


def _read_shared(survey: Survey, root: str, shared: os.DirEntry[str], used: set[str]) -> Iterator[Artifact]:
    """Payloads of the store that repositories share; those that a repository links to are in its artifacts."""
    survey.count_entry(shared)
    for entry in survey.walk(shared.path):
        status = survey.status(entry)
        if status is None or entry.path in used:
            continue
        if _PAYLOAD.fullmatch(entry.name) and stat.S_ISREG(status.st_mode):
            yield _unlinked(root, stored(entry.name, entry.path, status), latest_use(status))
        else:
            survey.count(status)


def _unlinked(root: str, payload: StoredFile, used: int) -> Artifact:
    return Artifact(
        "hf",
        ModelId("hf-blob", payload.name),
        root,
        payload.path,
        (payload.path,),
        (payload,),
        state="partial",
        detail="no repository links to it",
        last_used=used,
    )
