"""What a rule may look at: everything that was read of the project."""

from dataclasses import dataclass, field

from modelpolicy.domain.load import Failure
from modelpolicy.domain.location import Location
from modelpolicy.graph.model import Graph
from modelpolicy.registry.read import RegistryFile
from modelpolicy.registry.schema import Registry


@dataclass(frozen=True, slots=True)
class StaleDocument:
    """A rendered document that does not follow from the registry; ``location`` is where it first differs."""

    location: Location


def _no_registry() -> RegistryFile:
    return RegistryFile(Registry(), "policies/registry.yaml", {})


@dataclass(frozen=True, slots=True)
class Facts:
    """The views that rules hold against each other."""

    graph: Graph = Graph()
    registry: RegistryFile = field(default_factory=_no_registry)
    failures: tuple[Failure, ...] = ()
    stale_documents: tuple[StaleDocument, ...] = ()
