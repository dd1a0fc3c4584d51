"""Why this machine would not let an artifact go now."""

import os
from collections.abc import Mapping, Sequence

from modelpolicy.cleanup.planning.mounts import mounted_in
from modelpolicy.cleanup.planning.moves import all_paths
from modelpolicy.domain.artifact import Artifact


class Hindrances:
    """Asks for the permission to move, for mount points, and for who holds a file open.

    Every directory is asked about once. ``held`` are files that processes have open, ``mounts`` the mount points.
    """

    def __init__(self, held: Mapping[str, str], mounts: Sequence[str] = ()) -> None:
        self._held = held
        self._mounts = mounts
        self._writable: dict[str, bool] = {}

    def __call__(self, artifact: Artifact) -> str:
        """The first reason; empty where there is none."""
        if len(self._held):
            for path in all_paths(artifact):
                if path in self._held:
                    return f"a running process holds it open: {self._held[path]}"
        if point := mounted_in(artifact.root, artifact.home, self._mounts):
            return f"another file system is mounted there: {point}"
        for place in (artifact.home, *artifact.paths):
            parent = os.path.dirname(place)  # noqa: PTH120
            if not self._may_write(parent):
                return f"nothing may be moved out of {parent}"
        return ""

    def _may_write(self, directory: str) -> bool:
        if directory not in self._writable:
            is_real = os.path.realpath(directory) == directory
            self._writable[directory] = is_real and os.access(directory, os.W_OK | os.X_OK)
        return self._writable[directory]
