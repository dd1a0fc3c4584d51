"""The projects of this machine, as commands register and name them."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from modelpolicy.cleanup.projects.projects import Projects
from modelpolicy.cleanup.projects.state import state_directory
from modelpolicy.errors import RefusedError
from modelpolicy.settings.project import Project


def register(project: Project, live_set: Mapping[str, Any] | None) -> None:
    """Register the project that a command runs in, where its settings allow it and there is a place to write.

    ``live_set`` is what it needs now: that is kept should it be gone when something is deleted. Not on a CI runner:
    what it checks out is gone when the job ends.
    """
    if project.settings.register and not os.environ.get("CI"):
        with suppress(OSError, RefusedError):
            add(project, live_set, Projects(state_directory()))


def add(project: Project, live_set: Mapping[str, Any] | None, projects: Projects) -> bool:
    """Register a project, and remember what it needs where that is known; ``False`` where it was registered already.

    Raises:
        RefusedError: the list of projects cannot be read. OSError: it cannot be written.
    """
    is_new = projects.add(str(project.root))
    if live_set is not None:
        projects.remember(str(project.root), live_set)
    return is_new


def listed(projects: Projects) -> Iterator[tuple[str, str]]:
    """Each registered project, and what is wrong with it.

    Raises:
        RefusedError: the list cannot be read.
    """
    for root in projects.roots():
        if os.path.isdir(root):  # noqa: PTH112
            yield root, ""
        elif projects.last_known(root) is None:
            yield root, "not there, and what it needs was never known: nothing can be deleted until it is forgotten"
        else:
            yield root, "not there: what it was last known to need is kept"
