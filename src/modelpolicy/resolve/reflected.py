"""Calls of what code looks up by a name that it computes: ``getattr(module, name)(...)``, ``globals()[name](...)``."""

import ast
from collections.abc import Iterator
from typing import Final

from modelpolicy.program.modules import SourceModule, last_name
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.handed import Called, calls_of_read

_LOOKING_UP: Final = (("import_module",), ("__import__",), ("globals",), ("getattr", "sys", "modules"))
"""Names that, together, are read by files that look something up in a module by its name."""


def calls_of_reflected(evaluator: Evaluates, module: SourceModule) -> tuple[Called, ...]:
    """The calls of what is looked up by a computed name, in ``module`` itself and where modules are looked into."""
    return tuple(dict.fromkeys((*_calls_everywhere(evaluator), *_calls_in(evaluator, module))))


def _calls_everywhere(evaluator: Evaluates) -> tuple[Called, ...]:
    return evaluator.remember("reflected calls", lambda: tuple(_find(evaluator)))


def _find(evaluator: Evaluates) -> Iterator[Called]:
    for names in _LOOKING_UP:
        for module in evaluator.project.reading(*names):
            yield from _calls_in(evaluator, module)


def _calls_in(evaluator: Evaluates, module: SourceModule) -> tuple[Called, ...]:
    def find() -> Iterator[Called]:
        for node in module.calls:
            if _looks_up(node):
                yield from calls_of_read(evaluator, module, node)

    return evaluator.remember(("reflected calls", module), lambda: tuple(find()))


def _looks_up(call: ast.Call) -> bool:
    """Whether a call gives something by a name that is no literal, or all names of a module."""
    match call:
        case ast.Call(func=ast.Name(id="getattr"), args=[_, name, *_]):
            return not isinstance(name, ast.Constant)
        case _:
            return last_name(call.func) == "globals"
