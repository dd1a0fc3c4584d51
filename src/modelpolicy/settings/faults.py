"""What is wrong with settings, as somebody who wrote them can mend it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Final

from pydantic_core import ErrorDetails, ValidationError

from modelpolicy.settings.key_lines import KeyPath
from modelpolicy.settings.schema import Budgets, Document, Settings, SupplyChain, VramBudget

_ADVICE: Final = {
    "missing": ("the key is missing", "add it"),
    "dataclass_type": ("a table was expected", "write { key = value }"),
    "dict_type": ("a table was expected", 'write { name = "...", ... }'),
    "tuple_type": ("a list was expected", "put it between [ and ]"),
    "bool_type": ("true or false was expected", "write true or false, without quotes"),
    "int_type": ("a number was expected", "write a whole number, without quotes"),
    "greater_than_equal": ("the number is too small", "write a larger one"),
    "string_type": ("a text was expected", "put it between quotes"),
    "string_too_short": ("the text is empty", "write something, or drop it"),
    "too_short": ("the list is empty", "write something, or drop the key"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake at the key path ``keys``."""

    keys: KeyPath
    message: str
    remedy: str


def faults(error: ValidationError) -> Iterator[Fault]:
    """Every mistake that the validator has found."""
    yield from (_fault(details) for details in error.errors(include_url=False) if not _follows(details))


def _follows(details: ErrorDetails) -> bool:
    """Whether a list is only too short because its items, which are told themselves, do not count."""
    return details["type"] == "too_short" and bool(details["input"])


def _fault(details: ErrorDetails) -> Fault:
    keys = details["loc"]
    place = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).removeprefix(".")
    if details["type"] == "unexpected_keyword_argument":
        return Fault(keys, f"unknown key {str(keys[-1])!r}", _nearest(str(keys[-1]), _known(keys)))
    context = details.get("ctx", {})
    if details["type"] == "value_error":
        message, remedy = context["error"].args
        return Fault(keys, f"{place}: {message}", remedy)
    if details["type"] == "literal_error":
        return Fault(keys, f"{place}: {details['input']!r} is unknown", f"write one of {context['expected']}")
    message, remedy = _ADVICE.get(details["type"], (details["msg"], "see the settings in the documentation"))
    return Fault(keys, f"{place}: {message}", remedy)


def _known(keys: KeyPath) -> list[str]:
    tables: dict[tuple[str, ...], type] = {
        (): Settings,
        ("documents",): Document,
        ("supply_chain",): SupplyChain,
        ("budgets",): Budgets,
        ("budgets", "vram"): VramBudget,
    }
    return [field.name for field in fields(tables[tuple(key for key in keys[:-1] if isinstance(key, str))])]


def _nearest(written: str, known: list[str]) -> str:
    close = get_close_matches(written, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(known)}"
