"""What ``find`` finds, as path patterns: its starting points, with the names that it asks for.

Tests that a file has to pass besides (its age, its size, what it is not called) are left out: it may pass them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from modelpolicy.domain.path_part import DEEP, EVERY, ONE, SET_END, SET_START, UNKNOWN, meets
from modelpolicy.domain.path_pattern import WORKING
from modelpolicy.resolve.values import Text, Values, known, union
from modelpolicy.scripts.events import Word

_LEADING: Final = frozenset({"-H", "-L", "-P"})
_RUNNING: Final = frozenset({"-exec", "-execdir", "-ok", "-okdir"})
_REMOVING: Final = frozenset({"rm", "unlink", "trash", "trash-put", "shred", "rmtrash", "gio"})
_SHELLS: Final = frozenset({"sh", "bash"})
_NAMES: Final = frozenset({"-name", "-iname"})
_PATHS: Final = frozenset({"-path", "-wholename", "-ipath", "-iwholename"})
_REGULAR: Final = frozenset({"-regex", "-iregex"})
_OR: Final = frozenset({"-o", "-or", ","})
_NOT: Final = frozenset({"!", "-not"})
_IN_NAME: Final = str.maketrans({"*": EVERY, "?": ONE, "[": SET_START, "]": SET_END})
_IN_PATH: Final = str.maketrans({"*": UNKNOWN, "?": ONE, "[": SET_START, "]": SET_END})


@dataclass(slots=True)
class _Query:
    """The parts of a ``find`` command that say what is found."""

    roots: list[Word] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    depth: int | None = None
    is_any: bool = False


def is_deleting(words: Sequence[Word]) -> bool:
    """Whether the command deletes what it finds."""
    texts = [_text(word) for word in words]
    if "-delete" in texts:
        return True
    for place, text in enumerate(texts[:-1]):
        if text in _RUNNING:
            run = texts[place + 1].rpartition("/")[2]
            rest = texts[place + 1 : place + 6]
            if run in _REMOVING or (run == "sudo" and not _REMOVING.isdisjoint(rest)):
                return True
            if run in _SHELLS and any("rm " in one for one in rest):
                return True
    return False


def found_by_find(words: Sequence[Word]) -> Iterator[tuple[Word | None, Values]]:
    """Each starting point, ``None`` for the working directory, with the paths that are found from there on."""
    query = _read(words)
    roots: list[Word | None] = [*query.roots] or [None]
    for root in roots:
        values = known(Text(".")) if root is None else root.values
        found = [_below(query, text) for text in values.texts]
        yield root, replace(union(found), open=values.open, reason=values.reason)


def _read(words: Sequence[Word]) -> _Query:
    query, place = _Query(), 1
    while place < len(words) and (_text(words[place]) in _LEADING or not _is_test(words[place])):
        if _text(words[place]) not in _LEADING:
            query.roots.append(words[place])
        place += 1
    rest = [_text(word) for word in words[place:]]
    for number, (test, value) in enumerate(zip(rest, [*rest[1:], ""], strict=False)):
        is_negated = number > 0 and rest[number - 1] in _NOT
        if test == "-maxdepth" and value.isdigit():
            query.depth = int(value)
        elif test in _REGULAR:
            query.is_any = True
        elif not is_negated and test in _NAMES:
            query.names.append(_either_case(value) if test == "-iname" else value)
        elif not is_negated and test in _PATHS:
            query.paths.append(_either_case(value) if test.startswith("-i") else value)
    if _OR.isdisjoint(rest):
        query.names, query.paths = query.names[:1], query.paths[:0] if query.names else query.paths[:1]
    else:
        query.is_any = query.is_any or _asks_otherwise(rest)
    return query


def _asks_otherwise(rest: Sequence[str]) -> bool:
    """Whether one of several alternatives may ask for no name at all."""
    alternatives, names = 1 + sum(text in _OR for text in rest), sum(text in _NAMES | _PATHS for text in rest)
    return names < alternatives


def _is_test(word: Word) -> bool:
    return _text(word).startswith(("-", "(", "!")) or _text(word) == "\\("


def _below(query: _Query, root: Text) -> Values:
    start = root.text.rstrip("/") or ("/" if root.text else "")
    if query.is_any or query.depth == 0 or not (query.names or query.paths):
        return known(root)
    between = "/" if query.depth == 1 else f"/{DEEP}/"
    names = [name.translate(_IN_NAME) for name in query.names]
    found = [f"{start.rstrip('/')}{between}{name}" for name in names]
    found += [one for path in query.paths for one in _paths(start, path)]
    own = start.rpartition("/")[2]
    if own not in ("", ".", WORKING) and any(meets(own, name) for name in names):
        found.append(start)
    return known(*(replace(root, text=text) for text in found))


def _paths(start: str, path: str) -> Iterator[str]:
    """A test of the whole path: its ``*`` stands for directories too, those that the path starts with among them."""
    if not path.startswith("*"):
        yield path.translate(_IN_PATH)
        return
    yield f"{start.rstrip('/')}/{path.translate(_IN_PATH)}"
    given, asked = start.split("/"), path.lstrip("*").strip("/").split("/")
    for count in range(1, min(len(given), len(asked)) + 1):
        ends = zip(given[-count:], asked[:count], strict=True)
        if all(meets(one, other.translate(_IN_NAME)) for one, other in ends):
            yield "/".join([start, *asked[count:]]).translate(_IN_PATH)


def _either_case(name: str) -> str:
    return "".join(
        f"[{character.lower()}{character.upper()}]" if character.isalpha() else character for character in name
    )


def _text(word: Word) -> str:
    return next((text.text for text in word.values.texts), "")
