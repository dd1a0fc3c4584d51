"""Source bytes to syntax trees, whatever the bytes are."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, replace

from modelpolicy.domain.load import Failure
from modelpolicy.domain.location import Location
from modelpolicy.source.decode import decode
from modelpolicy.source.fault import Fault
from modelpolicy.source.notebook import Notebook, NotebookError, read_notebook
from modelpolicy.source.syntax import quiet, tree_or_fault


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as syntax trees: one, two where it holds merge conflicts, none where nothing can be read.

    Lines and columns of the trees are those of the file; columns count UTF-8 bytes, as everywhere in
    ``ast``. What is outside the conflicts stands in both trees. The lines of a ``notebook`` are those of its text.
    """

    path: str
    trees: tuple[ast.Module, ...]
    failures: tuple[Failure, ...] = ()
    notebook: Notebook | None = None


def parse_notebook(path: str, data: bytes) -> Parsed:
    """Parse the code cells of a notebook as one module. Never raises, never runs it."""
    try:
        notebook = read_notebook(data)
    except NotebookError as error:
        return Parsed(path, (), (Failure(Location(path), str(error), searched=False),))
    parsed = parse(path, notebook.text.encode("utf-8", "replace"))
    failures = (_in_cell(failure, notebook) for failure in parsed.failures)
    return Parsed(path, parsed.trees, tuple(failures), notebook)


def parse(path: str, data: bytes) -> Parsed:
    """Parse ``data``, the file at ``path`` (relative to the project root). Never raises, never runs it.

    Valid source gives the tree that ``ast.parse`` gives. Of anything else every statement is kept that
    can be read, of a broken one the calls in it, and there is a failure for each broken place.
    """
    with quiet():
        text, faults = decode(data)
        whole = tree_or_fault(text)
        if isinstance(whole, ast.Module):
            return Parsed(path, (whole,), _failures(path, faults))
        trees, found = _of_broken(text)
    return Parsed(path, tuple(trees), _failures(path, [*faults, *found]))


def _of_broken(text: str) -> tuple[list[ast.Module], list[Fault]]:
    """What can be read of each side. Few projects hold broken files: what reads them is imported for these alone."""
    from modelpolicy.source.conflict import conflicts, sides

    trees, faults = [], conflicts(text)
    for side in sides(text):
        tree, found = _side(side)
        trees += [tree] if tree else []
        faults += found
    return trees, faults


def _side(text: str) -> tuple[ast.Module | None, list[Fault]]:
    from modelpolicy.source.recover import recover
    from modelpolicy.source.type_parameters import without_type_parameters

    result = tree_or_fault(text)
    if not isinstance(result, Fault):
        return result, []
    older = tree_or_fault(without_type_parameters(text))
    return recover(text, result) if isinstance(older, Fault) else (older, [])


def _in_cell(failure: Failure, notebook: Notebook) -> Failure:
    cell, line = notebook.place(failure.location.line)
    return replace(failure, location=Location(failure.location.path, line, cell=cell))


def _failures(path: str, faults: Iterable[Fault]) -> tuple[Failure, ...]:
    return tuple(Failure(Location(path, fault.line), fault.reason, fault.searched) for fault in sorted(set(faults)))
