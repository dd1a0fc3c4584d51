"""Models that the registry does not describe yet."""

from collections.abc import Iterable, Iterator

from modelpolicy.domain.model_id import ModelId
from modelpolicy.fixes.change import Change, of_registry
from modelpolicy.registry.edit import add_model
from modelpolicy.registry.read import RegistryFile
from modelpolicy.registry.schema import ModelEntry


def describe(file: RegistryFile, models: Iterable[ModelId]) -> Iterator[Change]:
    """Describe each of ``models`` that is not, with nothing but its id: what it is, people know."""
    for model in models:
        if model not in file.registry.models:
            yield of_registry(add_model, file.path, model, ModelEntry())
