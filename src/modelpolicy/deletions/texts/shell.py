"""A script for a shell to what it deletes."""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from modelpolicy.deletions.commands.aim import Aim
from modelpolicy.deletions.commands.aims import aims, speaks_of_deleting
from modelpolicy.deletions.commands.backups import kept_by
from modelpolicy.deletions.commands.command import Command
from modelpolicy.deletions.commands.directories import change_directory
from modelpolicy.deletions.commands.printed import printed_by
from modelpolicy.deletions.commands.targets import paths, targets
from modelpolicy.deletions.patterns.expansion import PathWords
from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.deletion import Deletion, Target, Unresolved
from modelpolicy.domain.location import Location
from modelpolicy.domain.path_part import without_marks
from modelpolicy.domain.path_pattern import HOME, WORKING, PathPattern
from modelpolicy.extract.commands import Commands
from modelpolicy.scripts.loading.embedded import SHELLS, embedded_text, inner_script
from modelpolicy.scripts.shell.events import Event, Invocation, Unread
from modelpolicy.scripts.shell.interpreter import Interpreter
from modelpolicy.scripts.shell.scope import Scope
from modelpolicy.scripts.text import ScriptText
from modelpolicy.values.text import Text
from modelpolicy.values.values import known, union

if TYPE_CHECKING:
    from tree_sitter import Node

DEEPEST_TEXT: Final = 3
MOST_DELETIONS: Final = 2_000
"""Targets of one script; a script that names more was not written by hand, and the rest of it is not known."""

MOST_KEPT: Final = 50
"""Copies and lists of one script that are told apart."""

_TESTED: Final = re.compile(r"\$\{(\w+):?\?|-[nzv]\s+\"?\$?\{?(\w+)")
"""How a script makes sure that a variable is set: ``${NAME:?}``, ``[ -n "$NAME" ]``."""

