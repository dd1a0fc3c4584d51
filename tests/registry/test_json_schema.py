import json
from pathlib import Path

from modelpolicy.registry.json_schema import registry_json_schema

REPOSITORY = Path(__file__).parents[2]


def test_the_published_schema_is_the_one_that_validates() -> None:
    published = json.loads((REPOSITORY / "policies/registry.schema.json").read_text(encoding="utf-8"))
    assert published == registry_json_schema()


def test_it_knows_every_key_and_no_other() -> None:
    schema = registry_json_schema()
    assert schema["required"] == ["format"]
    assert schema["additionalProperties"] is False
    analyzer = schema["$defs"]["AnalyzerEntry"]
    assert analyzer["properties"]["status"]["enum"] == ["enabled", "disabled"]
    assert analyzer["required"] == ["status"]
    assert analyzer["additionalProperties"] is False
