"""What the words of a command that deletes stand for: paths, from where the script is, or what is not known."""

from collections.abc import Iterator
from typing import Final

from modelpolicy.deletions.commands.aim import Aim
from modelpolicy.deletions.commands.directories import directories
from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.deletion import Target, Unresolved
from modelpolicy.domain.path_pattern import WORKING, PathPattern, path_pattern
from modelpolicy.scripts.shell.scope import Scope
from modelpolicy.values.values import Values

_OPEN: Final = "a value that only a running shell knows"


def targets(aim: Aim) -> Iterator[tuple[Target, Confidence]]:
    """What the word is, and how certain that is."""
    if aim.target is not None:
        yield aim.target, "medium" if aim.values.open else "high"
        return
    for path in paths(aim.values, aim.call.scope):
        if path.is_open and all(len(form) == 1 for form in path.forms):
            yield Unresolved(aim.values.reason or _OPEN), "low"
        else:
            yield path, _certainty(path, aim.values)
    if aim.values.cut:
        yield Unresolved(aim.values.reason or _OPEN), "low"


def paths(values: Values, scope: Scope) -> Iterator[PathPattern]:
    """The paths that a word can be, from each directory that the script can be in."""
    for text in values.texts:
        if text.text:
            yield from dict.fromkeys(path_pattern(text.text, directory) for directory in directories(scope))


def _certainty(path: PathPattern, values: Values) -> Confidence:
    if path.is_open:
        return "low"
    is_relative = all(form[:1] == (WORKING,) for form in path.forms)
    return "medium" if values.open or is_relative else "high"
