"""Why a load is open: what else than the source decides which model it is asked for."""

from collections.abc import Iterator
from typing import Final

from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.extract.looks import asks_a_model
from modelpolicy.values.text import Text
from modelpolicy.values.values import Constant, External, Member, Result, Value, Values

URL: Final = "url"
"""The store of what is fetched by its address."""


def open_reason(catalogue: Catalogue, values: Values) -> str:
    """What decides beside the strings among ``values``; empty where nothing does."""
    if values.open:
        return values.reason or "something outside the source"
    return next((origin(option) for option in values.options if not _is_settled(catalogue, option)), "")


def _is_settled(catalogue: Catalogue, option: Value) -> bool:
    """Whether an option leaves nothing open: a string, or a model that another load has made."""
    match option:
        case Text() | Constant():
            return True
        case Member(value=values):
            return not values.open and all(_is_settled(catalogue, one) for one in values.options)
        case Result(name) | External(name):
            return any(_is_made(catalogue, name, end) for end in _prefix_ends(name))
        case _:
            return False


def _is_made(catalogue: Catalogue, name: str, end: int) -> bool:
    """Whether what ``name`` calls up to ``end`` makes a model; what it says, or a server beside a file, is none."""
    loader = catalogue.match(name[:end])
    is_told = any(map(asks_a_model, name[end:].split(".")))
    return loader is not None and not is_told and (loader.store != URL or end == len(name))


def _prefix_ends(name: str) -> Iterator[int]:
    yield len(name)
    yield from (index for index, character in enumerate(name) if character == ".")


def origin(option: Value) -> str:
    """What a value that is no string comes from, in words."""
    match option:
        case Result(name):
            return f"what {name} returns"
        case External(name):
            return f"the value of {name}"
        case _:
            return "a value that is not a string"
