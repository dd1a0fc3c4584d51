"""What a policy file says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from modelpolicy.domain.finding import Severity
from modelpolicy.domain.location import Location
from modelpolicy.policies.facts import Facts, Kind

FORMAT: Final = "modelpolicy-policies/1"


@dataclass(frozen=True, slots=True)
class PolicyTest:
    """A subject with the facts ``given``, and the message that the policy must find: ``None`` for no finding."""

    given: Facts
    expected: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """A policy, as written: what it ranges ``over``, and the condition in CEL that it denies.

    ``message`` and ``remedy`` can hold values: CEL between braces.
    """

    over: Kind
    deny: str
    message: str
    remedy: str
    severity: Severity = "error"
    owner: str | None = None
    enabled: bool = True
    tests: tuple[PolicyTest, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """The policies of a file by their names, in written order."""

    policies: Mapping[str, PolicyEntry] = field(default_factory=dict)
    format: Literal["modelpolicy-policies/1"] = FORMAT


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy with its name, where it stands, and the line of each of its keys.

    ``is_builtin``: it comes with modelpolicy, and its place is not in the project.
    """

    name: str
    entry: PolicyEntry
    location: Location
    lines: Mapping[str, int] = field(default_factory=dict)
    is_builtin: bool = False

    def line_of(self, key: str) -> int:
        """Where a key of the policy stands."""
        return self.lines.get(key, self.location.line)
