"""Variables that are handed to a program and name a model by the looks of it."""

from collections.abc import Iterable, Iterator

from modelpolicy.domain.load import Load
from modelpolicy.extract.commands import Commands
from modelpolicy.resolve.values import Values
from modelpolicy.scripts.loads import Site, model_load


def exported_load(commands: Commands, name: str, values: Values, site: Site) -> Load | None:
    """The load that handing ``values`` on as the variable ``name`` amounts to; ``None`` where they name no model."""
    if not commands.variable.fullmatch(name):
        return None
    named = tuple(text for text in values.texts if commands.value.fullmatch(text.text))
    return model_load(commands.environment, Values(named, values.open, values.reason), site) if named else None


def without_used(loads: Iterable[Load], guesses: Iterable[Load]) -> Iterator[Load]:
    """Those of ``guesses`` whose model none of ``loads`` takes from the same place."""
    used = {candidate.location for load in loads for candidate in load.models}
    return (guess for guess in guesses if not all(candidate.location in used for candidate in guess.models))
