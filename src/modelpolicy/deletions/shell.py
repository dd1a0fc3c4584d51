"""A script for a shell to what it deletes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from modelpolicy.deletions.aims import Aim, aims
from modelpolicy.deletions.backups import kept_by
from modelpolicy.deletions.command import Command, first_text
from modelpolicy.deletions.expansion import PathWords
from modelpolicy.deletions.printed import printed_by
from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.deletion import Deletion, Target, Unresolved
from modelpolicy.domain.location import Location
from modelpolicy.domain.path_part import UNKNOWN, VARIABLE_START, without_marks
from modelpolicy.domain.path_pattern import HOME, WORKING, PathPattern, path_pattern
from modelpolicy.extract.commands import Commands
from modelpolicy.resolve.values import Text, Values, known, union
from modelpolicy.scripts.embedded import SHELLS, embedded_text, inner_script
from modelpolicy.scripts.events import Event, Invocation
from modelpolicy.scripts.interpreter import Interpreter
from modelpolicy.scripts.scope import Scope
from modelpolicy.scripts.text import ScriptText

DEEPEST_TEXT: Final = 3
MOST_DELETIONS: Final = 2_000
"""Targets of one script; a script that names more was not written by hand."""

MOST_KEPT: Final = 50
"""Copies and lists of one script that are told apart."""

MOST_DIRECTORIES: Final = 8
"""Directories that a script can be in at one place."""

_LONGEST_DIRECTORY: Final = 400
_TESTED: Final = re.compile(r"\$\{(\w+):?\?|-[nzv]\s+\"?\$?\{?(\w+)")
"""How a script makes sure that a variable is set: ``${NAME:?}``, ``[ -n "$NAME" ]``."""

_STRICT: Final = re.compile(r"-[a-z]*u[a-z]*")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A copy or a list of what is at ``patterns``, of everything where there are none."""

    location: Location
    patterns: tuple[PathPattern, ...]

    def holds(self, target: Target) -> bool:
        is_path = isinstance(target, PathPattern)
        return not (self.patterns and is_path) or any(
            one.touches(target) for one in self.patterns if isinstance(target, PathPattern)
        )


@dataclass(slots=True)
class ShellReader:
    """Collects what scripts delete that belong together: ``unit`` is the line that they start in."""

    commands: Commands
    unit: int = 1
    certainty: Confidence = "high"
    found: dict[Deletion, None] = field(default_factory=dict)
    _kept: list[_Kept] = field(default_factory=list)
    _tested: set[str] = field(default_factory=set)
    _is_strict: bool = False

    def read(self, script: ScriptText, depth: int = DEEPEST_TEXT) -> None:
        """Add what one script deletes.

        Raises:
            UnreadableScriptError: it is no script.
        """
        start = {"HOME": known(Text(HOME)), "PWD": known(Text(WORKING))}
        script = replace(script, text=without_marks(script.text), variables={**start, **script.variables})
        self._tested |= {name for match in _TESTED.finditer(script.text) for name in match.groups() if name}

        def happened(event: Event) -> None:
            if isinstance(event, Invocation):
                self._invocation(event, depth)

        Interpreter(script, happened, PathWords).run()

    def _invocation(self, call: Invocation, depth: int) -> None:
        command = Command.of(self.commands, call)
        match command.name:
            case "cd" | "pushd" | "popd":
                _change_directory(command)
            case "read":
                self._read_lines(command)
            case "set" if any(_STRICT.fullmatch(option) for option in command.options()):
                self._is_strict = True
            case name if name in SHELLS | {"eval"} and depth:
                self._nested(command, depth - 1)
            case _ if len(self.found) < MOST_DELETIONS:
                self._keep(command)
                self._delete(command)
            case _:
                pass

    def _nested(self, command: Command, depth: int) -> None:
        """Text that a shell runs, and the words that ``eval`` does."""
        call, words = command.call, command.words
        is_eval = command.name == "eval"
        node = words[1].node if is_eval and len(words) > 1 else embedded_text(command.texts, words, call)
        inner = inner_script(node, call) if node is not None else None
        if inner is not None:
            self.read(inner, depth)
        elif is_eval:
            self._delete(Command.of(self.commands, call, words[1:]))

    def _read_lines(self, command: Command) -> None:
        """A loop over the paths that another command prints: the variable is any of them."""
        names = [word.literal for word in command.operands() if word.literal]
        printed = [values for _, _, values in printed_by(self.commands, command.call.fed_by)]
        if printed and len(names) == 1:
            command.call.scope.variables[names[0]] = union(printed)

    def _keep(self, command: Command) -> None:
        kept = kept_by(command)
        if kept is not None and len(self._kept) < MOST_KEPT:
            patterns = [path for word in kept for path in _paths(word.values, command.call.scope)]
            place = command.call.script.location(command.call.row, command.call.column)
            self._kept.append(_Kept(place, tuple(patterns)))

    def _delete(self, command: Command) -> None:
        for aim in aims(self.commands, command):
            for target, certainty in _targets(aim):
                if len(self.found) >= MOST_DELETIONS:
                    return
                self.found[self._deletion(command, aim, target, certainty)] = None

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


def _targets(aim: Aim) -> Iterator[tuple[Target, Confidence]]:
    if aim.target is not None:
        yield aim.target, "medium" if aim.values.open else "high"
        return
    for path in _paths(aim.values, aim.call.scope):
        if path.is_open and all(len(form) == 1 for form in path.forms):
            yield Unresolved(aim.values.reason or "a value that only a running shell knows"), "low"
        else:
            yield path, _certainty(path, aim.values)


def _certainty(path: PathPattern, values: Values) -> Confidence:
    if path.is_open:
        return "low"
    is_relative = all(form[:1] == (WORKING,) for form in path.forms)
    return "medium" if values.open or is_relative else "high"


def _paths(values: Values, scope: Scope) -> Iterator[PathPattern]:
    """The paths that a word can be, from each directory that the script can be in."""
    directories = [text.text for text in scope.get("PWD").texts] or [UNKNOWN]
    for text in values.texts:
        if text.text:
            yield from dict.fromkeys(path_pattern(text.text, directory) for directory in directories)


def _change_directory(command: Command) -> None:
    scope = command.call.scope
    operands = [word for word in command.operands() if first_text(word)]
    if command.name == "popd" or any(first_text(word) == "-" for word in operands):
        scope.variables["PWD"] = known(Text(UNKNOWN))
    elif not operands:
        scope.variables["PWD"] = known(Text(HOME))
    else:
        scope.variables["PWD"] = _joined(scope.get("PWD"), operands[0].values)


def _joined(directory: Values, to: Values) -> Values:
    texts = [
        text if text.text.startswith(("/", HOME, UNKNOWN, VARIABLE_START)) else Text(f"{start.text}/{text.text}")
        for text in to.texts
        for start in (directory.texts or (Text(UNKNOWN),))
    ]
    short = [text if len(text.text) < _LONGEST_DIRECTORY else Text(UNKNOWN) for text in texts]
    return replace(to, options=tuple(dict.fromkeys(short))[:MOST_DIRECTORIES])
