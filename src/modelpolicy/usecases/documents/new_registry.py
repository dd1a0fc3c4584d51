"""The files of a new registry."""

import json
from pathlib import Path, PurePosixPath

from modelpolicy.registry.json_schema import SCHEMA_NAME, registry_json_schema
from modelpolicy.registry.schema import Registry
from modelpolicy.registry.write import registry_yaml


def registry_files(root: Path, path: str, registry: Registry) -> dict[str, str]:
    """The registry at ``path``, relative to ``root``, and the JSON Schema that it names, unless that is there."""
    schema = PurePosixPath(path).with_name(SCHEMA_NAME).as_posix()
    files = {path: registry_yaml(registry)}
    if not (root / schema).exists():
        files[schema] = json.dumps(registry_json_schema(), indent=2, ensure_ascii=False) + "\n"
    return files
