"""Labels held against loads: which of them belong together, and what is right about each pair."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy.labels import Label, LabelledFile, LabelledPackage
from modelpolicy.domain.load import Load


@dataclass(frozen=True, slots=True)
class Judged:
    """One label and the load that the scan gave for it; either can be missing, not both."""

    package: str
    path: str
    label: Label | None
    load: Load | None

    @property
    def is_found(self) -> bool:
        """Whether the scan saw the labelled load."""
        return self.label is not None and self.load is not None

    @property
    def has_exact_ids(self) -> bool:
        """Whether the set of ids is the labelled one, no id missing and none too many."""
        return self.label is not None and self.load is not None and set(self.label.ids) == ids_of(self.load)

    @property
    def has_right_openness(self) -> bool:
        """Whether the scan knows if others decide too."""
        return self.label is not None and self.load is not None and self.label.open == self.load.open

    @property
    def has_right_role(self) -> bool:
        """Whether weights are taken for weights, a tokenizer for a tokenizer, and so on."""
        return self.label is not None and self.load is not None and self.label.role == self.load.role

    @property
    def line(self) -> int:
        """Where the call stands."""
        if self.label is not None:
            return self.label.line
        return self.load.location.line if self.load else 0


def ids_of(load: Load) -> set[str]:
    """The canonical ids of a load."""
    return {str(candidate.id) for candidate in load.models}


def judge(package: LabelledPackage, loads: Iterable[Load]) -> Iterator[Judged]:
    """Pair the loads of the labelled files with their labels; what stands elsewhere is not judged."""
    found = defaultdict(list)
    for load in loads:
        found[load.location.path].append(load)
    for file in package.file:
        yield from _judge_file(package.name, file, found[file.path])


def _judge_file(package: str, file: LabelledFile, loads: Sequence[Load]) -> Iterator[Judged]:
    left = list(loads)
    for label in file.load:
        load = next((load for load in left if _is_meant(label, load)), None)
        if load is not None:
            left.remove(load)
        yield Judged(package, file.path, label, load)
    for load in left:
        yield Judged(package, file.path, None, load)


def _is_meant(label: Label, load: Load) -> bool:
    return label.line == load.location.line and label.call == load.call.rpartition(".")[2]


def misplaced(package: LabelledPackage, root: Path) -> Iterator[str]:
    """Say which labels stand where their file has no such call: a slip of the labeller's."""
    for file in package.file:
        calls = defaultdict(list)
        for node in ast.walk(ast.parse((root / file.path).read_bytes())):
            if isinstance(node, ast.Call):
                calls[node.lineno].append(_last_name(node.func))
        for label in file.load:
            if label.call not in calls[label.line]:
                yield f"{package.name}: {file.path}:{label.line} calls no {label.call}, but {calls[label.line]}"


def _last_name(callee: ast.expr) -> str:
    match callee:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return "…"
