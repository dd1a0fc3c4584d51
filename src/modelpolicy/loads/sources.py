"""A place once for each name that a kind is found out of: what is of another kind goes another way.

``kind = kind_of(args.model); if kind == "a": load(args.model)`` loads only names in which ``kind_of`` finds ``a``.
"""

import ast
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from modelpolicy.program.bindings import dotted_name
from modelpolicy.program.dependence import is_bound_once
from modelpolicy.program.guards import Guard
from modelpolicy.program.modules import ScopeNode, SourceModule
from modelpolicy.program.tree import all_of
from modelpolicy.resolve.flow.narrowing import Subject, assuming
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Assumption, Frame, Place
from modelpolicy.values.text import Text
from modelpolicy.values.values import CHOICE, Result, Value, Values

MOST_NAMES: Final = 12
"""More names than this are not told apart."""


def tell_kind(ways: Iterable[Iterable[Guard]], name: str) -> bool:
    """Whether a condition asks which kind ``name`` is: ``kind == "x"``, ``not is_large``."""
    return any(_tells(guard.test, name) for way in ways for guard in way if guard.test is not None)


def _tells(test: ast.expr, name: str) -> bool:
    match test:
        case ast.Name(id=asked) | ast.Compare(left=ast.Name(id=asked)):
            return asked == name
        case ast.UnaryOp(operand=operand):
            return _tells(operand, name)
        case ast.BoolOp(values=operands):
            return any(_tells(operand, name) for operand in operands)
        case _:
            return False


def by_source(evaluator: Evaluates, kind: Subject, used: frozenset[str]) -> list[Place]:
    """One place each value of those names ``used`` that the kind is found out of, where a user can name another.

    And one for all that a user names.
    """
    places = [kind.place]
    for source in _sources(kind.place.module, kind.scope, kind.name, used):
        places = [case for place in places for case in _each(evaluator, source, kind.scope, place)]
    return places


def _sources(module: SourceModule, scope: ScopeNode, kind: str, used: frozenset[str]) -> Iterator[ast.expr]:
    """The names ``used``, and attributes of such, in what ``kind`` of ``scope`` is bound to."""
    bound = module.bindings.in_scope(scope)
    values = [binding.value for binding in bound.get(kind, ())]
    match values:
        case [ast.Call() | ast.Compare() | ast.BoolOp() as value]:
            nodes = (node for node in all_of(value) if isinstance(node, ast.expr))
            read = {name: node for node in nodes if (name := dotted_name(node)) is not None}
        case _:
            return
    for source in sorted(read.keys() & used):
        owner, _, attribute = source.partition(".")
        is_whole = not any(other.startswith(f"{source}.") for other in read)
        if is_whole and is_bound_once(module, scope, owner) and not (attribute and source in bound):
            yield read[source]


def _each(evaluator: Evaluates, source: ast.expr, scope: ScopeNode, place: Place) -> list[Place]:
    values, name = evaluator.evaluate(source, place), dotted_name(source)
    is_told = 0 < len(values.texts) == len(values.options) <= MOST_NAMES
    if not is_told or name is None or not values.open:
        return [place]
    left = Assumption(name, scope, values.rest(), is_left=True)
    told = [assuming(place, Subject(name, scope, place), option) for option in values.options]
    return [*told, replace(place, assumed=(left, *place.assumed))]


def chosen_by_source(sites: Sequence[Frame], written: Sequence[Values]) -> list[Values]:
    """The same values, but for what follows from a user's choice alone, where the source itself chooses something."""
    told = [values for site, values in zip(sites, written, strict=True) if not site.caller.is_left]
    chosen = frozenset(map(_written_as, (option for values in told for option in values.options)))
    return [
        _among(values, chosen) if chosen and site.caller.is_left else values
        for site, values in zip(sites, written, strict=True)
    ]


def _among(values: Values, chosen: Container[object]) -> Values:
    """Those of the values that are ``chosen``; the others are for users to choose."""
    kept = tuple(option for option in values.options if _written_as(option) in chosen)
    return values if len(kept) == len(values.options) else Values(kept, True, values.reason or CHOICE)


def _written_as(option: Value) -> object:
    """An option without the way that it came."""
    match option:
        case Text(text):
            return text
        case Result(callee, Frame(call)):
            return callee, call
        case _:
            return option
