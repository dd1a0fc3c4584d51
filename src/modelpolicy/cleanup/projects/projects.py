"""The projects of this user's machine: a deletion keeps what any of them needs.

``projects.json`` in the state directory lists their roots; ``live/<digest>.json`` is what a project was last known to
need. Both are replaced as a whole, under a lock.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from modelpolicy.cleanup.projects.state import write_whole
from modelpolicy.errors import Problem, RefusedError

FORMAT: Final = "modelpolicy-projects/1"


class Projects:
    """The projects that are registered in a state directory."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._list = state / "projects.json"

    def roots(self) -> tuple[str, ...]:
        """Their absolute paths, sorted.

        Raises:
            RefusedError: the list cannot be read. It must not look as if there were none.
        """
        try:
            document = json.loads(self._list.read_bytes())
            return tuple(sorted(map(str, {FORMAT: document["projects"]}[document["format"]])))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            remedy = "mend it, or remove it and register the projects again: modelpolicy roots add PATH"
            raise RefusedError(
                Problem(str(self._list), 0, f"the list of projects cannot be read: {error}", remedy)
            ) from error

    def add(self, root: str) -> bool:
        """Register a project; ``False`` where it was registered already.

        Raises:
            RefusedError: as ``roots``. OSError: it cannot be written.
        """
        if root in self.roots():
            return False
        with self._locked():
            self._write({*self.roots(), root})
        return True

    def forget(self, root: str) -> bool:
        """Drop a project, and what it needs; ``False`` where it was not registered.

        Raises:
            RefusedError: as ``roots``. OSError: it cannot be written.
        """
        with self._locked():
            known = set(self.roots())
            self._write(known - {root})
            self._live(root).unlink(missing_ok=True)
        return root in known

    def remember(self, root: str, needs: Any) -> None:
        """Keep what a project needs, as plain data.

        Raises:
            OSError: it cannot be written.
        """
        content = json.dumps({"root": root, "needs": needs}).encode()
        place = self._live(root)
        if not (place.exists() and place.read_bytes() == content):
            write_whole(place, content)

    def last_known(self, root: str) -> Any | None:
        """What a project was last known to need; ``None`` where that is not known."""
        try:
            document = json.loads(self._live(root).read_bytes())
            return document["needs"] if document["root"] == root else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def _live(self, root: str) -> Path:
        return self._state / "live" / f"{blake2b(os.fsencode(root), digest_size=16).hexdigest()}.json"

    def _write(self, roots: set[str]) -> None:
        document = {"format": FORMAT, "projects": sorted(roots)}
        write_whole(self._list, json.dumps(document, indent=2).encode() + b"\n")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Wait for whoever else changes the list: that takes no time."""
        self._state.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._state / "projects.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
