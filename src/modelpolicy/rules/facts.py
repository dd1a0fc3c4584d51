"""What a rule may look at: everything that was read of the project."""

from dataclasses import dataclass

from modelpolicy.domain.load import Failure
from modelpolicy.domain.location import Location
from modelpolicy.graph.model import Graph
from modelpolicy.registry.read import RegistryFile


@dataclass(frozen=True, slots=True)
class StaleDocument:
    """A rendered document that does not follow from the registry.

    ``location`` is where it first differs, the whole file where there is none yet.
    """

    location: Location


@dataclass(frozen=True, slots=True)
class Facts:
    """The views that rules hold against each other."""

    graph: Graph
    registry: RegistryFile
    failures: tuple[Failure, ...]
    stale_documents: tuple[StaleDocument, ...]
