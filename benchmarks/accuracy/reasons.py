"""Why the scan differs from a label: the mechanism that it lacks, or the knowledge that no source shows."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

REASONS: Final = Path(__file__).parent / "reasons.toml"

UNEXPLAINED: Final = "Not looked into yet"


def read_reasons(path: Path = REASONS) -> Mapping[str, str]:
    """Give the reason for each place, written as in the list of differences: ``package `path:line` ``.

    Raises:
        ValueError: the file is not well formed, or a place has two reasons.
    """
    groups = TypeAdapter(dict[str, list[str]]).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    reasons: dict[str, str] = {}
    for reason, places in groups.items():
        for place in places:
            if place in reasons:
                raise ValueError(f"{path.name}: {place} has two reasons")
            reasons[place] = reason
    return reasons
