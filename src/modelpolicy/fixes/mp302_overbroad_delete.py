"""Narrow what a command deletes: to the repository that it names, or to nothing where a variable is not set."""

from collections.abc import Iterator
from functools import partial

from modelpolicy.deletions.taken.breadth import excess
from modelpolicy.deletions.taken.narrow import narrowed
from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.finding import Finding
from modelpolicy.errors import InputError, Problem
from modelpolicy.fixes.change import Change
from modelpolicy.fixes.situation import Situation
from modelpolicy.rules.users import known_models


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Safe where a program knows what was meant: then less is deleted than before, and nothing else."""
    facts = situation.facts
    for deletion in facts.deletions:
        if deletion.location == finding.location and deletion.location.cell is None and finding.fixable:
            narrow = narrowed(deletion.written, excess(deletion, known_models(facts), facts.places))
            edit = partial(_replaced, deletion=deletion, narrow=narrow)
            yield Change(deletion.location.path, edit, deletion.location.line)
            return


def _replaced(text: str, deletion: Deletion, narrow: str) -> str:
    """The text with the target narrowed where it stands as it was read, once in its line."""
    place = deletion.location
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if line.count(deletion.written) != 1:
        message = "the command does not stand here as it was read"
        raise InputError(Problem(place.path, place.line, message, "narrow it by hand"))
    lines[place.line - 1] = line.replace(deletion.written, narrow)
    return "\n".join(lines)
