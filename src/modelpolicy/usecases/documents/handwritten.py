"""The documents that the team writes by hand, as rules look at them."""

from collections.abc import Iterator
from typing import Final

from modelpolicy.errors import InputError, Problem, SettingsError
from modelpolicy.rules.facts import HandwrittenDocument
from modelpolicy.settings.project import Project
from modelpolicy.usecases.documents.document import read_document

MAX_TEXT: Final = 1_000_000
"""What is parsed in a few seconds, and far more than people read."""


def read_handwritten(project: Project) -> tuple[HandwrittenDocument, ...]:
    """Read every document that the settings say is to be checked.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """
    return tuple(_read_all(project))


def _read_all(project: Project) -> Iterator[HandwrittenDocument]:
    for document in project.settings.checked:
        text = read_document(project, document.path)
        if text is None:
            raise SettingsError(_missing(project, document.path))
        if len(text) > MAX_TEXT:
            message = f"larger than {MAX_TEXT} characters"
            raise InputError(Problem(document.path, 0, message, "name a document that is about models"))
        # The Markdown parser is only imported where a project has such a document.
        from modelpolicy.handwritten.import_document import import_document

        imported = import_document(text)
        yield HandwrittenDocument(document.path, imported.statements, imported.registry)


def _missing(project: Project, path: str) -> Problem:
    settings = project.settings
    index = next(index for index, document in enumerate(settings.documents) if document.path == path)
    line = project.file.line_of(("documents", index, "path")) if project.file else 0
    return Problem(project.source or "", line, f"{path} is to be checked, and does not exist", "correct `documents`")
