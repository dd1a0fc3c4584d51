"""Regular expressions on strings that are known: what they find, and what they make of them, in bounded time.

Patterns come from the source that is scanned. One that could take long, by how often it can begin anew, is not tried.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import comb
from typing import Final

from modelpolicy.values.collected import Items, Key, Table
from modelpolicy.values.keys import keys_of
from modelpolicy.values.text import Change, Text, Textual
from modelpolicy.values.values import NOTHING, Constant, External, Value, Values, known, union, unknown

MOST_TRIES: Final = 200_000
"""Ways in which a pattern can be laid over a string; about as many milliseconds as thousands."""

LONGEST: Final = 1_000

_ESCAPED: Final = re.compile(r"\\.", re.DOTALL)
_CLASS: Final = re.compile(r"\[\^?\]?[^\]]*\]")
_REPEATED: Final = re.compile(r"[*+{]")
_EITHER: Final = re.compile(r"[?|]")
_UNBOUNDED: Final = re.compile(r"\)[*+{]|\(\?(?!P<|:|[imsx]+\))")
"""Repeated groups, which can hold repetitions themselves, and what looks around or back."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern with its flags."""

    pattern: str
    flags: int = 0


@dataclass(frozen=True, slots=True)
class Matched(Textual):
    """What a pattern has found: its groups by number, the whole first, and by name."""

    groups: Items
    named: Table

    @property
    def holds_text(self) -> bool:
        """Its groups are strings."""
        return self.groups.holds_text

    def changed_by(self, changes: tuple[Change, ...]) -> "Matched":
        """The same, whose groups have come another way."""
        return Matched(self.groups.changed_by(changes), self.named.changed_by(changes))


