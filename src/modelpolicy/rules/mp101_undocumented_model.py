"""MP101 undocumented-model."""

from collections.abc import Iterator

from modelpolicy.domain.confidence import lowest, rank
from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.load import Candidate, Load
from modelpolicy.domain.model_id import ModelId
from modelpolicy.graph.model import Use
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.other_stores import other_stores
from modelpolicy.rules.rule import Rule, Text

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

_CATALOGUE = """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
--- catalogue.py
import speech
ANALYZERS = {"speech": speech.Speech}
--- speech.py
from transformers import WhisperModel
class Speech:
    model = WhisperModel.from_pretrained("openai/whisper-base")
"""

VALID = (
    Case(
        "A model that the registry lists for the analyzer",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY,
    ),
    Case(
        "A model that the registry lists under the analyzer's `may`",
        """
--- speech.py
import os
import whisper
model = whisper.load_model(os.environ.get("WHISPER_SIZE", "base"))
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    may: [whisper:base, whisper:small]
models:
  whisper:base: {}
  whisper:small: {}
""",
    ),
    Case(
        "An id in a comment, a string or a definition, where nothing loads it",
        '''
--- speech.py
"""whisper.load_model("large")"""
from transformers import WhisperModel
# WhisperModel.from_pretrained("openai/whisper-large")
BIGGER = "openai/whisper-large"
def load_model(name="large"):
    return name
load_model("large")
model = WhisperModel.from_pretrained("openai/whisper-base")
'''
        + _REGISTRY,
    ),
    Case(
        "A model of an analyzer that the registry does not have at all: MP103 reports the analyzer",
        """
--- emotion.py
from transformers import AutoModel
model = AutoModel.from_pretrained("facebook/wav2vec2-base")
"""
        + _REGISTRY,
    ),
    Case(
        "A documented model that a script fetches",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
--- fetch.sh
# hf download openai/whisper-large-v3
hf download openai/whisper-base
"""
        + _REGISTRY,
    ),
    Case(
        "A documented model in code of no analyzer",
        _CATALOGUE
        + """
--- warm_up.py
from huggingface_hub import snapshot_download
snapshot_download("openai/whisper-base")
"""
        + _REGISTRY,
    ),
    Case(
        "The same model from another store: MP106 reports it",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
"""
        + _REGISTRY,
    ),
)

