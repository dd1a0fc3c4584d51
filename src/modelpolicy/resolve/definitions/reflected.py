"""What code looks up by a name that it computes: ``getattr(module, name)``, ``globals()[name]``.

Where the source shows only a part of the name, that tells what can be meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.affixes import ANY, Affixes
from modelpolicy.values.collected import Items
from modelpolicy.values.values import (
    NOTHING,
    ClassRef,
    External,
    Instance,
    ModuleRef,
    Namespace,
    Reflected,
    SomeModule,
    Values,
    known,
    union,
    unknown,
)

ATTRIBUTES: Final = ".__dict__"
"""What the dict of all attributes of something outside the project is called; any of them goes by its name."""

OWNERS: Final = (ModuleRef, SomeModule, ClassRef, Instance)
"""What can be looked into."""


def looked_up(evaluator: Evaluates, owners: Values, names: Values, affixes: Affixes) -> Values:
    """What ``owners`` have under one of ``names``; where those are not all told, under any that the ``affixes`` fit."""
    found = [evaluator.attribute(owner, name.text) for name in names.texts for owner in owners.options]
    is_told = names.options and not names.open and len(names.texts) == len(names.options)
    if not is_told:
        hidden = tuple(_reflected(owners, affixes))
        found.append(Values(hidden, open=True, reason="an attribute whose name is computed"))
    return union([*found, owners.rest()])


def call_namespace(evaluator: Evaluates, namespace: Namespace, method: str, arguments: Sequence[Values]) -> Values:
    """What a method of the dict of all attributes gives."""
    owner = known(namespace.owner)
    anything = looked_up(evaluator, owner, NOTHING, ANY)
    match method, arguments:
        case "get" | "pop" | "setdefault", [names, *default]:
            return union([looked_up(evaluator, owner, names, ANY), *default[:1]])
        case "values", []:
            return known(Items((anything,), is_part=True))
        case "items", []:
            return known(Items((known(Items((unknown("the name of an attribute"), anything))),), is_part=True))
        case "copy", []:
            return known(namespace)
        case _:
            return unknown(f"the result of {method}")


def _reflected(owners: Values, affixes: Affixes) -> Iterator[Reflected | External]:
    for owner in owners.options:
        match owner:
            case SomeModule() if affixes == ANY:
                pass  # anything of anything
            case ModuleRef() | SomeModule() | ClassRef():
                yield Reflected(owner, affixes)
            case Instance():
                yield Reflected(replace(owner, made=None), affixes)
            case External(name):
                yield External(f"{name}{ATTRIBUTES}")
