"""A project to the facts that rules judge."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from modelpolicy.documents.freshness import stale_regions
from modelpolicy.domain.finding import VIOLATION, Finding
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.runtime import Runtime
from modelpolicy.graph.model import Graph
from modelpolicy.registry.read import RegistryFile, read_registry
from modelpolicy.rules.facts import Facts, StaleDocument
from modelpolicy.settings.project import Project
from modelpolicy.usecases.checking.deletions import find_deletions, places_for
from modelpolicy.usecases.documents.document import read_document
from modelpolicy.usecases.documents.handwritten import read_handwritten
from modelpolicy.usecases.policies.policy_files import has_policies, policy_files
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.scan import Scan, scan

if TYPE_CHECKING:
    from modelpolicy.policies.facts import Subject


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at besides the project.

    ``on_disk`` are the bytes of models on this disk, ``artifacts`` everything there as policies see it, ``runtime``
    gives what ran on this machine for a graph; ``None``: nobody asked. ``commits`` are those of models of which one
    revision is there.
    """

    on_disk: Mapping[ModelId, int] = field(default_factory=dict)
    runtime: Callable[[Graph], Runtime] | None = None
    artifacts: "tuple[Subject, ...]" = ()
    commits: Mapping[ModelId, str] = field(default_factory=dict)


AT_THE_PROJECT_ALONE: Final = Looked()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check reads of a project: facts, files as ``Checked.inputs`` has them, how much there was, the scan."""

    facts: Facts
    inputs: tuple[str, ...]
    looked_at: Mapping[str, int]
    scanned: Scan


def look(project: Project, looked: Looked = AT_THE_PROJECT_ALONE, search: Callable[[Project], Scan] = scan) -> Seen:
    """Read the project; ``search`` scans it.

    Raises:
        InputError: as ``check`` does.
    """
    registry = read_registry(project.root / project.settings.registry, project.root)
    scanned = search(project)
    graph = map_models(project, scanned)
    stale = tuple(_stale_documents(project, registry))
    deleted = find_deletions(project, scanned)
    facts = Facts(
        graph,
        registry,
        tuple(dict.fromkeys((*scanned.failures, *deleted.failures))),
        stale,
        project.settings.load_confidence,
        looked.on_disk,
        handwritten=read_handwritten(project),
        deletions=deleted.deletions,
        places=places_for(project, scanned, registry.registry, deleted.deletions),
        runtime=looked.runtime(graph) if looked.runtime else None,
        smoke_days=project.settings.smoke_days,
        loads=scanned.loads,
        supply_chain=project.settings.supply_chain,
        budgets=project.settings.budgets,
    )
    policies, violations = _policies(project, facts, looked)
    facts = replace(facts, violations=violations)
    looked_at = {
        "files": len(scanned.paths),
        "loads": len(scanned.loads),
        "analyzers": len(graph.analyzers),
        "models": len(graph.models()),
        "documents": len(project.settings.documents),
        **({"policies": policies} if policies else {}),
    }
    return Seen(facts, _inputs(project, scanned), looked_at, scanned)


def _inputs(project: Project, scanned: Scan) -> tuple[str, ...]:
    settings = project.settings
    documents = (document.path for document in settings.documents)
    baseline = (settings.baseline,) if settings.baseline else ()
    policies = policy_files(project)
    read = (*scanned.paths, *scanned.documents, *scanned.configurations, settings.registry)
    return (*read, *documents, *baseline, *policies)


def _policies(project: Project, facts: Facts, looked: Looked) -> tuple[int, tuple[Finding, ...]]:
    """How many policies hold, and their violations. Nothing of it is imported where there can be none."""
    if not (has_policies(project) and project.settings.selects(VIOLATION)):
        return 0, ()
    from modelpolicy.policies.project_subjects import project_subjects
    from modelpolicy.usecases.policies.policies import hold_policies

    held = hold_policies(project, chain(project_subjects(facts.certain, facts.registry), looked.artifacts))
    return held.policies, tuple(violation.finding for violation in held.violations)


def _stale_documents(project: Project, registry: RegistryFile) -> Iterator[StaleDocument]:
    for document in project.settings.rendered:
        text = read_document(project, document.path)
        if text is None:
            yield StaleDocument(Location(document.path))
            continue
        stale = stale_regions(registry.registry, document.language, text, document.path)
        yield from (StaleDocument(region.location) for region in stale[:1])
