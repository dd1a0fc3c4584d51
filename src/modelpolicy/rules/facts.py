"""What a rule may look at: everything that was read of the project."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from modelpolicy.deletions.taken.places import Places
from modelpolicy.domain.confidence import Confidence, rank
from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.finding import Finding
from modelpolicy.domain.load import Failure, Load
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.runtime import Runtime
from modelpolicy.graph.model import Graph
from modelpolicy.handwritten.known import Known
from modelpolicy.handwritten.statements import Statement
from modelpolicy.registry.read import RegistryFile
from modelpolicy.registry.schema import Registry
from modelpolicy.settings.schema import Budgets, SupplyChain
from modelpolicy.suppression.suppress import Judgement


@dataclass(frozen=True, slots=True)
class StaleDocument:
    """A rendered document that does not follow from the registry.

    ``location`` is where it first differs, the whole file where there is none yet.
    """

    location: Location


@dataclass(frozen=True, slots=True)
class HandwrittenDocument:
    """What a document says that the team writes itself, and the registry that it describes by that.

    ``path`` is POSIX, relative to the project root.
    """

    path: str
    statements: tuple[Statement, ...]
    described: Registry


@dataclass(frozen=True, slots=True)
class Facts:
    """The views that rules hold against each other.

    ``certain`` is the part of ``graph`` that rests on loads of ``load_confidence`` or more. What is missing in the
    registry is told from that part alone; what must not be missing in the code, or not be deleted, from all of it.
    ``runtime`` is what ran on this machine, where that was asked for; ``smoke_days`` is how old a smoke run may be.
    ``on_disk`` are the bytes of the models that this disk has, where it was looked at. ``judgements`` say what came of
    the comments that ignore rules, once all other findings are known. ``deletions`` is what commands delete, ``places``
    where models lie by their stores' own rules. ``loads`` are all of the project; what is asked of them and of the
    models, beyond that they are documented, is in ``supply_chain`` and ``budgets``. ``violations``
    are what the policies found, which are held against the same views.
    """

    graph: Graph
    registry: RegistryFile
    failures: tuple[Failure, ...]
    stale_documents: tuple[StaleDocument, ...]
    load_confidence: Confidence = "medium"
    on_disk: Mapping[ModelId, int] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()
    require_reason: bool = False
    handwritten: tuple[HandwrittenDocument, ...] = ()
    deletions: tuple[Deletion, ...] = ()
    places: Places = field(default_factory=Places)
    runtime: Runtime | None = None
    smoke_days: int = 30
    loads: tuple[Load, ...] = ()
    supply_chain: SupplyChain = field(default_factory=SupplyChain)
    budgets: Budgets = field(default_factory=Budgets)
    violations: tuple[Finding, ...] = ()

    @property
    def known(self) -> Known:
        """What documents are held against."""
        return Known(self.graph, self.registry.registry)

    @property
    def certain_loads(self) -> tuple[Load, ...]:
        """The loads that are as certain as findings need."""
        return tuple(load for load in self.loads if rank(load.confidence) >= rank(self.load_confidence))

    @property
    def certain(self) -> Graph:
        """The graph without what rests on guesses alone."""
        return self.graph.at_least(self.load_confidence)
