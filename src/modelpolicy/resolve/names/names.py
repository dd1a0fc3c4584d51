"""Names to values: scopes from the inside out, each with the bindings that reach the use."""

import ast
import builtins
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from modelpolicy.program.assigned import OWN_ATTRIBUTES
from modelpolicy.program.bindings import Binding, dotted_name
from modelpolicy.program.dependence import comes_before
from modelpolicy.program.flow import anywhere, at_end, parameters_of, reaching
from modelpolicy.program.growing import calls_handed, grown_from_functions
from modelpolicy.program.modules import ScopeNode, SourceModule
from modelpolicy.program.reached import Arrival, Reached
from modelpolicy.program.syntax import COMPREHENSIONS
from modelpolicy.program.targets import path_to
from modelpolicy.resolve.callers import parameters
from modelpolicy.resolve.flow.earlier_turns import by_turns
from modelpolicy.resolve.flow.folds import fold_before, folded
from modelpolicy.resolve.flow.narrowing import Subject, binds, narrowed, none_passes, runs
from modelpolicy.resolve.flow.pinning import pinned
from modelpolicy.resolve.names import imports
from modelpolicy.resolve.names.bound import bound_value, comprehended
from modelpolicy.resolve.names.grown import grown_by_calls
from modelpolicy.resolve.names.outside_assignments import set_on_module, taken_by_module
from modelpolicy.resolve.names.rebound import bound_between
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import NOTHING, External, Values, known, union, unknown

BUILTINS: Final = frozenset(dir(builtins))


def evaluate_name(evaluator: Evaluates, node: ast.Name, place: Place) -> Values:
    """What a name is where it is used."""
    assumed = assumed_value(node, place)
    if assumed is not None:
        return assumed
    for generator in _generators_around(place.module, node):
        path = path_to(generator.target, node.id)
        if path is not None:
            return comprehended(evaluator, generator, path, place)
    return look_up(evaluator, node.id, node, place)


def look_up(evaluator: Evaluates, name: str, use: ast.AST, place: Place) -> Values:
    """What ``name`` is at ``use``: in its own scope what reaches it, in outer scopes whatever is bound there.

    Only values that pass the conditions on the way count.
    """
    module = place.module
    scope = module.scope_of(use)
    reached = reaching(module, use, name, scope)
    changed = (
        *_assigned_inside(module, scope, name),
        *(_grown_inside(module, scope, name) if reached.bindings else ()),
    )
    inside = [bound_value(evaluator, binding, place) for binding in changed]
    if isinstance(scope, ast.Module) and _is_variable(reached.bindings):
        inside += taken_by_module(evaluator, module, name)
    is_bound = bool(reached.bindings or inside)
    before = _before(evaluator, name, scope, place, is_bound) if reached.from_before else NOTHING

    made = _made_by_fold(evaluator, name, use, reached, place)

    def came(arrivals: Iterable[Arrival]) -> Iterator[tuple[Values, Arrival]]:
        for arrival, places in by_turns(evaluator, arrivals, place):
            if made and arrival.binding in made:
                yield made[arrival.binding], arrival
            else:
                parts = [_arrived(evaluator, arrival, scope, one) if arrival.binding else before for one in places]
                yield union(parts), arrival

    bound = list(came([arrival for arrival in reached.arrivals if binds(evaluator, arrival, place)]))
    subject = Subject(name, scope, place)
    values = union([*(narrowed(evaluator, one, arrival, subject) for one, arrival in bound), *inside])
    handed = (call for call in calls_handed(module, scope, name) if comes_before(module, call, use))
    values = union([values, *grown_by_calls(evaluator, name, handed, place, values)])
    if values.options or values.open:
        return values
    if not runs(evaluator, use, place):
        return union([one for one, _ in came(reached.arrivals)])
    is_told = any(one.options for one, _ in bound)
    if not is_told:
        return values
    none = none_passes(name)
    return replace(none, reason="conditions that no object in the source meets") if name in OWN_ATTRIBUTES else none


def _made_by_fold(
    evaluator: Evaluates, name: str, use: ast.AST, reached: Reached, place: Place
) -> Mapping[Binding | None, Values]:
    """What a loop before ``use`` has made of a name, for its binding: nothing for those that the loop began with."""
    fold = fold_before(place.module, use, reached)
    made = None if fold is None else folded(evaluator, fold, look_up(evaluator, name, fold.loop, place), place)
    if fold is None or made is None:
        return {}
    return {**dict.fromkeys((arrival.binding for arrival in fold.before.arrivals), NOTHING), fold.binding: made}


def _arrived(evaluator: Evaluates, arrival: Arrival, scope: ScopeNode, place: Place) -> Values:
    """What a binding gives where the conditions on its way hold."""
    assert arrival.binding is not None
    if arrival.carried_by is not None:
        return bound_value(evaluator, arrival.binding, place)
    return union([bound_value(evaluator, arrival.binding, one) for one in pinned(evaluator, arrival, scope, place)])


