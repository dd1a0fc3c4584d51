"""Which program a command runs in the end, and its arguments."""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.extract.command import Command, Wrapper
from modelpolicy.extract.commands import Commands
from modelpolicy.extract.loader import Argument
from modelpolicy.scripts.shell.events import Word
from modelpolicy.scripts.shell.syntax import text_of
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known

_PYTHON: Final = re.compile(r"python(?:\d(?:\.\d+)?)?")
_PYTHON_VARIABLE: Final = re.compile(r"\"?\$\{?\w*PY(?:THON)?\w*\}?\"?")
"""A variable that by its name holds an interpreter of Python, whichever that is."""

_ASSIGNMENT: Final = re.compile(r"(?P<name>[A-Za-z_]\w*)=(?P<value>.*)", re.DOTALL)
_LETTERS: Final = re.compile(r"-[A-Za-z]+")
_PYTHON_FLAGS: Final = re.compile(r"-[bBdEiIOPqRsSuvx]+")
_PYTHON_VALUED: Final = frozenset({"-W", "-X"})
_MOST_WRAPPERS: Final = 8


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a command is given: in order, and by name (``--repo-type x``, ``repo_type=x``: ``repo_type``)."""

    ordered: tuple[Values, ...]
    named: Mapping[str, Values]

    def get(self, argument: Argument | None) -> Values | None:
        """The argument, where it is given."""
        if argument is None:
            return None
        by_name = next((self.named[name] for name in argument.keywords if name in self.named), None)
        if by_name is None and argument.position is not None and argument.position < len(self.ordered):
            return self.ordered[argument.position]
        return by_name


def program(commands: Commands, words: Sequence[Word]) -> tuple[list[str | None], Sequence[Word]]:
    """The words of the program that a command runs, behind ``sudo``, ``uv run`` and the like; as texts, and as words.

    A program is called by its bare name: ``/usr/bin/python3.11`` is ``python``.
    """
    for _ in range(_MOST_WRAPPERS):
        texts = _texts(words)
        wrapper = commands.wrapper(texts)
        if wrapper is None:
            break
        length = _own_length(wrapper, texts)
        words = [*_entry_point(commands, wrapper, words[:length]), *words[length:]]
    texts = _texts(words)
    if texts[:1] == ["python"]:
        skipped = _python_flags(texts)
        return ["python", *texts[1 + skipped :]], [*words[:1], *words[1 + skipped :]]
    return texts, words


def arguments(command: Command, words: Sequence[Word]) -> Arguments:
    """Read the words behind a command's name."""
    ordered: list[Values] = []
    named: dict[str, Values] = {}
    rest = deque(word.values for word in words)
    while rest:
        given = rest.popleft()
        name, value = _option(given, command.letters)
        if name is None:
            ordered.append(given)
        elif value is not None:
            named[name] = value
        elif _start(given) not in command.flags and rest and not _start(rest[0]).startswith("-"):
            named[name] = rest.popleft()
    return Arguments(tuple(ordered), named)


def _option(values: Values, letters: frozenset[str]) -> tuple[str | None, Values | None]:
    """The name of an option, and its value where that stands in the same word; no name for anything else."""
    start = _start(values)
    if _LETTERS.fullmatch(start) and start[-1] in letters:
        return start[-1], None
    if start.startswith("-") and start.strip("-"):
        name = start.lstrip("-").partition("=")[0]
        return name.replace("-", "_"), _cut(values) if "=" in start else None
    if _ASSIGNMENT.fullmatch(start):
        return start.partition("=")[0], _cut(values)
    return None, None


def _cut(values: Values) -> Values:
    """The same texts from behind the first ``=`` on."""
    return values.map_texts(lambda text: replace(text, text=text.text.partition("=")[2]))


def _start(values: Values) -> str:
    return next((text.text for text in values.texts), "")


def _texts(words: Sequence[Word]) -> list[str | None]:
    texts = [word.literal for word in words]
    if words and texts[0] is None and _PYTHON_VARIABLE.fullmatch(text_of(words[0].node)):
        texts[0] = "python"
    elif texts and texts[0]:
        name = texts[0].rpartition("/")[2].removesuffix(".exe")
        texts[0] = "python" if _PYTHON.fullmatch(name) else name
    return texts


def _entry_point(commands: Commands, wrapper: Wrapper, own: Sequence[Word]) -> list[Word]:
    """The program of the container image that a wrapper is told to run, where that is known."""
    spelling = commands.entry_point(own[-1].literal) if wrapper.image else ()
    return [Word(known(Text(word)), own[-1].node) for word in spelling]


def _own_length(wrapper: Wrapper, texts: Sequence[str | None]) -> int:
    """How many of a command's first words are the wrapper's: its name, options, assignments, arguments."""
    place, arguments_left = len(wrapper.words), wrapper.arguments
    while place < len(texts):
        text = texts[place] or ""
        if text in wrapper.valued:
            place += 2
        elif text.startswith("-") or _ASSIGNMENT.fullmatch(text):
            place += 1
        elif arguments_left > 1:
            arguments_left -= 1
            place += 1
        else:
            return place + arguments_left
    return len(texts)


def _python_flags(texts: Sequence[str | None]) -> int:
    """How many options of Python stand before ``-m``, ``-c`` or the script."""
    rest: Iterator[str | None] = iter(texts[1:])
    count = 0
    for text in rest:
        if text in _PYTHON_VALUED:
            next(rest, None)
            count += 2
        elif text and _PYTHON_FLAGS.fullmatch(text):
            count += 1
        else:
            break
    return count
