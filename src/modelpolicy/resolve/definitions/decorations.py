"""Decorators as the calls that they are: ``@register(name)`` above a class calls ``register(name)(cls)``."""

import ast
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from modelpolicy.program.asked import AskedTable
from modelpolicy.program.modules import Definition, Function, SourceModule, last_name
from modelpolicy.program.noted import noted
from modelpolicy.program.syntax import ScopeNode
from modelpolicy.program.tree import Decorated


@dataclass(frozen=True, slots=True)
class _Decorations:
    """The calls of a module's decorators: by what they take, by what they are called, by the decorator."""

    taking: Mapping[str, list[ast.Call]]
    named: Mapping[str, list[ast.Call]]
    by: Mapping[ast.AST, ast.Call]


def decorations_of(module: SourceModule, name: str) -> list[ast.Call]:
    """The calls by which decorators take functions and classes of the module that are called ``name``."""
    return _decorations(module).taking.get(name, [])


def decorations_by(module: SourceModule, name: str) -> list[ast.Call]:
    """The calls of decorators called ``name``, of those that are no calls themselves."""
    return _decorations(module).named.get(name, [])


def decoration_with(module: SourceModule, decorator: ast.AST) -> ast.Call | None:
    """The call that the expression ``decorator`` makes of what it stands above; ``None`` where it stands elsewhere."""
    return _decorations(module).by.get(decorator)


def decorates(module: SourceModule, decorator: ast.expr) -> bool:
    """Whether ``decorator``, or what it gives when it is called, stands above a function or class."""
    parent = module.parents[decorator]
    given = parent if isinstance(parent, ast.Call) and parent.func is decorator else decorator
    return decoration_with(module, given) is not None


def is_decoration(call: ast.Call) -> bool:
    """Whether a call is that of a decorator."""
    return len(call.args) == 1 and isinstance(call.args[0], Decorated)


def keeps(function: Definition) -> bool:
    """Whether a decorator enters what it is handed somewhere, or sets something on it: ``KINDS[name] = cls``."""
    node = function.node
    if not isinstance(node, Function):
        return False
    taken = {argument.arg for argument in node.args.args[-1:]}
    bound = function.module.bindings.in_scope(node).values()
    grown = (binding for bindings in bound for binding in bindings if binding.is_growing)
    is_put = any(isinstance(binding.value, ast.Name) and binding.value.id in taken for binding in grown)
    return is_put or not taken.isdisjoint(_marked(node))


@noted
def _marked(function: ast.AST) -> frozenset[str]:
    """The names of that whose attributes code in a function sets."""
    found: set[str] = set()
    for node in ast.walk(function):
        match node:
            case ast.Attribute(value=ast.Name(id=name), ctx=ast.Store()):
                found.add(name)
            case ast.Call(func=ast.Name(id="setattr"), args=[ast.Name(id=name), *_]):
                found.add(name)
    return frozenset(found)


def _decorations(module: SourceModule) -> _Decorations:
    return module.remember("decorations", lambda: _find(module))


def _find(module: SourceModule) -> _Decorations:
    taking: defaultdict[str, list[ast.Call]] = defaultdict(list)
    named: defaultdict[str, list[ast.Call]] = defaultdict(list)
    by: dict[ast.AST, ast.Call] = {}
    with module.asked.paused():
        for node in module.decorated:
            for decorator in node.decorator_list:
                by[decorator] = call = _call(module, decorator, node)
                taking[node.name].append(call)
                named[last_name(decorator)].append(call)
    return _Decorations(AskedTable(taking, module.asked), AskedTable(named, module.asked), by)


def _call(module: SourceModule, decorator: ast.expr, node: ScopeNode) -> ast.Call:
    handed = ast.copy_location(Decorated(), decorator)
    handed.definition = node
    call = ast.copy_location(ast.Call(decorator, [handed], []), decorator)
    module.parents.update({handed: call, call: node})
    return call
