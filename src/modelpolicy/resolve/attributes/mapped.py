"""Attributes that an object takes from a dict: ``self.__dict__.update(values)``, a loop of ``setattr`` or items."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from modelpolicy.program.modules import Definition, SourceModule
from modelpolicy.resolve.contents.containers import is_command_line
from modelpolicy.resolve.definitions.belonging import place_in
from modelpolicy.resolve.definitions.members import methods_of
from modelpolicy.resolve.names.outside_assignments import reaches
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Table
from modelpolicy.values.places import Place
from modelpolicy.values.values import Instance, Receiver, Value, Values, unknown

Taking: TypeAlias = tuple[ast.expr, ast.expr]
"""An object that takes attributes from a dict, and the dict."""

_WORDS: Final = ("setattr", "vars", "__dict__")
"""One of them stands wherever an object takes attributes from a dict."""


def taken_from_dicts(
    evaluator: Evaluates, bases: Iterable[Definition], name: str, receiver: Receiver
) -> Iterator[Values]:
    """What the methods of the class take for the attribute ``name`` out of dicts, and what other code gives it so."""
    for taken in (*_by_methods(evaluator, bases, receiver), *_by_others(evaluator, receiver)):
        yield from (found for option in taken.options if (found := _entry(evaluator, option, name)) is not None)
        if taken.open:
            yield taken.rest()


def dicts_taken(evaluator: Evaluates, bases: Iterable[Definition], receiver: Receiver) -> Iterator[Table]:
    """The dicts that the methods of the class take attributes or items out of."""
    for values in _by_methods(evaluator, bases, receiver):
        yield from (option for option in values.options if isinstance(option, Table))


def _entry(evaluator: Evaluates, taken: Value, name: str) -> Values | None:
    if isinstance(taken, Table):
        return taken.get(name)
    if not is_command_line(taken):
        return unknown(f"a dict that attributes are taken from, {name} perhaps")
    option = evaluator.attribute(taken, name)
    return option if option.open else None


def _by_methods(evaluator: Evaluates, bases: Iterable[Definition], receiver: Receiver) -> Iterator[Values]:
    for base in bases if isinstance(receiver, Instance) else ():
        for method in methods_of(base):
            own = [taken for owner, taken in _takings(base.module).get(method, ()) if _is_self(owner)]
            if own:
                place = place_in(evaluator, base.module, method, receiver)
                yield from (evaluator.evaluate(taken, place) for taken in own)


def _by_others(evaluator: Evaluates, receiver: Receiver) -> list[Values]:
    """The dicts that code outside of the class gives it attributes from, where that code names the class."""
    key = ("given from dicts", receiver.definition, type(receiver))
    return evaluator.remember(key, lambda: list(_given(evaluator, receiver)))


def _given(evaluator: Evaluates, receiver: Receiver) -> Iterator[Values]:
    cls = receiver.definition
    modules = (module for word in _WORDS for module in evaluator.project.reading(word, cls.name))
    for module in dict.fromkeys((cls.module, *modules)):
        for owner, taken in _takings_of(module):
            for own in evaluator.classes.receivers(module, module.scope_of(owner)):
                place = Place(module, own)
                if any(reaches(evaluator, held, receiver) for held in evaluator.evaluate(owner, place).options):
                    yield evaluator.evaluate(taken, place)


def _takings_of(module: SourceModule) -> Iterator[Taking]:
    return (taking for taking in _takings(module).get(module.tree, ()) if not _is_self(taking[0]))


def _takings(module: SourceModule) -> Mapping[ast.AST, list[Taking]]:
    """The takings in each node of a module that holds any."""
    return module.remember("takings", lambda: _find_takings(module))


def _find_takings(module: SourceModule) -> Mapping[ast.AST, list[Taking]]:
    found: defaultdict[ast.AST, list[Taking]] = defaultdict(list)
    takings = [(node, taking) for node in module.nodes(ast.Call, ast.Assign, ast.For) if (taking := _taking(node))]
    for node, taking in sorted(takings, key=lambda one: (one[0].lineno, one[0].col_offset)):
        for around in module.above(node):
            found[around].append(taking)
    return found


def _taking(node: ast.AST) -> Taking | None:
    match node:
        case ast.Call(func=ast.Attribute(value=owned, attr="update"), args=[taken]):
            owner = _whose_dict(owned)
        case ast.Call(func=ast.Attribute(value=owned, attr="update"), keywords=[ast.keyword(arg=None, value=taken)]):
            owner = _whose_dict(owned)
        case ast.Assign(targets=[owned], value=taken):
            owner = _whose_dict(owned)
        case ast.For(iter=ast.Call(func=ast.Attribute(value=taken, attr="items")), body=body):
            owner = next((set_on for one in body for inner in ast.walk(one) if (set_on := _set_by_name(inner))), None)
        case _:
            return None
    return None if owner is None else (owner, taken)


def _whose_dict(node: ast.expr) -> ast.expr | None:
    match node:
        case ast.Attribute(value=owner, attr="__dict__"):
            return owner
        case ast.Call(func=ast.Name(id="vars"), args=[owner]):
            return owner
        case _:
            return None


def _set_by_name(node: ast.AST) -> ast.expr | None:
    match node:
        case ast.Call(func=ast.Name(id="setattr"), args=[owner, ast.Name(), _]):
            return owner
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id="self") as owner, slice=ast.Name())]):
            return owner
        case _:
            return None


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"
