"""What statements do to the containers that names stand for: items that they set, add and take away."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from modelpolicy.program.assigned import Kind, target_name, targets_of
from modelpolicy.program.bindings import Binding
from modelpolicy.program.held import Holder, item_of

_ADDING: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("append", "add", "appendleft", "insert"), "added"),
    **dict.fromkeys(("extend", "update"), "merged"),
}

REMOVING: Final = frozenset({"pop", "popitem", "clear"})
"""Methods that take entries out of a dict."""

_DISPLAYS: Final = (ast.List, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp)
"""Expressions that are containers."""

_MOVING: Final = frozenset({"reverse", "sort", "remove", "pop", "popleft"})
"""Methods after which the items of a list stand elsewhere."""


def changes_of(statement: ast.AST) -> Iterator[Binding]:
    """What a statement does to containers, but for what expressions in it take out of them."""
    match statement:
        case ast.Assign():
            for target in targets_of(statement):
                if isinstance(target.written, ast.Subscript) and (value := target.part):
                    yield from _item(target.written, value, statement)
        case ast.AugAssign(target=ast.Subscript() as target, op=op, value=value):
            yield from _item(target, ast.BinOp(target, op, value), statement)
        case ast.Delete(targets=targets):
            yield from (change for target in targets for change in _deleted(target, statement))
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=container)) as call) if name := target_name(container):
            yield from _added(name, call, statement)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=container, attr=method), args=[*_, last])):
            if method in _ADDING and (item := item_of(container)):
                yield from _item(item, ast.List([last]) if _ADDING[method] == "added" else last, statement)


def _deleted(target: ast.expr, statement: ast.AST) -> Iterator[Binding]:
    match target:
        case ast.Subscript(value=container, slice=key) if name := target_name(container):
            yield from _moved(name, container, [key], statement)
            yield Binding(name, "removed", statement, key=key)


def _item(target: ast.Subscript, value: ast.expr, statement: ast.AST) -> Iterator[Binding]:
    """``name[key] = value``; ``name[key][inner] = value`` is an item of the dict ``{inner: value}``."""
    if name := target_name(target.value):
        yield Binding(name, "item", statement, value, key=target.slice)
    elif outer := item_of(target.value):
        yield from _item(outer, ast.Dict([target.slice], [value]), statement)


def as_change(binding: Binding) -> Binding | None:
    """What a binding does to the container that its name stands for; ``+=`` and ``|=`` change lists and dicts."""
    if binding.kind == "augmented" and isinstance(binding.value, _DISPLAYS):
        return replace(binding, kind="merged")
    return binding if binding.is_growing else None


def changed_in(holder: Holder, change: Binding) -> Iterator[Binding]:
    """What is done to an item of a container, as something that is done to the container."""
    if (value := _part(change)) is None:
        return
    if holder.key is not None:
        yield from _item(ast.Subscript(holder.container, holder.key), value, change.statement)
    elif name := target_name(holder.container):
        yield Binding(name, "each", change.statement, value)
    elif item := item_of(holder.container):
        yield from _item(item, ast.List([value]), change.statement)


def _part(change: Binding) -> ast.expr | None:
    """What a statement adds to a container, as a container of its own."""
    match change:
        case Binding(kind="item", key=ast.expr() as key, value=ast.expr() as value):
            return ast.Dict([key], [value])
        case Binding(kind="added", value=ast.expr() as value):
            return ast.List([value])
        case Binding(kind="merged"):
            return change.value
        case _:
            return None


def _moved(name: str, container: ast.expr, keys: list[ast.expr], statement: ast.AST) -> Iterator[Binding]:
    """The items of a list stand elsewhere once one has gone, or all have been put in order; those of a dict do not."""
    is_dict = any(isinstance(key, ast.Constant) and isinstance(key.value, str) for key in keys)
    if not is_dict:
        yield Binding(name, "merged", statement, container)


def added_to_attribute(statement: ast.AST) -> tuple[ast.Attribute, list[Binding]] | None:
    """An attribute that a method adds something to, as a statement, and what: ``config.names.append(name)``."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Attribute() as attribute, attr=method)) as call):
            return (attribute, list(_added(attribute.attr, call, statement))) if method not in _MOVING else None
        case _:
            return None


def _added(name: str, call: ast.Call, statement: ast.AST) -> Iterator[Binding]:
    """What a method adds to the container ``name``."""
    match call:
        case ast.Call(func=ast.Attribute(attr="setdefault"), args=[key, value]):
            yield Binding(name, "item", statement, value, key=key)
        case ast.Call(func=ast.Attribute(attr=method, value=container), args=arguments) if method in _MOVING:
            yield from _moved(name, container, arguments if method == "pop" else [], statement)
        case ast.Call(func=ast.Attribute(attr=method), args=[*_, last]) if method in _ADDING:
            yield Binding(name, _ADDING[method], statement, last)
        case ast.Call(func=ast.Attribute(attr="update"), keywords=keywords):
            for keyword in keywords:
                written = ast.Constant(keyword.arg) if keyword.arg else None
                yield Binding(name, "item" if written else "merged", statement, keyword.value, key=written)


def taken_out(call: ast.Call, statement: ast.AST) -> Iterator[Binding]:
    """What a call in a statement takes out of a dict: ``name.pop(key)``."""
    match call:
        case ast.Call(func=ast.Attribute(value=container), args=args) if name := target_name(container):
            yield Binding(name, "removed", statement, key=args[0] if args else None)
