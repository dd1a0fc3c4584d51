"""What carries a class or function on: a variable, an item of a table, what a function gives back.

Followed are names, by how the source writes them, not values: whoever asks evaluates what is called in the end.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from modelpolicy.program.flow import parameters_of
from modelpolicy.program.held import item_of
from modelpolicy.program.modules import Function, SourceModule
from modelpolicy.program.syntax import ScopeNode
from modelpolicy.program.usages import packed_argument
from modelpolicy.resolve.contents.arguments import defaults_of
from modelpolicy.resolve.definitions.decorations import decoration_with
from modelpolicy.resolve.definitions.members import decorator_names

_GIVING: Final = frozenset({"get", "pop", "setdefault", "values", "items", "copy"})
"""Methods of containers that give what is in them."""

_TAKING: Final = frozenset({"append", "add", "insert", "extend", "update", "setdefault"})
"""Methods of containers that take something in."""

_PASSING: Final = _GIVING | {"dict", "list", "tuple", "set", "sorted", "reversed", "iter", "next", "enumerate", "zip"}
"""Functions that give back what they are handed, or something that holds it."""

_HOLDING: Final = (
    *(ast.Dict, ast.List, ast.Tuple, ast.Set, ast.Starred, ast.IfExp, ast.BoolOp, ast.NamedExpr, ast.Await),
    *(ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp),
)
"""Expressions whose value holds what is written in them."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A ``name`` that carries something on; in ``module`` alone, and there inside of ``within``, where these are given.

    ``gives``: what it is called for is what carries.
    """

    name: str
    module: SourceModule | None = None
    within: ast.AST | None = None
    gives: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """An argument of a call that carries something on."""

    value: ast.expr


Use: TypeAlias = ast.Call | Carrier | Handed


def uses(module: SourceModule, node: ast.expr, *, gives: bool = False) -> Iterator[Use]:
    """What becomes of what ``node`` carries: it is called, or carried on; ``gives`` is as in ``Carrier``."""
    if packed_argument(module, node) is not None:
        yield Handed(node)
        return
    child: ast.AST = node
    if gives:
        child = module.parents[node]
        if not isinstance(child, ast.Call) or child.func is not node:
            return
    while _is_held(parent := module.parents[child], child):
        child = parent
    match parent:
        case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from filter(None, [decoration_with(module, child)])
        case ast.Call(func=func) if func is child:
            yield parent
        case ast.Call() if isinstance(child, ast.expr):
            yield from _taken(module, parent, child)
        case ast.keyword(value=value):
            yield from _taken(module, module.parents[parent], value)
        case _:
            yield from _bound(module, parent, child)


def _is_held(parent: ast.AST, child: ast.AST) -> bool:
    """Whether the value of the expression ``parent`` holds what that of its part ``child`` does."""
    match parent:
        case ast.Attribute(attr=method):
            return method in _GIVING
        case ast.Subscript(value=value):
            return value is child
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)):
            return name in _PASSING
        case _:
            return isinstance(parent, _HOLDING)


def _taken(module: SourceModule, call: ast.AST, value: ast.expr) -> Iterator[Use]:
    match call:
        case ast.Call(func=ast.Attribute(value=container, attr=method)) if method in _TAKING:
            yield from _named(module, container)
        case ast.Call():
            yield Handed(value)


def _bound(module: SourceModule, parent: ast.AST, child: ast.AST) -> Iterator[Carrier]:
    match parent:
        case ast.Assign(targets=targets):
            yield from (carrier for target in targets for carrier in _named(module, target))
        case ast.AnnAssign(target=target, value=value) | ast.AugAssign(target=target, value=value) if value is child:
            yield from _named(module, target)
        case ast.For(target=target, iter=items) | ast.AsyncFor(target=target, iter=items) if items is child:
            yield from _named(module, target)
        case ast.comprehension(target=target, iter=items) if items is child:
            yield from (Carrier(one.name, module, module.parents[parent]) for one in _named(module, target))
        case ast.Return() | ast.Yield():
            yield from _giving(module, parent)
        case ast.arguments():
            function = module.parents[parent]
            defaults = defaults_of(parent).items()
            yield from (Carrier(name, module, function) for name, default in defaults if default is child)


def _named(module: SourceModule, target: ast.expr) -> Iterator[Carrier]:
    """The names that an assignment to ``target`` leaves something with."""
    match target:
        case ast.Name(id=name):
            scope = _scope_of(module, name, module.scope_of(target))
            yield Carrier(name, module if scope else None, scope)
        case ast.Attribute(attr=name):
            yield Carrier(name)
        case ast.Subscript(value=container) | ast.Starred(value=container):
            yield from _named(module, container)
        case ast.Call() if (item := item_of(target)) is not None:
            yield from _named(module, item.value)
        case ast.Tuple(elts=targets) | ast.List(elts=targets):
            yield from (carrier for one in targets for carrier in _named(module, one))


def _giving(module: SourceModule, result: ast.AST) -> Iterator[Carrier]:
    """The function that returns or yields something; a property, as an attribute."""
    function = module.scope_of(result)
    if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
        is_property = bool(decorator_names(function) & {"property", "cached_property"})
        outer = module.scope_of(function)
        within = outer if isinstance(outer, Function) else None
        yield Carrier(function.name, module if within else None, within, gives=not is_property)


def _scope_of(module: SourceModule, name: str, scope: ScopeNode) -> ScopeNode | None:
    """The function whose variable ``name`` is, as seen from ``scope``; ``None`` for what others can see too."""
    while isinstance(scope, Function):
        bound = module.bindings.in_scope(scope).get(name, ())
        is_own = name in parameters_of(scope) or any(not binding.is_growing for binding in bound)
        if is_own and name not in module.declared:
            return scope
        scope = module.scope_of(scope)
    return None
