"""A scan whose units an earlier run found already: only those are searched of which anything changed.

A unit knows nothing of the others, so what was found of it holds as long as its own files are the same, and the
configuration files that it read or looked for. The units of a scan are one entry, under the settings, the paths that
were named and this installation.
"""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from modelpolicy.cache.digest import digest, tool_digest
from modelpolicy.cache.seals import Seals, are_whole
from modelpolicy.cache.store import Store
from modelpolicy.settings.project import Project
from modelpolicy.usecases.found_data import from_data, to_data
from modelpolicy.usecases.progress import UNSEEN, Progress
from modelpolicy.usecases.scan import Scan, scan_by_units
from modelpolicy.usecases.unit import Found, Rows, Unit, scan_apart


def recall_or_scan(project: Project, paths: Sequence[Path] = (), progress: Progress = UNSEEN) -> Scan:
    """The scan of ``usecases.scan``, each unit from the cache where nothing that it depends on has changed.

    Raises:
        InputError: as ``usecases.scan.scan`` does.
    """
    store, key = Store(project.root), _key(project, paths)

    def search(root: Path, units: Sequence[Unit], rows: Rows) -> tuple[Found, ...]:
        kept = store.read(key) or {}
        recalled = {unit: found for unit in units if (found := _recalled(kept.get(_name(unit)), root, unit))}
        rest = [unit for unit in units if unit not in recalled]
        if not rest:
            return tuple(recalled[unit] for unit in units)
        seals = Seals(root, [path for unit in rest for path in unit])
        fresh = dict(zip(rest, scan_apart(root, rest, rows, progress), strict=True))
        parts = {_name(unit): kept[_name(unit)] for unit in recalled}
        store.write(key, parts | {_name(unit): part for unit in rest if (part := _part(unit, fresh[unit], seals))})
        return tuple((recalled | fresh)[unit] for unit in units)

    return scan_by_units(project, paths, search)


def scan_afresh(project: Project, paths: Sequence[Path] = (), progress: Progress = UNSEEN) -> Scan:
    """The same without a cache.

    Raises:
        InputError: as ``usecases.scan.scan`` does.
    """
    return scan_by_units(project, paths, partial(scan_apart, progress=progress))


def _key(project: Project, paths: Sequence[Path]) -> str:
    settings = (project.root / project.source).read_bytes() if project.source else b""
    places = "\0".join(os.path.relpath(project.root / path, project.root) for path in paths)
    return digest(b"scan", tool_digest().encode(), settings, places.encode())


def _name(unit: Unit) -> str:
    return digest(*(path.encode("utf-8", "surrogateescape") for path in unit))


def _recalled(part: Any, root: Path, unit: Unit) -> Found | None:
    try:
        sealed, found = part["inputs"], from_data(part["found"])
        is_same = {*unit, *found.configurations} == sealed.keys() and are_whole(root, sealed)
    except (KeyError, TypeError, AttributeError, ValueError):
        # Nothing, or something that another program wrote, or a disk damaged: as good as none.
        return None
    return found if is_same else None


def _part(unit: Unit, found: Found, seals: Seals) -> dict[str, Any] | None:
    sealed = seals.after({*unit, *found.configurations})
    return None if sealed is None else {"inputs": sealed, "found": to_data(found)}
