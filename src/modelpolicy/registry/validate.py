"""Plain data to a ``Registry``, by pydantic's validator.

The validator of pydantic-core is used without pydantic's model classes: importing and building those
costs more time than everything else that ``modelpolicy check`` does.
"""

from functools import cache
from typing import cast, get_args

from pydantic_core import SchemaValidator, ValidationError, core_schema

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.registry.layout import (
    Fault,
    Keys,
    Schema,
    choice,
    described,
    faults,
    list_of,
    mapping,
    optional,
    parsed,
    record,
    string,
)
from modelpolicy.registry.parse_yaml import Data
from modelpolicy.registry.schema import (
    FORMAT,
    AnalyzerEntry,
    Deletion,
    HubRecord,
    ModelEntry,
    Registry,
    Trust,
    UnreadLine,
)
from modelpolicy.registry.text import Text


def validate(data: Data) -> Registry | list[Fault]:
    """Give the registry that ``data`` says, or everything that is wrong with it."""
    try:
        return cast("Registry", SchemaValidator(registry_core_schema()).validate_python(data))
    except ValidationError as error:
        return faults(error, "the registry", _class_at)


@cache
def registry_core_schema() -> Schema:
    """Lay out the file, for the validator and for the published JSON Schema."""
    return record(
        Registry,
        format=choice(FORMAT),
        analyzers=mapping(string("The analyzer's name", "object_detection"), _analyzer()),
        models=mapping(_model_id(), _model()),
        unread=list_of(_unread()),
    )


def _analyzer() -> Schema:
    return record(
        AnalyzerEntry,
        status=choice(*get_args(Status)),
        models=list_of(_model_id()),
        may=list_of(_model_id()),
        trusts=list_of(choice(*get_args(Trust))),
        method=optional(_text("What the analyzer uses instead of an explicit model")),
        size=optional(_size()),
        per=optional(_text("What the size is the size of one of: language for '~64MB per language'")),
        kind=optional(_text("What kind of analyzer it is, where its model does not say")),
        vram=optional(parsed(Size.parse, "What it takes on a GPU at most, in powers of ten", "~15GB")),
        load_time=optional(string("How long it takes to load, libraries included", "12.3 s")),
        purpose=optional(_text("What the analyzer is used for")),
        note=optional(_text("Anything else that a reader of the document should know")),
    )


def _model() -> Schema:
    return record(
        ModelEntry,
        title=optional(string("The name that people use", "Qwen2-VL")),
        kind=optional(_text("What kind of model it is")),
        size=optional(_size()),
        per=optional(_text("What the size is the size of one of: language for '~64MB per language'")),
        deletion=optional(choice(*get_args(Deletion))),
        licence=optional(string("The licence of the weights, as an SPDX identifier", "Apache-2.0")),
        paths=list_of(string("Where the model lies", "~/.EasyOCR/model/english_g2.pth")),
        note=optional(_text("Anything else that a reader of the document should know")),
        hub=optional(_hub()),
    )


def _hub() -> Schema:
    return record(
        HubRecord,
        asked=string("The day in UTC", "2026-11-26"),
        revision=optional(string("The commit of the default branch")),
        size=optional(_size()),
        licence=optional(string("What the model's card says", "apache-2.0")),
        formats=list_of(string("How weights are stored", "safetensors")),
    )


def _unread() -> Schema:
    return record(
        UnreadLine,
        line=core_schema.int_schema(ge=1),
        text=core_schema.str_schema(),
        reason=optional(string("Why the line was not placed")),
    )


def _model_id() -> Schema:
    return parsed(ModelId.parse, "A model id: <store>:<name>", "hf:openai/whisper-base")


def _size() -> Schema:
    return parsed(Size.parse, "Storage in powers of ten; ~ means approximately", "~14GB")


def _text(description: str) -> Schema:
    one = core_schema.str_schema(min_length=1)
    by_language = core_schema.dict_schema(core_schema.str_schema(), one, min_length=1)
    written = core_schema.union_schema([one, by_language], metadata=described(description))
    return core_schema.no_info_plain_validator_function(Text.parse, json_schema_input_schema=written)


def _class_at(keys: Keys) -> type:
    sections = {"analyzers": AnalyzerEntry, "models": ModelEntry, "unread": UnreadLine}
    if keys[2:] == ("hub",):
        return HubRecord
    return sections[str(keys[0])] if keys else Registry
