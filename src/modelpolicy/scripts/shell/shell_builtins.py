"""Commands of the shell itself that set variables: what they read, print, count or shift."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.scripts.shell.assignments import count
from modelpolicy.scripts.shell.events import Word
from modelpolicy.scripts.shell.scope import Scope, Variables, arguments
from modelpolicy.scripts.shell.words import Words
from modelpolicy.values.values import Values, union

SHELL_OPTIONS: Final = "BASHOPTS"
"""Where ``shopt`` notes what it has switched on."""


@dataclass(frozen=True, slots=True)
class Builtin:
    """A call of such a command; ``lines`` are those that a loop around it reads, where they are known."""

    name: str
    given: Sequence[Word]
    words: Words
    lines: Values | None

    @property
    def operands(self) -> list[str]:
        """The words that are no options; ``""`` for one that is not settled."""
        return [word.literal or "" for word in self.given if not (word.literal or "").startswith("-")]


def run_builtin(call: Sequence[Word], words: Words, scope: Scope, lines: Values | None) -> None:
    """Change ``scope`` as the command ``call`` does, where it is one of these."""
    name = (call[0].literal or "") if call else ""
    if name in _BUILTINS:
        _BUILTINS[name](Builtin(name, call[1:], words, lines), scope)


def _read(call: Builtin, scope: Scope) -> None:
    names = call.operands or ["REPLY" if call.name == "read" else "MAPFILE"]
    read = call.lines if len(names) == 1 else None
    scope.variables |= dict.fromkeys(names, read or call.words.unknown(f"what `{call.name}` reads"))


def _getopts(call: Builtin, scope: Scope) -> None:
    names = [*call.operands[1:2], "OPTARG"]
    scope.variables |= dict.fromkeys(names, call.words.unknown("an option of the script"))


def _printf(call: Builtin, scope: Scope) -> None:
    if call.given and call.given[0].literal == "-v":
        scope.variables |= dict.fromkeys(call.operands[:1], call.words.unknown("what `printf` writes"))


def _let(call: Builtin, scope: Scope) -> None:
    for word in call.operands:
        count(call.words, word, scope)


def _shift(_: Builtin, scope: Scope) -> None:
    """Every argument is one of those behind it."""
    given = {int(name): values for name, values in scope.variables.items() if name.isdigit()}
    left: Variables = {
        str(number): union([values for place, values in given.items() if place > number])
        for number in given
        if number < max(given)
    }
    every = {name: scope.get(name) for name in ("@", "*") if scope.is_set(name)}
    scope.give(left | every)


def _set(call: Builtin, scope: Scope) -> None:
    texts = [word.literal for word in call.given]
    start = texts.index("--") + 1 if "--" in texts else 0
    is_setting = "--" in texts or any(not (text or "").startswith(("-", "+")) for text in texts[:1])
    if is_setting:
        scope.give(arguments(word.values for word in call.given[start:]))


def _declare(call: Builtin, scope: Scope) -> None:
    """A declaration that the grammar takes for a command, for something stands before it."""
    for word in call.given:
        for text in word.values.texts:
            name, sign, value = text.text.partition("=")
            if sign:
                scope.variables[name] = replace(word.values, options=(replace(text, text=value),))


def _shopt(call: Builtin, scope: Scope) -> None:
    if any((word.literal or "").startswith("-") and "s" in (word.literal or "") for word in call.given):
        before = [scope.get(SHELL_OPTIONS)] if scope.is_set(SHELL_OPTIONS) else []
        scope.variables[SHELL_OPTIONS] = union([*before, *(word.values for word in call.given)])


_BUILTINS: Final[Mapping[str, Callable[[Builtin, Scope], None]]] = {
    "read": _read,
    "mapfile": _read,
    "readarray": _read,
    "getopts": _getopts,
    "printf": _printf,
    "let": _let,
    "shift": _shift,
    "set": _set,
    "shopt": _shopt,
    "export": _declare,
    "readonly": _declare,
    "declare": _declare,
    "typeset": _declare,
}
