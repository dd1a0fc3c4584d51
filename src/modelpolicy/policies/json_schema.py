"""The layout of policy files as JSON Schema, for editors."""

from typing import Any

from modelpolicy.policies.validate import policies_core_schema


def policies_json_schema() -> dict[str, Any]:
    """Describe the layout: the JSON Schema (draft 2020-12) of ``policies/*.yaml``."""
    from pydantic.json_schema import GenerateJsonSchema

    schema = GenerateJsonSchema().generate(policies_core_schema(), mode="validation")
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema, "title": "modelpolicy policies"}