_STRICT: Final = re.compile(r"-[a-z]*u[a-z]*")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A copy or a list of what is at ``patterns``, of everything where there are none."""

    location: Location
    patterns: tuple[PathPattern, ...]

    def holds(self, target: Target) -> bool:
        if not self.patterns or not isinstance(target, PathPattern):
            return True
        return any(pattern.touches(target) for pattern in self.patterns)


@dataclass(slots=True)
class ShellReader:
    """Collects what scripts delete that belong together: ``unit`` is the line that they start in."""

    commands: Commands
    unit: int = 1
    certainty: Confidence = "high"
    found: dict[Deletion, None] = field(default_factory=dict)
    _kept: list[_Kept] = field(default_factory=list)
    _traps: list[tuple[ScriptText, Scope]] = field(default_factory=list)
    _tested: set[str] = field(default_factory=set)
    _is_strict: bool = False

    def read(self, script: ScriptText, depth: int = DEEPEST_TEXT) -> None:
        """Add what one script deletes.

        Raises:
            UnreadableScriptError: it is no script.
        """
        start = {"HOME": known(Text(HOME)), "PWD": known(Text(WORKING))}
        outside, self._traps = self._traps, []
        end = self._interpreter(replace(script, variables={**start, **script.variables}), depth).run_all()
        for trap, scope in self._traps:
            end.become(end, scope)
            self._interpreter(trap, depth - 1).run_in(end)
        self._traps = outside

    def _interpreter(self, script: ScriptText, depth: int) -> Interpreter:
        text = without_marks(script.text)
        self._tested |= {name for match in _TESTED.finditer(text) for name in match.groups() if name}

        def happened(event: Event) -> None:
            match event:
                case Invocation():
                    self._invocation(event, depth)
                case Unread(row, column, reason):
                    self._add(self._unresolved(script.location(row, column), reason))

        return Interpreter(replace(script, text=text), happened, PathWords)

    def _invocation(self, call: Invocation, depth: int) -> None:
        command = Command.of(self.commands, call)
        match command.name:
            case "cd" | "pushd" | "popd":
                change_directory(command)
            case "read":
                self._read_lines(command)
            case "set" if any(_STRICT.fullmatch(option) for option in command.options()):
                self._is_strict = True
            case "alias" if speaks_of_deleting(command):
                self._open(command, "what an alias stands for")
            case "trap":
                self._trap(command, depth - 1)
            case "eval":
                self._evaluate(command, depth - 1)
            case name if name in SHELLS:
                self._nested(command, embedded_text(command.texts, command.words, call), depth - 1)
            case "":
                self._open(command, "a command that only a running shell knows")
            case _:
                self._keep(command)
                self._delete(command)

    def _nested(self, command: Command, node: "Node | None", depth: int) -> None:
        """Text that another shell runs."""
        call = command.call
        inner = inner_script(node, call) if node is not None else None
        if inner is not None and depth >= 0:
            self.read(inner, depth)
        elif node is not None or call.fed_by:
            self._open(command, "what a shell is told to run")

    def _evaluate(self, command: Command, depth: int) -> None:
        """The words of ``eval`` as commands of the script itself."""
        call, words = command.call, command.words[1:]
        inner = inner_script(words[0].node, call) if len(words) == 1 else None
        if inner is not None and depth >= 0:
            self._interpreter(inner, depth).run_in(call.scope)
            return
        self._delete(Command.of(self.commands, call, words))
        if any(word.node.type != "word" for word in words):
            self._open(command, "what `eval` is told to run")

    def _trap(self, command: Command, depth: int) -> None:
        """Text that runs on a signal, from here on: with what is set now, or when the script ends."""
        operands = command.operands()
        inner = inner_script(operands[0].node, command.call) if operands else None
        if inner is not None and depth >= 0:
            self._interpreter(inner, depth).run_in(command.call.scope.copy())
            self._traps.append((inner, command.call.scope))
        elif operands:
            self._open(command, "what a signal runs")

    def _read_lines(self, command: Command) -> None:
        """A loop over the paths that another command prints: the variable is any of them."""
        names = [word.literal for word in command.operands() if word.literal]
        printed = list(printed_by(self.commands, command.call.fed_by))
        is_one_line = len(printed) > 1 and Command.of(self.commands, printed[0][0]).name == "echo"
        if printed and len(names) == 1 and not is_one_line:
            command.call.scope.variables[names[0]] = union([values for _, _, values in printed])

    def _keep(self, command: Command) -> None:
        kept = kept_by(command)
        if kept is not None and len(self._kept) < MOST_KEPT:
            patterns = [path for word in kept for path in paths(word.values, command.call.scope)]
            place = command.call.script.location(command.call.row, command.call.column)
            self._kept.append(_Kept(place, tuple(patterns)))

    def _delete(self, command: Command) -> None:
        for aim in aims(self.commands, command):
            for target, certainty in targets(aim):
                self._add(self._deletion(command, aim, target, certainty))

    def _open(self, command: Command, reason: str) -> None:
        call = command.call
        self._add(self._unresolved(call.script.location(call.row, call.column), reason))

    def _add(self, deletion: Deletion) -> None:
        if len(self.found) < MOST_DELETIONS:
            self.found[deletion] = None
        elif len(self.found) == MOST_DELETIONS and deletion not in self.found:
            self.found[self._unresolved(deletion.location, f"more than {MOST_DELETIONS} deletions")] = None

    def _unresolved(self, location: Location, reason: str) -> Deletion:
        return Deletion(location, "", "", Unresolved(reason), certainty="low", unit=self.unit)

    def _deletion(self, command: Command, aim: Aim, target: Target, certainty: Confidence) -> Deletion:
        call = aim.call
        variable = target.variable if isinstance(target, PathPattern) else ""
        return Deletion(
            call.script.location(*call.reader.location(aim.word.node)),
            command.name,
            aim.written,
            target,
            aim.is_recursive,
            "medium" if (certainty, self.certainty) == ("high", "medium") else certainty,
            self.unit,
            next((kept.location for kept in self._kept if kept.holds(target)), None),
            guarded=self._is_strict or variable in self._tested,
        )
