"""What ``find`` finds, as path patterns: its starting points, with the names that it asks for.

Tests that a file has to pass besides (its age, its size, what it is not called) are left out: it may pass them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from modelpolicy.domain.path_part import DEEP, EVERY, ONE, SET_END, SET_START, UNKNOWN, meets
from modelpolicy.domain.path_pattern import WORKING
from modelpolicy.scripts.shell.events import Word
from modelpolicy.values.text import Text
from modelpolicy.values.values import MOST_OPTIONS, Values, known, union

_LEADING: Final = frozenset({"-H", "-L", "-P"})
_RUNNING: Final = frozenset({"-exec", "-execdir", "-ok", "-okdir"})
_ENDS: Final = frozenset({";", "+"})
_NAMES: Final = frozenset({"-name", "-iname"})
_PATHS: Final = frozenset({"-path", "-wholename", "-ipath", "-iwholename"})
_REGULAR: Final = frozenset({"-regex", "-iregex"})
_OR: Final = frozenset({"-o", "-or", ","})
_NOT: Final = frozenset({"!", "-not"})
_IN_NAME: Final = {"*": EVERY, "?": ONE, "[": SET_START, "]": SET_END}
_IN_PATH: Final = {**_IN_NAME, "*": UNKNOWN}
_CHARACTER: Final = re.compile(r"\\(.)|(.)", re.DOTALL)


@dataclass(slots=True)
class _Query:
    """The parts of a ``find`` command that say what is found."""

    roots: list[Word] = field(default_factory=list)
    names: list[Sequence[str]] = field(default_factory=list)
    paths: list[Sequence[str]] = field(default_factory=list)
    depth: int | None = None
    is_any: bool = False


def deletes_itself(words: Sequence[Word]) -> bool:
    """Whether ``find`` deletes what it finds; another one that it runs can delete something else."""
    return any("-delete" in _texts(word) for word in _without_runs(words))


def run_by_find(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The commands that ``find`` runs for what it finds; ``{}`` stands for that in them."""
    for place, word in enumerate(words):
        if not _RUNNING.isdisjoint(_texts(word)):
            rest = words[place + 1 :]
            end = next((number for number, one in enumerate(rest) if not _ENDS.isdisjoint(_texts(one))), len(rest))
            if end:
                yield rest[:end]


def found_by_find(words: Sequence[Word]) -> Iterator[tuple[Word | None, Values]]:
    """Each starting point, ``None`` for the working directory, with the paths that are found from there on."""
    query = _read(words)
    roots: list[Word | None] = [*query.roots] or [None]
    for root in roots:
        values = known(Text(".")) if root is None else root.values
        yield root, union([*(_below(query, text) for text in values.texts), values.rest()])


def _read(words: Sequence[Word]) -> _Query:
    query, place = _Query(), 1
    while place < len(words) and (_text(words[place]) in _LEADING or not _is_test(words[place])):
        if _text(words[place]) not in _LEADING:
            query.roots.append(words[place])
        place += 1
    rest = list(_without_runs(words[place:]))
    tests = [_text(word) for word in rest]
    for number, (test, value) in enumerate(zip(tests, [*rest[1:], None], strict=False)):
        if value is not None:
            _ask(query, test, value, is_negated=number > 0 and tests[number - 1] in _NOT)
    if _OR.isdisjoint(tests):
        # Of several tests that have to hold, one says enough.
        query.names, query.paths = query.names[:1], query.paths[:0] if query.names else query.paths[:1]
    else:
        query.names, query.paths = _every(query.names), _every(query.paths)
        query.is_any = query.is_any or _asks_otherwise(tests) or max(map(len, query.names + query.paths)) > MOST_OPTIONS
    return query


def _without_runs(words: Sequence[Word]) -> Iterator[Word]:
    """The tests alone, without the commands that are run for what passes them."""
    is_run = False
    for word in words:
        if is_run:
            is_run = _ENDS.isdisjoint(_texts(word))
        else:
            is_run = not _RUNNING.isdisjoint(_texts(word))
            yield word


def _ask(query: _Query, test: str, value: Word, *, is_negated: bool) -> None:
    """Note what a test says of names and paths."""
    is_either = test.startswith("-i")
    texts = [_either_case(text) if is_either else text for text in _texts(value)]
    if test == "-maxdepth" and all(text.isdigit() for text in texts):
        query.depth = max(map(int, texts), default=None)
    elif test in _REGULAR or (test in _NAMES | _PATHS and value.values.cut):
        query.is_any = True
    elif not is_negated and test in _NAMES:
        query.names.append(texts)
    elif not is_negated and test in _PATHS:
        query.paths.append(texts)


def _every(alternatives: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    return [list(dict.fromkeys(text for texts in alternatives for text in texts))]


def _asks_otherwise(tests: Sequence[str]) -> bool:
    """Whether one of several alternatives may ask for no name at all."""
    is_negated = any(test in _NOT and other in ("(", "\\(") for test, other in pairwise(tests))
    alternatives, names = 1 + sum(text in _OR for text in tests), sum(text in _NAMES | _PATHS for text in tests)
    return is_negated or names < alternatives


def _is_test(word: Word) -> bool:
    return _text(word).startswith(("-", "(", "!")) or _text(word) == "\\("


def _below(query: _Query, root: Text) -> Values:
    start = root.text.rstrip("/") or ("/" if root.text else "")
    if query.is_any or query.depth == 0 or not (any(query.names) or any(query.paths)):
        return known(root)
    between = "/" if query.depth == 1 else f"/{DEEP}/"
    names = [_pattern(name, _IN_NAME) for names in query.names for name in names]
    found = [f"{start.rstrip('/')}{between}{name}" for name in names]
    found += [one for paths in query.paths for path in paths for one in _paths(start, path)]
    own = start.rpartition("/")[2]
    if own not in ("", ".", WORKING) and any(meets(own, name) for name in names):
        found.append(start)
    return known(*(replace(root, text=text) for text in found))


def _paths(start: str, path: str) -> Iterator[str]:
    """A test of the whole path: its ``*`` stands for directories too, those that the path starts with among them."""
    if not path.startswith("*"):
        yield _pattern(path, _IN_PATH)
        return
    yield f"{start.rstrip('/')}/{_pattern(path, _IN_PATH)}"
    given, asked = start.split("/"), path.lstrip("*").strip("/").split("/")
    for count in range(1, min(len(given), len(asked)) + 1):
        ends = zip(given[-count:], asked[:count], strict=True)
        if all(meets(one, _pattern(other, _IN_NAME)) for one, other in ends):
            yield _pattern("/".join([start, *asked[count:]]), _IN_PATH)


def _pattern(text: str, wildcards: Mapping[str, str]) -> str:
    """The text with its wildcards marked; a backslash stands before what is plain."""
    return _CHARACTER.sub(lambda match: match[1] or wildcards.get(match[2], match[2]), text)


def _either_case(name: str) -> str:
    return "".join(
        f"[{character.lower()}{character.upper()}]" if character.isalpha() else character for character in name
    )


def _texts(word: Word) -> list[str]:
    return [text.text for text in word.values.texts]


def _text(word: Word) -> str:
    return next((text.text for text in word.values.texts), "")
