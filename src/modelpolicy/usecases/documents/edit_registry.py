"""The project's registry, edited by program."""

from collections.abc import Iterable

from modelpolicy.registry.edit import Edit
from modelpolicy.settings.project import Project
from modelpolicy.usecases.writing.replace_files import replace_files


def edit_registry(project: Project, edits: Iterable[Edit]) -> None:
    """Apply ``edits``, one after the other, to the registry, which was read before; all of them or none.

    Raises:
        InputError: an edit refuses the text, or the file cannot be written.
    """
    path = project.settings.registry
    text = (project.root / path).read_bytes().decode()
    for edit in edits:
        text = edit(text, path)
    replace_files(project.root, {path: text})
