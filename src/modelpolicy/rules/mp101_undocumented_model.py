"""MP101 undocumented-model."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.load import Candidate, Load
from modelpolicy.graph.model import Use
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Case, Rule, Text

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [hf:openai/whisper-base]
models:
  hf:openai/whisper-base: {}
"""

VALID = (
    Case(
        "The registry names the model that the code loads",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "The same name in another library is another model",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
"""
        + _REGISTRY,
        expected=("speech.py:2",),
    ),
    Case(
        "The finding stands where the id is written, not where it is used",
        """
--- speech.py
from transformers import WhisperModel
MODEL_ID = "openai/whisper-tiny"
model = WhisperModel.from_pretrained(MODEL_ID)
"""
        + _REGISTRY,
        expected=("speech.py:2",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every model that code loads and the registry does not name for it."""
    seen: set[tuple[str, str]] = set()
    for use in facts.graph.does:
        key = (use.analyzer, str(use.model))
        if key not in seen and _is_undocumented(use, facts):
            seen.add(key)
            yield _finding(rule, use, facts)
    for load in facts.graph.unowned:
        for candidate in load.models:
            if candidate.id not in facts.registry.registry.models:
                yield _unowned(rule, load, candidate)


def _is_undocumented(use: Use, facts: Facts) -> bool:
    entry = facts.registry.registry.analyzers.get(use.analyzer)
    return entry is not None and use.model not in (*entry.models, *entry.may)


def _finding(rule: Rule, use: Use, facts: Facts) -> Finding:
    registered = facts.registry.location("analyzers", use.analyzer, "models")
    return rule.finding(
        use.candidate.location,
        f"{use.analyzer} loads {use.model}, which the registry does not list for it",
        f"add {use.model} to the models of {use.analyzer} in {facts.registry.path}, or load what it lists",
        analyzer=use.analyzer,
        model=str(use.model),
        related=[Related(use.load.location, f"loaded here by {use.load.call}"), Related(registered, "its models")],
        fixable=True,
    )


def _unowned(rule: Rule, load: Load, candidate: Candidate) -> Finding:
    return rule.finding(
        candidate.location,
        f"{candidate.id} is loaded by code of no analyzer, and the registry does not know it",
        f"add {candidate.id} to the models of the registry, or remove the code",
        model=str(candidate.id),
        confidence="medium",
        related=[Related(load.location, f"loaded here by {load.call}")],
    )


RULE = Rule(
    code="MP101",
    name="undocumented-model",
    severity="error",
    text=Text(
        what_it_does="Holds every model that an analyzer's code loads against the models that the registry lists for it.",
        why_it_is_bad=(
            "What the registry does not list is not backed up, not budgeted and not protected: somebody who frees disk "
            "space deletes it, and the analyzer fails at its next start."
        ),
        what_to_do="List the model under the analyzer in the registry, or change the code to load what is listed.",
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
