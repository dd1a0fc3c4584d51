"""MP104 missing-analyzer."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
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
  pose:
    status: disabled
    models: [ultralytics:yolov8x-pose.pt]
models:
  whisper:base: {}
  ultralytics:yolov8x-pose.pt: {}
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
        "An analyzer without models, in code that does not list its analyzers",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:base]
  color_analysis:
    status: enabled
    method: clustering
models:
  whisper:base: {}
""",
    ),
    Case(
        "Every documented analyzer is in the application's catalog",
        _CATALOGUE
        + """
--- catalogue.py
from pose import Pose
from speech import Speech
ANALYZERS = {"speech": Speech, "pose": Pose}
DISABLED = ["pose"]
"""
        + _REGISTRY,
    ),
    Case(
        "The catalog names the analyzer by the dotted path of its class",
        _CATALOGUE
        + """
--- catalogue.py
ANALYZERS = {"speech": "speech.Speech", "pose": "pose.Pose"}
DISABLED = ["pose"]
"""
        + _REGISTRY,
    ),
    Case(
        "Without a catalog, every documented analyzer is a module that loads a model",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
--- video/pose.py
from ultralytics import YOLO
model = YOLO("yolov8x-pose.pt")
"""
        + _REGISTRY,
    ),
    Case(
        "An analyzer of the catalog that loads no model",
        """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
--- catalogue.py
class Cuts:
    pass
ANALYZERS = {"cuts": Cuts}
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  cuts:
    status: enabled
    method: Histogram differences
""",
    ),
)

INVALID = (
    Case(
        "An analyzer that was taken out of the application's catalog",
        _CATALOGUE
        + """
--- catalogue.py
from speech import Speech
ANALYZERS = {"speech": Speech}
DISABLED = []
"""
        + _REGISTRY,
        expected=("registry.yaml:6",),
    ),
    Case(
        "An analyzer whose entry in the catalog was commented out",
        _CATALOGUE
        + """
--- catalogue.py
from pose import Pose
ANALYZERS = {
    "pose": Pose,
    # "speech": Speech,
}
DISABLED = ["pose"]
"""
        + _REGISTRY,
        expected=("registry.yaml:3",),
    ),
    Case(
        "An analyzer that was renamed in the code",
        _CATALOGUE
        + """
--- catalogue.py
from pose import Pose
from speech import Speech
ANALYZERS = {"speech": Speech, "body_pose": Pose}
DISABLED = ["body_pose"]
"""
        + _REGISTRY,
        expected=("registry.yaml:6",),
    ),
    Case(
        "Without a catalog, an analyzer whose module was deleted",
        """
--- pose.py
from ultralytics import YOLO
model = YOLO("yolov8x-pose.pt")
"""
        + _REGISTRY,
        expected=("registry.yaml:3",),
    ),
    Case(
        "An analyzer without a model that the catalog does not list",
        _CATALOGUE
        + """
--- catalogue.py
from pose import Pose
from speech import Speech
ANALYZERS = {"speech": Speech, "pose": Pose}
DISABLED = ["pose"]
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech: {status: enabled, models: [whisper:base]}
  pose: {status: disabled, models: [ultralytics:yolov8x-pose.pt]}
  speed: {status: enabled, method: Counting}
models:
  whisper:base: {}
  ultralytics:yolov8x-pose.pt: {}
""",
        expected=("registry.yaml:5",),
    ),
    Case(
        "Without a catalog, an analyzer that may load a model",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech: {status: enabled, models: [whisper:base]}
  words: {status: enabled, may: [whisper:base]}
models:
  whisper:base: {}
""",
        expected=("registry.yaml:4",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every analyzer of the registry that the code does not have."""
    for name, entry in facts.registry.registry.analyzers.items():
        # Where the code does not list its analyzers, one that loads no model cannot be seen in it.
        could_be_seen = facts.graph.is_declared or entry.models or entry.may
        if could_be_seen and facts.graph.analyzer(name) is None:
            yield rule.finding(
                facts.registry.location("analyzers", name),
                f"the registry documents {name}, and the code has no analyzer of that name",
                f"remove {name} from {facts.registry.path}, or correct its name, or bring it back into the code",
                analyzer=name,
            )


RULE = Rule(
    code="MP104",
    name="missing-analyzer",
    severity="warning",
    text=Text(
        what_it_does="Reports every analyzer that the registry has and the code does not.",
        why_it_is_bad=(
            "The registry keeps models for an analyzer that is gone, or documents under an old name one that is "
            "still there and that nothing protects under its new name."
        ),
        what_to_do=(
            "Remove the analyzer from the registry, or give it the name that the code has. Without a `catalog` in the "
            "settings the analyzers are the modules that load a model: if the application has a dict of its analyzers, "
            "name it there."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
