"""How a YAML file that people write is laid out, for pydantic's validator, and in words what is wrong with one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Final, TypeAlias

from pydantic_core import ErrorDetails, ValidationError, core_schema

from modelpolicy.registry.parse_yaml import Key

Schema: TypeAlias = core_schema.CoreSchema
Keys: TypeAlias = tuple[Key, ...]

_ONE_LINE: Final = r"^\S.*$"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the data, at the path of keys ``keys``."""

    keys: Keys
    message: str
    remedy: str


def described(description: str, *examples: str) -> dict[str, Any]:
    """What the JSON Schema says besides, as a schema's metadata."""
    return {"pydantic_js_updates": {"description": description, "examples": list(examples)}}


def string(description: str, *examples: str) -> Schema:
    """One line of text."""
    return core_schema.str_schema(pattern=_ONE_LINE, metadata=described(description, *examples))


def parsed(parse: Callable[[str], object], description: str, *examples: str) -> Schema:
    """One line of text that ``parse`` reads; its ``ValueError`` is what is wrong with it."""
    return core_schema.chain_schema(
        [string(description, *examples), core_schema.no_info_plain_validator_function(parse)]
    )


def choice(*values: str) -> Schema:
    """One of these texts."""
    return core_schema.literal_schema(list(values))


def list_of(item: Schema) -> Schema:
    """A list, empty where the key is not there."""
    items = core_schema.tuple_schema([item], variadic_item_index=0)
    return core_schema.with_default_schema(items, default=())


def mapping(key: Schema, value: Schema) -> Schema:
    """A mapping, empty where the key is not there."""
    return core_schema.with_default_schema(core_schema.dict_schema(key, value), default_factory=dict)


def optional(schema: Schema) -> Schema:
    """What can be missing, or ``null``."""
    return core_schema.with_default_schema(core_schema.nullable_schema(schema), default=None)


def record(cls: type, **keys: Schema) -> Schema:
    """A mapping with these keys and no other, which becomes a frozen dataclass."""
    arguments = core_schema.dataclass_args_schema(
        cls.__name__,
        [core_schema.dataclass_field(key, schema) for key, schema in keys.items()],
        extra_behavior="forbid",
    )
    closed = {"pydantic_js_updates": {"additionalProperties": False}}
    names = list(keys)
    return core_schema.dataclass_schema(
        cls, arguments, names, ref=cls.__name__, slots=True, frozen=True, metadata=closed
    )


def faults(error: ValidationError, whole: str, class_at: Callable[[Keys], type]) -> list[Fault]:
    """Everything that is wrong. ``whole``: the file's name; ``class_at``: what the mapping at a path becomes."""
    return list(_faults(error.errors(include_url=False, include_input=False), whole, class_at))


_ADVICE: Final = {
    "missing": ("the key is missing", "add it"),
    "literal_error": ("{expected} was expected", "write one of these"),
    "dict_type": (
        "a mapping was expected",
        "write 'key: value' lines below it, or {{}} where there are none",
    ),
    "dataclass_type": ("a mapping was expected", "write 'key: value' lines below it"),
    "tuple_type": ("a list was expected", "write [...], or '- item' lines below it"),
    "string_type": ("a text was expected", "write one text here"),
    "string_pattern_mismatch": ("one line of text was expected", "write something, on one line"),
    "string_too_short": ("the text is empty", "write something, or drop the key"),
    "bool_parsing": ("true or false was expected", "write one of these"),
    "bool_type": ("true or false was expected", "write one of these"),
    "int_parsing": ("a whole number was expected", "write a number"),
    "greater_than_equal": ("a number from {ge} was expected", "write a larger number"),
}


def _faults(errors: Iterable[ErrorDetails], whole: str, class_at: Callable[[Keys], type]) -> Iterator[Fault]:
    for details in errors:
        keys = tuple(key for key in details["loc"] if key != "[key]")
        place = ".".join(map(str, keys)) or whole
        context = details.get("ctx", {})
        if details["type"] == "unexpected_keyword_argument":
            yield Fault(keys, f"{place}: unknown key {keys[-1]!r}", _known_keys(keys, class_at))
        elif details["type"] == "value_error":
            yield Fault(keys, f"{place}: {context['error']}", "write it in that form")
        else:
            message, remedy = _ADVICE.get(details["type"], (details["msg"], "see the schema for the layout"))
            yield Fault(keys, f"{place}: {message.format(**context)}", remedy.format(**context))


def _known_keys(keys: Keys, class_at: Callable[[Keys], type]) -> str:
    """Say what to write instead of the last of ``keys``."""
    from difflib import get_close_matches

    known = [field.name for field in fields(class_at(keys[:-1]))]
    close = get_close_matches(str(keys[-1]), known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(known)}"
