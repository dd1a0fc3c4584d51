"""Plain TOML data to ``Settings``, by pydantic's validator.

The validator of pydantic-core is used without pydantic's model classes: importing and building those would
take more time than all that a hook's ``check`` does.
"""

from collections.abc import Mapping
from typing import cast

from pydantic_core import SchemaValidator, ValidationError

from modelpolicy.settings.faults import Fault, faults
from modelpolicy.settings.layout import settings_core_schema
from modelpolicy.settings.schema import Settings


def validate(table: Mapping[str, object]) -> Settings | list[Fault]:
    """Give the settings that ``table`` says, or every mistake in it."""
    try:
        return cast("Settings", SchemaValidator(settings_core_schema()).validate_python(table))
    except ValidationError as error:
        return list(faults(error))
