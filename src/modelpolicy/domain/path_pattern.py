"""The paths that a command names: with wildcards, and with parts that only a running program knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from modelpolicy.domain.path_part import DEEP, EVERY, UNKNOWN, VARIABLE_END, VARIABLE_START, is_wild, meets

HOME: Final = "\ue009"
"""The first part of a path in the user's home directory, whoever that is."""

WORKING: Final = "\ue00a"
"""The first part of a path in the directory that commands start in."""

MOST_PARTS: Final = 200
_MOST_UNKNOWN: Final = 4
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
    if not text.startswith(("/", HOME + "/", WORKING + "/", UNKNOWN, VARIABLE_START)) and text not in (HOME, WORKING):
        text = f"{working}/{text}"
    text = _without_variables(text)
    variable = text.partition("/")[0][1:] if text.startswith("$") else ""
    parts = text.split("/")
    if len(parts) > MOST_PARTS:
        return PathPattern(((DEEP,),), variable)
    if text.startswith(UNKNOWN) and text.partition("/")[0] != UNKNOWN:
        text = f"{UNKNOWN}/{text}"
    return PathPattern(tuple(_forms(_normalised(text.split("/")))), variable)


def plain_path(text: str) -> Path:
    """The parts of a path without wildcards, ``~`` and ``./`` being where it starts."""
    first, _, rest = text.partition("/")
    start = {"~": HOME, "": ""}.get(first, WORKING)
    return tuple(_normalised([start, *(rest if first in ("~", "") else text).split("/")]))


def shown_path(path: Path) -> str:
    """The path as people write it."""
    start = {HOME: "~", WORKING: "."}.get(path[0], f"/{path[0]}") if path else "/"
    return "/".join([start if not start.startswith("/$") else start[1:], *path[1:]])


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
            gone = result.pop()
            result += [DEEP] if UNKNOWN in gone else []
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
        if not reached:
            break
        if part == DEEP:
            reached = set(range(min(reached, default=len(path) + 1), len(path) + 1))
        else:
            reached = {place + 1 for place in reached if place < len(path) and meets(part, path[place])}
    return any(place < len(path) for place in reached), len(path) in reached
