"""One file of commands to its loads."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from modelpolicy.domain.load import Load
from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.extract.commands import Commands
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.scripts.loading.embedded import SHELLS, embedded_text, inner_script, python_loads
from modelpolicy.scripts.loading.environment import exported_load, with_something_new
from modelpolicy.scripts.loading.loads import Site, command_load, merged
from modelpolicy.scripts.loading.sourced import SOURCING, sourced
from modelpolicy.scripts.shell.command_line import arguments, program
from modelpolicy.scripts.shell.events import Event, Export, Invocation, Word
from modelpolicy.scripts.shell.interpreter import Interpreter
from modelpolicy.scripts.shell.syntax import UnreadableScriptError
from modelpolicy.scripts.text import ScriptText

DEEPEST_TEXT: Final = 3
"""Shell text in shell text in shell text is looked at no further, nor are files that such files source."""

MOST_SOURCED: Final = 100
"""Files that are sourced on the way through one file, each time that they are."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What says which commands and which Python calls load models."""

    commands: Commands
    catalogue: Catalogue
    evaluator: Evaluator


@dataclass(slots=True)
class Search:
    """Looks for the loads of the commands that ``owner`` holds."""

    knowledge: Knowledge
    owner: str
    loads: list[Load] = field(default_factory=list)
    guesses: list[Load] = field(default_factory=list)
    files_sourced: int = 0

    def found(self) -> Iterator[Load]:
        """All loads so far, in the order of the file."""
        loads = merged(self.loads)
        every = [*loads, *with_something_new(merged(self.guesses), loads)]
        return iter(sorted(every, key=lambda load: (load.location.cell or 0, load.location)))

    def script(self, script: ScriptText, depth: int = DEEPEST_TEXT) -> None:
        """Look through one script.

        Raises:
            UnreadableScriptError: it is no script.
        """
        self._interpreter(script, depth).run_all()

    def _interpreter(self, script: ScriptText, depth: int) -> Interpreter:
        stays = script.stays

        def happened(event: Event) -> None:
            match event:
                case Export():
                    self._export(event)
                case Invocation():
                    self._invocation(event, depth, stays)

        return Interpreter(script, happened)

    def _export(self, event: Export) -> None:
        site = Site(event.script.location(event.row, event.column), event.name, self.owner)
        guess = exported_load(self.knowledge.commands, event.name, event.values, site)
        self.guesses += [guess] if guess else []

    def _invocation(self, call: Invocation, depth: int, stays: bool) -> None:
        texts, words = program(self.knowledge.commands, call.words)
        match = self.knowledge.commands.match(texts)
        if match is not None:
            spelling, command = match
            site = Site(call.script.location(call.row, call.column), " ".join(spelling), self.owner)
            load = command_load(command, arguments(command, words[len(spelling) :]), site, stays)
            self.loads += [load] if load else []
        elif texts and texts[0] in SHELLS | {"python"}:
            self._embedded(call, texts, words, depth)
        elif texts and texts[0] in SOURCING and depth:
            self._source(call, depth - 1)

    def _source(self, call: Invocation, depth: int) -> None:
        """What another file sets stays set, and its functions are there to be called."""
        script = sourced(call, self.knowledge.evaluator.project.read)
        if script is not None and self.files_sourced < MOST_SOURCED:
            self.files_sourced += 1
            with suppress(UnreadableScriptError):  # what it would set can be anything then
                self._interpreter(script, depth).run_in(call.scope)

    def _embedded(self, call: Invocation, texts: Sequence[str | None], words: Sequence[Word], depth: int) -> None:
        node = embedded_text(texts, words, call)
        if node is None:
            return
        if texts[0] == "python":
            known = self.knowledge
            self.loads += python_loads(known.evaluator, known.catalogue, call, node, self.owner)
        elif depth and (inner := inner_script(node, call)):
            self.script(inner, depth - 1)
