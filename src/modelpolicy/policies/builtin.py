"""The policies that come with modelpolicy: files of the package, each with its tests."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from modelpolicy.policies.read import parse_policies
from modelpolicy.policies.schema import Policy

DIRECTORY: Final = Path(__file__).with_name("library")


@cache
def builtin_policies() -> tuple[Policy, ...]:
    """All of them, in a fixed order; a project enables them by name."""
    files = sorted(DIRECTORY.glob("*.yaml"))
    found = (policy for file in files for policy in parse_policies(file.read_bytes(), f"modelpolicy:{file.name}"))
    return tuple(replace(policy, is_builtin=True) for policy in found)
