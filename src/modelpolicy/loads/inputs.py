"""What of its function's parameters a piece of code depends on, by how the source writes it: a backward slice.

Contexts that differ in nothing else need not be told apart.
"""

import ast
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from modelpolicy.program.bindings import Binding, dotted_name
from modelpolicy.program.flow import parameters_of, running
from modelpolicy.program.guards import names_among
from modelpolicy.program.modules import Definition, Function, ScopeNode, SourceModule
from modelpolicy.program.noted import noted
from modelpolicy.resolve.contents.arguments import passed_as
from modelpolicy.resolve.outside.fetched import calls_beside
from modelpolicy.values.places import Frame

_CREDENTIALS: Final = ("token", "api_key")
"""How keywords end that say who asks."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The ``parameters`` that matter, and whether the ``receiver`` of the method does.

    ``attributes`` are those of the receiver that matter; ``None`` where it is not plain which. ``names`` are all the
    names of the function that do.
    """

    parameters: frozenset[str]
    receiver: bool
    attributes: frozenset[str] | None = None
    names: frozenset[str] = field(default=frozenset(), compare=False)


def inputs_of(module: SourceModule, call: ast.Call) -> Inputs:
    """What the arguments of a call depend on, downloads to a path among them included, and whether it runs."""
    return module.remember(("inputs", call), lambda: _inputs(module, call, [call, *_downloads(module, call)]))


def inputs_passed(function: Definition, parameters: frozenset[str], site: Frame) -> Inputs:
    """What the arguments for some ``parameters`` of ``function`` depend on, and whether the call is made."""
    module, call = site.caller.module, site.call
    key = ("inputs passed", call, function.node, parameters)
    return module.remember(key, lambda: _inputs(module, call, [*_callee(call), *_passed(function, parameters, site)]))


def inputs_kept(constructor: Definition, attributes: frozenset[str]) -> frozenset[str] | None:
    """The parameters of a constructor that it makes ``attributes`` of; ``None`` where it leaves one to others."""
    module, scope = constructor.module, constructor.node
    return module.remember(("inputs kept", scope, attributes), lambda: _kept(module, scope, attributes))


def _kept(module: SourceModule, scope: ScopeNode, attributes: frozenset[str]) -> frozenset[str] | None:
    bound, own = module.bindings.in_scope(scope), _receiver(module, scope)
    set_here = [bound.get(f"{own}.{attribute}", ()) for attribute in attributes]
    if not all(set_here):
        return None
    pending = [one for bindings in set_here for binding in bindings for one in _made_from(module, binding, scope)]
    inputs = _sliced(module, scope, pending)
    return None if inputs.receiver else inputs.parameters


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
    return _sliced(module, scope, [*pending, *_tests(module, node, scope)])


def _sliced(module: SourceModule, scope: ScopeNode, pending: list[ast.AST]) -> Inputs:
    """What the code ``pending`` in ``scope`` depends on, through the names of ``scope``."""
    bound = module.bindings.in_scope(scope)
    names: set[str] = set()
    seen: list[ast.AST] = []
    while pending:
        code = pending.pop()
        seen += _without_credentials(code)
        for name in _names_in(code) - names:
            names.add(name)
            pending += [one for binding in bound.get(name, ()) for one in _made_from(module, binding, scope)]
    own = _receiver(module, scope)
    parameters = parameters_of(scope) & names
    if names.isdisjoint({"super", own}):
        return Inputs(parameters, receiver=False, attributes=frozenset(), names=frozenset(names))
    attributes = None if "super" in names else _attributes_of(own, seen)
    return Inputs(parameters, receiver=True, attributes=attributes, names=frozenset(names))


@noted
def _without_credentials(code: ast.AST) -> tuple[ast.AST, ...]:
    """The code and what is in it, without what a call passes for a token: who asks is not what is asked for."""
    found: list[ast.AST] = []
    pending = deque([code])
    while pending:
        node = pending.popleft()
        found.append(node)
        pending += [one for one in ast.iter_child_nodes(node) if not _is_credential(one)]
    return tuple(found)


@noted
def _names_in(code: ast.AST) -> frozenset[str]:
    return names_among(_without_credentials(code))


def _is_credential(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and (node.arg or "").endswith(_CREDENTIALS)


def _attributes_of(own: str, nodes: list[ast.AST]) -> frozenset[str] | None:
    """The attributes of ``own`` in the code; ``None`` where it is used otherwise, or one of its methods is called."""
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    read = [node for node in nodes if isinstance(node, ast.Attribute) and _is_named(node.value, own)]
    uses = sum(_is_named(node, own) for node in nodes)
    is_plain = len(read) == uses and called.isdisjoint(map(id, read))
    return frozenset(node.attr for node in read) if is_plain else None


def _is_named(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


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
