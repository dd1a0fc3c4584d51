"""The caches of transformers before 4.22: a file for each address, called by a digest, with its address beside it.

Checked against transformers 4.21.3, ``utils/hub.py``: ``<sha256 of the address>.<sha256 of the etag>`` and
``<the same>.json`` with ``url`` and ``etag``; ``.lock`` is empty. Nothing newer reads it.
"""

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from modelpolicy.domain.artifact import Artifact, StoredFile
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.contents import Contents
from modelpolicy.stores.digest import Digest
from modelpolicy.stores.hf import hub_home
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.reading import open_quietly
from modelpolicy.stores.store import Root
from modelpolicy.stores.tree import Survey, read_tree

_FILE: Final = re.compile(r"[0-9a-f]{64}(?:\.[0-9a-f]{64})?(?:\.h5)?")
_NOTE: Final = re.compile(rf"{_FILE.pattern}\.(?:json|lock)")
_ADDRESS: Final = re.compile(
    r"https?://[^/]+/(?P<repository>[^/]+(?:/[^/]+)?)/resolve/(?P<revision>[^/]+)/(?P<name>.+)"
)
_VARIABLES: Final = ("TRANSFORMERS_CACHE", "PYTORCH_TRANSFORMERS_CACHE", "PYTORCH_PRETRAINED_BERT_CACHE")
_LONGEST: Final = 100_000


class FlatTransformers:
    """Directories that old versions wrote; those that variables name can hold the hub's layout too."""

    name = "transformers-flat"
    prefixes = frozenset({"hf", "hf-file"})

    def leads_to(self, prefix: str) -> frozenset[str]:  # noqa: ARG002 - a store's question
        """Nowhere."""
        return frozenset()

    def roots(self, machine: Machine) -> tuple[Root, ...]:
        """What variables name, the last default, and those before it."""
        paths = (
            f"{hub_home(machine)}/transformers",
            "~/.cache/torch/transformers",
            "~/.cache/torch/pytorch_transformers",
        )
        named = [(machine.environment[one], one) for one in _VARIABLES if machine.environment.get(one)]
        found = (*named, *((path, "default") for path in paths))
        return tuple(Root(self.name, machine.expanded(path), decided_by) for path, decided_by in found)

    def read(self, machine: Machine) -> Contents:
        """An artifact for each revision of each repository; a file without address is one of its own."""
        survey = Survey()
        places = dict.fromkeys(os.path.realpath(root.path) for root in self.roots(machine))
        present = [place for place in places if os.path.isdir(place)]  # noqa: PTH112
        return survey.contents(artifact for place in present for artifact in _read(survey, place))

    def places(self, machine: Machine, model: ModelId) -> tuple[str, ...]:  # noqa: ARG002 - a store's question
        """None: a file's name is a digest, and its id is read from the file beside it."""
        return ()

    def other_names(self, model: ModelId) -> tuple[str, ...]:  # noqa: ARG002 - a store's question
        """None: these are hub ids."""
        return ()

    def digest(self, artifact: Artifact, file: StoredFile) -> Digest | None:  # noqa: ARG002 - a store's question
        """None: the store keeps none."""
        return None

    def fetch(self, model: ModelId, revision: str | None) -> tuple[str, ...]:  # noqa: ARG002 - a store's question
        """None."""
        return ()


def _read(survey: Survey, root: str) -> Iterator[Artifact]:
    entries = {entry.name: entry for entry in survey.entries(root)}
    found: defaultdict[tuple[ModelId, str | None], list[os.DirEntry[str]]] = defaultdict(list)
    for name, entry in entries.items():
        if _FILE.fullmatch(name):
            found[_identify(f"{entry.path}.json", name)].append(entry)
        elif _NOTE.fullmatch(name):
            survey.count_entry(entry)
    for (model, revision), parts in found.items():
        yield _artifact(survey, root, model, revision, parts, entries)


def _identify(path: str, name: str) -> tuple[ModelId, str | None]:
    try:
        with open_quietly(path) as file:
            match = _ADDRESS.fullmatch(json.loads(file.read(_LONGEST))["url"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        match = None
    return (ModelId("hf", match["repository"]), match["revision"]) if match else (ModelId("hf-file", name), None)


def _artifact(  # noqa: PLR0913, PLR0917 - what makes one
    survey: Survey,
    root: str,
    model: ModelId,
    revision: str | None,
    parts: list[os.DirEntry[str]],
    entries: dict[str, os.DirEntry[str]],
) -> Artifact:
    trees = [read_tree(survey, root, entry) for entry in parts]
    files: tuple[StoredFile, ...] = tuple(file for tree in trees for file in tree.files)
    beside = [f"{entry.name}{ending}" for entry in parts for ending in (".json", ".lock")]
    broken = next((tree.state for tree in trees if tree.state[0] != "complete"), None)
    state, detail = broken or ("complete", "")
    return Artifact(
        FlatTransformers.name,
        model,
        root,
        parts[0].path,
        (*(entry.path for entry in parts), *(entries[name].path for name in beside if name in entries)),
        files,
        revision=revision,
        refs=(revision,) if revision else (),
        state=state,
        detail=detail,
        last_used=max((tree.used or 0 for tree in trees), default=0) or None,
        deletable=not any(tree.outward or tree.unread for tree in trees),
    )
