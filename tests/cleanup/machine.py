"""A project, a hub cache and a state directory, for the commands that delete."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from modelpolicy.cli.main import main
from tests.projects import read_files
from tests.stores.hub import Hub

OLD, NEW = "a" * 40, "b" * 40
PROJECT = """
--- modelpolicy.toml
catalog = "app/catalogue.py:ANALYZERS"
disabled = "app/catalogue.py:DISABLED"
--- app/__init__.py
--- app/catalogue.py
from app.quality import Quality
from app.captions import Captions
ANALYZERS = {"quality": Quality, "captions": Captions}
DISABLED = ["captions"]
--- app/quality.py
from transformers import CLIPModel
class Quality:
    def load(self):
        return CLIPModel.from_pretrained("openai/clip")
--- app/captions.py
from transformers import AutoModel
class Captions:
    def load(self):
        return AutoModel.from_pretrained("team/blip")
"""


@dataclass(frozen=True)
class Machine:
    """Everything below one directory; the environment points to it."""

    home: Path

    @property
    def hub(self) -> Hub:
        return Hub(self.home / "cache" / "hub")

    @property
    def state(self) -> Path:
        return self.home / "state"

    @property
    def project(self) -> Path:
        return self.home / "project"

    def write(self, text: str, name: str = "project") -> Path:
        for path, content in read_files(text).items():
            place = self.home / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(content, encoding="utf-8")
        return self.home / name

    def plan(self, *arguments: str) -> dict[str, Any]:
        assert main(["cache", "plan", "-o", str(self.home / "plan.json"), *arguments]) == 0
        document: dict[str, Any] = json.loads((self.home / "plan.json").read_text())
        return document

    def apply(self) -> int:
        return main(["cache", "apply", str(self.home / "plan.json"), "--yes"])


def edit_journal(journal: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Change the batch in its first line."""
    first, _, rest = journal.read_text().partition("\n")
    batch = json.loads(first)
    edit(batch)
    journal.write_text(f"{json.dumps(batch)}\n{rest}")


def deleted(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Id and the first letter of the revision of what a plan deletes."""
    return sorted((line["id"], (line["revision"] or "-")[0]) for line in document["delete"])


def tree(root: Path) -> dict[str, tuple[object, ...]]:
    """Every entry below ``root`` and ``root`` itself: kind, mode, time of change, content or target."""
    found: dict[str, tuple[object, ...]] = {}
    for place, directories, names in os.walk(root):
        for path in (Path(place), *(Path(place) / name for name in (*directories, *names))):
            status = path.lstat()
            content = path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else None
            found[str(path.relative_to(root))] = (status.st_mode, status.st_mtime_ns, status.st_ino, content)
    return found


def made(home: Path, patch: pytest.MonkeyPatch) -> Machine:
    """A machine in ``home`` with two revisions of a needed model, one of an unneeded and one of an unknown one."""
    machine = Machine(home)
    machine.write(PROJECT)
    patch.chdir(machine.project)
    for variable in [name for name in os.environ if name.startswith(("HF_", "XDG_", "TORCH_", "TRANSFORMERS_"))]:
        patch.delenv(variable)
    patch.setenv("HOME", str(home / "home"))
    patch.setenv("HF_HUB_CACHE", str(machine.hub.root))
    patch.setenv("MODELPOLICY_STATE_DIR", str(machine.state))
    machine.hub.revision("openai/clip", OLD, {"model.bin": 100_000, "config.json": b"{}"})
    machine.hub.revision("openai/clip", NEW, {"model.bin": 1_000_000, "config.json": b"{}"}, "main")
    machine.hub.revision("team/blip", NEW, {"model.bin": 10_000}, "main")
    machine.hub.revision("some/other", NEW, {"model.bin": 10}, "main")
    return machine
