"""MP108 orphan-model."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.registry.usage import users
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_SPEECH = """
--- speech.py
import whisper
model = whisper.load_model("base")
"""

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:base]
models:
  whisper:base: {}
  whisper:small: {}
"""

VALID = (
    Case(
        "A model that an analyzer lists",
        """
--- speech.py
import whisper
models = [whisper.load_model("base"), whisper.load_model("small")]
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:base, whisper:small]
models:
  whisper:base: {}
  whisper:small: {}
""",
    ),
    Case(
        "A model that only a disabled analyzer lists",
        _SPEECH
        + """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: disabled
    models: [whisper:base]
models:
  whisper:base: {}
""",
    ),
    Case(
        "A model that an analyzer lists under `may`",
        """
--- speech.py
import sys
import whisper
model = whisper.load_model(sys.argv[1])
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    may: [whisper:base]
models:
  whisper:base: {}
""",
    ),
    Case(
        "A model that no analyzer lists, and code loads: MP101 reports it",
        """
--- speech.py
import whisper
models = [whisper.load_model("base"), whisper.load_model("small")]
"""
        + _REGISTRY,
    ),
    Case(
        "A model that code of no analyzer loads",
        """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
--- catalogue.py
import whisper
class Speech:
    model = whisper.load_model("base")
ANALYZERS = {"speech": Speech}
--- warm_up.py
import whisper
whisper.load_model("small")
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "A model that nothing uses any more",
        _SPEECH + _REGISTRY,
        expected=("registry.yaml:8",),
        says=("high confidence",),
    ),
    Case(
        "The same name in another library is another model",
        """
--- speech.py
import whisper
from faster_whisper import WhisperModel
model = whisper.load_model("base")
other = WhisperModel("small")
"""
        + _REGISTRY,
        expected=("registry.yaml:8",),
    ),
    Case(
        "A model whose only load is commented out",
        _SPEECH + '# other = whisper.load_model("small")\n' + _REGISTRY,
        expected=("registry.yaml:8",),
    ),
    Case(
        "A model that may be deleted and is still described",
        _SPEECH
        + _REGISTRY.replace("whisper:small: {}", "whisper:small:")
        + "    size: ~480MB\n    deletion: allowed\n",
        expected=("registry.yaml:8",),
    ),
    Case(
        "A model whose analyzer was removed from the registry with its code",
        _SPEECH
        + """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:base]
models:
  ultralytics:yolov8x-pose.pt: {}
  whisper:base: {}
  ultralytics:yolov8s.pt: {}
""",
        expected=("registry.yaml:7", "registry.yaml:9"),
    ),
    Case(
        "While a load of an analyzer is not decided, less certain",
        """
--- speech.py
import sys
import whisper
model = whisper.load_model(sys.argv[1])
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech: {status: enabled}
models:
  whisper:small: {}
""",
        expected=("registry.yaml:5",),
        says=("medium confidence",),
    ),
    Case(
        "While a load of no analyzer is not decided, less certain",
        """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "speech.py:ANALYZERS"
--- speech.py
import whisper
class Speech:
    model = whisper.load_model("base")
ANALYZERS = {"speech": Speech}
--- warm_up.py
import sys
import whisper
whisper.load_model("base")
whisper.load_model(sys.argv[1])
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech: {status: enabled, models: [whisper:base]}
models:
  whisper:base: {}
  whisper:small: {}
""",
        expected=("registry.yaml:6",),
        says=("medium confidence",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every described model that no documented analyzer lists and no code loads."""
    registry = facts.registry.registry
    loaded = set(_loaded(facts))
    for model in registry.models:
        if model not in loaded and not users(registry, model):
            yield _finding(rule, model, facts)


def _loaded(facts: Facts) -> Iterator[ModelId]:
    yield from (use.model for use in facts.graph.may)
    yield from facts.graph.unowned_models()


def _finding(rule: Rule, model: ModelId, facts: Facts) -> Finding:
    undecided = facts.graph.open or any(load.open for load in facts.graph.unowned)
    return rule.finding(
        facts.registry.location("models", str(model)),
        f"the registry describes {model}, which no analyzer lists and no code loads",
        f"remove {model} from the models of {facts.registry.path}, or list it under the analyzer that needs it",
        model=str(model),
        confidence="medium" if undecided else "high",
    )


RULE = Rule(
    code="MP108",
    name="orphan-model",
    severity="warning",
    text=Text(
        what_it_does="Reports every model that the registry describes, no analyzer lists and no code loads.",
        why_it_is_bad=(
            "Nobody knows what the model is for, so nobody dares to delete it: it takes gigabytes and shows up in "
            "every total."
        ),
        what_to_do="Remove it from the registry's `models`, or list it under the analyzer that needs it.",
        fix="Unsafe, for what people wrote about the model goes with it: the model's entry is removed.",
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
