"""The repository around a project."""

import os
from pathlib import Path, PurePath


def folder_in_repository(root: Path) -> str:
    """Where ``root`` lies below its repository's root: POSIX; empty where it is that root, or none is there."""
    place = Path(os.path.realpath(root))
    for directory in (place, *place.parents):
        if (directory / ".git").exists():
            inside = PurePath(os.path.relpath(place, directory)).as_posix()
            return "" if inside == "." else inside
    return ""
