"""A hand-written document to a registry."""

from pathlib import Path

from modelpolicy.errors import InputError, NothingToCheckError, Problem
from modelpolicy.handwritten.import_document import Imported, import_document
from modelpolicy.usecases.documents.new_registry import registry_files
from modelpolicy.usecases.writing.new_files import write_new_files

MAX_BYTES = 5_000_000


def read_imported(path: Path) -> Imported:
    """What the Markdown document at ``path`` says.

    Raises:
        InputError: there is no such file, it is not UTF-8, or it is far too large for a document.
    """
    return import_document(_read(path))


def write_imported(imported: Imported, root: Path, path: str) -> tuple[str, ...]:
    """Write the registry to a new file at ``path``, relative to ``root``, and its schema. Gives the paths written.

    Raises:
        InputError: there is a file already.
    """
    files = registry_files(root, path, imported.registry)
    write_new_files(root, files)
    return tuple(files)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise NothingToCheckError(Problem(str(path), 0, "there is no such document", "correct the path")) from error
    except OSError as error:
        message = f"the document cannot be read: {error.strerror}"
        raise InputError(Problem(str(path), 0, message, "name a readable Markdown file")) from error
    if len(content) > MAX_BYTES:
        raise InputError(Problem(str(path), 0, f"larger than {MAX_BYTES} bytes", "name a Markdown document"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(Problem(str(path), line, "the document is not UTF-8", "save it as UTF-8")) from error
