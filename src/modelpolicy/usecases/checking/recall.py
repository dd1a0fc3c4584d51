"""A check that an earlier run made already: found again by the content of everything that it was made from.

An entry names the files that were read, each with its seal (``cache.seals``), and holds as long as discovery finds
the same files with the same content, under the same settings and the same modelpolicy, and on days on which the same
comments are over. What changes while a check runs is never kept.
"""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from modelpolicy.cache.digest import digest, tool_digest
from modelpolicy.cache.seals import Seals, are_whole
from modelpolicy.cache.store import Store
from modelpolicy.settings.project import Project
from modelpolicy.source.discover import discover
from modelpolicy.usecases.checking.checked import Checked, from_data, to_data
from modelpolicy.usecases.checking.clock import Clock, utc_day
from modelpolicy.usecases.policies.policy_files import policy_files
from modelpolicy.usecases.scanning.progress import UNSEEN, Progress


def recall_or_check(
    project: Project, paths: Sequence[Path] = (), clock: Clock = utc_day, progress: Progress = UNSEEN
) -> Checked:
    """The check of ``usecases.check``, from the cache where nothing that it depends on has changed.

    Raises:
        InputError: as ``usecases.check.check`` does.
    """
    store, key, known = Store(project.root), _key(project, paths), _known_inputs(project)
    recalled = _recall(store.read(key), project.root, known, clock())
    if recalled is not None:
        return recalled
    from modelpolicy.usecases.checking.check import check

    seals = Seals(project.root, known)
    checked = check(project, paths, clock=clock, progress=progress)
    inputs = seals.after({*known, *checked.inputs})
    if inputs is not None:
        store.write(key, {"inputs": inputs, "checked": to_data(checked)})
    return checked


def _key(project: Project, paths: Sequence[Path]) -> str:
    settings = (project.root / project.source).read_bytes() if project.source else b""
    places = "\0".join(os.path.relpath(project.root / path, project.root) for path in paths)
    return digest(tool_digest().encode(), settings, places.encode())


def _recall(entry: dict[str, Any] | None, root: Path, known: Sequence[str], today: date) -> Checked | None:
    if entry is None:
        return None
    try:
        inputs, checked = entry["inputs"], from_data(entry["checked"])
        same_files = set(known) <= inputs.keys()
        return checked if same_files and checked.period.holds(today) and are_whole(root, inputs) else None
    except (KeyError, TypeError, AttributeError, ValueError):
        # An entry that something else wrote, or a disk damaged: as good as none.
        return None


def _known_inputs(project: Project) -> list[str]:
    """What every check reads: the sources, the registry, the documents, the policies."""
    settings = project.settings
    found = discover(project.root, [Path(path) for path in settings.paths], settings.exclude)
    documents = (document.path for document in settings.documents)
    baseline = (settings.baseline,) if settings.baseline else ()
    read = [*found.paths, *found.scripts, *found.documents, settings.registry]
    return [*read, *documents, *baseline, *policy_files(project)]
