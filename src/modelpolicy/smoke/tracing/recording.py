"""The directory that a trace is written to, and the environment that makes processes write there."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from modelpolicy.extract.canonical import WEIGHTS_SUFFIXES
from modelpolicy.extract.catalogue import Catalogue

VARIABLE: Final = "MODELPOLICY_TRACE"
Refusal = Literal["network", "remote-code", "pickle"]
_HOOK: Final = Path(__file__).parent / "hook"


@dataclass(frozen=True, slots=True)
class TracePlan:
    """What is written down.

    The calls of the loaders of ``catalogue``, and the files that are opened in the directories ``stores``. ``project``
    is the one whose lines are named as callers. What is ``refused`` raises in the traced processes.
    """

    catalogue: Catalogue
    stores: Iterable[str]
    project: Path
    refused: Iterable[Refusal] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the processes wrote: calls of loaders as plain data, paths of files, hosts that were refused."""

    calls: tuple[Mapping[str, Any], ...]
    files: tuple[str, ...]
    hosts: tuple[str, ...] = ()


def recording(base: Mapping[str, str], directory: Path, plan: TracePlan) -> dict[str, str]:
    """Say in ``directory`` what is to be written down, and give the variables that make a process do it.

    ``base`` is the environment that these variables are added to.
    """
    written = {
        "patterns": sorted(plan.catalogue.patterns),
        "suffixes": sorted(WEIGHTS_SUFFIXES),
        "roots": sorted({form for root in plan.stores for form in (root, os.path.realpath(root))}),
        "project": os.path.realpath(plan.project),
        "refused": sorted(plan.refused),
    }
    (directory / "plan.json").write_text(json.dumps(written), encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(_HOOK), base.get("PYTHONPATH"))))
    return {VARIABLE: str(directory), "PYTHONPATH": path}


def read_record(directory: Path) -> Recorded:
    """What was written. A line that a process was killed over is left out."""
    entries = list(_entries(directory))
    calls = tuple(entry for entry in entries if "call" in entry)
    files = dict.fromkeys(str(entry["file"]) for entry in entries if "file" in entry)
    hosts = dict.fromkeys(str(entry["network"]) for entry in entries if "network" in entry)
    return Recorded(calls, tuple(files), tuple(hosts))


def _entries(directory: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(directory.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict):
                yield entry
