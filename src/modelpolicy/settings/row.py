"""A row of a catalogue: a TOML table whose fields are read one by one.

The settings hold such rows (``loaders``, ``stores``), and so do the catalogues that come along. What reads a field
raises ``ValueError`` where it is ill-formed, with words that go on from the field's name.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

Fields: TypeAlias = Mapping[str, Callable[[object], object]]
"""What reads each field, by the field's name."""


def read_fields(row: Mapping[str, object], fields: Fields) -> tuple[dict[str, Any], list[str]]:
    """The values of the fields, and what is wrong with each that is unknown or ill-formed."""
    values: dict[str, Any] = {}
    mistakes = []
    for key, value in row.items():
        if key not in fields:
            mistakes.append(f"`{key}` is no field; the fields are {', '.join(fields)}")
            continue
        try:
            values[key] = fields[key](value)
        except ValueError as error:
            mistakes.append(f"`{key}` {error}")
    return values, mistakes


def text(value: object) -> str:
    """A string that is not empty."""
    if isinstance(value, str) and value:
        return value
    raise ValueError("must be a string")


def texts(value: object) -> tuple[str, ...]:
    """Strings, or one alone."""
    if isinstance(value, str):
        return (text(value),)
    if isinstance(value, list) and value:
        return tuple(map(text, value))
    raise ValueError("must be a string or a list of strings")


def flag(value: object) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    raise ValueError("must be true or false")


def one_of(*choices: str) -> Callable[[object], str]:
    """What reads one of ``choices``."""

    def read(value: object) -> str:
        if value in choices:
            return str(value)
        raise ValueError(f"must be one of {', '.join(choices)}")

    return read


def expression(value: object) -> re.Pattern[str]:
    """A regular expression."""
    try:
        return re.compile(text(value))
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error


def text_table(value: object) -> Mapping[str, str]:
    """A string for each key."""
    if isinstance(value, dict):
        return MappingProxyType({key: text(entry) for key, entry in value.items()})
    raise ValueError("must be a table of strings")


def texts_table(value: object) -> Mapping[str, tuple[str, ...]]:
    """Strings, or one alone, for each key."""
    if isinstance(value, dict):
        return MappingProxyType({key: texts(entry) for key, entry in value.items()})
    raise ValueError("must be a table of lists of strings")
