"""One change to this repository, and the findings that must follow from it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

REGISTRY: Final = "policies/registry.yaml"
CATALOGUE: Final = "analyzers/catalogue.py"

Place: TypeAlias = tuple[str, str, int]
"""Code, path and line (0: the whole file) of a finding."""


@dataclass(frozen=True)
class Edit:
    """``old``, which stands once in the file, becomes ``new``."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Expected:
    """A finding on the line where ``mark`` ends: the text stands once in the mutated file; empty: the whole file."""

    code: str
    path: str
    mark: str = ""


@dataclass(frozen=True)
class Mutation:
    """Edits, new files and deleted files, and all the findings that these cause: no fewer and no more."""

    title: str
    edits: tuple[Edit, ...] = ()
    expected: tuple[Expected, ...] = ()
    new: Mapping[str, str] = field(default_factory=dict)
    deleted: tuple[str, ...] = ()


# Every region of a document carries a digest of the whole registry, so that a registry that says something else
# makes both documents stale from their first region on.
STALE_DOCUMENTS: Final = tuple(
    Expected("MP201", path, "<!-- modelpolicy:begin introduction")
    for path in ("docs/model_dependencies.en.md", "docs/model_dependencies.md")
)


def apply(mutation: Mutation, root: Path) -> None:
    """Change the copy of the repository at ``root``."""
    for edit in mutation.edits:
        text = _read(root, edit.path)
        assert text.count(edit.old) == 1, f"{edit.path} holds {text.count(edit.old)} times: {edit.old}"
        _write(root, edit.path, text.replace(edit.old, edit.new))
    for path, text in mutation.new.items():
        _write(root, path, text)
    for path in mutation.deleted:
        (root / path).unlink()


def places(expected: tuple[Expected, ...], root: Path) -> Counter[Place]:
    """Where the expected findings stand in the mutated copy, and how many on each line."""
    return Counter((finding.code, finding.path, _line(finding, root)) for finding in expected)


def _line(finding: Expected, root: Path) -> int:
    if not finding.mark:
        return 0
    text = _read(root, finding.path)
    assert text.count(finding.mark) == 1, f"{finding.path} holds {text.count(finding.mark)} times: {finding.mark}"
    return text.count("\n", 0, text.index(finding.mark) + len(finding.mark)) + 1


def _read(root: Path, path: str) -> str:
    return (root / path).read_bytes().decode()


def _write(root: Path, path: str, text: str) -> None:
    (root / path).write_bytes(text.encode())
