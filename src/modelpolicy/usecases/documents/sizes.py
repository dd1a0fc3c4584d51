"""What the documented models take on this disk, and the registry brought up to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Final

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size, agrees
from modelpolicy.liveness.sizes import sizes_on_disk
from modelpolicy.registry.edit import set_size
from modelpolicy.settings.project import Project
from modelpolicy.usecases.documents.edit_registry import edit_registry
from modelpolicy.usecases.stock.stock import registry_of, take_stock

NOWHERE: Final[Mapping[ModelId, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SizeChange:
    """A size that the registry should say, and what it says: nothing, or something else."""

    model: ModelId
    before: Size | None
    after: Size


def measure(project: Project) -> dict[ModelId, int]:
    """Bytes on this disk of each documented model that is there as a whole.

    Raises:
        InputError: settings or registry cannot be used.
    """
    return sizes_on_disk(registry_of(project), take_stock(project).holdings)


def update_sizes(project: Project, elsewhere: Mapping[ModelId, int] = NOWHERE) -> tuple[SizeChange, ...]:
    """Write into the registry what the disk says, where it says something else, or nothing. Gives what was written.

    ``elsewhere`` are the bytes of models that need not be on this disk: where they are, the disk is right.

    Raises:
        InputError: settings or registry cannot be used, or its layout is not understood.
    """
    models = registry_of(project).models
    changes = tuple(
        SizeChange(model, models[model].size, Size.measured(found))
        for model, found in {**elsewhere, **measure(project)}.items()
        if not _says(models[model].size, found)
    )
    if changes:
        edit_registry(project, (partial(set_size, model=one.model, size=one.after) for one in changes))
    return changes


def _says(documented: Size | None, found: int) -> bool:
    return documented is not None and agrees(documented, found)
