"""How much the documented models take on this disk."""

from collections.abc import Iterator

from modelpolicy.domain.artifact import Artifact, unique_files
from modelpolicy.domain.model_id import ModelId
from modelpolicy.liveness.closure import demanded
from modelpolicy.liveness.demand import REGISTRY, Demand
from modelpolicy.registry.schema import Registry
from modelpolicy.stores.holdings import Holdings


def sizes_on_disk(registry: Registry, holdings: Holdings) -> dict[ModelId, int]:
    """Bytes of each documented model that lies whole in a known store; of several copies, the first one's.

    Where the registry says at which paths a model lies, these alone count. Of revisions, the default one counts.
    """
    measured = ((model, _bytes(model, entry.paths, holdings)) for model, entry in registry.models.items())
    return {model: size for model, size in measured if size is not None}


def _bytes(model: ModelId, paths: tuple[str, ...], holdings: Holdings) -> int | None:
    found = holdings.at(paths) if paths else tuple(_first_copy(model, holdings))
    if not found or any(artifact.state != "complete" for artifact in found):
        return None
    return sum(file.size for file in unique_files(found).values())


def _first_copy(model: ModelId, holdings: Holdings) -> Iterator[Artifact]:
    artifacts = demanded(Demand(model, REGISTRY, ""), holdings.of(model))
    revisions = {(artifact.home, artifact.revision) for artifact in artifacts if artifact.revision}
    if len(revisions) > 1:
        # No revision is the default one: how much the model takes is not one number.
        return
    root = next((artifact.root for artifact in artifacts), "")
    yield from (artifact for artifact in artifacts if artifact.root == root)
