"""Decorators as the calls that they are: ``@register(name)`` above a class calls ``register(name)(cls)``."""

import ast
from collections.abc import Iterator

from modelpolicy.resolve.modules import Definition, Function, SourceModule, last_name
from modelpolicy.resolve.syntax import ScopeNode
from modelpolicy.resolve.tree import Decorated


def decorations_of(module: SourceModule, name: str) -> list[ast.Call]:
    """The calls by which decorators take functions and classes of the module that are called ``name``."""
    return [call for taken, call in _decorations(module) if taken == name]


def decorations_by(module: SourceModule, name: str) -> list[ast.Call]:
    """The calls of decorators called ``name``, of those that are no calls themselves."""
    return [call for _, call in _decorations(module) if last_name(call.func) == name]


def decoration_with(module: SourceModule, decorator: ast.AST) -> ast.Call | None:
    """The call that the expression ``decorator`` makes of what it stands above; ``None`` where it stands elsewhere."""
    return next((call for _, call in _decorations(module) if call.func is decorator), None)


def is_decoration(call: ast.Call) -> bool:
    """Whether a call is that of a decorator."""
    return len(call.args) == 1 and isinstance(call.args[0], Decorated)


def keeps(function: Definition) -> bool:
    """Whether a decorator puts what it is handed somewhere, from where it can be called: ``REGISTRY[name] = cls``."""
    node = function.node
    if not isinstance(node, Function):
        return False
    taken = {argument.arg for argument in node.args.args[-1:]}
    bound = function.module.bindings.in_scope(node).values()
    grown = (binding for bindings in bound for binding in bindings if binding.is_growing)
    return any(isinstance(binding.value, ast.Name) and binding.value.id in taken for binding in grown)


def _decorations(module: SourceModule) -> tuple[tuple[str, ast.Call], ...]:
    return module.remember("decorations", lambda: tuple(_made(module)))


def _made(module: SourceModule) -> Iterator[tuple[str, ast.Call]]:
    for node in module.decorated:
        for decorator in node.decorator_list:
            yield node.name, _call(module, decorator, node)


def _call(module: SourceModule, decorator: ast.expr, node: ScopeNode) -> ast.Call:
    handed = ast.copy_location(Decorated(), decorator)
    handed.definition = node
    call = ast.copy_location(ast.Call(decorator, [handed], []), decorator)
    module.parents.update({handed: call, call: node})
    return call
