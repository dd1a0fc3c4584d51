"""Which files can hold a load that only its value speaks for, told from their bytes."""

import re
from collections.abc import Iterator
from typing import Final

from modelpolicy.extract.looks import MARK, is_marked, may_load, may_name_a_model, speaks_of_models, words
from modelpolicy.prefilter.libraries import Texts
from modelpolicy.prefilter.needles import Needles
from modelpolicy.program.project import Project

_GIVEN: Final = re.compile(rb"\b(\w+)\s*(?::[^=\n]*)?=(?!=)")
_CALLED: Final = re.compile(rb"\b(\w{4,})\s*\(")
_DEFINED: Final = re.compile(rb"\b(?:class|def)\s+(\w+)")
_OF_ANYTHING: Final = frozenset({"name", "names", "type", "types"})
LONGEST_START: Final = 300
"""Bytes before a name of weights that are looked at."""

SHORT: Final = 4
"""Letters of a constant that may mean anything."""


def files_with_names_of_weights(project: Project, texts: Texts) -> set[str]:
    """The files that spell out the name of a file of weights, and those that such a name may be handed to.

    These hold what it is called (a constant, or a name that speaks of models), or define what it is handed to (a
    class, or a function that is named after models). Other names stand for too much.
    """
    marked = {path: data for path in project.paths if (data := texts.text(path)) and is_marked(data)}
    lines = [line for data in marked.values() for line in _starts_of_lines(data)]
    given = frozenset(name for line in lines for name in _GIVEN.findall(line) if _is_telling(name.decode()))
    called = frozenset(name for line in lines for name in _CALLED.findall(line) if _may_hand_on(name.decode()))
    needles = Needles(given | called)
    rest = (path for path in project.paths if path not in marked)
    return marked.keys() | {path for path in rest if _is_handed_one(texts.text(path) or b"", given, needles)}


def _starts_of_lines(data: bytes) -> Iterator[bytes]:
    """What stands before each name of weights in its line."""
    for mark in MARK.finditer(data):
        nearest = max(0, mark.start() - LONGEST_START)
        yield data[max(nearest, data.rfind(b"\n", nearest, mark.start()) + 1) : mark.start()]


def _is_handed_one(data: bytes, given: frozenset[bytes], needles: Needles) -> bool:
    held = {data[start:end] for start, end in needles.whole_words(data)}
    return not held.isdisjoint(given) or (bool(held) and not held.isdisjoint(_DEFINED.findall(data)))


def _is_telling(name: str) -> bool:
    """Whether a name that weights are called by is not one that anything is called by."""
    if "_" not in name or not may_name_a_model(name) or not _OF_ANYTHING.isdisjoint(words(name)):
        return False
    return speaks_of_models(name) or (name.isupper() and len(name) > SHORT)


def _may_hand_on(name: str) -> bool:
    """Whether what weights are handed to may hand them on."""
    is_class = name[0].isupper() and not name.isupper()
    return may_load(f".{name}") and (is_class or ("_" in name and speaks_of_models(name)))
