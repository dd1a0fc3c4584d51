"""MP102 stale-model."""

from collections.abc import Iterator

from modelpolicy.domain.analyzer import Analyzer
from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.model_id import ModelId
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
    models:
      - hf:openai/whisper-base
      - hf:openai/whisper-tiny
models:
  hf:openai/whisper-base: {}
  hf:openai/whisper-tiny: {}
"""

VALID = (
    Case(
        "Models that the code loads, whatever the order",
        """
--- speech.py
from transformers import WhisperModel
small = WhisperModel.from_pretrained("openai/whisper-tiny")
large = WhisperModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY,
    ),
    Case(
        "A model that one of two branches loads",
        """
--- speech.py
import torch
from transformers import WhisperModel
size = "base" if torch.cuda.is_available() else "tiny"
model = WhisperModel.from_pretrained(f"openai/whisper-{size}")
"""
        + _REGISTRY,
    ),
    Case(
        "An analyzer with a load that something outside the source decides: it can be the listed model",
        """
--- speech.py
import os
from transformers import WhisperModel
model = WhisperModel.from_pretrained(os.environ.get("MODEL", "openai/whisper-base"))
"""
        + _REGISTRY,
    ),
    Case(
        "A model that shared code loads for the analyzer",
        """
--- speech.py
from loading import load
small = load("tiny")
large = load("base")
--- loading.py
from transformers import WhisperModel
def load(size):
    return WhisperModel.from_pretrained("openai/whisper-" + size)
"""
        + _REGISTRY,
    ),
    Case(
        "The models of an analyzer that the code does not have: MP104 reports the analyzer",
        """
--- emotion.py
from transformers import AutoModel
model = AutoModel.from_pretrained("facebook/wav2vec2-base")
"""
        + _REGISTRY,
    ),
    Case(
        "The same model from another store: MP106 reports it",
        """
--- speech.py
import whisper
from transformers import WhisperModel
small = whisper.load_model("tiny")
large = WhisperModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "A second model that is no longer loaded",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY,
        expected=("registry.yaml:7",),
        says=("high confidence",),
    ),
    Case(
        "A load that was commented out",
        """
--- speech.py
from transformers import WhisperModel
large = WhisperModel.from_pretrained("openai/whisper-tiny")
# small = WhisperModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY,
        expected=("registry.yaml:6",),
    ),
    Case(
        "A model that only another analyzer loads",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
--- preview.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-tiny")
"""
        + _REGISTRY,
        expected=("registry.yaml:7",),
    ),
    Case(
        "A model under `may` of an analyzer whose source decides everything",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [hf:openai/whisper-base]
    may: [hf:openai/whisper-small]
models:
  hf:openai/whisper-base: {}
  hf:openai/whisper-small: {}
""",
        expected=("registry.yaml:6",),
    ),
    Case(
        "A model that another analyzer only has in another store",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
--- words.py
import whisper
model = whisper.load_model("tiny")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [hf:openai/whisper-base]
  words:
    status: enabled
    models: [hf:openai/whisper-base, whisper:tiny]
models:
  hf:openai/whisper-base: {}
  whisper:tiny: {}
""",
        expected=("registry.yaml:8",),
    ),
    Case(
        "A model of code that the analyzer imports and does not run",
        """
--- speech.py
from transformers import WhisperModel
import tools
model = WhisperModel.from_pretrained("openai/whisper-base")
--- tools.py
from transformers import WhisperModel
def tiny():
    return WhisperModel.from_pretrained("openai/whisper-tiny")
"""
        + _REGISTRY,
        expected=("registry.yaml:7",),
        says=("medium confidence",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every model in an analyzer's entry that its code does not load; none where the source cannot tell."""
    undecided = {found.analyzer for found in facts.graph.open}
    elsewhere = {(name, documented) for (name, _), documented in other_stores(facts).items()}
    for analyzer in facts.graph.analyzers:
        if analyzer.name in facts.registry.registry.analyzers and analyzer.name not in undecided:
            known = {model for name, model in elsewhere if name == analyzer.name}
            yield from _stale(rule, analyzer, known, facts)


def _stale(rule: Rule, analyzer: Analyzer, known: set[ModelId], facts: Facts) -> Iterator[Finding]:
    entry = facts.registry.registry.analyzers[analyzer.name]
    loaded = known | {use.model for use in facts.graph.uses_by(analyzer.name)}
    for key, models in (("models", entry.models), ("may", entry.may)):
        for index, model in enumerate(models):
            if model not in loaded:
                yield _finding(rule, analyzer, model, (key, index), facts)


def _finding(rule: Rule, analyzer: Analyzer, model: ModelId, place: tuple[str, int], facts: Facts) -> Finding:
    reachable = any((use.analyzer, use.model) == (analyzer.name, model) for use in facts.graph.may)
    return rule.finding(
        facts.registry.location("analyzers", analyzer.name, *place),
        f"the registry lists {model} for {analyzer.name}, whose code does not load it",
        f"remove {model} from `{place[0]}` of {analyzer.name} in {facts.registry.path}, or load it in the code",
        analyzer=analyzer.name,
        model=str(model),
        confidence="medium" if reachable else "high",
        related=(Related(analyzer.location, f"the code's {analyzer.name}"),),
    )


RULE = Rule(
    code="MP102",
    name="stale-model",
    severity="warning",
    text=Text(
        what_it_does="Reports every model that the registry lists for an analyzer whose code does not load it.",
        why_it_is_bad=(
            "The model is kept, backed up and counted for an analyzer that does not need it, and people plan the "
            "analyzer's disk and GPU memory with numbers of something else."
        ),
        what_to_do="Remove the model from the analyzer's entry, or make the code load it again.",
        fix=(
            "Unsafe, for the model loses the protection that the registry gives it: it is removed from the list of "
            "the analyzer."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
