"""Where code writes files: what it opens for writing, and where it moves what it has written."""

import ast
from collections.abc import Iterator
from typing import Final

from modelpolicy.program.modules import SourceModule, last_name
from modelpolicy.resolve.contents.arguments import argument
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import External, Method

MOVES: Final = frozenset({"os.rename", "os.replace", "shutil.move", "shutil.copy", "shutil.copyfile"})
OPENING: Final = frozenset({"builtins.open", "io.open"})
WRITING: Final = frozenset({"write_bytes", "write_text", "open"})
"""Methods of paths."""

PUTTING: Final = frozenset({name.rpartition(".")[2] for name in MOVES | OPENING} | WRITING)
"""The last names of all calls that write files."""


def is_for_writing(call: ast.Call) -> bool:
    """Whether ``open(path, mode)`` opens for writing."""
    modes = (*call.args[1:2], *(keyword.value for keyword in call.keywords if keyword.arg == "mode"))
    return any(map(_writes, modes))


def is_of_a_file(path: ast.expr) -> bool:
    """Whether a path is that of a file which the code has made and written to: ``temporary.name``."""
    return isinstance(path, ast.Attribute) and path.attr == "name"


def written_beside(evaluator: Evaluates, site: Frame) -> Iterator[Text]:
    """The paths that the function (or module) of a call writes files at."""
    for call in calls_that_write(site):
        yield from _written_by(evaluator, call, site.caller)


def written_by_module(evaluator: Evaluates, module: SourceModule) -> frozenset[str]:
    """The paths that any code of ``module`` writes files at."""
    calls = (call for name in PUTTING for call in module.calls_by_name.get(name, ()))
    return frozenset(path.text for call in calls for path in _written_by(evaluator, call, Place(module)))


def _written_by(evaluator: Evaluates, call: ast.Call, place: Place) -> Iterator[Text]:
    for callee in evaluator.evaluate(call.func, place).options:
        match callee:
            case External(name) if name in OPENING and is_for_writing(call):
                yield from _paths(evaluator, call, 0, place)
            case External(name) if name in MOVES and len(call.args) > 1 and is_of_a_file(call.args[0]):
                yield from _paths(evaluator, call, 1, place)
            case Method(Text() as path, "write_bytes" | "write_text"):
                yield path
            case Method(Text() as path, "open") if any(map(_writes, call.args[:1])):
                yield path


def moved_beside(evaluator: Evaluates, files: frozenset[str], site: Frame) -> Iterator[Text]:
    """The paths that the function (or module) of a call moves any of ``files`` to."""
    for call in calls_that_write(site):
        callees = evaluator.evaluate(call.func, site.caller).options
        moves = any(isinstance(one, External) and one.name in MOVES for one in callees)
        if moves and not files.isdisjoint(text.text for text in _paths(evaluator, call, 0, site.caller)):
            yield from _paths(evaluator, call, 1, site.caller)


def calls_that_write(site: Frame) -> Iterator[ast.Call]:
    """The calls in the function (or module) of a call that write files by the looks of their names."""
    module = site.caller.module
    return (call for call in module.calls_in(module.scope_of(site.call)) if last_name(call.func) in PUTTING)


def _paths(evaluator: Evaluates, call: ast.Call, position: int, place: Place) -> tuple[Text, ...]:
    values = argument(evaluator, Frame(call, place), position, ("file",) if position == 0 else ("dst",))
    return () if values is None else values.texts


def _writes(mode: ast.expr) -> bool:
    """Whether a mode can be one for writing: one that is not written there goes on where a download stopped."""
    match mode:
        case ast.Constant(value=str(written)):
            return written.startswith(("w", "a", "x"))
        case ast.IfExp(body=body, orelse=orelse):
            return _writes(body) or _writes(orelse)
        case _:
            return isinstance(mode, ast.Name)
