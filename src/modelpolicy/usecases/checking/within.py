"""The paths that a user names, and what lies in them."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePath

from modelpolicy.domain.finding import Finding
from modelpolicy.errors import NothingToCheckError, Problem


def inside(root: Path, paths: Sequence[Path]) -> list[str]:
    """The paths as findings name them: POSIX, relative to the root."""
    top = os.path.realpath(root)
    names = [PurePath(os.path.relpath(os.path.realpath(root / path), top)).as_posix() for path in paths]
    problems = [problem for name in names if (problem := _problem(root, name))]
    if problems:
        raise NothingToCheckError(*problems)
    return names


def refuse_unchecked(wanted: Sequence[str], looked_at: Sequence[str]) -> None:
    """A path that no checked file lies in would always be clean: that must not look like a judgement."""
    problems = [
        Problem(path, 0, "nothing here is checked", "change `paths` in the settings, or name a path that these cover")
        for path in wanted
        if not any(path in (".", place) or place.startswith(f"{path}/") for place in looked_at)
    ]
    if problems:
        raise NothingToCheckError(*problems)


def _problem(root: Path, name: str) -> Problem | None:
    if name.split("/", maxsplit=1)[0] == "..":
        return Problem(name, 0, f"this path is not in the project {root}", "check each project by itself")
    if not os.path.lexists(root / name):
        return Problem(name, 0, "this path does not exist", "correct the path")
    return None


def is_within(finding: Finding, wanted: Sequence[str]) -> bool:
    """Whether the finding stands at or below one of the paths; everything does where there are none."""
    place = finding.location.path
    return not wanted or any(path in (".", place) or place.startswith(f"{path}/") for path in wanted)