INVALID = (
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
    Case(
        "A constant in another file decides",
        """
--- speech.py
from transformers import WhisperModel
from sizes import MODEL_ID
model = WhisperModel.from_pretrained(MODEL_ID)
--- sizes.py
MODEL_ID = "openai/whisper-small"
"""
        + _REGISTRY,
        expected=("sizes.py:1",),
    ),
    Case(
        "One of two branches",
        """
--- speech.py
import torch
from transformers import WhisperModel
if torch.cuda.is_available():
    name = "openai/whisper-large-v3"
else:
    name = "openai/whisper-base"
model = WhisperModel.from_pretrained(name)
"""
        + _REGISTRY,
        expected=("speech.py:4",),
    ),
    Case(
        "A model and its processor are one model, reported once",
        """
--- speech.py
from transformers import WhisperModel, WhisperProcessor
processor = WhisperProcessor.from_pretrained("openai/whisper-tiny")
model = WhisperModel.from_pretrained("openai/whisper-tiny")
"""
        + _REGISTRY,
        expected=("speech.py:2",),
    ),
    Case(
        "Code of no analyzer loads a model that the registry does not know",
        _CATALOGUE
        + """
--- warm_up.py
from huggingface_hub import snapshot_download
snapshot_download("openai/whisper-large-v3")
"""
        + _REGISTRY,
        expected=("warm_up.py:2",),
    ),
    Case(
        "A script and a Dockerfile fetch models that the registry does not know",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
--- fetch.sh
hf download openai/whisper-tiny
--- Dockerfile
FROM python:3.12
ENV WHISPER_MODEL=Systran/faster-whisper-base
RUN python -c "import whisper; whisper.load_model('base')"
"""
        + _REGISTRY,
        expected=("Dockerfile:2", "Dockerfile:3", "fetch.sh:1"),
    ),
    Case(
        "The registry lists models for an analyzer and does not describe them under `models`",
        """
--- speech.py
import os
from transformers import WhisperModel
model = WhisperModel.from_pretrained(os.environ.get("MODEL", "openai/whisper-base"))
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models:
      - hf:openai/whisper-base
    may:
      - hf:openai/whisper-small
""",
        expected=("registry.yaml:6", "registry.yaml:8"),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every model that code loads or an analyzer lists, and that the registry does not describe there."""
    yield from _loaded_by_analyzers(rule, facts)
    yield from _loaded_elsewhere(rule, facts)
    yield from _listed(rule, facts)


def _loaded_by_analyzers(rule: Rule, facts: Facts) -> Iterator[Finding]:
    seen = set(other_stores(facts))
    for use in sorted(facts.certain.does, key=lambda use: rank(use.load.confidence), reverse=True):
        entry = facts.registry.registry.analyzers.get(use.analyzer)
        key = (use.analyzer, use.model)
        if entry is not None and use.model not in entry.models + entry.may and key not in seen:
            seen.add(key)
            yield _loaded(rule, use, facts)


def _loaded_elsewhere(rule: Rule, facts: Facts) -> Iterator[Finding]:
    seen = set(facts.registry.registry.models)
    for load in sorted(facts.certain.unowned, key=lambda load: rank(load.confidence), reverse=True):
        for candidate in load.models:
            if candidate.id not in seen:
                seen.add(candidate.id)
                yield _unowned(rule, load, candidate, facts)


def _listed(rule: Rule, facts: Facts) -> Iterator[Finding]:
    registry = facts.registry.registry
    for name, entry in registry.analyzers.items():
        for key, models in (("models", entry.models), ("may", entry.may)):
            for index, model in enumerate(models):
                if model not in registry.models:
                    yield _undescribed(rule, name, model, (key, index), facts)


def _loaded(rule: Rule, use: Use, facts: Facts) -> Finding:
    registered = facts.registry.location("analyzers", use.analyzer, "models")
    return rule.finding(
        use.candidate.location,
        f"{use.analyzer} loads {use.model}, which the registry does not list for it",
        f"add {use.model} to the models of {use.analyzer} in {facts.registry.path}, or load what it lists",
        analyzer=use.analyzer,
        model=str(use.model),
        confidence=use.load.confidence,
        related=(Related(use.load.location, f"loaded here by {use.load.call}"), Related(registered, "its models")),
        fixable=True,
    )


def _unowned(rule: Rule, load: Load, candidate: Candidate, facts: Facts) -> Finding:
    return rule.finding(
        candidate.location,
        f"{candidate.id} is loaded by code of no analyzer, and the registry does not know it",
        f"add {candidate.id} to the models of {facts.registry.path}, or remove the code",
        model=str(candidate.id),
        confidence=lowest(("medium", load.confidence)),
        related=(Related(load.location, f"loaded here by {load.call}"),),
    )


def _undescribed(rule: Rule, name: str, model: ModelId, place: tuple[str, int], facts: Facts) -> Finding:
    return rule.finding(
        facts.registry.location("analyzers", name, *place),
        f"{name} lists {model}, which the models of the registry do not describe",
        f"add {model} to the models of {facts.registry.path}, or correct the id",
        analyzer=name,
        model=str(model),
    )


RULE = Rule(
    code="MP101",
    name="undocumented-model",
    severity="error",
    text=Text(
        what_it_does="Reports every model that code loads, or that an analyzer lists, and the registry does not have.",
        why_it_is_bad=(
            "What the registry does not list is not backed up, not budgeted and not protected: somebody who frees disk "
            "space deletes it, and the analyzer fails at its next start."
        ),
        what_to_do=(
            "List the model under the analyzer and under `models` in the registry, or change the code to load what is "
            "listed. Mind the store: the same name in another library is another file."
        ),
        fix=(
            "Safe: a model that an analyzer loads is added to its `models`, and described under `models` without "
            "anything but its id. Unsafe: a model that an analyzer lists, or that code of no analyzer loads, is "
            "described under `models`; its id may be a slip."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
