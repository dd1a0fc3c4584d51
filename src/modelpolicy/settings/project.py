"""A project's root and its settings, found from any place inside it."""

import os
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.errors import Problem, SettingsError
from modelpolicy.settings.file import SettingsFile, read_settings_files
from modelpolicy.settings.schema import Settings


@dataclass(frozen=True, slots=True)
class Project:
    """A directory with settings; ``file`` is where these stand, ``None`` where the defaults hold."""

    root: Path
    settings: Settings
    file: SettingsFile | None = None

    @property
    def source(self) -> str | None:
        """The name of the file in ``root`` that holds the settings."""
        return self.file.name if self.file else None


def find_project(start: Path) -> Project:
    """Read the settings of the nearest directory, from ``start`` up, that holds some.

    Without any, the defaults hold, and the root is the nearest directory with a ``.git``, or ``start``.

    Raises:
        SettingsError: with every mistake in the file, or because two files hold settings.
    """
    # Unlike Path.resolve before Python 3.13, this does not fail on a loop of symbolic links.
    place = Path(os.path.realpath(start))
    inside = place if place.is_dir() else place.parent
    directories = (inside, *inside.parents)
    for directory in directories:
        files = read_settings_files(directory)
        if files:
            return _project(directory, files)
    root = next((directory for directory in directories if (directory / ".git").exists()), inside)
    return Project(root, Settings())


def read_project(root: Path) -> Project:
    """The project at ``root`` itself: with the settings there, else with the defaults.

    Raises:
        SettingsError: as ``find_project`` does.
    """
    files = read_settings_files(root)
    return _project(root, files) if files else Project(root, Settings())


def _project(root: Path, files: list[SettingsFile]) -> Project:
    if len(files) > 1:
        first, second = files
        message = f"{first.name} beside it holds settings too, and nothing says which of them count"
        raise SettingsError(Problem(second.name, second.line_of(()), message, f"keep them in one file: {first.name}"))
    (file,) = files
    if not file.table:
        return Project(root, Settings(), file)
    from modelpolicy.settings.validate import validate

    result = validate(file.table)
    if isinstance(result, Settings):
        return Project(root, result, file)
    raise SettingsError(
        *(Problem(file.name, file.line_of(fault.keys), fault.message, fault.remedy) for fault in result)
    )
