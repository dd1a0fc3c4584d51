"""The files of a project to what their commands delete."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from modelpolicy.deletions.commands.telling import may_delete_in_python, may_delete_models, may_list_deletable
from modelpolicy.deletions.taken.places import Places
from modelpolicy.documents.regions import without_regions
from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.load import Candidate, Failure
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.path_pattern import PathPattern
from modelpolicy.errors import InputError
from modelpolicy.registry.schema import Registry
from modelpolicy.settings.project import Project
from modelpolicy.source.walk import NOTEBOOK
from modelpolicy.usecases.scanning.scan import Scan

if TYPE_CHECKING:
    from modelpolicy.extract.commands import Commands
    from modelpolicy.resolve.evaluator import Evaluator

_RENDERED: Final = b"<!-- modelpolicy:begin"


@dataclass(frozen=True, slots=True)
class Deleted:
    """What the project's commands delete, and which of their files could not be read."""

    deletions: tuple[Deletion, ...]
    failures: tuple[Failure, ...]


def find_deletions(project: Project, scanned: Scan) -> Deleted:
    """Read what was discovered, Python, scripts and Markdown, and the documents that the settings name."""
    named = (document.path for document in project.settings.documents)
    documents = dict.fromkeys((*scanned.documents, *named))
    names = frozenset(_own_files(scanned))
    found = [
        *(one for path in scanned.evaluator.project.paths for one in _in_python(project.root, path, scanned, names)),
        *(one for path in scanned.scripts for one in _in_script(project.root, path, names)),
        *(one for path in documents for one in _in_document(project.root, path, names)),
    ]
    deletions = dict.fromkeys(one for one in found if isinstance(one, Deletion))
    return Deleted(tuple(deletions), tuple(one for one in found if isinstance(one, Failure)))


def places_for(project: Project, scanned: Scan, registry: Registry, deletions: Iterable[Deletion]) -> Places:
    """Where models lie, as far as ``deletions`` ask for it."""
    deletions = tuple(deletions)
    if not deletions:
        return Places()
    from modelpolicy.usecases.stock.stock import given_directories, stores_of

    targets = (deletion.target for deletion in deletions)
    variables = frozenset(one.variable for one in targets if isinstance(one, PathPattern) and one.variable)
    documented = {model: entry.paths for model, entry in registry.models.items() if entry.paths}
    given = given_directories(project, scanned.loads)
    return Places(stores_of(project), given, documented, variables, _fetched(scanned))


def _fetched(scanned: Scan) -> Mapping[ModelId, frozenset[str]]:
    """Where models are loaded from that the project itself fetches."""
    found: defaultdict[ModelId, frozenset[str]] = defaultdict(frozenset)
    for candidate in _candidates(scanned):
        if candidate.path:
            found[candidate.id] |= {candidate.path}
    return found


def _own_files(scanned: Scan) -> Iterator[bytes]:
    """The names in the paths of models that lie in the project itself, or where it fetches them to."""
    for candidate in _candidates(scanned):
        path = candidate.id.name if candidate.id.store == "file" else candidate.path
        yield from (part.encode() for part in path.split("/") if len(part) > 1)


def _candidates(scanned: Scan) -> Iterator[Candidate]:
    return (candidate for load in scanned.loads for candidate in load.models)


def _in_python(root: Path, path: str, scanned: Scan, names: frozenset[bytes]) -> Iterator[Deletion]:
    data = _read(root, path)
    if may_delete_in_python(data, names):
        from modelpolicy.deletions.texts.python import deletions_in_module

        for module in scanned.evaluator.project.modules(path):
            scanned.evaluator.turn_to_next_file()
            yield from deletions_in_module(scanned.evaluator, _commands(), module)
    if path.endswith(NOTEBOOK) and may_delete_models(data, names):
        yield from _in_notebook(path, data, scanned.evaluator)


def _in_notebook(path: str, data: bytes, evaluator: "Evaluator") -> Iterator[Deletion]:
    from modelpolicy.deletions.texts.shell import ShellReader
    from modelpolicy.scripts.files.notebook import notebook_scripts
    from modelpolicy.scripts.shell.syntax import UnreadableScriptError
    from modelpolicy.source.notebook import NotebookError, read_notebook

    reader = ShellReader(_commands())
    with suppress(NotebookError, UnreadableScriptError):
        # That it is no notebook, or holds no script, was told where it was searched for loads.
        for script in notebook_scripts(evaluator, path, read_notebook(data)):
            reader.read(script)
    yield from reader.found


def _in_script(root: Path, path: str, names: frozenset[bytes]) -> Iterator[Deletion | Failure]:
    data = _read(root, path)
    if not may_delete_models(data, names):
        return
    from modelpolicy.deletions.texts.shell import ShellReader
    from modelpolicy.scripts.files.translate import scripts_in
    from modelpolicy.scripts.shell.syntax import UnreadableScriptError, refuse_too_long

    reader = ShellReader(_commands())
    try:
        refuse_too_long(data)
        for script in scripts_in(path, data.decode("utf-8", "replace")):
            reader.read(script)
    except UnreadableScriptError as error:
        yield Failure(Location(path), str(error), searched=False)
    yield from reader.found


def _in_document(root: Path, path: str, names: frozenset[bytes]) -> Iterator[Deletion | Failure]:
    data = _without_rendered(_read(root, path), path)
    if not (may_delete_models(data, names) or may_list_deletable(data)):
        return
    from modelpolicy.deletions.texts.markdown import LONGEST, deletions_in_document

    if len(data) > LONGEST:
        yield Failure(Location(path), f"longer than {LONGEST} bytes: not searched", searched=False)
        return
    yield from deletions_in_document(_commands(), path, data.decode("utf-8", "replace").replace("\r\n", "\n"))


def _without_rendered(data: bytes, path: str) -> bytes:
    """What is rendered from the registry says nothing that the registry does not say, and is held against it there."""
    if _RENDERED not in data:
        return data
    with suppress(InputError, UnicodeDecodeError):
        # Broken markers are told where the document is rendered; until then all of it counts.
        return without_regions(data.decode("utf-8"), path).encode("utf-8")
    return data


def _read(root: Path, path: str) -> bytes:
    """The bytes of a file; none where it cannot be read, which is told where it is searched for loads."""
    try:
        return (root / path).read_bytes()
    except OSError:
        return b""


def _commands() -> "Commands":
    from modelpolicy.extract.commands import builtin_commands

    return builtin_commands()
