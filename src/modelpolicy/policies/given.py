"""The facts that a policy's test gives, from the texts of its file to values with types."""

from collections.abc import Mapping
from typing import Final, TypeAlias

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.policies.facts import KINDS, LARGEST, NOTHING, Fact, Facts, Kind, Value, id_facts

Mistake: TypeAlias = tuple[str, str, str]
"""The key of a fact, what is wrong with it, and a remedy."""

_FLAGS: Final = {"true": True, "false": False}


def facts_of(kind: Kind, given: Mapping[str, object]) -> tuple[Facts, list[Mistake]]:
    """Every fact of a subject, and what is wrong in ``given``.

    What is not given, or ``None``, is empty, or not known where that can be; the parts of an id follow from it.
    """
    found: dict[str, Value] = {}
    mistakes: list[Mistake] = []
    for name, written in given.items():
        if written is None:
            continue
        fact = KINDS[kind].get(name)
        if fact is None:
            mistakes.append((name, f"{kind}.{name} is no fact", f"there are: {', '.join(KINDS[kind])}"))
            continue
        try:
            found[name] = _value(fact, written)
            found = {**_parts(name, written), **found}
        except ValueError as error:
            mistakes.append((name, str(error), f"this is {fact.description}"))
    nothing = {name: NOTHING[fact.type] for name, fact in KINDS[kind].items() if not fact.optional}
    return {**nothing, **found}, mistakes


def _parts(name: str, written: object) -> dict[str, Value]:
    return id_facts(ModelId.parse(str(written))) if name == "id" else {}


def _value(fact: Fact, written: object) -> Value:
    if fact.type == "list":
        if isinstance(written, list):
            return tuple(written)
        raise ValueError("a list was expected")
    if not isinstance(written, str):
        raise ValueError("one value was expected, not a list")  # noqa: TRY004 - all that is wrong here is a ValueError
    if fact.type == "text":
        return written
    return _flag(written) if fact.type == "flag" else _number(fact, written)


def _flag(written: str) -> bool:
    if written not in _FLAGS:
        raise ValueError(f"{written!r} is neither true nor false")
    return _FLAGS[written]


def _number(fact: Fact, written: str) -> int:
    if written.isascii() and written.isdigit() and len(written) < len(str(LARGEST)):
        return int(written)
    if fact.type == "bytes":
        return min(Size.parse(written).bytes, LARGEST)
    raise ValueError(f"{written!r} is no whole number")
