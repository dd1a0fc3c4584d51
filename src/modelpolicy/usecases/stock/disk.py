"""What lies on this machine, as a check that is asked for it sees it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from modelpolicy.domain.artifact import Artifact
from modelpolicy.domain.model_id import ModelId
from modelpolicy.settings.project import Project

if TYPE_CHECKING:
    from modelpolicy.policies.facts import Subject


@dataclass(frozen=True, slots=True)
class Disk:
    """The bytes of the documented models that are there as a whole, and every artifact, where there are policies.

    ``commits`` are those of the models of which one revision is there as a whole.
    """

    sizes: Mapping[ModelId, int]
    artifacts: "tuple[Subject, ...]"
    commits: Mapping[ModelId, str]


def look_at_disk(project: Project, now: int) -> Disk:
    """``now`` is in seconds since 1970 UTC.

    Raises:
        InputError: settings or registry cannot be used.
    """
    from modelpolicy.liveness.sizes import sizes_on_disk
    from modelpolicy.policies.stock_subjects import artifact_subjects
    from modelpolicy.registry.read import read_registry
    from modelpolicy.usecases.policies.policy_files import has_policies
    from modelpolicy.usecases.stock.stock import take_stock

    registry = read_registry(project.root / project.settings.registry, project.root)
    stock = take_stock(project)
    artifacts = artifact_subjects(stock.judged, registry, now) if has_policies(project) else ()
    commits = only_commits(stock.contents.artifacts)
    return Disk(sizes_on_disk(registry.registry, stock.holdings), tuple(artifacts), commits)


def only_commits(artifacts: Iterable[Artifact]) -> dict[ModelId, str]:
    """The commit of each model of which there is one whole revision, and no other."""
    found: defaultdict[ModelId, set[str]] = defaultdict(set)
    for artifact in artifacts:
        if artifact.revision is not None:
            found[artifact.model].add(artifact.revision if artifact.state == "complete" else "")
    return {model: commit for model, commits in found.items() for commit in commits if len(commits) == 1 and commit}
