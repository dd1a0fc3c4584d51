"""MP002 unresolved-model."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from modelpolicy.domain.confidence import lowest
from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.load import Load
from modelpolicy.graph.model import OpenLoad
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: []
"""

VALID = (
    Case(
        "An id that the source spells out",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
"""
        + _REGISTRY,
    ),
    Case(
        "A load that the source decides only in part: the model that it shows is held against the registry",
        """
--- speech.py
import os
import whisper
model = whisper.load_model(os.environ.get("WHISPER_SIZE", "base"))
"""
        + _REGISTRY,
    ),
    Case(
        "A load of which the registry says what it can be",
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
    may: [whisper:base, whisper:small]
models:
  whisper:base: {}
  whisper:small: {}
""",
    ),
    Case(
        "A parameter that every caller fills with an id that the source spells out",
        """
--- speech.py
import whisper

def load(size):
    return whisper.load_model(size)

model = load("base")
"""
        + _REGISTRY,
    ),
    Case(
        "A call that is handed a model that was loaded elsewhere, and no id",
        """
--- speech.py
from transformers import AutoModelForCTC, AutoTokenizer, pipeline
model = AutoModelForCTC.from_pretrained("facebook/wav2vec2-base-960h")
tokenizer = AutoTokenizer.from_pretrained("facebook/wav2vec2-base-960h")
transcribe = pipeline("automatic-speech-recognition", model=model, tokenizer=tokenizer)
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "An id from the command line",
        """
--- speech.py
import sys
import whisper
model = whisper.load_model(sys.argv[1])
"""
        + _REGISTRY,
        expected=("speech.py:3",),
        says=("loads for speech:", "`may` of speech in registry.yaml", "medium confidence"),
    ),
    Case(
        "An environment variable without a default",
        """
--- speech.py
import os
import whisper
model = whisper.load_model(os.environ["WHISPER_SIZE"])
"""
        + _REGISTRY,
        expected=("speech.py:3",),
    ),
    Case(
        "A parameter that nothing in the project passes",
        """
--- speech.py
import whisper

def load(size):
    return whisper.load_model(size)
"""
        + _REGISTRY,
        expected=("speech.py:4",),
    ),
    Case(
        "An id that another library makes",
        """
--- speech.py
import requests
import whisper
size = requests.get("https://example.org/size").text
model = whisper.load_model(size)
"""
        + _REGISTRY,
        expected=("speech.py:4",),
    ),
    Case(
        "Each of two loads, while a third is plain",
        """
--- speech.py
import sys
from transformers import AutoModel, AutoProcessor
model = AutoModel.from_pretrained(sys.argv[1])
processor = AutoProcessor.from_pretrained(sys.argv[1])
other = AutoModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY,
        expected=("speech.py:3", "speech.py:4"),
    ),
    Case(
        "A load in code that two analyzers share, of which one says under `may` what it can be",
        """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "app.py:ANALYZERS"
--- app.py
import os
import whisper

class Listener:
    def load(self):
        return whisper.load_model(os.environ["WHISPER_SIZE"])

class Speech(Listener): ...
class Words(Listener): ...

ANALYZERS = {"speech": Speech, "words": Words}
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    may: [whisper:base]
  words:
    status: enabled
models:
  whisper:base: {}
""",
        expected=("app.py:6",),
    ),
    Case(
        "A model that the registry lists as loaded does not say what the unresolved load can be",
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
    models: [whisper:base]
models:
  whisper:base: {}
""",
        expected=("speech.py:3",),
    ),
    Case(
        "A load in code that two analyzers share, of which none says what it can be, is reported once",
        """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "app.py:ANALYZERS"
--- app.py
import os
import whisper

class Listener:
    def load(self):
        return whisper.load_model(os.environ["WHISPER_SIZE"])

class Speech(Listener): ...
class Words(Listener): ...

ANALYZERS = {"speech": Speech, "words": Words}
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
  words:
    status: enabled
""",
        expected=("app.py:6",),
        says=("whisper.load_model loads:", "`may` of every analyzer that loads it"),
    ),
    Case(
        "A load of an analyzer that the registry does not have",
        """
--- speech.py
import sys
import whisper
model = whisper.load_model(sys.argv[1])
--- registry.yaml
format: modelpolicy-registry/1
""",
        expected=("speech.py:3",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every load of which neither the source nor the registry says what it can be: once, whoever needs it."""
    undecided = sorted(_undecided(facts), key=lambda found: found.load.location)
    for _, found in groupby(undecided, key=lambda found: found.load.location):
        needed = list(found)
        yield _finding(rule, needed[0].load, sorted({one.analyzer for one in needed}), facts)


def _undecided(facts: Facts) -> Iterator[OpenLoad]:
    for found in facts.certain.open:
        entry = facts.registry.registry.analyzers.get(found.analyzer)
        if not found.load.models and not (entry and entry.may):
            yield found


def _finding(rule: Rule, load: Load, analyzers: Sequence[str], facts: Facts) -> Finding:
    only = analyzers[0] if len(analyzers) == 1 else None
    return rule.finding(
        load.location,
        f"the source does not say which model {load.call} loads{f' for {only}' if only else ''}: {load.reason}",
        "write the model's id where the source shows it, or list every model that it can be under `may` of "
        f"{only or 'every analyzer that loads it'} in {facts.registry.path}",
        analyzer=only,
        confidence=lowest(("medium", load.confidence)),
        related=tuple(
            Related(facts.registry.location("analyzers", name), f"`may` of {name} belongs here") for name in analyzers
        ),
    )


RULE = Rule(
    code="MP002",
    name="unresolved-model",
    severity="warning",
    text=Text(
        what_it_does="Reports every load of an analyzer of which neither source nor registry says what it can be.",
        why_it_is_bad=(
            "A load that is decided elsewhere (on the command line, in the environment, by a server) cannot be held "
            "against the registry, and no model of its store can be called unused."
        ),
        what_to_do=(
            "Write the id where the source shows it: as a string, a constant or a default. Where something else has to "
            "decide, list every model that it can be under the analyzer's `may` in the registry."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
