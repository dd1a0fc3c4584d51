"""Which project a command is about."""

from collections.abc import Sequence
from pathlib import Path

from modelpolicy.settings.project import Project, find_project


def find(paths: Sequence[Path]) -> Project:
    """The project that holds the first of ``paths``, else the working directory."""
    return find_project(paths[0] if paths else Path.cwd())
