"""What loads were seen to ask for whose model the source leaves open, written into the registry."""

from collections.abc import Iterable
from pathlib import Path
from time import time

from modelpolicy.registry.edit import add_analyzer_may, edit_file
from modelpolicy.settings.project import Project
from modelpolicy.smoke.results import Results, database_in
from modelpolicy.smoke.tracing.held import Offer, hold
from modelpolicy.usecases.map import map_models
from modelpolicy.usecases.scan import scan
from modelpolicy.usecases.stock import registry_of
from modelpolicy.usecases.traced import DAY, loads_seen


def update_observed(project: Project, state: Path) -> tuple[Offer, ...]:
    """Write under `may` what smoke runs and traces that still count saw open loads ask for. Gives what was written.

    An analyzer that the registry does not have is left out.

    Raises:
        InputError: settings, registry or results cannot be used, or the registry's layout is not understood.
    """
    results, since = Results(database_in(state), project.root), int(time()) - project.settings.trace_days * DAY
    registry, loads = registry_of(project), [load for load, _ in loads_seen(results, since)]
    offers = hold(loads, map_models(project, scan(project)), registry).offers
    written = {(offer.analyzer, offer.model): offer for offer in offers if offer.analyzer in registry.analyzers}
    if written:
        file = project.root / project.settings.registry
        edit_file(file, project.root, lambda text, path: _with(text, path, written.values()))
    return tuple(written.values())


def _with(text: str, path: str, offers: Iterable[Offer]) -> str:
    for offer in offers:
        text = add_analyzer_may(text, path, offer.analyzer, offer.model)
    return text
