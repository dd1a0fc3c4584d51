"""Tiny projects written as indented text, and the scan of them, all in memory."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import dedent

from modelpolicy.domain.load import Load
from modelpolicy.extract.catalogue import Catalogue, builtin_catalogue
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.resolve.loads import find_loads
from modelpolicy.resolve.project import Project
from modelpolicy.source.parse import Parsed, parse

_FILE = re.compile(r"^--- (?P<path>\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class MemorySources:
    """A fake of the file system: path -> text."""

    files: Mapping[str, str]
    parsed: dict[str, Parsed] = field(default_factory=dict)

    def parse(self, path: str) -> Parsed:
        if path not in self.parsed:
            self.parsed[path] = parse(path, self.files[path].encode())
        return self.parsed[path]

    def mentions(self, path: str, name: str) -> bool:
        return name in self.files[path]


def read_files(text: str, default: str = "app.py") -> dict[str, str]:
    """Split ``--- path`` blocks; text without a header is the file ``default``."""
    text = dedent(text).lstrip("\n")
    parts = _FILE.split(text)
    if len(parts) == 1:
        return {default: text}
    return {path: body.lstrip("\n") for path, body in zip(parts[1::2], parts[2::2], strict=True)}


def scan(text: str, catalogue: Catalogue | None = None) -> list[Load]:
    """All loads of the project that ``text`` writes out."""
    files = read_files(text)
    catalogue = catalogue or builtin_catalogue()
    project = Project(sorted(files), MemorySources(files))
    evaluator = Evaluator(project, catalogue.constants)
    return [
        load
        for path in sorted(files)
        for module in project.modules(path)
        for load in find_loads(evaluator, catalogue, module)
    ]


def ids(text: str) -> list[str]:
    """The ids that all loads of a project can be asked for; ``?`` where a load is open."""
    found = []
    for load in scan(text):
        found += [str(candidate.id) for candidate in load.models]
        found += ["?"] if load.open else []
    return sorted(set(found))