def assumed_value(node: ast.expr, place: Place) -> Values | None:
    """What a name is taken to be in ``place``; ``None`` for all but the one that a condition is tried with."""
    if not place.assumed:
        return None
    name, scope = dotted_name(node), place.module.scope_of(node)
    return next((one.values for one in place.assumed if one.name == name and one.scope is scope), None)


def _before(evaluator: Evaluates, name: str, scope: ScopeNode, place: Place, is_bound: bool) -> Values:
    """What the name is before the code of its scope binds it."""
    if parameters.has_parameter(scope, name):
        return parameters.evaluate_parameter(evaluator, scope, name, place)
    if isinstance(scope, ast.Module):
        return _global(evaluator, place.module, name)
    if is_bound and _is_local(place.module, scope, name):
        return NOTHING
    return _outer(evaluator, name, scope, place)


def module_name(evaluator: Evaluates, module: SourceModule, name: str) -> Values:
    """What ``name`` is in ``module`` once it has been imported; nothing where it is not bound there."""
    place = Place(module)
    assigned = [*at_end(module, module.tree, name).bindings, *_assigned_inside(module, module.tree, name)]
    bindings = dict.fromkeys([*assigned, *_grown_inside(module, module.tree, name)] if assigned else [])
    if bindings:
        bound = [bound_value(evaluator, binding, place) for binding in bindings]
        computed = taken_by_module(evaluator, module, name) if _is_variable(bindings) else []
        values = union([*bound, *set_on_module(evaluator, module, name), *computed])
        return union([values, *grown_by_calls(evaluator, name, calls_handed(module, module.tree, name), place, values)])
    return imports.starred_name(evaluator, module, name)


def _outer(evaluator: Evaluates, name: str, scope: ScopeNode, place: Place) -> Values:
    module = place.module
    while not isinstance(scope, ast.Module):
        scope = module.scope_of(scope)
        if isinstance(scope, ast.ClassDef | ast.Module):
            continue
        found: list[Values] = []
        if _is_local(module, scope, name):
            inside = (*_assigned_inside(module, scope, name), *_grown_inside(module, scope, name))
            found += [bound_value(evaluator, binding, place) for binding in (*anywhere(module, scope, name), *inside)]
            found += grown_by_calls(evaluator, name, calls_handed(module, scope, name), place, union(found))
        if parameters.has_parameter(scope, name):
            found.append(parameters.evaluate_parameter(evaluator, scope, name, place))
        if found:
            return union(found)
    return _global(evaluator, module, name)


def _global(evaluator: Evaluates, module: SourceModule, name: str) -> Values:
    values = evaluator.exported(module, name)
    if values.options or values.open:
        between = bound_between(evaluator, module, name)
        return union([values, *(bound_value(evaluator, binding, Place(module)) for binding in between)])
    if name in ("__file__", "__name__", "__package__"):
        return known(_of_itself(module, name))
    if name in BUILTINS:
        return known(External(f"builtins.{name}"))
    # Code that reaches into frames or globals() can make any function's import the module's: nothing else would run.
    imported = [bound_value(evaluator, binding, Place(module)) for binding in module.imports_elsewhere(name)]
    values = union(imported) if imported else imports.starred_outside(evaluator, module, name)
    return values if values.options or values.open else unknown(f"{name}, which is not defined")


def _of_itself(module: SourceModule, name: str) -> Text:
    if name == "__file__":
        return Text(module.path, is_path=True)
    return Text(module.name if name == "__name__" else module.package)


def _is_variable(bindings: Iterable[Binding]) -> bool:
    """Whether a name is bound to anything else than what is imported or defined."""
    return any(binding.kind not in ("import", "definition") for binding in bindings)


def _is_local(module: SourceModule, scope: ScopeNode, name: str) -> bool:
    declared = any(module.scope_of(statement) is scope for statement in module.declared.get(name, ()))
    return not declared and any(not binding.is_growing for binding in anywhere(module, scope, name))


def _assigned_inside(module: SourceModule, scope: ScopeNode, name: str) -> Iterator[Binding]:
    """What functions assign to a name of ``scope`` that they declare ``global`` or ``nonlocal``."""
    for statement in module.declared.get(name, ()):
        inner = module.scope_of(statement)
        is_global = isinstance(statement, ast.Global)
        if inner is not scope and is_global == isinstance(scope, ast.Module) and _is_within(module, inner, scope):
            yield from anywhere(module, inner, name)


def _grown_inside(module: SourceModule, scope: ScopeNode, name: str) -> Iterator[Binding]:
    """What functions inside of ``scope`` add to a container of its own."""
    for binding in grown_from_functions(module, name):
        inner = module.scope_of(binding.statement)
        if inner is not scope and name not in parameters_of(inner) and _is_within(module, inner, scope):
            yield binding


def _is_within(module: SourceModule, inner: ScopeNode, outer: ScopeNode) -> bool:
    while inner is not outer and not isinstance(inner, ast.Module):
        inner = module.scope_of(inner)
    return inner is outer


def _generators_around(module: SourceModule, node: ast.AST) -> Iterator[ast.comprehension]:
    child = node
    while not isinstance(child, ast.stmt | ast.Lambda) and child in module.parents:
        child = module.parents[child]
        if isinstance(child, COMPREHENSIONS):
            yield from child.generators
