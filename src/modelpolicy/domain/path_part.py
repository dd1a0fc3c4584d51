"""One part of a path as a command names it: a name, with wildcards that are characters of their own.

So a ``*`` in quotes stays a character of a name.
"""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Final

ANY: Final = "\ue000"
"""``*`` of a shell: any characters of one name, which does not start with a dot by it."""

ONE: Final = "\ue001"
"""``?`` of a shell."""

SET_START: Final = "\ue002"
SET_END: Final = "\ue003"
"""``[`` and ``]`` of a shell, with a set of characters between them."""

EVERY: Final = "\ue004"
"""Any characters of one name, a dot in front too, as ``*`` of ``find`` has it."""

UNKNOWN: Final = "\ue005"
"""Text that the source does not know; it can hold ``/``."""

DEEP: Final = "\ue006"
"""As a whole part of a path: any number of directories, none included."""

VARIABLE_START: Final = "\ue007"
VARIABLE_END: Final = "\ue008"
"""Around the name of a variable that the source does not set."""

_MARK: Final = re.compile("[\ue000-\ue00f]")
"""All characters that are no text. Source that holds one itself is read without it."""

_WILD: Final = frozenset((ANY, ONE, SET_START, EVERY, UNKNOWN))
_CLASS: Final = f"{SET_START}[:.=][^{SET_END}]{{1,12}}{SET_END}"
_TOKEN: Final = re.compile(f"{SET_START}[!^]?{SET_END}?(?:{_CLASS}|[^{SET_END}]){{0,255}}+{SET_END}|.", re.DOTALL)
_SIMPLE: Final = re.compile(rf"[^\[\\{SET_START}]+")
_SPECIAL: Final = frozenset("*?[")
_GLOBS: Final = {ANY: "*", EVERY: "*", UNKNOWN: "*", ONE: "?", SET_START: "[[]", SET_END: "]"}
_WRITTEN: Final = str.maketrans({ANY: "*", ONE: "?", SET_START: "[", SET_END: "]"})
_STARS: Final = ([ANY], [EVERY], [UNKNOWN])


def without_marks(text: str) -> str:
    """Source in which no character is taken for a mark; places in it stay the same."""
    return _MARK.sub("\ufffd", text)


def is_wild(part: str) -> bool:
    """Whether a part of a path can stand for several names."""
    return not _WILD.isdisjoint(part)


def is_glob(text: str) -> bool:
    """Whether a shell can make several words of it."""
    return ANY in text or ONE in text or SET_START in text


def meets(part: str, name: str) -> bool:
    """Whether two parts of paths have a name in common."""
    if part == name:
        return True
    if not is_wild(name):
        return is_wild(part) and _matches(part, name)
    if not is_wild(part):
        return _matches(name, part)
    return _intersect(_TOKEN.findall(part), _TOKEN.findall(name))


def _matches(part: str, name: str) -> bool:
    if name == part.translate(_WRITTEN):
        # A shell takes a pattern that matches nothing as it is written.
        return True
    if name.startswith(".") and part[0] in (ANY, ONE, SET_START):
        return False
    return fnmatchcase(name, _as_glob(part))


@cache
def _as_glob(part: str) -> str:
    """The part in the words of ``fnmatch``."""
    return "".join(map(_token_as_glob, _TOKEN.findall(part)))


def _token_as_glob(token: str) -> str:
    if len(token) > 1:
        return _set(token[1:-1].replace(SET_END, "]"))
    if token in _SPECIAL:
        return f"[{token}]"
    return _GLOBS.get(token, token)


def _set(characters: str) -> str:
    """A set; one with classes or brackets in it (``[[:alpha:]]``) is taken for any character."""
    if not characters or not _SIMPLE.fullmatch(characters) or "]" in characters.lstrip("!^")[1:]:
        return "?"
    return f"[!{characters[1:]}]" if characters[0] in "^!" else f"[{characters}]"


def _intersect(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two patterns, token by token, match a common name: the pairs of places that a name can lead to."""
    reached, pending = {(0, 0)}, [(0, 0)]
    while pending:
        place = pending.pop()
        for following in _following(one, other, *place):
            if following not in reached:
                reached.add(following)
                pending.append(following)
    return (len(one), len(other)) in reached


def _following(one: Sequence[str], other: Sequence[str], i: int, j: int) -> Iterator[tuple[int, int]]:
    is_star, is_other_star = one[i : i + 1] in _STARS, other[j : j + 1] in _STARS
    if is_star:
        yield i + 1, j
    if is_other_star:
        yield i, j + 1
    if i < len(one) and j < len(other):
        if is_star and not is_other_star:
            yield i, j + 1
        elif is_other_star and not is_star:
            yield i + 1, j
        elif not is_star and _agree(one[i], other[j]):
            yield i + 1, j + 1


def _agree(one: str, other: str) -> bool:
    """Whether two tokens, each for one character, have one in common; two sets are taken to."""
    if len(one) == 1 and one not in _WILD:
        return fnmatchcase(one, _as_glob(other))
    if len(other) == 1 and other not in _WILD:
        return fnmatchcase(other, _as_glob(one))
    return True
