"""Attributes that an object takes from a dict: ``self.__dict__.update(values)``, a loop of ``setattr`` or items."""

import ast
from collections.abc import Iterable, Iterator

from modelpolicy.program.modules import Definition
from modelpolicy.program.noted import noted
from modelpolicy.resolve.asking import Evaluates
from modelpolicy.resolve.belonging import place_in
from modelpolicy.resolve.members import methods_of
from modelpolicy.values.collected import Table
from modelpolicy.values.values import Receiver, Values


def taken_from_dicts(
    evaluator: Evaluates, bases: Iterable[Definition], name: str, receiver: Receiver
) -> Iterator[Values]:
    """What the methods of the class take for the attribute ``name`` out of dicts."""
    tables = dicts_taken(evaluator, bases, receiver)
    yield from (found for table in tables if (found := table.get(name)) is not None)


def dicts_taken(evaluator: Evaluates, bases: Iterable[Definition], receiver: Receiver) -> Iterator[Table]:
    """The dicts that the methods of the class take attributes or items out of."""
    for base in bases:
        for method in methods_of(base):
            place = place_in(evaluator, base.module, method, receiver)
            for taken in _taken(method):
                values = evaluator.evaluate(taken, place)
                yield from (option for option in values.options if isinstance(option, Table))


@noted
def _taken(method: ast.AST) -> tuple[ast.expr, ...]:
    return tuple(found for node in ast.walk(method) if (found := _dict_taken(node)) is not None)


def _dict_taken(node: ast.AST) -> ast.expr | None:
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr="update"), args=[taken]) if _is_own_dict(owner):
            return taken
        case ast.Call(func=ast.Attribute(value=owner, attr="update"), keywords=[ast.keyword(arg=None, value=taken)]):
            return taken if _is_own_dict(owner) else None
        case ast.Assign(targets=[owner], value=taken) if _is_own_dict(owner):
            return taken
        case ast.For(iter=ast.Call(func=ast.Attribute(value=taken, attr="items")), body=body):
            return taken if any(map(_sets_own, (inner for one in body for inner in ast.walk(one)))) else None
        case _:
            return None


def _is_own_dict(node: ast.expr) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id="self"), attr="__dict__"):
            return True
        case ast.Call(func=ast.Name(id="vars"), args=[ast.Name(id="self")]):
            return True
        case _:
            return False


def _sets_own(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="setattr"), args=[ast.Name(id="self"), ast.Name(), _]):
            return True
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id="self"), slice=ast.Name())]):
            return True
        case _:
            return False
