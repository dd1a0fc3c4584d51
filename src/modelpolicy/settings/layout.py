"""What settings can hold, as a schema of pydantic's validator."""

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Final, TypeAlias, get_args

from pydantic_core import core_schema

from modelpolicy.domain.confidence import FROM_LEAST
from modelpolicy.settings.schema import Budgets, Document, Language, Mode, Settings, SupplyChain, VramBudget
from modelpolicy.settings.written import (
    file_ignores,
    file_pattern,
    inside_project,
    rule_codes,
    size,
    source,
    symbol,
)

Schema: TypeAlias = core_schema.CoreSchema


_TEXT: Final = core_schema.str_schema(min_length=1)
_YES_OR_NO: Final = core_schema.bool_schema(strict=True)
_DAYS: Final = core_schema.int_schema(ge=1, strict=True)
_ROW: Final = core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema(), min_length=1)


def settings_core_schema() -> Schema:
    """Lay out the file, for the validator."""
    codes = _list(_parsed(rule_codes))
    ignores = core_schema.no_info_after_validator_function(file_ignores, core_schema.dict_schema(_TEXT, codes))
    return _record(
        Settings,
        paths=_list(_TEXT, at_least=1),
        exclude=_list(_TEXT),
        registry=_parsed(inside_project),
        catalog=_parsed(symbol),
        disabled=_parsed(symbol),
        documents=_list(_document()),
        select=codes,
        ignore=codes,
        per_file_ignores=ignores,
        require_reason=_YES_OR_NO,
        baseline=_parsed(inside_project),
        load_confidence=core_schema.literal_schema([*reversed(FROM_LEAST)]),
        supply_chain=_supply_chain(),
        budgets=_budgets(),
        loaders=_list(_ROW),
        stores=_list(_ROW),
        smoke_days=_DAYS,
        trace_days=_DAYS,
        policies=_list(_parsed(file_pattern)),
        builtin_policies=_list(_TEXT),
        register=_YES_OR_NO,
    )


def _document() -> Schema:
    return _record(
        Document,
        path=_parsed(inside_project),
        language=core_schema.literal_schema([*get_args(Language)]),
        mode=core_schema.literal_schema([*get_args(Mode)]),
    )


def _supply_chain() -> Schema:
    return _record(
        SupplyChain,
        require_pinned=_YES_OR_NO,
        forbid_remote_code=_YES_OR_NO,
        forbid_pickle=_YES_OR_NO,
        allowed_sources=_list(_parsed(source), at_least=1),
        allowed_licences=_list(_TEXT, at_least=1),
    )


def _budgets() -> Schema:
    card = _record(VramBudget, card=_parsed(size), analyzers=_list(_TEXT, at_least=1))
    return _record(Budgets, disk=_parsed(size), vram=_list(card))


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
