"""Registry to documents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.documents.render import render
from modelpolicy.errors import InputError, Problem, SettingsError
from modelpolicy.registry.read import read_registry
from modelpolicy.settings.project import Project
from modelpolicy.usecases.writing.replace_files import replace_files


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document as it stands (``None``: there is none) and as it should be."""

    path: str
    before: str | None
    after: str

    @property
    def is_stale(self) -> bool:
        """Whether the file must be written."""
        return self.before != self.after


def render_documents(project: Project) -> tuple[Rendered, ...]:
    """Every document of the settings as the registry would have it.

    Raises:
        InputError: the settings name no document, the registry cannot be used, or a document has broken markers.
    """
    if not project.settings.rendered:
        message = "the settings name no document to render"
        remedy = 'add documents = [{ path = "docs/models.md", language = "en" }] to the settings, or "de"'
        raise SettingsError(Problem(project.source or "modelpolicy.toml", 0, message, remedy))
    return tuple(_render_all(project))


def read_document(project: Project, path: str) -> str | None:
    """The text of a document; ``None`` where there is no such file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return (project.root / path).read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise InputError(Problem(path, 0, "the document is not UTF-8", "save the file as UTF-8")) from error
    except OSError as error:
        message = f"the document cannot be read: {error.strerror}"
        raise InputError(Problem(path, 0, message, "make it a readable file")) from error


def write_documents(root: Path, documents: Iterable[Rendered]) -> None:
    """Write documents, their directories too: all of them or none.

    Raises:
        InputError: one of them cannot be written.
    """
    replace_files(root, {document.path: document.after for document in documents})


def _render_all(project: Project) -> Iterator[Rendered]:
    registry = read_registry(project.root / project.settings.registry, project.root).registry
    for document in project.settings.rendered:
        before = read_document(project, document.path)
        yield Rendered(document.path, before, render(registry, document.language, before, document.path))
