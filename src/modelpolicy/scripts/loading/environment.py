"""Variables that are handed to a program and name a model by the looks of it."""

from collections.abc import Iterable, Iterator

from modelpolicy.domain.load import Load
from modelpolicy.extract.commands import Commands
from modelpolicy.scripts.loading.loads import Site, model_load
from modelpolicy.values.values import Values


def exported_load(commands: Commands, name: str, values: Values, site: Site) -> Load | None:
    """The load that handing ``values`` on as the variable ``name`` amounts to; ``None`` where they name no model."""
    if not commands.variable.fullmatch(name):
        return None
    named = tuple(text for text in values.texts if commands.value.fullmatch(text.text))
    return model_load(commands.environment, Values(named, values.open, values.reason), site) if named else None


def with_something_new(guesses: Iterable[Load], loads: Iterable[Load]) -> Iterator[Load]:
    """Those of ``guesses`` that name a model which none of ``loads`` loads."""
    loaded = {candidate.id for load in loads for candidate in load.models}
    return (guess for guess in guesses if not all(candidate.id in loaded for candidate in guess.models))
