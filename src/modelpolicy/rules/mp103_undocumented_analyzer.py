"""MP103 undocumented-analyzer."""

from collections.abc import Iterator

from modelpolicy.domain.analyzer import Analyzer
from modelpolicy.domain.finding import Finding, Related
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:base]
models:
  whisper:base: {}
"""

_CATALOGUE = """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
disabled = "catalogue.py:DISABLED"
--- speech.py
import whisper
class Speech:
    model = whisper.load_model("base")
--- pose.py
from ultralytics import YOLO
class Pose:
    model = YOLO("yolov8x-pose.pt")
"""

VALID = (
    Case(
        "A module that loads a model and is in the registry",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
"""
        + _REGISTRY,
    ),
    Case(
        "A module that loads nothing",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
--- media.py
def frames(path):
    return []
"""
        + _REGISTRY,
    ),
    Case(
        "A class that the application's catalog does not have",
        _CATALOGUE
        + """
--- catalogue.py
from speech import Speech
ANALYZERS = {"speech": Speech}
DISABLED = []
"""
        + _REGISTRY,
    ),
    Case(
        "An analyzer that the catalog calls what the registry calls it, in a module of another name",
        """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "app/catalogue.py:ANALYZERS"
--- app/__init__.py
--- app/catalogue.py
from app.whispering import Whispering
ANALYZERS = {"speech": Whispering}
--- app/whispering.py
import whisper
class Whispering:
    model = whisper.load_model("base")
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "An analyzer of the application's catalog that nobody documented",
        _CATALOGUE
        + """
--- catalogue.py
from pose import Pose
from speech import Speech
ANALYZERS = {
    "speech": Speech,
    "pose": Pose,
}
DISABLED = []
"""
        + _REGISTRY,
        expected=("catalogue.py:5",),
        says=(
            "pose is an analyzer of the code, enabled,",
            "status: enabled and models: [ultralytics:yolov8x-pose.pt]",
            "high confidence",
        ),
    ),
    Case(
        "A disabled analyzer: its model lies on disk too",
        _CATALOGUE
        + """
--- catalogue.py
from pose import Pose
from speech import Speech
ANALYZERS = {
    "pose": Pose,
    "speech": Speech,
}
DISABLED = ["pose"]
"""
        + _REGISTRY,
        expected=("catalogue.py:4",),
        says=("pose is an analyzer of the code, disabled,", "status: disabled"),
    ),
    Case(
        "Without a catalog, a module that loads a model",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
--- emotion.py
import whisper
model = whisper.load_model("small")
"""
        + _REGISTRY,
        expected=("emotion.py:1",),
        says=("emotion is an analyzer of the code and not", "status: enabled", "high confidence"),
    ),
    Case(
        "An analyzer that loads a model that is documented, for another analyzer",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
--- subtitles.py
import whisper
model = whisper.load_model("base")
"""
        + _REGISTRY,
        expected=("subtitles.py:1",),
    ),
    Case(
        "A name in another spelling",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  Speech:
    status: enabled
    models: [whisper:base]
models:
  whisper:base: {}
""",
        expected=("speech.py:1",),
    ),
    Case(
        "An analyzer without a model, and one whose only load is a guess: the catalog is certain of both",
        """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
--- catalogue.py
import lib
class Speed:
    def run(self): ...
class Guess:
    model = lib.load_model("guess.onnx")
ANALYZERS = {"speed": Speed, "guess": Guess}
--- registry.yaml
format: modelpolicy-registry/1
""",
        expected=("catalogue.py:6", "catalogue.py:6"),
        says=("add speed with status: enabled to the analyzers", "[file:guess.onnx]", "high confidence"),
    ),
    Case(
        "Without a catalog, a module whose only load is a guess",
        """
--- guess.py
import lib
model = lib.load_model("guess.onnx")
--- registry.yaml
format: modelpolicy-registry/1
""",
        expected=("guess.py:1",),
        says=("medium confidence",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every analyzer of the code that is not in the registry."""
    for analyzer in facts.certain.analyzers:
        if analyzer.name not in facts.registry.registry.analyzers:
            yield _finding(rule, analyzer, facts)


def _finding(rule: Rule, analyzer: Analyzer, facts: Facts) -> Finding:
    models = sorted({str(use.model) for use in facts.certain.uses_by(analyzer.name)})
    status = analyzer.status or "enabled"
    known = f", {analyzer.status}," if analyzer.status else ""
    listed = f" and models: [{', '.join(models)}]" if models else ""
    return rule.finding(
        analyzer.location,
        f"{analyzer.name} is an analyzer of the code{known} and not in the registry",
        f"add {analyzer.name} with status: {status}{listed} to the analyzers of {facts.registry.path}",
        analyzer=analyzer.name,
        confidence="high" if facts.graph.is_declared else facts.graph.confidence_in(analyzer.name),
        related=(Related(facts.registry.location("analyzers"), "the documented analyzers"),),
        fixable=True,
    )


RULE = Rule(
    code="MP103",
    name="undocumented-analyzer",
    severity="error",
    text=Text(
        what_it_does="Reports every analyzer that the code has and the registry does not.",
        why_it_is_bad=(
            "Nobody who reads the registry knows that the analyzer is there, so its models are nobody's: they are the "
            "first to be deleted when the disk is full."
        ),
        what_to_do="Add the analyzer to the registry, with its status and its models.",
        fix=(
            "Safe: the analyzer is added with its status, or as enabled where the code does not say, and with its "
            "models. What it is for, people have to write."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
