"""Folds: a name that every turn of a loop makes anew out of itself, as a walk down a nested dict does.

Only where the turns are spelled out; elsewhere it depends on itself.
"""

import ast
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.program.bindings import Binding, statements_of
from modelpolicy.program.flow import at_end_of_turn, reaching
from modelpolicy.program.modules import SourceModule
from modelpolicy.program.noted import noted
from modelpolicy.program.reached import Reached
from modelpolicy.resolve.contents.containers import iterated, turns
from modelpolicy.resolve.flow.narrowing import Subject, assuming
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.values import Values, union

MOST_TURNS: Final = 16
"""A loop of more turns is no fold."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A loop that makes a name anew: by ``binding``, from what it was ``before``.

    It does so in each turn, or ``may_skip`` some.
    """

    loop: ast.For
    binding: Binding
    before: Reached
    may_skip: bool


def fold_before(module: SourceModule, use: ast.AST, reached: Reached) -> Fold | None:
    """The loop before ``use`` that made what reaches it anew; ``None`` where that is not one loop."""
    remade = (one for one in reached.bindings if one.kind == "value" and _makes_anew(one.statement))
    binding = next(remade, None)
    if binding is None:
        return None
    return module.remember(("fold", binding, use), lambda: _find_fold(module, use, binding))


def _find_fold(module: SourceModule, use: ast.AST, binding: Binding) -> Fold | None:
    scope = module.scope_of(use)
    around = _loops_around(module, binding.statement, scope)
    if len(around) != 1 or around[0] in _loops_around(module, use, scope):
        return None
    (loop,) = around
    inside = list(statements_of(loop))
    if not isinstance(loop, ast.For) or any(isinstance(one, ast.Break) for one in inside):
        return None
    left = at_end_of_turn(module, loop, binding.name)
    may_skip = left.from_before or any(isinstance(one, ast.Continue) for one in inside)
    before = reaching(module, loop, binding.name, scope)
    return Fold(loop, binding, before, may_skip) if left.bindings == (binding,) else None


def folded(evaluator: Evaluates, fold: Fold, start: Values, place: Place) -> Values | None:
    """What the name is after the last turn, from ``start`` on; ``None`` where the turns are not spelled out."""
    expression = fold.binding.value
    items = turns(iterated(evaluator, fold.loop.iter, place))
    if expression is None or not items or len(items) > MOST_TURNS:
        return None
    subject = Subject(fold.binding.name, place.module.scope_of(fold.loop), place)
    values = start
    for turn in range(len(items)):
        inside = replace(place, turns=(*place.turns, (fold.loop, turn)))
        made = [evaluator.evaluate(expression, assuming(inside, subject, option)) for option in values.options]
        values = union([*made, values.rest(), *([values] if fold.may_skip else [])])
    return values


@noted
def _makes_anew(statement: ast.AST) -> bool:
    """``name = name[key]``, ``name = name.replace(old, new)``."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(value))
        case _:
            return False


def _loops_around(module: SourceModule, node: ast.AST, scope: ast.AST) -> list[ast.AST]:
    found: list[ast.AST] = []
    while node is not scope:
        node = module.parents[node]
        if isinstance(node, ast.For | ast.AsyncFor | ast.While):
            found.append(node)
    return found
