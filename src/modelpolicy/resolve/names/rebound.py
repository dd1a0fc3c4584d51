"""What a global was before it was bound anew, for functions that the module has called in between.

``MODEL = "a"; run(); MODEL = "b"; run()``: ``run`` reads both.
"""

import ast
from collections.abc import Iterator
from typing import Final

from modelpolicy.program.bindings import Binding
from modelpolicy.program.flow import anywhere, at_end, reaching
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import ClassRef, FunctionRef, Instance, Partial

_RUNNING: Final = (FunctionRef, ClassRef, Instance, Partial)
"""What code of the project can run by."""


def bound_between(evaluator: Evaluates, module: SourceModule, name: str) -> list[Binding]:
    """The bindings of the global ``name`` that do not last, but do when the module calls code of the project."""
    lasting = at_end(module, module.tree, name).bindings
    passing = [one for one in anywhere(module, module.tree, name) if not one.is_growing and one not in lasting]
    if not passing:
        return []
    reached = {
        binding
        for call in evaluator.remember(("calls own code", module), lambda: list(_calls_of_own_code(evaluator, module)))
        for binding in reaching(module, call, name, module.tree).bindings
    }
    return [one for one in passing if one in reached]


def _calls_of_own_code(evaluator: Evaluates, module: SourceModule) -> Iterator[ast.Call]:
    """The calls at the top of the module that may run functions of the project: these, or what they are handed."""
    place = Place(module)
    for call in module.calls_in(module.tree):
        handed = (*call.args, *(keyword.value for keyword in call.keywords))
        named = (one for one in (call.func, *handed) if isinstance(one, ast.Name | ast.Attribute))
        options = (option for one in named for option in evaluator.callees(one, place).options)
        if any(isinstance(option, _RUNNING) for option in options):
            yield call
