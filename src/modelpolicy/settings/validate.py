"""Plain TOML data to ``Settings``, by pydantic's validator.

The validator of pydantic-core is used without pydantic's model classes: importing and building those would
take more time than all that a hook's ``check`` does.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final, TypeAlias, cast, get_args

from pydantic_core import ErrorDetails, SchemaValidator, ValidationError, core_schema

from modelpolicy.domain.confidence import FROM_LEAST
from modelpolicy.domain.size import Size
from modelpolicy.settings.key_lines import KeyPath
from modelpolicy.settings.schema import (
    Budgets,
    Document,
    FileIgnore,
    Language,
    Mode,
    Settings,
    SupplyChain,
    Symbol,
    VramBudget,
)

Schema: TypeAlias = core_schema.CoreSchema

_RULE_CODE: Final = re.compile(r"MP[0-9]{0,3}")
_RELATIVE: Final = "write a path below the project root, with '/' and without '..'"
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


def validate(table: Mapping[str, object]) -> Settings | list[Fault]:
    """Give the settings that ``table`` says, or every mistake in it."""
    try:
        return cast("Settings", SchemaValidator(_schema()).validate_python(table))
    except ValidationError as error:
        return [_fault(details) for details in error.errors(include_url=False) if not _follows(details)]


def _follows(details: ErrorDetails) -> bool:
    """Whether a list is only too short because its items, which are told themselves, do not count."""
    return details["type"] == "too_short" and bool(details["input"])


def _schema() -> Schema:
    text = core_schema.str_schema(min_length=1)
    codes = _list(_parsed(_rule_codes))
    document = _record(
        Document,
        path=_parsed(_inside_project),
        language=core_schema.literal_schema([*get_args(Language)]),
        mode=core_schema.literal_schema([*get_args(Mode)]),
    )
    supply_chain = _record(
        SupplyChain,
        require_pinned=core_schema.bool_schema(strict=True),
        forbid_remote_code=core_schema.bool_schema(strict=True),
        forbid_pickle=core_schema.bool_schema(strict=True),
        allowed_sources=_list(_parsed(_source), at_least=1),
        allowed_licences=_list(text, at_least=1),
    )
    card = _record(VramBudget, card=_parsed(_size), analyzers=_list(text, at_least=1))
    row = core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema(), min_length=1)
    return _record(
        Settings,
        paths=_list(text, at_least=1),
        exclude=_list(text),
        registry=_parsed(_inside_project),
        catalog=_parsed(_symbol),
        disabled=_parsed(_symbol),
        documents=_list(document),
        select=codes,
        ignore=codes,
        per_file_ignores=core_schema.no_info_after_validator_function(
            _file_ignores, core_schema.dict_schema(text, codes)
        ),
        require_reason=core_schema.bool_schema(strict=True),
        baseline=_parsed(_inside_project),
        load_confidence=core_schema.literal_schema([*reversed(FROM_LEAST)]),
        supply_chain=supply_chain,
        budgets=_record(Budgets, disk=_parsed(_size), vram=_list(card)),
        loaders=_list(row),
        stores=_list(row),
        smoke_days=core_schema.int_schema(ge=1, strict=True),
        trace_days=core_schema.int_schema(ge=1, strict=True),
        policies=_list(_parsed(_file_pattern)),
        builtin_policies=_list(text),
        register=core_schema.bool_schema(strict=True),
    )


def _parsed(parse: Callable[[str], object]) -> Schema:
    return core_schema.no_info_after_validator_function(parse, core_schema.str_schema(strict=True))


def _list(item: Schema, at_least: int = 0) -> Schema:
    return core_schema.tuple_schema([item], variadic_item_index=0, min_length=at_least)


def _record(cls: type, **schemas: Schema) -> Schema:
    defaults = {field.name: field.default for field in fields(cls) if field.default is not MISSING}
    arguments = [
        core_schema.dataclass_field(
            name,
            core_schema.with_default_schema(schema, default=defaults[name]) if name in defaults else schema,
        )
        for name, schema in schemas.items()
    ]
    closed = core_schema.dataclass_args_schema(cls.__name__, arguments, extra_behavior="forbid")
    return core_schema.dataclass_schema(cls, closed, list(schemas), slots=True, frozen=True)


def _inside_project(path: str) -> str:
    place = PurePosixPath(path)
    if place.is_absolute() or PureWindowsPath(path).is_absolute() or path.startswith("~"):
        raise ValueError(f"{path!r} is absolute, and another checkout lies elsewhere", _RELATIVE)
    if ".." in place.parts:
        raise ValueError(f"{path!r} leaves the project, where nothing may be read or written", _RELATIVE)
    if not place.name:
        raise ValueError(f"{path!r} names no file", _RELATIVE)
    return str(place)


def _file_pattern(written: str) -> str:
    pattern = _inside_project(written)
    if any("**" in part and part != "**" for part in PurePosixPath(pattern).parts):
        raise ValueError(f"{written!r} has ** beside something else", "write ** between two '/', for any directories")
    return pattern


def _symbol(written: str) -> Symbol:
    path, colon, name = written.rpartition(":")
    if not (colon and path.endswith(".py") and name.isidentifier()):
        raise ValueError(
            f"{written!r} is not of the form <file>.py:<NAME>", "write it like 'app/catalogue.py:ANALYZERS'"
        )
    return Symbol(_inside_project(path), name)


def _source(written: str) -> str:
    store, colon, name = written.partition(":")
    if not (colon and store and name):
        raise ValueError(f"{written!r} names no store", f"write it like 'hf:{written.rstrip('/*') or 'openai'}/*'")
    return written


def _size(written: str) -> Size:
    try:
        return Size.parse(written)
    except ValueError as error:
        raise ValueError(str(error), "write it like '40GB'") from error


def _rule_codes(written: str) -> str:
    if not _RULE_CODE.fullmatch(written):
        raise ValueError(f"{written!r} is not a rule's code or its beginning", "write it like 'MP101' or 'MP1'")
    return written


def _file_ignores(table: Mapping[str, tuple[str, ...]]) -> tuple[FileIgnore, ...]:
    return tuple(FileIgnore(pattern, codes) for pattern, codes in table.items())


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
    close = get_close_matches(written.replace("-", "_"), known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"known keys: {', '.join(known)}"
