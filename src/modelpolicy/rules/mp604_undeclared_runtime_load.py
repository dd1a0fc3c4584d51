"""MP604 undeclared-runtime-load."""

from collections.abc import Collection, Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.trace import ObservedLoad
from modelpolicy.rules.case import Case, Seen
from modelpolicy.rules.enabled import models_of, place_of
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.rules.users import known_models

_FILES = """
--- speech.py
import os
import whisper
model = whisper.load_model(os.environ["SIZE"])
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    may: [whisper:base]
models:
  whisper:base: {}
"""
_OTHER = """  other:
    status: enabled
    may: [whisper:tiny]
"""

VALID = (
    Case("A load that the registry declares", _FILES, runtime=(Seen("whisper:base", "speech.py", 3, "speech"),)),
    Case(
        "A load that the code itself shows: other rules hold it against the registry",
        _FILES.replace('os.environ["SIZE"]', '"small"'),
        runtime=(Seen("whisper:small", "speech.py", 3, "speech"),),
    ),
    Case(
        "A traced program that loads what some analyzer is documented to load",
        _FILES,
        runtime=(Seen("whisper:base", "speech.py", 3),),
    ),
    Case(
        "The same where the registry lists the model for the analyzer, and does not describe it",
        _FILES.replace("  whisper:base: {}\n", "").replace("models:\n", "models: {}\n"),
        runtime=(Seen("whisper:base", "speech.py", 3),),
    ),
    Case(
        "What lies in an installed package cannot be deleted or changed apart from it",
        _FILES,
        runtime=(Seen("bundled:cv2/data/haarcascade_eye.xml", "speech.py", 3, "speech"),),
    ),
    Case("A check that does not ask what ran on this machine", _FILES),
)

INVALID = (
    Case(
        "A model that only a variable named",
        _FILES,
        expected=("speech.py:3",),
        says=("speech was seen to load", "`may` of speech in", "of analyzer speech"),
        runtime=(Seen("whisper:large-v3", "speech.py", 3, "speech"),),
    ),
    Case(
        "The same in a traced program, of which no analyzer is known",
        _FILES,
        expected=("speech.py:3",),
        says=("a traced program was seen to load", "`may` of the analyzer that it belongs to"),
        runtime=(Seen("whisper:large-v3", "speech.py", 3),),
    ),
    Case(
        "A library that loads a model of its own accord",
        _FILES,
        expected=("registry.yaml:3",),
        runtime=(Seen("hf:pyannote/segmentation", None, 0, "speech"),),
    ),
    Case(
        "A model that is declared for another analyzer",
        _FILES.replace("models:\n", f"{_OTHER}models:\n  whisper:tiny: {{}}\n"),
        expected=("speech.py:3",),
        runtime=(Seen("whisper:tiny", "speech.py", 3, "speech"),),
    ),
    Case(
        "A traced program that loads a model from a place that is no code of the project",
        _FILES,
        expected=("registry.yaml:1",),
        says=("a traced program was seen to load",),
        runtime=(Seen("whisper:large-v3", None),),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every observed load that neither registry nor code know."""
    for load in dict.fromkeys(facts.runtime.loads if facts.runtime else ()):
        if load.model.store != "bundled" and load.model not in _known(facts, load.analyzer):
            yield _finding(rule, load, facts)


def _known(facts: Facts, analyzer: str | None) -> Collection[ModelId]:
    """What the analyzer is known to load; without one, every model that is known."""
    return known_models(facts) if analyzer is None else models_of(facts, analyzer)


def _finding(rule: Rule, load: ObservedLoad, facts: Facts) -> Finding:
    who = f"{load.analyzer} was" if load.analyzer else "a traced program was"
    registry = facts.registry.path
    owner = f"`may` of {load.analyzer}" if load.analyzer else "`may` of the analyzer that it belongs to"
    place = load.location or (place_of(facts, load.analyzer) if load.analyzer else facts.registry.location())
    message = f"{who} seen to load {load.model} ({load.call}), which neither code nor registry say"
    remedy = f"add {load.model} to {owner} in {registry}, or do not load it"
    if load.analyzer:
        return rule.finding(place, message, remedy, model=str(load.model), analyzer=load.analyzer)
    return rule.finding(place, message, remedy, model=str(load.model))


RULE = Rule(
    code="MP604",
    name="undeclared-runtime-load",
    severity="error",
    text=Text(
        what_it_does=(
            "Reports, with `modelpolicy check --runtime`, every load that was seen in a smoke run or a trace on this "
            "machine, and that neither the code shows nor the registry declares."
        ),
        why_it_is_bad=(
            "A variable, a database or a library decided on the model. No document names it, and nothing but the trace "
            "keeps it from being deleted."
        ),
        what_to_do=(
            "Add the model to `may` of its analyzer in the registry: that is where the team says what a load can be "
            "whose model the source does not decide."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
    is_local=True,
)
