"""What the hub said of the documented models, and what of it is new, a line a model."""

from collections.abc import Iterator, Mapping

from modelpolicy.domain.model_id import ModelId
from modelpolicy.registry.schema import HubRecord
from modelpolicy.report.counted import counted
from modelpolicy.report.shown import shown, size
from modelpolicy.stores.hub_facts import HubFacts, NoAnswer


def refreshed_text(
    facts: Mapping[ModelId, HubFacts],
    before: Mapping[ModelId, HubRecord | None],
    unanswered: Mapping[ModelId, NoAnswer],
) -> str:
    """A model a line; the models of which nothing is known last, with the reason."""
    lines = [f"{model}: {', '.join(_parts(found, before[model]))}" for model, found in facts.items()]
    lines += [f"{model}: {answer.reason}" for model, answer in unanswered.items()]
    asked = counted(len(facts) + len(unanswered), "model")
    return "\n".join([*map(shown, lines), f"the hub was asked for {asked}, and answered for {len(facts)}"])


def _parts(facts: HubFacts, before: HubRecord | None) -> Iterator[str]:
    yield size(facts.bytes) if facts.bytes is not None else "size not known"
    yield facts.licence or "licence not known"
    yield "+".join(facts.formats) or "no weights in a known format"
    yield _revision(facts.revision, before.revision if before else None)


def _revision(now: str | None, before: str | None) -> str:
    moved = f", was {before[:8]}" if before and before != now else ""
    return f"revision {now[:8]}{moved}" if now else "revision not known"
