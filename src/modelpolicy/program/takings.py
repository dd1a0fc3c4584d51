"""Attributes that an object takes from a dict, or under a name that is computed.

``vars(owner).update(values)``, ``setattr(owner, name, value)``, ``owner.__dict__[name] = value``.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from modelpolicy.program.bindings import Binding
from modelpolicy.program.modules import SourceModule

Taking: TypeAlias = tuple[ast.expr, Binding]
"""An object that takes attributes, with what it takes: all of a dict, or one item.

The module takes what a call of ``globals`` or of ``exec`` does.
"""

_OWN_NAMES: Final = "globals"
_RUNNING: Final = "exec"
_WORDS: Final = ("setattr", "vars", "__dict__", "self", _OWN_NAMES, _RUNNING)
"""One of them stands in every statement that takes anything."""


def takings_in(module: SourceModule, node: ast.AST) -> list[Taking]:
    """What objects take in the code of ``node``."""
    return module.remember("takings", lambda: _find_takings(module)).get(node, [])


def is_self(owner: ast.expr) -> bool:
    """Whether it is the object whose method the code stands in."""
    return isinstance(owner, ast.Name) and owner.id == "self"


def is_own_module(owner: ast.expr) -> bool:
    """Whether it is the module that the code stands in."""
    return _is_call(owner, _OWN_NAMES) or _is_call(owner, _RUNNING)


def _find_takings(module: SourceModule) -> Mapping[ast.AST, list[Taking]]:
    found: defaultdict[ast.AST, list[Taking]] = defaultdict(list)
    nodes = module.nodes(ast.Call, ast.Assign, saying=_WORDS)
    takings = [taking for node in nodes for taking in _takings(module, node)]
    for taking in sorted(takings, key=lambda one: (one[0].lineno, one[0].col_offset)):
        for around in module.above(taking[1].statement):
            found[around].append(taking)
    return found


def _takings(module: SourceModule, node: ast.AST) -> Iterator[Taking]:
    match node:
        case ast.Call(func=ast.Name(id="setattr"), args=[object_, name, value]) if not isinstance(name, ast.Constant):
            yield object_, _item(module, node, name, value)
        case ast.Call(args=[_, *names]) if _is_call(node, _RUNNING):
            if _runs_in_module(module, node, names):
                yield node, _all_of(node, node)
        case ast.Call(func=ast.Attribute(value=owned, attr="update"), args=args, keywords=keywords):
            if owner := _whose_dict(owned):
                yield from ((owner, _all_of(node, one)) for one in args)
                yield from ((owner, _given(node, one)) for one in keywords)
        case ast.Assign(targets=[ast.Subscript(value=owned, slice=name)], value=value):
            if owner := _whose_dict(owned) or _own_item(module, node, owned):
                yield owner, _item(module, node, name, value)
        case ast.Assign(targets=[owned], value=taken):
            if owner := _whose_dict(owned):
                yield owner, _all_of(node, taken)


def _runs_in_module(module: SourceModule, node: ast.AST, names: list[ast.expr]) -> bool:
    """Whether code that is run with these ``names`` sets those of the module."""
    return _is_call(names[0], _OWN_NAMES) if names else isinstance(module.scope_of(node), ast.Module)


def _item(module: SourceModule, node: ast.AST, name: ast.expr, value: ast.expr) -> Binding:
    """One item; all of a dict, where a loop over its items sets each of them."""
    taken = _gone_through(module, node, name, value)
    return Binding("setattr", "item", node, value, key=name) if taken is None else _all_of(node, taken)


def _all_of(node: ast.AST, taken: ast.expr) -> Binding:
    return Binding("__dict__", "merged", node, taken)


def _given(node: ast.AST, given: ast.keyword) -> Binding:
    if given.arg is None:
        return _all_of(node, given.value)
    return Binding(given.arg, "item", node, given.value, key=ast.Constant(given.arg))


def _gone_through(module: SourceModule, node: ast.AST, name: ast.expr, value: ast.expr) -> ast.expr | None:
    """The dict whose keys and values ``name`` and ``value`` are, in a loop around ``node``."""
    for around in module.above(node):
        match around, name, value:
            case (
                ast.For(
                    target=ast.Tuple(elts=[ast.Name(id=key), ast.Name(id=item)]),
                    iter=ast.Call(func=ast.Attribute(value=taken, attr="items")),
                ),
                ast.Name(id=set_name),
                ast.Name(id=set_value),
            ) if (key, item) == (set_name, set_value):
                return taken
    return None


def _whose_dict(node: ast.expr) -> ast.expr | None:
    match node:
        case ast.Attribute(value=owner, attr="__dict__"):
            return owner
        case ast.Call(func=ast.Name(id="vars"), args=[owner]):
            return owner
        case ast.Call() if _is_call(node, _OWN_NAMES):
            return node
        case _:
            return None


def _own_item(module: SourceModule, node: ast.AST, owned: ast.expr) -> ast.expr | None:
    """``self``, where it is a dict that a loop fills: ``self[name] = value``."""
    in_loop = any(isinstance(around, ast.For) for around in module.above(node))
    return owned if is_self(owned) and in_loop else None


def _is_call(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
