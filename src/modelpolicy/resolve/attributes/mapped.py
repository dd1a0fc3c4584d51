"""Attributes that an object takes from a dict, or under computed names: in methods of its class, and in other code."""

import ast
from collections.abc import Iterable, Iterator
from typing import Final

from modelpolicy.program.modules import Definition
from modelpolicy.program.takings import is_self, takings_in
from modelpolicy.resolve.definitions.belonging import place_in
from modelpolicy.resolve.definitions.members import methods_of
from modelpolicy.resolve.names.entries import runs_of
from modelpolicy.resolve.names.outside_assignments import reaches
from modelpolicy.resolve.names.taken import Taken, taken
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Table
from modelpolicy.values.places import Place
from modelpolicy.values.values import Instance, Receiver, Values

_WORDS: Final = ("setattr", "vars", "__dict__")
"""One of them stands wherever an object takes attributes from a dict."""


def taken_from_dicts(
    evaluator: Evaluates, bases: Iterable[Definition], name: str, receiver: Receiver
) -> Iterator[Values]:
    """What the methods of the class take for the attribute ``name`` out of dicts, and what other code gives it so."""
    for one in (*_by_methods(evaluator, bases, receiver), *_by_others(evaluator, receiver)):
        yield from one.under(evaluator, name)


def dicts_taken(evaluator: Evaluates, bases: Iterable[Definition], receiver: Receiver) -> Iterator[Table]:
    """The dicts that the methods of the class take attributes or items out of."""
    for one in _by_methods(evaluator, bases, receiver):
        yield from (option for option in one.values.options if isinstance(option, Table))


def _by_methods(evaluator: Evaluates, bases: Iterable[Definition], receiver: Receiver) -> Iterator[Taken]:
    for base in bases if isinstance(receiver, Instance) else ():
        for method in methods_of(base):
            own = [binding for owner, binding in takings_in(base.module, method) if is_self(owner)]
            if own:
                place = place_in(evaluator, base.module, method, receiver)
                yield from (taken(evaluator, binding, place) for binding in own)


def _by_others(evaluator: Evaluates, receiver: Receiver) -> list[Taken]:
    """The dicts that code outside of the class gives it attributes from."""
    key = ("given from dicts", receiver.definition, type(receiver))
    return evaluator.remember(key, lambda: list(_given(evaluator, receiver)))


def _given(evaluator: Evaluates, receiver: Receiver) -> Iterator[Taken]:
    """Sought in the code that names the class, and in all that there is where that is little."""
    cls, project = receiver.definition, evaluator.project
    naming = (module for word in _WORDS for module in project.reading(word, cls.name))
    for module in dict.fromkeys((cls.module, *naming, *project.setting_anything())):
        others = (taking for taking in takings_in(module, module.tree) if not is_self(taking[0]))
        for owner, binding in others:
            for own in evaluator.classes.receivers(module, module.scope_of(owner)):
                place = Place(module, own)
                if _reaches(evaluator, owner, place, receiver):
                    runs = (
                        one for one in runs_of(evaluator, binding, place) if _reaches(evaluator, owner, one, receiver)
                    )
                    yield from (taken(evaluator, binding, one) for one in runs)


def _reaches(evaluator: Evaluates, owner: ast.expr, place: Place, receiver: Receiver) -> bool:
    """Whether what ``owner`` is can be the receiver, or what its attributes show on."""
    return any(reaches(evaluator, held, receiver) for held in evaluator.evaluate(owner, place).options)
