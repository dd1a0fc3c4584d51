"""TensorFlow Hub: a directory for each address, called by the address' SHA-1.

Checked against tensorflow_hub 0.16.1, ``resolver.py`` and ``compressed_module_resolver.py``. Beside each directory lies
``<sha1>.descriptor.txt``, whose first line is ``Module: <address>``.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from modelpolicy.domain.artifact import Artifact, StoredFile
from modelpolicy.domain.model_id import ModelId
from modelpolicy.stores.contents import Contents
from modelpolicy.stores.digest import Digest
from modelpolicy.stores.layout import read_layout
from modelpolicy.stores.library import Library
from modelpolicy.stores.machine import Machine
from modelpolicy.stores.reading import open_quietly
from modelpolicy.stores.store import Root

_NAME: Final = re.compile(r"[0-9a-f]{40}")
_DESCRIPTION: Final = re.compile(r"Module: (?P<address>\S+)")
_LAYOUT: Final = read_layout(
    {
        "name": "tfhub",
        "roots": ["$TFHUB_CACHE_DIR"],
        "entries": ["{name:[0-9a-f]+}/"],
        "ignored": ["*.descriptor.txt", "*.lock"],
        "given": ["tfhub"],
    }
)


class TensorFlowHub:
    """The cache directory; without ``TFHUB_CACHE_DIR`` it lies with the system's temporary files."""

    name = "tfhub"
    prefixes = frozenset({"tfhub", "url"})

    def leads_to(self, prefix: str) -> frozenset[str]:  # noqa: ARG002 - a store's question
        """Nowhere."""
        return frozenset()

    def roots(self, machine: Machine) -> tuple[Root, ...]:
        """One."""
        return self._library(machine).roots(machine)

    def read(self, machine: Machine) -> Contents:
        """Every module, under its address where that is known."""
        found = self._library(machine).read(machine)
        return replace(found, artifacts=tuple(map(_named, found.artifacts)))

    def places(self, machine: Machine, model: ModelId) -> tuple[str, ...]:
        """The directory of an address."""
        if model.store != "url":
            return ()
        names = dict.fromkeys(_directories(model.name))
        return tuple(f"{root.path}/{name}" for root in self.roots(machine) for name in names)

    def other_names(self, model: ModelId) -> tuple[str, ...]:  # noqa: ARG002 - a store's question
        """None."""
        return ()

    def digest(self, artifact: Artifact, file: StoredFile) -> Digest | None:  # noqa: ARG002 - a store's question
        """None: the store keeps none."""
        return None

    def fetch(self, model: ModelId, revision: str | None) -> tuple[str, ...]:  # noqa: ARG002 - a store's question
        """None."""
        return ()

    def _library(self, machine: Machine) -> Library:
        if machine.environment.get("TFHUB_CACHE_DIR"):
            return Library(_LAYOUT)
        directory = machine.environment.get("TMPDIR") or tempfile.gettempdir()
        return Library(replace(_LAYOUT, roots=((f"{directory}/tfhub_modules",),)))


def _directories(address: str) -> Iterator[str]:
    yield hashlib.sha1(address.encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()


def _named(artifact: Artifact) -> Artifact:
    name = os.path.basename(artifact.home)  # noqa: PTH119
    address = _address(f"{artifact.home}.descriptor.txt") if _NAME.fullmatch(name) else ""
    if not address or name not in _directories(address):
        return artifact
    described = f"{artifact.home}.descriptor.txt"
    return replace(artifact, model=ModelId("url", address), paths=(*artifact.paths, described))


def _address(path: str) -> str:
    try:
        with open_quietly(path) as file:
            match = _DESCRIPTION.match(file.readline(4096).decode("utf-8", "replace"))
    except OSError:
        return ""
    return match["address"] if match else ""
