"""The projects of this machine, as commands register and name them."""

import os
from collections.abc import Iterator
from contextlib import suppress

from modelpolicy.cleanup.projects import Projects
from modelpolicy.cleanup.state import state_directory
from modelpolicy.errors import RefusedError
from modelpolicy.settings.project import Project


def register(project: Project) -> None:
    """Register the project that a command runs in, where its settings allow it and there is a place to write.

    Not on a CI runner: what it checks out is gone when the job ends.
    """
    if project.settings.register and not os.environ.get("CI"):
        with suppress(OSError, RefusedError):
            Projects(state_directory()).add(str(project.root))


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
