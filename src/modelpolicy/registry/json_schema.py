"""The registry's layout as JSON Schema, for editors."""

from typing import Any, Final

from modelpolicy.registry.validate import registry_core_schema

SCHEMA_NAME: Final = "registry.schema.json"
"""The file beside the registry that has it."""

SCHEMA_COMMENT: Final = f"# yaml-language-server: $schema={SCHEMA_NAME}\n"


def registry_json_schema() -> dict[str, Any]:
    """Describe the layout: the JSON Schema (draft 2020-12) of ``policies/registry.yaml``."""
    from pydantic.json_schema import GenerateJsonSchema

    schema = GenerateJsonSchema().generate(registry_core_schema(), mode="validation")
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": "modelpolicy registry"}
