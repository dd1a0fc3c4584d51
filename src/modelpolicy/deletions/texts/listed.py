"""Paths that stand in a line of their own, where a document lists what may be deleted."""

from collections.abc import Iterator
from typing import Final

from modelpolicy.deletions.patterns.expansion import PathWords
from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.path_part import VARIABLE_START, without_marks
from modelpolicy.domain.path_pattern import HOME, path_pattern
from modelpolicy.scripts.shell.events import Event, Invocation
from modelpolicy.scripts.shell.interpreter import Interpreter
from modelpolicy.scripts.shell.syntax import text_of
from modelpolicy.scripts.text import ScriptText

_START: Final = ("/", "./", HOME, VARIABLE_START)


def listed_in(script: ScriptText, unit: int) -> Iterator[Deletion]:
    """The paths that the lines of ``script`` are.

    Raises:
        UnreadableScriptError: it is no script.
    """
    calls: list[Invocation] = []

    def happened(event: Event) -> None:
        if isinstance(event, Invocation) and len(event.words) == 1:
            calls.append(event)

    start = ScriptText(script.path, without_marks(script.text), script.origins)
    Interpreter(start, happened, PathWords).run_all()
    for call in calls:
        word = call.words[0]
        place = call.script.location(*call.reader.location(word.node))
        for text in word.values.texts:
            if text.text.startswith(_START):
                yield Deletion(place, "", text_of(word.node), path_pattern(text.text), unit=unit)
