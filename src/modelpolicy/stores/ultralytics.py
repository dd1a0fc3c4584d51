"""Ultralytics: a directory that its settings file names, and the working directory.

Checked against ultralytics 8.4.190: ``utils/__init__.py`` (``get_user_config_dir``, ``SettingsManager``) and
``utils/downloads.py`` (``attempt_download_asset``): a name is looked for in the working directory, then in
``weights_dir``, and downloaded to the former.
"""

import json
import os
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
from modelpolicy.stores.store import Root

_LAYOUT: Final = read_layout(
    {
        "name": "ultralytics",
        "roots": ["~/.config"],
        "entries": [r"{name:.+\.(?:pt|onnx|engine|torchscript|mlpackage)}", r"{name:.+_openvino_model}/"],
        "dedicated": False,
        "urls": True,
        "fetch": ["python", "-c", "from ultralytics import YOLO; YOLO({name!r})"],
    }
)
_LONGEST: Final = 1_000_000


class Ultralytics:
    """The weights directory and the working directory; in both, only what ends like weights is a model."""

    name = "ultralytics"
    prefixes = frozenset({"ultralytics", "url"})

    def leads_to(self, prefix: str) -> frozenset[str]:  # noqa: ARG002 - a store's question
        """Nowhere."""
        return frozenset()

    def roots(self, machine: Machine) -> tuple[Root, ...]:
        """The working directory, then the settings' one."""
        return tuple({root.path: root for root in (*_working(machine), *_from_settings(machine))}.values())

    def read(self, machine: Machine) -> Contents:
        """Files and exported directories in both."""
        return self._library(machine).read(machine)

    def places(self, machine: Machine, model: ModelId) -> tuple[str, ...]:
        """The file in each directory."""
        return self._library(machine).places(machine, model)

    def other_names(self, model: ModelId) -> tuple[str, ...]:  # noqa: ARG002 - a store's question
        """None."""
        return ()

    def digest(self, artifact: Artifact, file: StoredFile) -> Digest | None:  # noqa: ARG002 - a store's question
        """None: the store keeps none."""
        return None

    def fetch(self, model: ModelId, revision: str | None) -> tuple[str, ...]:
        """Loading it downloads it, where its name is one of Ultralytics' own."""
        return Library(_LAYOUT).fetch(model, revision)

    def _library(self, machine: Machine) -> Library:
        return Library(replace(_LAYOUT, roots=tuple((root.path,) for root in self.roots(machine))))


def settings_file(machine: Machine) -> str:
    """Where Ultralytics keeps its settings on this system (Linux)."""
    environment = machine.environment
    home = environment.get("YOLO_CONFIG_DIR") or environment.get("XDG_CONFIG_HOME", "~/.config")
    return machine.expanded(f"{home}/Ultralytics/settings.json")


def _working(machine: Machine) -> Iterator[Root]:
    yield Root("ultralytics", str(machine.working), "the working directory", shared=True)


def _from_settings(machine: Machine) -> Iterator[Root]:
    path = settings_file(machine)
    directory = _weights_directory(path)
    decided_by = path if directory else "default"
    yield Root("ultralytics", machine.expanded(directory or "weights"), decided_by, shared=True)


def _weights_directory(path: str) -> str:
    """What the settings say; nothing where there are none, or none that can be read: then Ultralytics resets them."""
    if not os.path.isfile(path):  # noqa: PTH113
        return ""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            settings = json.loads(file.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return ""
    found = settings.get("weights_dir") if isinstance(settings, dict) else None
    return found if isinstance(found, str) and "\0" not in found else ""
