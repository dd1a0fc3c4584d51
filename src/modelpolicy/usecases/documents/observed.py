"""What loads were seen to ask for whose model the source leaves open, written into the registry."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from time import time

from modelpolicy.domain.model_id import ModelId
from modelpolicy.registry.edit import Edit, add_analyzer_may, add_model
from modelpolicy.registry.schema import ModelEntry, Registry
from modelpolicy.settings.project import Project
from modelpolicy.smoke.kept.results import Results, database_in
from modelpolicy.smoke.tracing.held import Offer, hold
from modelpolicy.usecases.documents.edit_registry import edit_registry
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.scan import scan
from modelpolicy.usecases.stock.stock import registry_of
from modelpolicy.usecases.stock.traced import DAY, loads_seen


def update_observed(project: Project, state: Path) -> tuple[Offer, ...]:
    """Write under `may` what smoke runs and traces that still count saw open loads ask for. Gives what was written.

    An analyzer that the registry does not have is left out. A model that it does not describe gets an entry with
    nothing but its id: what it is, people know.

    Raises:
        InputError: settings, registry or results cannot be used, or the registry's layout is not understood.
    """
    results, since = Results(database_in(state), project.root), int(time()) - project.settings.trace_days * DAY
    registry, loads = registry_of(project), [load for load, _ in loads_seen(results, since)]
    offers = hold(loads, map_models(project, scan(project)), registry).offers
    written = {(offer.analyzer, offer.model): offer for offer in offers if offer.analyzer in registry.analyzers}
    if written:
        edit_registry(project, _edits(written, registry))
    return tuple(written.values())


def _edits(written: Iterable[tuple[str, ModelId]], registry: Registry) -> Iterator[Edit]:
    written = list(written)
    yield from (partial(add_analyzer_may, name=name, model=model) for name, model in written)
    unknown = dict.fromkeys(model for _, model in written if model not in registry.models)
    yield from (partial(add_model, model=model, entry=ModelEntry()) for model in unknown)
