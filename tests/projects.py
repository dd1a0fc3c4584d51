"""Tiny projects written as indented text, and the scan of them, all in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import dedent

from modelpolicy.domain.load import Load
from modelpolicy.extract.catalogue import Catalogue, builtin_catalogue
from modelpolicy.graph.build import build_graph
from modelpolicy.graph.model import Graph
from modelpolicy.graph.units import catalogued_units, module_units
from modelpolicy.loads.fetched_elsewhere import named_after_fetched
from modelpolicy.prefilter.worth import worth_parsing
from modelpolicy.program.project import Project
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.rules.case import read_files as split_files
from modelpolicy.settings.schema import Symbol
from modelpolicy.source.exports import Exports, exports
from modelpolicy.source.identifiers import attributes_set, identifiers, names_read
from modelpolicy.source.parse import Parsed, parse
from modelpolicy.usecases.scanning.unit import loads_in


@dataclass(frozen=True)
class MemorySources:
    """A fake of the file system: path -> text."""

    files: Mapping[str, str]
    parsed: dict[str, Parsed] = field(default_factory=dict)

    def parse(self, path: str) -> Parsed:
        if path not in self.parsed:
            self.parsed[path] = parse(path, self.files[path].encode())
        return self.parsed[path]

    def forget(self) -> None:
        self.parsed.clear()

    def mentions(self, path: str, word: str) -> bool:
        return word.encode() in identifiers(self.files[path].encode("utf-8", "replace"))

    def exports(self, path: str) -> Exports:
        return exports(self.files[path].encode("utf-8", "replace"))

    def names_read(self, path: str) -> frozenset[bytes]:
        return names_read(self.files[path].encode("utf-8", "replace"))

    def attributes_set(self, path: str) -> frozenset[bytes]:
        return attributes_set(self.files[path].encode("utf-8", "replace"))

    def size(self, path: str) -> int:
        return len(self.files[path])

    def text(self, path: str) -> bytes | None:
        return self.files[path].encode("utf-8", "replace")

    def read(self, path: str) -> bytes | None:
        return self.files[path].encode() if path in self.files else None


def read_files(text: str, default: str = "app.py") -> Mapping[str, str]:
    """Split ``--- path`` blocks; text without a header is the file ``default``."""
    text = dedent(text).lstrip("\n")
    return split_files(text) if text.startswith("--- ") else {default: text}


def evaluator_of(files: Mapping[str, str], catalogue: Catalogue) -> Evaluator:
    """An evaluator over files in memory."""
    sources = [path for path in sorted(files) if path.endswith(".py")]
    return Evaluator(Project(sources, MemorySources(files)), catalogue)


def loads_of(evaluator: Evaluator, catalogue: Catalogue, files: Mapping[str, str]) -> list[Load]:
    """All loads in the evaluator's project, found as a scan finds them."""
    worth = worth_parsing(catalogue, evaluator.project, MemorySources(files))
    return named_after_fetched(list(loads_in(evaluator, catalogue, worth)))


def scan(text: str) -> list[Load]:
    """All loads of the project that ``text`` writes out."""
    catalogue = builtin_catalogue()
    files = read_files(text)
    return loads_of(evaluator_of(files, catalogue), catalogue, files)


def scan_everything(text: str) -> list[Load]:
    """All loads of the project that ``text`` writes out, where every file was worth parsing for some reason."""
    catalogue, files = builtin_catalogue(), read_files(text)
    return list(loads_in(evaluator_of(files, catalogue), catalogue, dict.fromkeys(sorted(files))))


def graph_of(text: str, catalog: str = "", disabled: str = "") -> Graph:
    """The graph of the project that ``text`` writes out; ``catalog`` and ``disabled`` are ``path:NAME``."""
    catalogue = builtin_catalogue()
    files = read_files(text)
    evaluator = evaluator_of(files, catalogue)
    loads = loads_of(evaluator, catalogue, files)
    if catalog:
        units = catalogued_units(evaluator, symbol(catalog), symbol(disabled) if disabled else None)
    else:
        units = module_units(evaluator, loads, evaluator.project.paths)
    return build_graph(evaluator, units, loads, is_declared=bool(catalog))


def symbol(text: str) -> Symbol:
    """``path:NAME``."""
    path, _, name = text.rpartition(":")
    return Symbol(path, name)


def ids(text: str) -> list[str]:
    """The ids that all loads of a project can be asked for; ``?`` where a load is open."""
    found = []
    for load in scan(text):
        found += [str(candidate.id) for candidate in load.models]
        found += ["?"] if load.open else []
    return sorted(set(found))
