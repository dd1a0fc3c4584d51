"""Why this machine would not let an artifact go now."""

import os
from collections.abc import Mapping

from modelpolicy.cleanup.moves import all_paths
from modelpolicy.domain.artifact import Artifact


class Hindrances:
    """Asks for the permission to move, and for who holds a file open. Every directory is asked about once."""

    def __init__(self, held: Mapping[str, str]) -> None:
        self._held = held
        self._writable: dict[str, bool] = {}

    def __call__(self, artifact: Artifact) -> str:
        """The first reason; empty where there is none."""
        if len(self._held):
            for path in all_paths(artifact):
                if path in self._held:
                    return f"a running process holds it open: {self._held[path]}"
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
