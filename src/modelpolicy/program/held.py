"""What holds the object that a name stands for: ``part = config["part"]``, ``config = {"part": part}``.

Whatever changes the one changes what the other has.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from modelpolicy.program.assigned import target_name
from modelpolicy.program.syntax import last_name

HOLDING: Final = (ast.Assign, ast.AnnAssign, ast.For, ast.AsyncFor, ast.Expr)
"""Statements by which something comes to be held."""

_GIVING: Final = frozenset({"get", "setdefault"})
"""Methods of dicts that give what stands under a key."""

_EACH: Final = frozenset({"values", "items", "enumerate"})
"""Functions that give each item of a container, alone or as the last of two."""

_TAKING: Final = frozenset({"append", "add", "appendleft", "insert"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A ``container`` with what stands in it under ``key``, or with each of its items, from ``statement`` on."""

    container: ast.expr
    key: ast.expr | None
    statement: ast.stmt


class Held(NamedTuple):
    """A name, and what holds what it stands for."""

    name: str
    holder: Holder


def held_by(statement: ast.stmt) -> Iterator[Held]:
    """The names whose objects containers hold once ``statement`` has run."""
    match statement:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _taken_out(target, value, statement)
                yield from _put_in(target, value, statement)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield from _taken_out(target, value, statement)
            yield from _put_in(target, value, statement)
        case ast.For(target=target, iter=container) | ast.AsyncFor(target=target, iter=container):
            yield from _gone_through(target, container, statement)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=container, attr=method), args=[*_, value])):
            if method in _TAKING and (name := target_name(value)):
                yield Held(name, Holder(container, None, statement))


def item_of(value: ast.expr) -> ast.Subscript | None:
    """``config["part"]``, also for ``config.get("part")`` and ``config.setdefault("part", {})``."""
    match value:
        case ast.Subscript(slice=key) if not isinstance(key, ast.Slice):
            return value
        case ast.Call(func=ast.Attribute(value=container, attr=method), args=[key, *_]) if method in _GIVING:
            return ast.Subscript(container, key)
        case _:
            return None


def _taken_out(target: ast.expr, value: ast.expr, statement: ast.stmt) -> Iterator[Held]:
    """``part = config["part"]``."""
    if (name := target_name(target)) and (item := item_of(value)):
        yield Held(name, Holder(item.value, item.slice, statement))


def _put_in(target: ast.expr, value: ast.expr, statement: ast.stmt) -> Iterator[Held]:
    """``config = {"part": part}``, ``parts = [part]``, ``config["part"] = part``."""
    match target, value:
        case ast.Subscript(value=container, slice=key), _ if name := target_name(value):
            yield Held(name, Holder(container, key, statement))
        case _, ast.Dict(keys=keys, values=values):
            for under, item in zip(keys, values, strict=True):
                if under is not None and (name := target_name(item)):
                    yield Held(name, Holder(target, under, statement))
        case _, ast.List(elts=items) | ast.Tuple(elts=items):
            for item in items:
                if name := target_name(item):
                    yield Held(name, Holder(target, None, statement))


def _gone_through(target: ast.expr, container: ast.expr, statement: ast.stmt) -> Iterator[Held]:
    """``for part in parts``, ``for key, part in config.items()``, ``for number, part in enumerate(parts)``."""
    match target, container:
        case ast.Tuple(elts=[_, ast.Name(id=name)]), ast.Call(func=func, args=given) if last_name(func) in _EACH:
            for holding in [func.value] if isinstance(func, ast.Attribute) else given[:1]:
                yield Held(name, Holder(holding, None, statement))
        case ast.Name(id=name), ast.Call(func=ast.Attribute(value=holding, attr="values")):
            yield Held(name, Holder(holding, None, statement))
        case ast.Name(id=name), ast.Name() | ast.Attribute() | ast.Subscript():
            yield Held(name, Holder(container, None, statement))
