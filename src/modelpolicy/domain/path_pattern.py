"""The paths that a command names: with wildcards, and with parts that only a running program knows.

A pattern is text in which wildcards are characters of their own, so that a ``*`` in quotes stays a name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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

MARKS: Final = "".join(map(chr, range(0xE000, 0xE010)))
"""All such characters. Source that holds one itself is read without it."""

HOME: Final = "\ue009"
"""The first part of a path in the user's home directory, whoever that is."""

WORKING: Final = "\ue00a"
"""The first part of a path in the directory that commands start in."""

MOST_PARTS: Final = 200
_MOST_UNKNOWN: Final = 4
_WILD: Final = frozenset((ANY, ONE, SET_START, EVERY, UNKNOWN))
_SET: Final = re.compile(f"{SET_START}(.)[^{SET_END}]*{SET_END}")
_ANYTHING: Final = str.maketrans(dict.fromkeys((ANY, ONE, SET_START, EVERY, UNKNOWN), "x"))
_HOMES: Final = frozenset({"home", "Users"})

Path = tuple[str, ...]
"""The parts of a path from the root on; ``HOME`` and ``WORKING`` stand in the place of what leads there."""


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A set of paths: those that one of ``forms`` matches. ``variable`` is the unset variable that leads it."""

    forms: tuple[Path, ...]
    variable: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it can start anywhere."""
        return all(form[:1] == (DEEP,) for form in self.forms)

    def touches(self, other: "PathPattern") -> bool:
        """Whether one of the two lies in the other, as far as the parts without wildcards tell."""
        pairs = ((_fixed(one), _fixed(two)) for one in self.forms for two in other.forms)
        return any(one[: len(two)] == two[: len(one)] for one, two in pairs)

    def names(self, path: Path) -> bool:
        """Whether it matches the path itself. A part of ``path`` may hold wildcards too: any name of those counts."""
        return any(_ends(form, path)[1] for form in self.forms)

    def covers(self, path: Path) -> bool:
        """Whether it matches the path or a directory above it."""
        return any(any(_ends(form, path)) for form in self.forms)


def path_pattern(text: str, working: str = WORKING) -> PathPattern:
    """Read marked text; relative paths start from ``working``, which is marked text too."""
    if not text.startswith(("/", HOME + "/", UNKNOWN, VARIABLE_START)) and text != HOME:
        text = f"{working}/{text}"
    text = _without_variables(text)
    variable = text.partition("/")[0][1:] if text.startswith("$") else ""
    if text.startswith(UNKNOWN) and text.partition("/")[0] != UNKNOWN:
        text = f"{UNKNOWN}/{text}"
    return PathPattern(tuple(_forms(_normalised(text.split("/")[:MOST_PARTS]))), variable)


def plain_path(text: str) -> Path:
    """The parts of a path without wildcards, ``~`` and ``./`` being where it starts."""
    first, _, rest = text.partition("/")
    start = {"~": HOME, "": ""}.get(first, WORKING)
    return tuple(_normalised([start, *(rest if first in ("~", "") else text).split("/")]))


def shown_path(path: Path) -> str:
    """The path as people write it."""
    start = {HOME: "~", WORKING: "."}.get(path[0], f"/{path[0]}") if path else "/"
    return "/".join([start if not start.startswith("/$") else start[1:], *path[1:]])


def is_wild(part: str) -> bool:
    """Whether a part of a path can stand for several names."""
    return not _WILD.isdisjoint(part)


def _without_variables(text: str) -> str:
    """A variable in front is a directory by its name (``$HF_HOME``); elsewhere it is unknown text."""
    before, *pieces = text.split(VARIABLE_START)
    result = before
    for piece in pieces:
        name, _, rest = piece.partition(VARIABLE_END)
        is_directory = not result and (not rest or rest.startswith("/"))
        result += (f"${name}" if is_directory else UNKNOWN) + rest
    return result


def _normalised(parts: Sequence[str]) -> list[str]:
    result: list[str] = []
    for part in parts:
        if part == ".." and result and result[-1] not in (WORKING, DEEP, UNKNOWN):
            result.pop()
        elif part == "..":
            result = [DEEP] if result else []
        elif part not in ("", "."):
            result.append(part)
    if parts[0] == "" and result[:1] == ["root"]:
        return [HOME, *result[1:]]
    if parts[0] == "" and result[:1] and result[0] in _HOMES:
        return [HOME, *result[2:]]
    return result


def _forms(parts: Sequence[str]) -> Iterator[Path]:
    """The pattern with ``UNKNOWN`` as a part of one name, and as text with directories in it."""
    forms: list[list[str]] = [[]]
    for part in parts:
        if UNKNOWN not in part:
            forms = [[*form, part] for form in forms]
        elif part == UNKNOWN or len(forms) > _MOST_UNKNOWN:
            forms = [[*form, DEEP] for form in forms]
        else:
            before, behind = part.split(UNKNOWN)[0], part.split(UNKNOWN)[-1]
            whole = [part.replace(UNKNOWN, EVERY)]
            forms = [[*form, *one] for form in forms for one in (whole, [before + EVERY, DEEP, EVERY + behind])]
    yield from map(tuple, forms)


def _fixed(form: Path) -> Path:
    """The parts up to the first that is not settled."""
    end = next((place for place, part in enumerate(form) if part == DEEP or is_wild(part)), len(form))
    return form[:end]


def _ends(form: Path, path: Path) -> tuple[bool, bool]:
    """Whether the form matches a directory above the path, and whether it matches the path."""
    reached = {0}
    for part in form:
        if part == DEEP:
            reached = set(range(min(reached, default=len(path) + 1), len(path) + 1))
        else:
            reached = {place + 1 for place in reached if place < len(path) and meets(part, path[place])}
    return any(place < len(path) for place in reached), len(path) in reached


def meets(part: str, name: str) -> bool:
    """Whether two parts of paths have a name in common; for two with wildcards, as far as an example shows it."""
    if part == name:
        return True
    if not is_wild(name):
        return is_wild(part) and _matches(part, name)
    if not is_wild(part):
        return _matches(name, part)
    return _matches(part, _example(name)) or _matches(name, _example(part))


def _matches(part: str, name: str) -> bool:
    if name.startswith(".") and part[0] in (ANY, ONE, SET_START):
        return False
    return fnmatchcase(name, _as_glob(part))


@cache
def _as_glob(part: str) -> str:
    """The part in the words of ``fnmatch``."""
    glob, in_set = "", ""
    is_inside = False
    for character in part:
        if is_inside:
            in_set += character if character != SET_END else ""
            if character == SET_END:
                glob, is_inside = glob + _set(in_set), False
        elif character == SET_START:
            is_inside, in_set = SET_END in part, ""
            glob += "" if is_inside else "[[]"
        elif character in (ANY, EVERY, UNKNOWN):
            glob += "*"
        elif character == ONE:
            glob += "?"
        else:
            glob += f"[{character}]" if character in "*?[" else character
    return glob


def _set(characters: str) -> str:
    """A set; one with classes in it (``[[:alpha:]]``) is taken for any character."""
    if not characters or "[" in characters or "\\" in characters:
        return "?"
    return f"[!{characters[1:]}]" if characters[0] in "^!" else f"[{characters}]"


def _example(part: str) -> str:
    """A name that the part matches."""
    return _SET.sub(lambda found: found[1], part).translate(_ANYTHING)
