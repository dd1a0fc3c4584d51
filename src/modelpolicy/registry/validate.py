"""Plain data to a ``Registry``, by pydantic's validator.

The validator of pydantic-core is used without pydantic's model classes: importing and building those
costs more time than everything else that ``modelpolicy check`` does.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeAlias, cast, get_args

from pydantic_core import ErrorDetails, SchemaValidator, ValidationError, core_schema

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.registry.parse_yaml import Data, Key
from modelpolicy.registry.schema import FORMAT, AnalyzerEntry, Deletion, HubRecord, ModelEntry, Registry, UnreadLine
from modelpolicy.registry.text import Text

Schema: TypeAlias = core_schema.CoreSchema

_ONE_LINE: Final = r"^\S.*$"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with the data, at the path of keys ``keys``."""

    keys: tuple[Key, ...]
    message: str
    remedy: str


def validate(data: Data) -> Registry | list[Fault]:
    """Give the registry that ``data`` says, or everything that is wrong with it."""
    try:
        return cast("Registry", SchemaValidator(registry_core_schema()).validate_python(data))
    except ValidationError as error:
        return [_fault(details) for details in error.errors(include_url=False, include_input=False)]


@cache
def registry_core_schema() -> Schema:
    """Lay out the file, for the validator and for the published JSON Schema."""
    model_id = _parsed(ModelId.parse, "A model id: <store>:<name>", "hf:openai/whisper-base")
    size = _parsed(Size.parse, "Storage in powers of ten; ~ means approximately", "~14GB")
    analyzer = _record(
        AnalyzerEntry,
        status=_choice(*get_args(Status)),
        models=_list(model_id),
        may=_list(model_id),
        method=_optional(_text("What the analyzer uses instead of an explicit model")),
        size=_optional(size),
        per=_optional(_text("What the size is the size of one of: language for '~64MB per language'")),
        kind=_optional(_text("What kind of analyzer it is, where its model does not say")),
        purpose=_optional(_text("What the analyzer is used for")),
        note=_optional(_text("Anything else that a reader of the document should know")),
    )
    hub = _record(
        HubRecord,
        asked=_string("The day in UTC", "2026-11-26"),
        revision=_optional(_string("The commit of the default branch")),
        size=_optional(size),
        licence=_optional(_string("What the model's card says", "apache-2.0")),
        formats=_list(_string("How weights are stored", "safetensors")),
    )
    model = _record(
        ModelEntry,
        title=_optional(_string("The name that people use", "Qwen2-VL")),
        kind=_optional(_text("What kind of model it is")),
        size=_optional(size),
        per=_optional(_text("What the size is the size of one of: language for '~64MB per language'")),
        deletion=_optional(_choice(*get_args(Deletion))),
        licence=_optional(_string("The licence of the weights, as an SPDX identifier", "Apache-2.0")),
        paths=_list(_string("Where the model lies", "~/.EasyOCR/model/english_g2.pth")),
        note=_optional(_text("Anything else that a reader of the document should know")),
        hub=_optional(hub),
    )
    unread = _record(
        UnreadLine,
        line=core_schema.int_schema(ge=1),
        text=core_schema.str_schema(),
        reason=_optional(_string("Why the line was not placed")),
    )
    return _record(
        Registry,
        format=_choice(FORMAT),
        analyzers=_mapping(_string("The analyzer's name", "object_detection"), analyzer),
        models=_mapping(model_id, model),
        unread=_list(unread),
    )


def _described(description: str, *examples: str) -> dict[str, Any]:
    return {"pydantic_js_updates": {"description": description, "examples": list(examples)}}


def _string(description: str, *examples: str) -> Schema:
    return core_schema.str_schema(pattern=_ONE_LINE, metadata=_described(description, *examples))


def _parsed(parse: Callable[[str], object], description: str, *examples: str) -> Schema:
    return core_schema.chain_schema(
        [_string(description, *examples), core_schema.no_info_plain_validator_function(parse)]
    )


def _text(description: str) -> Schema:
    one = core_schema.str_schema(min_length=1)
    by_language = core_schema.dict_schema(core_schema.str_schema(), one, min_length=1)
    written = core_schema.union_schema([one, by_language], metadata=_described(description))
    return core_schema.no_info_plain_validator_function(Text.parse, json_schema_input_schema=written)


def _choice(*values: str) -> Schema:
    return core_schema.literal_schema(list(values))


def _list(item: Schema) -> Schema:
    items = core_schema.tuple_schema([item], variadic_item_index=0)
    return core_schema.with_default_schema(items, default=())


def _mapping(key: Schema, value: Schema) -> Schema:
    return core_schema.with_default_schema(core_schema.dict_schema(key, value), default_factory=dict)


def _optional(schema: Schema) -> Schema:
    return core_schema.with_default_schema(core_schema.nullable_schema(schema), default=None)


def _record(cls: type, **fields: Schema) -> Schema:
    arguments = core_schema.dataclass_args_schema(
        cls.__name__,
        [core_schema.dataclass_field(key, schema) for key, schema in fields.items()],
        extra_behavior="forbid",
    )
    closed = {"pydantic_js_updates": {"additionalProperties": False}}
    names = list(fields)
    return core_schema.dataclass_schema(
        cls, arguments, names, ref=cls.__name__, slots=True, frozen=True, metadata=closed
    )


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
    "int_parsing": ("a whole number was expected", "write a number"),
    "greater_than_equal": ("a number from {ge} was expected", "write a larger number"),
}


def _fault(details: ErrorDetails) -> Fault:
    keys = tuple(key for key in details["loc"] if key != "[key]")
    place = ".".join(map(str, keys)) or "the registry"
    if details["type"] == "unexpected_keyword_argument":
        return Fault(keys, f"{place}: unknown key {keys[-1]!r}", _known_keys(keys))
    context = details.get("ctx", {})
    if details["type"] == "value_error":
        return Fault(keys, f"{place}: {context['error']}", "write it in that form")
    message, remedy = _ADVICE.get(details["type"], (details["msg"], "see the schema for the layout"))
    return Fault(keys, f"{place}: {message.format(**context)}", remedy.format(**context))


def _known_keys(keys: tuple[Key, ...]) -> str:
    """Say what to write instead of the last of ``keys``."""
    from difflib import get_close_matches

    known = list(_fields_at(keys[:-1]))
    close = get_close_matches(str(keys[-1]), known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(known)}"


def _fields_at(keys: tuple[Key, ...]) -> Iterator[str]:
    from dataclasses import fields

    sections = {"analyzers": AnalyzerEntry, "models": ModelEntry, "unread": UnreadLine}
    cls = HubRecord if keys[2:] == ("hub",) else sections[str(keys[0])] if keys else Registry
    return (field.name for field in fields(cls))
