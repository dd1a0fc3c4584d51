"""A tiny project that shows what a rule reports, or what it lets pass."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from modelpolicy.domain.smoke import FailureKind

_HEADER: Final = re.compile(r"^--- (\S+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ran:
    """A smoke run of an analyzer: whether and how it failed, when it was, whether code changed since, VRAM in bytes."""

    analyzer: str
    failed: FailureKind | None = None
    days_ago: int = 0
    code_changed: bool = False
    vram: int | None = None

    def __str__(self) -> str:
        outcome = f"failed with {self.failed}" if self.failed else "passed"
        vram = "" if self.vram is None else f" and took {self.vram} bytes of VRAM"
        changed = "; its code changed since" if self.code_changed else ""
        return f"`{self.analyzer}` {outcome}{vram} {self.days_ago} days ago{changed}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A load that was seen at run time, at a line of the code or none, of an analyzer or of a traced program."""

    model: str
    path: str | None
    line: int = 0
    analyzer: str | None = None

    def __str__(self) -> str:
        who = f"`{self.analyzer}`" if self.analyzer else "a traced program"
        return f"{who} was seen to load `{self.model}`"


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a rule, in its page and in its tests.

    ``files`` is text: ``--- path`` above each file's lines. ``expected`` are the findings of this rule, as
    ``path:line``, or ``path`` for a whole file; none in a valid case. Each text in ``says`` stands in one of these
    findings, in what it says or as a mark: ``medium confidence``, ``with a fix``. ``before`` are the files as they were
    when ``modelpolicy docs`` last ran, where that matters: ``files`` then holds only what changed after.
    Settings that a case does not give are ``registry = "registry.yaml"``. ``on_disk`` are the models on the disk, with
    the bytes that they take. ``runtime`` is what ran on this machine, oldest first; ``None`` where nobody asks for it.
    """

    title: str
    files: str
    expected: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    before: str = ""
    on_disk: Mapping[str, int] = field(default_factory=dict)
    runtime: tuple[Ran | Seen, ...] | None = None


def read_files(text: str) -> Mapping[str, str]:
    """Split ``--- path`` blocks into the text of each file by its path."""
    _, *parts = _HEADER.split(text)
    return {path: body.strip("\n") + "\n" for path, body in zip(parts[::2], parts[1::2], strict=True)}
