"""Scripts, and the shell lines of notebooks, to loads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from modelpolicy.domain.load import Failure, Load
from modelpolicy.domain.location import Location
from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.source.walk import NOTEBOOK

if TYPE_CHECKING:
    from modelpolicy.extract.commands import Commands
    from modelpolicy.scripts.text import ScriptText

_SHELL_MARKS: Final = (b'"!', b"%%", b"= !", b"=!", b"%sx", b"%system")
"""What the bytes of a notebook with shell lines hold one of."""


@dataclass(frozen=True, slots=True)
class ScriptLoads:
    """The loads of scripts, and which scripts could not be read."""

    loads: tuple[Load, ...]
    failures: tuple[Failure, ...]


def scan_scripts(root: Path, scripts: Iterable[str], evaluator: Evaluator, catalogue: Catalogue) -> ScriptLoads:
    """Find the loads in ``scripts``, and in the shell lines of the notebooks that ``evaluator`` knows."""
    tokens = frozenset(token.encode() for token in catalogue.tokens)
    notebooks = (path for path in evaluator.project.paths if path.endswith(NOTEBOOK))
    found = [one for path in (*scripts, *notebooks) for one in _scan_one(root, path, tokens, evaluator, catalogue)]
    loads = _each_once([one for one in found if isinstance(one, Load)])
    return ScriptLoads(loads, tuple(one for one in found if isinstance(one, Failure)))


def _each_once(loads: list[Load]) -> tuple[Load, ...]:
    """A command in a file that others source is one load, whoever runs it."""
    if not loads:
        return ()
    from modelpolicy.scripts.loading.loads import merged

    return tuple(sorted(merged(loads), key=lambda load: (load.location.path, load.location.cell or 0, load.location)))


def _scan_one(
    root: Path, path: str, tokens: frozenset[bytes], evaluator: Evaluator, catalogue: Catalogue
) -> Iterator[Load | Failure]:
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        if not path.endswith(NOTEBOOK):
            yield Failure(Location(path), error.strerror or str(error), searched=False)
        return
    if path.endswith(NOTEBOOK) and not any(mark in data for mark in _SHELL_MARKS):
        return
    from modelpolicy.extract.commands import builtin_commands

    commands = builtin_commands()
    sourced = (evaluator.project.read(place) for place in _places(path, commands.names_of_sourced(data)))
    if any(commands.may_hold_loads(one, tokens) for one in chain((data,), filter(None, sourced))):
        yield from _search(path, data, commands, evaluator, catalogue)


def _places(path: str, names: Iterable[str]) -> Iterator[str]:
    """Where files that the one at ``path`` sources can be: beside it, and at the project's root."""
    for name in names:
        yield str(PurePosixPath(path).parent / name)
        yield name


def _search(
    path: str, data: bytes, commands: "Commands", evaluator: Evaluator, catalogue: Catalogue
) -> Iterator[Load | Failure]:
    from modelpolicy.scripts.loading.search import Knowledge, Search
    from modelpolicy.scripts.shell.syntax import UnreadableScriptError, refuse_too_long

    owner = evaluator.project.imports.name_of(path) if path.endswith(NOTEBOOK) else f"./{path}"
    search = Search(Knowledge(commands, catalogue, evaluator), owner)
    try:
        if not path.endswith(NOTEBOOK):
            refuse_too_long(data)
        for script in _scripts(path, data, evaluator):
            search.script(script)
    except UnreadableScriptError as error:
        yield Failure(Location(path), str(error), searched=False)
    yield from search.found()


def _scripts(path: str, data: bytes, evaluator: Evaluator) -> "Iterable[ScriptText]":
    from modelpolicy.scripts.files.notebook import notebook_scripts
    from modelpolicy.scripts.files.translate import scripts_in
    from modelpolicy.source.notebook import NotebookError, read_notebook

    if not path.endswith(NOTEBOOK):
        return scripts_in(path, data.decode("utf-8", "replace"))
    try:
        return notebook_scripts(evaluator, path, read_notebook(data))
    except NotebookError:
        # Its Python was looked for already, and that it is no notebook was told there.
        return ()
