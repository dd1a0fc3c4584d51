"""A tiny project that shows what a rule reports, or what it lets pass."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_HEADER: Final = re.compile(r"^--- (\S+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a rule, in its page and in its tests.

    ``files`` is text: ``--- path`` above each file's lines. ``expected`` are the findings of this rule, as
    ``path:line``, or ``path`` for a whole file; none in a valid case. ``before`` are the files as they were
    when ``modelpolicy docs`` last ran, where that matters: ``files`` then holds only what changed after.
    Settings that a case does not give are ``registry = "registry.yaml"``. ``on_disk`` are the models on the disk, with
    the bytes that they take.
    """

    title: str
    files: str
    expected: tuple[str, ...] = ()
    before: str = ""
    on_disk: Mapping[str, int] = field(default_factory=dict)


def read_files(text: str) -> Mapping[str, str]:
    """Split ``--- path`` blocks into the text of each file by its path."""
    _, *parts = _HEADER.split(text)
    return {path: body.strip("\n") + "\n" for path, body in zip(parts[::2], parts[1::2], strict=True)}
