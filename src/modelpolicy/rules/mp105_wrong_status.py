"""MP105 wrong-status."""

from collections.abc import Iterator

from modelpolicy.domain.analyzer import Analyzer, Status
from modelpolicy.domain.finding import Finding, Related
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_CODE = """
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
--- catalogue.py
from pose import Pose
from speech import Speech
ANALYZERS = {"speech": Speech, "pose": Pose}
"""

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:base]
  pose:
    models: [ultralytics:yolov8x-pose.pt]
    status: disabled
models:
  whisper:base: {}
  ultralytics:yolov8x-pose.pt: {}
"""

VALID = (
    Case(
        "The registry disables what the code disables",
        _CODE + 'DISABLED = ["pose"]\n' + _REGISTRY,
    ),
    Case(
        "The disabled analyzer is named through a constant",
        _CODE + 'POSE = "pose"\nDISABLED = {POSE}\n' + _REGISTRY,
    ),
    Case(
        "The disabled analyzer is listed as a class",
        _CODE + "DISABLED = {Pose}\n" + _REGISTRY,
    ),
    Case(
        "Code that has no list of disabled analyzers leaves the status to the registry",
        """
--- pose.py
from ultralytics import YOLO
model = YOLO("yolov8x-pose.pt")
--- speech.py
import whisper
model = whisper.load_model("base")
"""
        + _REGISTRY,
    ),
    Case(
        "The disabled analyzers are put together from parts",
        _CODE + 'SLOW = ("pose",)\nDISABLED = [*SLOW]\n' + _REGISTRY,
    ),
    Case(
        "An analyzer that only one side has: MP103 and MP104 report these",
        """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
disabled = "catalogue.py:DISABLED"
--- catalogue.py
class Cuts:
    pass
ANALYZERS = {"cuts": Cuts}
DISABLED = ["cuts"]
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "The code enables what the registry calls disabled",
        _CODE + "DISABLED = []\n" + _REGISTRY,
        expected=("registry.yaml:8",),
        says=("with a fix",),
    ),
    Case(
        "The code disables what the registry calls enabled",
        _CODE + 'DISABLED = ["speech", "pose"]\n' + _REGISTRY,
        expected=("registry.yaml:4",),
        says=("without a fix",),
    ),
    Case(
        "Both at once",
        _CODE + 'DISABLED = ["speech"]\n' + _REGISTRY,
        expected=("registry.yaml:4", "registry.yaml:8"),
    ),
    Case(
        "A name that is commented out disables nothing",
        _CODE + 'DISABLED = [\n    # "pose",\n]\n' + _REGISTRY,
        expected=("registry.yaml:8",),
    ),
    Case(
        "A later assignment counts",
        _CODE + 'DISABLED = ["pose"]\nDISABLED = []\n' + _REGISTRY,
        expected=("registry.yaml:8",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every analyzer with one status in the code and another in the registry."""
    for analyzer in facts.graph.analyzers:
        entry = facts.registry.registry.analyzers.get(analyzer.name)
        if entry is not None and analyzer.status not in (None, entry.status):
            yield _finding(rule, analyzer, entry.status, facts)


def _finding(rule: Rule, analyzer: Analyzer, documented: Status, facts: Facts) -> Finding:
    return rule.finding(
        facts.registry.location("analyzers", analyzer.name, "status"),
        f"{analyzer.name} is {documented} in the registry and {analyzer.status} in the code",
        f"set status: {analyzer.status} for {analyzer.name} in {facts.registry.path}, or change the code",
        analyzer=analyzer.name,
        related=(Related(analyzer.location, f"{analyzer.status} in the code"),),
        # To disable an analyzer in the registry takes the protection from its models: that is for people to decide.
        fixable=analyzer.status == "enabled",
    )


RULE = Rule(
    code="MP105",
    name="wrong-status",
    severity="error",
    text=Text(
        what_it_does="Reports every analyzer that is enabled in the code and disabled in the registry, or the reverse.",
        why_it_is_bad=(
            "Models of disabled analyzers are the ones that may be deleted. If the registry calls an analyzer disabled "
            "that runs, its models look free to delete."
        ),
        what_to_do="Set the status in the registry to the code's, or change the code's list of disabled analyzers.",
        fix=(
            "Safe where the code enables the analyzer: the registry is set to enabled. Unsafe where the code disables "
            "it, for its models lose their protection: the registry is set to disabled."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
