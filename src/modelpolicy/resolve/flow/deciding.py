"""Whether a condition holds in a context: only what the context itself decides counts.

A constant of a module, or the default of a parameter that any caller may pass, is no decision: both branches
are what the code is there for.
"""

import ast
from collections.abc import Iterator

from modelpolicy.program.assigned import target_name
from modelpolicy.program.modules import Function, scope_name
from modelpolicy.resolve.definitions.members import CONSTRUCTOR, assigned_in_methods, project_bases
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.truth import truth
from modelpolicy.values.values import ClassRef, Instance


def decided(evaluator: Evaluates, test: ast.expr, place: Place) -> bool | None:
    """Whether ``test`` holds in ``place``; ``None`` where that is open, or not for the context to decide."""
    return evaluator.decide((test, place), lambda: _decide(evaluator, test, place))


def _decide(evaluator: Evaluates, test: ast.expr, place: Place) -> bool | None:
    named = place.module.remember(("named in", test), lambda: _named_in(test))
    attributes = [node for node in named if isinstance(node, ast.Attribute)]
    if not all(_is_constant(evaluator, node.attr, place) for node in attributes):
        return None
    if not attributes and not any(_is_of_context(node, place) for node in named if isinstance(node, ast.Name)):
        return None
    return truth(evaluator.evaluate(test, place))


def _named_in(test: ast.expr) -> tuple[ast.Name | ast.Attribute, ...]:
    """The names that stand in a condition, and the attributes of ``self`` and ``cls``."""
    nodes = (node for node in ast.walk(test) if isinstance(node, ast.Name | ast.Attribute))
    return tuple(node for node in nodes if target_name(node))


def _is_of_context(node: ast.Name, place: Place) -> bool:
    """Whether the name is a parameter or local of the function that runs, of a loop whose turn is known, or assumed."""
    if any(node.id in _targets(loop) for loop, _ in place.turns):
        return True
    scope = place.module.scope_of(node)
    if any(one.name == node.id and one.scope is scope for one in place.assumed):
        return True
    if not isinstance(scope, Function):
        return False
    arguments = {arg.arg for arg in (*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs)}
    return node.id in arguments or node.id in place.module.bindings.in_scope(scope)


def _targets(loop: ast.AST) -> Iterator[str]:
    target = getattr(loop, "target", None)
    nodes = ast.walk(target) if isinstance(target, ast.expr) else ()
    return (node.id for node in nodes if isinstance(node, ast.Name))


def _is_constant(evaluator: Evaluates, attribute: str, place: Place) -> bool:
    """Whether an instance has one value for the attribute for as long as it lives."""
    match place.receiver:
        case Instance(definition) | ClassRef(definition):
            bases = project_bases(evaluator, definition)
            assigned = [one for base in bases for one in assigned_in_methods(base, attribute)]
            bindings = [binding for _, reached in assigned for binding in reached.bindings]
            return len(bindings) <= 1 and all(scope_name(method) == CONSTRUCTOR for method, _ in assigned)
        case _:
            return False
