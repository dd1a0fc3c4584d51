"""What of its function's parameters a piece of code depends on, by how the source writes it: a backward slice.

Contexts that differ in nothing else need not be told apart.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from modelpolicy.resolve.arguments import passed_as
from modelpolicy.resolve.bindings import Binding, dotted_name
from modelpolicy.resolve.fetched import calls_beside
from modelpolicy.resolve.flow import parameters_of, running
from modelpolicy.resolve.guards import names_in
from modelpolicy.resolve.modules import Definition, Function, ScopeNode, SourceModule
from modelpolicy.resolve.places import Frame


@dataclass(frozen=True, slots=True)
class Inputs:
    """The ``parameters`` that matter, and whether the ``receiver`` of the method does."""

    parameters: frozenset[str]
    receiver: bool


def inputs_of(module: SourceModule, call: ast.Call) -> Inputs:
    """What the arguments of a call depend on, downloads to a path among them included, and whether it runs."""
    return module.remember(("inputs", call), lambda: _inputs(module, call, [call, *_downloads(module, call)]))


def inputs_passed(function: Definition, parameters: frozenset[str], site: Frame) -> Inputs:
    """What the arguments for some ``parameters`` of ``function`` depend on, and whether the call is made."""
    module, call = site.caller.module, site.call
    key = ("inputs passed", call, function.node, parameters)
    return module.remember(key, lambda: _inputs(module, call, [*_callee(call), *_passed(function, parameters, site)]))


def _callee(call: ast.Call) -> Iterator[ast.expr]:
    """What is called, where that is worked out first: ``table[key](...)``, ``kind(...)``."""
    if dotted_name(call.func) is None or isinstance(call.func, ast.Name):
        yield call.func


def _passed(function: Definition, parameters: frozenset[str], site: Frame) -> Iterator[ast.expr]:
    """The arguments; all of them where it is not plain which goes where."""
    call = site.call
    given = list(passed_as(function, call))
    is_plain = not site.skipped and len(given) == len(call.args) + len(call.keywords)
    named = (value for name, value in given if name in parameters)
    yield from named if is_plain else (*call.args, *(keyword.value for keyword in call.keywords))


def _inputs(module: SourceModule, node: ast.AST, pending: list[ast.AST]) -> Inputs:
    scope = module.scope_of(node)
    bound = module.bindings.in_scope(scope)
    pending += _tests(module, node, scope)
    names: set[str] = set()
    while pending:
        for name in names_in(pending.pop()) - names:
            names.add(name)
            pending += [one for binding in bound.get(name, ()) for one in _made_from(module, binding, scope)]
    return Inputs(parameters_of(scope) & names, bool(names & {"super", _receiver(module, scope)}))


def _made_from(module: SourceModule, binding: Binding, scope: ScopeNode) -> Iterator[ast.AST]:
    if binding.kind == "definition":
        yield binding.statement
    yield from (one for one in (binding.value, binding.key) if one is not None)
    yield from _tests(module, binding.statement, scope)


def _tests(module: SourceModule, node: ast.AST, scope: ScopeNode) -> Iterator[ast.expr]:
    return (guard.test for way in running(module, node, scope) for guard in way if guard.test is not None)


def _downloads(module: SourceModule, call: ast.Call) -> Iterator[ast.Call]:
    scope = module.scope_of(call)
    for value in (*call.args, *(keyword.value for keyword in call.keywords)):
        yield from calls_beside(module, value, scope)


def _receiver(module: SourceModule, scope: ScopeNode) -> str:
    """What the method that ``scope`` is, or is nested in, calls its receiver."""
    cls = module.class_of(scope)
    while cls is not None and isinstance(scope, Function) and module.scope_of(scope) is not cls:
        scope = module.scope_of(scope)
    arguments = (*scope.args.posonlyargs, *scope.args.args) if cls and isinstance(scope, Function) else ()
    return arguments[0].arg if arguments else ""
