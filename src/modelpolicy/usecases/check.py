"""Graph, registry and documents to findings."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from modelpolicy.documents.freshness import stale_regions
from modelpolicy.domain.finding import VIOLATION, Finding
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.runtime import Runtime
from modelpolicy.errors import NothingToCheckError, Problem
from modelpolicy.registry.read import RegistryFile, read_registry
from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.facts import Facts, StaleDocument
from modelpolicy.rules.rule import Rule
from modelpolicy.settings.project import Project
from modelpolicy.usecases.checked import Checked, period
from modelpolicy.usecases.clock import Clock, utc_day
from modelpolicy.usecases.deletions import find_deletions, places_for
from modelpolicy.usecases.document import read_document
from modelpolicy.usecases.handwritten import read_handwritten
from modelpolicy.usecases.let_pass import let_pass
from modelpolicy.usecases.live_set import live_set_of
from modelpolicy.usecases.map import map_models
from modelpolicy.usecases.policy_files import has_policies, policy_files
from modelpolicy.usecases.scan import Scan, scan

if TYPE_CHECKING:
    from modelpolicy.policies.facts import Subject


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked at besides the project.

    ``on_disk`` are the bytes of models on this disk, ``artifacts`` everything there as policies see it, ``runtime`` is
    what ran on this machine; ``None``: nobody asked. ``commits`` are those of models of which one revision is there.
    """

    on_disk: Mapping[ModelId, int] = field(default_factory=dict)
    runtime: Runtime | None = None
    artifacts: "tuple[Subject, ...]" = ()
    commits: Mapping[ModelId, str] = field(default_factory=dict)


AT_THE_PROJECT_ALONE: Final = Looked()


def check(
    project: Project,
    paths: Sequence[Path] = (),
    looked: Looked = AT_THE_PROJECT_ALONE,
    rules: Sequence[Rule] = ALL_RULES,
    clock: Clock = utc_day,
) -> Checked:
    """Apply the selected ones of ``rules`` to the project; with ``paths``, keep only what is found in these.

    ``looked`` is what rules can hold against it besides. ``clock`` says which comments that ignore a rule are over.
    The whole project is read either way: what a file may load is decided in other files too.

    Raises:
        InputError: settings, registry or documents cannot be used, there is no source, or one of ``paths`` is
            not there or not in the project.
    """
    wanted = inside(project.root, paths)
    seen = look(project, looked)
    today = clock()
    passed = let_pass(project, rules, seen.facts, seen.inputs, today)
    unreadable = [failure.location.path for failure in seen.facts.failures]
    _refuse_unchecked(wanted, [*seen.inputs, *unreadable])
    return Checked(
        tuple(finding for finding in passed.findings if is_within(finding, wanted)),
        seen.looked_at,
        seen.inputs,
        tuple(one for one in passed.suppressed if is_within(one.finding, wanted)),
        passed.mended,
        period(today, passed.last_days),
        live_set_of(project, seen.scanned, seen.facts.graph, seen.facts.registry.registry),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check reads of a project: facts, files as ``Checked.inputs`` has them, how much there was, the scan."""

    facts: Facts
    inputs: tuple[str, ...]
    looked_at: Mapping[str, int]
    scanned: Scan


def look(project: Project, looked: Looked = AT_THE_PROJECT_ALONE) -> Seen:
    """Read the project.

    Raises:
        InputError: as ``check`` does.
    """
    registry = read_registry(project.root / project.settings.registry, project.root)
    scanned = scan(project)
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
        runtime=looked.runtime,
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


def _refuse_unchecked(wanted: Sequence[str], looked_at: Sequence[str]) -> None:
    """A path that no checked file lies in would always be clean: that must not look like a judgement."""
    problems = [
        Problem(path, 0, "nothing here is checked", "change `paths` in the settings, or name a path that these cover")
        for path in wanted
        if not any(path in (".", place) or place.startswith(f"{path}/") for place in looked_at)
    ]
    if problems:
        raise NothingToCheckError(*problems)


def _policies(project: Project, facts: Facts, looked: Looked) -> tuple[int, tuple[Finding, ...]]:
    """How many policies hold, and their violations. Nothing of it is imported where there can be none."""
    if not (has_policies(project) and project.settings.selects(VIOLATION)):
        return 0, ()
    from modelpolicy.policies.project_subjects import project_subjects
    from modelpolicy.usecases.policies import hold_policies

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


def inside(root: Path, paths: Sequence[Path]) -> list[str]:
    """The paths as findings name them: POSIX, relative to the root."""
    top = os.path.realpath(root)
    names = [PurePath(os.path.relpath(os.path.realpath(root / path), top)).as_posix() for path in paths]
    problems = [problem for name in names if (problem := _problem(root, name))]
    if problems:
        raise NothingToCheckError(*problems)
    return names


def _problem(root: Path, name: str) -> Problem | None:
    if name.split("/", maxsplit=1)[0] == "..":
        return Problem(name, 0, f"this path is not in the project {root}", "check each project by itself")
    if not os.path.lexists(root / name):
        return Problem(name, 0, "this path does not exist", "correct the path")
    return None


def is_within(finding: Finding, wanted: Sequence[str]) -> bool:
    """Whether the finding stands at or below one of the paths; everything does where there are none."""
    place = finding.location.path
    return not wanted or any(path in (".", place) or place.startswith(f"{path}/") for path in wanted)
