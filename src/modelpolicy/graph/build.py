"""Loads attributed to analyzers."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from modelpolicy.domain.load import Candidate, Load
from modelpolicy.graph.model import Graph, OpenLoad, Use
from modelpolicy.graph.reach import Reach, Reachability
from modelpolicy.graph.units import Unit
from modelpolicy.program.project import Project
from modelpolicy.resolve.questions.asking import Evaluates


def build_graph(evaluator: Evaluates, units: Sequence[Unit], loads: Sequence[Load], *, is_declared: bool) -> Graph:
    """The graph of ``units`` and the ``loads`` that each of them runs; ``is_declared`` is as in ``Graph``."""
    reachability = Reachability(evaluator.project)
    attributed = [Attribution.of(unit, reachability, evaluator.project) for unit in units]
    does = tuple(use for one in attributed for use in one.uses(loads, one.does))
    may = tuple(use for one in attributed for use in one.uses(loads, one.may))
    opened = tuple(found for one in attributed for found in one.open(loads))
    owned = {use.load for use in does} | {found.load for found in opened}
    return Graph(
        analyzers=tuple(unit.analyzer for unit in units),
        does=does,
        may=may,
        open=opened,
        unowned=tuple(load for load in loads if load not in owned),
        is_declared=is_declared,
    )


@dataclass(frozen=True, slots=True)
class Attribution:
    """What decides whether a load belongs to one analyzer: its entries, and what they reach."""

    analyzer: str
    entries: frozenset[str]
    reach: Reach
    project: Project

    @classmethod
    def of(cls, unit: Unit, reachability: Reachability, project: Project) -> "Attribution":
        """Work out what ``unit`` reaches."""
        entries = frozenset(entry.qualified_name for entry in unit.entries)
        return cls(unit.analyzer.name, entries, reachability.from_entries(unit.entries), project)

    def does(self, candidate: Candidate) -> bool:
        """The analyzer is handed the model, or the code that decides on the model is run by the analyzer."""
        return not self.entries.isdisjoint(candidate.owners) or self.reach.runs(candidate.owners[-1])

    def may(self, candidate: Candidate) -> bool:
        """The code that decides on the model could be imported by the analyzer."""
        return self.does(candidate) or self.project.imports.module_of(candidate.owners[-1]) in self.reach.modules

    def uses(self, loads: Iterable[Load], belongs: Callable[[Candidate], bool]) -> Iterator[Use]:
        """The uses among ``loads`` whose candidate belongs to the analyzer."""
        return (Use(self.analyzer, load, one) for load in loads for one in load.models if belongs(one))

    def open(self, loads: Iterable[Load]) -> Iterator[OpenLoad]:
        """The open loads that the analyzer runs."""
        for load in loads:
            if load.open and (not self.entries.isdisjoint(load.owners) or any(map(self.reach.runs, load.owners))):
                yield OpenLoad(self.analyzer, load)