def compiled(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """``re.compile(pattern, flags)``."""
    flags = _flags(keywords.get("flags", arguments[1] if len(arguments) > 1 else known(Constant(0))))
    patterns = arguments[0] if arguments else unknown("a pattern that is not given")
    if flags is None:
        return unknown("flags of a pattern")
    return Values(tuple(Compiled(text.text, flags) for text in patterns.texts), patterns.open, patterns.reason)


def by_function(name: str) -> Callable[[Sequence[Values], Mapping[str, Values]], Values]:
    """``re.match(pattern, string)`` and the like."""
    count = 2 + (name == "sub")

    def call(arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
        flags = arguments[count:] if name not in ("sub", "split") else []
        patterns = compiled([*arguments[:1], *flags], keywords)
        given = arguments[1 : count if flags else None]
        rest = {key: value for key, value in keywords.items() if key != "flags"}
        found = [call_pattern(one, name, given, rest) for one in patterns.options]
        return union([*found, patterns.rest()])

    return call


def call_pattern(pattern: Value, name: str, arguments: Sequence[Values], keywords: Mapping[str, Values]) -> Values:
    """What a method of a pattern gives for each string that it is handed."""
    given = [*arguments, *keywords.values()]
    made = name == "sub"
    is_told = isinstance(pattern, Compiled) and name in _METHODS and keywords.keys() <= {"string"}
    if not isinstance(pattern, Compiled) or not is_told or len(given) != 1 + made:
        return unknown(f"the result of a pattern's {name}")
    *before, subjects = given
    by = [text for one in before for text in one.texts]
    if len(by) != made or any(one.open for one in before):
        return unknown("what a pattern puts in the place of what it finds")
    found = [_tried(pattern, name, subject, by[0].text if by else "") for subject in subjects.texts]
    plain = len(found) == len(subjects.options)
    return union([*found, subjects.rest() if plain else unknown("a part that is not a string")])


def call_match(match: Matched, name: str, arguments: Sequence[Values]) -> Values:
    """What a method of a match gives: groups."""
    match name:
        case "groups":
            return known(Items(match.groups.items[1:]))
        case "groupdict":
            return known(match.named)
        case "group":
            found = [look_up(match, keys_of(one)) for one in arguments or [known(Constant(0))]]
            return found[0] if len(found) == 1 else known(Items(tuple(found)))
        case _:
            return unknown(f"the result of a match's {name}")


def look_up(match: Matched, keys: tuple[Sequence[Key], bool]) -> Values:
    """A group by its number or name; any of them where that is not known."""
    wanted, complete = keys
    if not complete:
        return union([*match.groups.items, *(value for _, value in match.named.entries)])
    return union([_group(match, key) for key in wanted])


def _group(match: Matched, key: Key) -> Values:
    groups = match.groups.items
    if isinstance(key, int) and 0 <= key < len(groups):
        return groups[key]
    return match.named.get(key) or NOTHING


def _tried(pattern: Compiled, name: str, subject: Text, by: str) -> Values:
    if not _ends_soon(pattern.pattern, len(subject.text), from_anywhere=name not in ("match", "fullmatch")):
        return unknown("a pattern that could take long")
    try:
        return _METHODS[name](re.compile(pattern.pattern, pattern.flags), subject, by)
    except (re.error, ValueError, IndexError, OverflowError, RecursionError):
        return unknown("a pattern that is not well formed")


@lru_cache(maxsize=512)
def _ends_soon(pattern: str, length: int, *, from_anywhere: bool) -> bool:
    """Whether it is certain that few ways have to be tried."""
    if len(pattern) > LONGEST or length > LONGEST:
        return False
    plain = _CLASS.sub("x", _ESCAPED.sub("x", pattern))
    if _UNBOUNDED.search(plain):
        return False
    repeated = len(_REPEATED.findall(plain))
    ways = comb(length + repeated, repeated) << len(_EITHER.findall(plain))
    return ways * (length + 1 if from_anywhere else 1) <= MOST_TRIES


def _flags(values: Values) -> int | None:
    """The flags of a pattern; ``None`` where they are not known."""
    match values.options:
        case (Constant(int() as flags),) if not values.open:
            return flags
        case (External(name),) if not values.open and name.startswith("re."):
            flag = getattr(re.RegexFlag, name.removeprefix("re."), None)
            return int(flag) if isinstance(flag, re.RegexFlag) else None
        case _:
            return None


def _matched(found: re.Match[str] | None, subject: Text) -> Values:
    if found is None:
        return known(Constant(None))
    groups = tuple(_part(subject, text) for text in (found[0], *found.groups()))
    named = tuple((name, _part(subject, text)) for name, text in found.groupdict().items())
    return known(Matched(Items(groups), Table(named)))


def _part(subject: Text, text: str | None) -> Values:
    if text is not None and len(text) > LONGEST:
        return unknown("a string that is too long")
    return known(Constant(None) if text is None else replace(subject, text=text))


def _parts(subject: Text, parts: Sequence[str | tuple[str, ...] | None]) -> Values:
    if any(isinstance(part, tuple) for part in parts):
        return unknown("several groups of each place that a pattern finds")
    return known(Items(tuple(_part(subject, part) for part in parts if not isinstance(part, tuple))))


_METHODS: Final[Mapping[str, Callable[[re.Pattern[str], Text, str], Values]]] = {
    "match": lambda pattern, subject, _: _matched(pattern.match(subject.text), subject),
    "fullmatch": lambda pattern, subject, _: _matched(pattern.fullmatch(subject.text), subject),
    "search": lambda pattern, subject, _: _matched(pattern.search(subject.text), subject),
    "sub": lambda pattern, subject, by: _part(subject, pattern.sub(by, subject.text)),
    "split": lambda pattern, subject, _: _parts(subject, pattern.split(subject.text)),
    "findall": lambda pattern, subject, _: _parts(subject, pattern.findall(subject.text)),
}

FUNCTIONS: Final = {
    "re.compile": compiled,
    **{f"re.{name}": by_function(name) for name in _METHODS},
}
"""Functions of ``re`` by qualified name."""
