"""Code that can add to a container: calls that are handed it by a name, functions that stand around it."""

import ast
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from modelpolicy.program.assigned import target_name
from modelpolicy.program.bindings import Binding
from modelpolicy.program.held import item_of
from modelpolicy.program.modules import ScopeNode, SourceModule


def calls_handed(module: SourceModule, scope: ScopeNode, name: str) -> Sequence[ast.Call]:
    """The calls in ``scope`` that are handed what is bound to ``name``, or an item of it."""
    calls = module.table("handed by name", partial(_find_handed, module)).get(name, ())
    return [call for call in calls if module.scope_of(call) is scope]


def _find_handed(module: SourceModule) -> Mapping[str, Sequence[ast.Call]]:
    found: defaultdict[str, list[ast.Call]] = defaultdict(list)
    for call in module.calls:
        for value in (*call.args, *(keyword.value for keyword in call.keywords)):
            if name := target_name(_container(value)):
                found[name].append(call)
    return found


def is_of(value: ast.expr, name: str) -> bool:
    """Whether ``value`` is what is bound to ``name``, or an item of it."""
    return target_name(_container(value)) == name


def keys_to(value: ast.expr) -> tuple[ast.expr, ...]:
    """The keys under which ``value`` stands in a container that has a name: none where it is that itself."""
    item = item_of(value)
    return () if item is None else (*keys_to(item.value), item.slice)


def _container(value: ast.expr) -> ast.expr:
    item = item_of(value)
    return value if item is None else _container(item.value)


def grown_from_functions(module: SourceModule, name: str) -> Sequence[Binding]:
    """The statements in functions that add to a container which stands around them: ``NAME[key] = value``."""
    return module.table("grown from functions", partial(_find_grown, module)).get(name, ())


def _find_grown(module: SourceModule) -> Mapping[str, Sequence[Binding]]:
    found: defaultdict[str, list[Binding]] = defaultdict(list)
    for scope in module.functions:
        for name, bindings in module.bindings.in_scope(scope).items():
            if all(binding.is_growing for binding in bindings):
                found[name] += bindings
    return found
