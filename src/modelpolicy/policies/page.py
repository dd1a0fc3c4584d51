"""The parts of the documentation of policies that follow from the code: the facts, and the policies that come along."""

from collections.abc import Iterable, Mapping
from typing import Final

from modelpolicy.policies.facts import KINDS, Fact, Kind
from modelpolicy.policies.schema import Policy

_TYPES: Final = {
    "text": "text",
    "number": "number",
    "bytes": "number",
    "flag": "true or false",
    "list": "list of texts",
}


def facts_tables() -> str:
    """A table of facts for each kind of subject, in Markdown."""
    return "\n".join(_table(kind, facts) for kind, facts in KINDS.items())


def policies_table(policies: Iterable[Policy]) -> str:
    """What each policy ranges over and denies, in Markdown."""
    rows = [
        f"| {one.name} | {one.entry.over} | `{one.entry.deny.strip().replace('|', chr(92) + '|')}` |"
        for one in policies
    ]
    return "\n".join(["| policy | over | denies |", "|---|---|---|", *rows]) + "\n"


def _table(kind: Kind, facts: Mapping[str, Fact]) -> str:
    rows = [f"| `{kind}.{name}` | {_type(fact)} | {fact.description} |" for name, fact in facts.items()]
    return "\n".join([f"### {kind}\n", "| fact | type | what it says |", "|---|---|---|", *rows]) + "\n"


def _type(fact: Fact) -> str:
    return f"{_TYPES[fact.type]}{', may not be known' if fact.optional else ''}"
