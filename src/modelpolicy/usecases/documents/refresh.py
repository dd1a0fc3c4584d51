"""What the Hugging Face hub says of the documented models, written into the registry with its date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.registry.edit import set_hub
from modelpolicy.registry.read import read_registry
from modelpolicy.registry.schema import HubRecord
from modelpolicy.settings.project import Project
from modelpolicy.stores.hub_facts import Hub, HubFacts, NoAnswer
from modelpolicy.usecases.documents.edit_registry import edit_registry

_STORE: Final = "hf"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What the hub said, what the registry said before, and what could not be learnt."""

    facts: Mapping[ModelId, HubFacts]
    before: Mapping[ModelId, HubRecord | None]
    unanswered: Mapping[ModelId, NoAnswer]

    @property
    def sizes(self) -> dict[ModelId, int]:
        """The bytes of all files of each model, where the hub says so."""
        return {model: facts.bytes for model, facts in self.facts.items() if facts.bytes is not None}


def refresh(project: Project, hub: Hub, today: date) -> Refreshed:
    """Ask ``hub`` for every documented model that it could have, and write down what it says.

    Raises:
        InputError: settings or registry cannot be used, or the hub cannot be reached; then nothing is written.
    """
    file = project.root / project.settings.registry
    models = read_registry(file, project.root).registry.models
    answers = {model: hub.ask(model.name) for model in models if model.store == _STORE}
    facts = {model: answer for model, answer in answers.items() if isinstance(answer, HubFacts)}
    if facts:
        records = {model: _record(found, today) for model, found in facts.items()}
        edit_registry(project, (partial(set_hub, model=model, record=record) for model, record in records.items()))
    return Refreshed(
        facts,
        {model: models[model].hub for model in facts},
        {model: answer for model, answer in answers.items() if isinstance(answer, NoAnswer)},
    )


def recorded(project: Project) -> dict[ModelId, HubRecord]:
    """What the hub said of the documented models when it was asked last.

    Raises:
        InputError: the registry cannot be used.
    """
    file = project.root / project.settings.registry
    models = read_registry(file, project.root).registry.models if file.exists() else {}
    return {model: entry.hub for model, entry in models.items() if entry.hub}


def _record(facts: HubFacts, today: date) -> HubRecord:
    size = None if facts.bytes is None else Size.measured(facts.bytes)
    return HubRecord(today.isoformat(), facts.revision, size, facts.licence, facts.formats)
