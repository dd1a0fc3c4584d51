"""A scan whose units an earlier run found already: only those are searched of which anything changed.

A unit knows nothing of the others, so what was found of it holds as long as its own files are the same, and the
configuration files that it read or looked for; and where files of it changed, as long as they say the same to all that
was asked of them (``grounds``). The units of a scan are one entry, under the settings, the paths that
were named and this installation.
"""

import os
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from modelpolicy.cache.digest import digest, tool_digest
from modelpolicy.cache.seals import Seal, Seals, changed
from modelpolicy.cache.store import Store
from modelpolicy.settings.project import Project
from modelpolicy.usecases.scanning.found_data import from_data, to_data
from modelpolicy.usecases.scanning.grounds import renewed
from modelpolicy.usecases.scanning.progress import UNSEEN, Progress
from modelpolicy.usecases.scanning.readings import Moves
from modelpolicy.usecases.scanning.scan import Scan, scan_by_units
from modelpolicy.usecases.scanning.unit import Found, Rows, Unit, scan_apart

Part: TypeAlias = dict[str, Any]
"""What is kept of a unit, as JSON has it: what it was found from, what was found, and what that rests on."""


def recall_or_scan(project: Project, paths: Sequence[Path] = (), progress: Progress = UNSEEN) -> Scan:
    """The scan of ``usecases.scan``, each unit from the cache where nothing that it depends on has changed.

    Raises:
        InputError: as ``usecases.scan.scan`` does.
    """
    store, key = Store(project.root), _key(project, paths)

    def search(root: Path, units: Sequence[Unit], rows: Rows) -> tuple[Found, ...]:
        kept = store.read(key) or {}
        recalled = {unit: both for unit in units if (both := _recalled(kept.get(_name(unit)), root, unit, rows))}
        rest = [unit for unit in units if unit not in recalled]
        seals = Seals(root, [path for unit in rest for path in unit])
        fresh = dict(zip(rest, scan_apart(root, rest, rows, progress, recalled), strict=True)) if rest else {}
        parts = {unit: part for unit, (part, _) in recalled.items()}
        parts |= {unit: part for unit in rest if (part := _part(unit, fresh[unit], seals))}
        if any(kept.get(_name(unit)) is not part for unit, part in parts.items()):
            store.write(key, {_name(unit): part for unit, part in parts.items()})
        founds = {unit: found for unit, (_, found) in recalled.items()} | fresh
        return tuple(founds[unit] for unit in units)

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


def _recalled(part: Any, root: Path, unit: Unit, rows: Rows) -> tuple[Part, Found] | None:
    """What is kept of the unit, where it still holds; made new where files changed in what it does not rest on."""
    try:
        sealed: dict[str, Seal] = part["inputs"]
        if {*unit, *part["found"]["configurations"]} != sealed.keys():
            return None
        touched = frozenset(changed(root, sealed))
        whole = _renewed(part, root, unit, touched, rows) if touched else part
        return None if whole is None else (whole, from_data(whole["found"]))
    except (KeyError, TypeError, AttributeError, ValueError):
        # Nothing, or something that another program wrote, or a disk damaged: as good as none.
        return None


def _renewed(part: Part, root: Path, unit: Unit, touched: frozenset[str], rows: Rows) -> Part | None:
    """The part with what it says of the files that were ``touched`` as these are now."""
    seals, grounds = Seals(root, touched), part["grounds"]
    readings = renewed(grounds, root, unit, touched, rows.catalogue())
    sealed = None if readings is None else seals.after(touched)
    if readings is None or sealed is None:
        return None
    moves = Moves(
        before={path: grounds["readings"][path]["lines"] for path in readings},
        now={path: one.lines for path, one in readings.items()},
    )
    found = from_data(part["found"], moves.moved)
    now = grounds["readings"] | {path: asdict(one) for path, one in readings.items()}
    return {
        "inputs": part["inputs"] | sealed,
        "found": to_data(found),
        "grounds": {**grounds, "readings": now},
    }


def _part(unit: Unit, found: Found, seals: Seals) -> Part | None:
    sealed = seals.after({*unit, *found.configurations})
    if sealed is None or found.grounds is None:
        return None
    return {"inputs": sealed, "found": to_data(found), "grounds": asdict(found.grounds)}
