"""Facts made by hand, without source or files."""

from collections.abc import Iterable, Mapping

from modelpolicy.domain.analyzer import Analyzer, Status
from modelpolicy.domain.confidence import Confidence
from modelpolicy.domain.load import Candidate, Failure, Load
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.graph.model import Graph, Use
from modelpolicy.registry.read import RegistryFile
from modelpolicy.registry.schema import AnalyzerEntry, Registry
from modelpolicy.rules.facts import Facts


def analyzer(name: str, status: Status = "enabled") -> Analyzer:
    return Analyzer(name, f"app.{name}", status, Location("app.py", 1))


def use(name: str, model: ModelId, confidence: Confidence = "high") -> Use:
    place = Location(f"{name}.py", 1)
    candidate = Candidate(model.name, model, None, place, (), (name,))
    load = Load(place, "load", "loader", "weights", (candidate,), (name,), confidence=confidence)
    return Use(name, load, candidate)


def facts(
    analyzers: Iterable[Analyzer] = (),
    uses: Iterable[Use] = (),
    reachable: Iterable[Use] = (),
    documented: Mapping[str, AnalyzerEntry] | None = None,
    failures: tuple[Failure, ...] = (),
) -> Facts:
    """A graph of what the analyzers do and could reach besides; a registry that describes no model."""
    uses = tuple(uses)
    registry = RegistryFile(Registry(documented or {}), "registry.yaml", {})
    return Facts(Graph(analyzers=tuple(analyzers), does=uses, may=(*uses, *reachable)), registry, failures, ())
