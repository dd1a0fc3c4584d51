"""What decides where libraries keep their weights."""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_VARIABLE: Final = re.compile(r"\$(?:(\w+)|\{(\w+)\})")


@dataclass(frozen=True, slots=True)
class Machine:
    """A user's view of a machine.

    ``environment`` is that of the process that would load models, ``home`` what ``~`` stands for, ``working`` the
    directory that relative paths start from. ``given`` are further directories by store: those that the code hands to a
    library (``cache_dir=...``), or that the settings add. ``packages`` are the directories of installed packages.
    """

    environment: Mapping[str, str]
    home: Path
    working: Path
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    packages: tuple[str, ...] = ()

    @classmethod
    def here(cls, working: Path, given: Mapping[str, tuple[str, ...]] | None = None) -> "Machine":
        """The machine, user and environment of this process."""
        environment = dict(os.environ)
        packages = tuple(_package_directories(environment, working))
        return cls(environment, Path(os.path.expanduser("~")), working, given or {}, packages)  # noqa: PTH111

    def expanded(self, path: str) -> str:
        """``path`` with ``~`` and ``$VARIABLE`` filled in, absolute; a variable that is not set stays as it is."""
        filled = _VARIABLE.sub(lambda match: self.environment.get(match[1] or match[2], match[0]), path)
        if filled == "~" or filled.startswith("~/"):
            filled = f"{self.home}{filled[1:]}"
        return os.path.normpath(self.working / filled)

    def is_common(self, path: str) -> bool:
        """Whether a directory holds the working directory or the home, and so anything."""
        real = os.path.realpath(path)
        return any(is_within(os.path.realpath(place), real) for place in (self.working, self.home))


def is_within(path: str, directory: str) -> bool:
    """Whether a path is a directory's or lies below it, as written."""
    return path == directory or path.startswith(directory if directory.endswith("/") else f"{directory}/")


def _package_directories(environment: Mapping[str, str], working: Path) -> Iterable[str]:
    """Those of this interpreter, of the active environment, and of an environment in the project."""
    own = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    active = [environment[name] for name in ("VIRTUAL_ENV", "CONDA_PREFIX") if environment.get(name)]
    places = [*map(Path, active), working / ".venv", working / "venv"]
    theirs = [str(found) for place in places for found in sorted(place.glob("lib/python3*/site-packages"))]
    return dict.fromkeys(map(os.path.realpath, (*own, *theirs)))
