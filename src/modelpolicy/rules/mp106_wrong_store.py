"""MP106 wrong-store."""

from collections.abc import Iterator

from modelpolicy.domain.confidence import rank
from modelpolicy.domain.finding import Finding, Related
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

_DETECTION = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  detection:
    status: enabled
    models: [hf:Ultralytics/YOLOv8]
models:
  hf:Ultralytics/YOLOv8: {}
"""

VALID = (
    Case(
        "The model from the store that the registry documents",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY,
    ),
    Case(
        "Another size from another store: MP101 and MP102 report it",
        """
--- speech.py
import whisper
model = whisper.load_model("base.en")
"""
        + _REGISTRY,
    ),
    Case(
        "Both, where one of them is documented as what the analyzer may load",
        """
--- speech.py
import whisper
from transformers import WhisperModel
one = WhisperModel.from_pretrained("openai/whisper-base")
two = whisper.load_model("base")
"""
        + _REGISTRY.replace("[hf:openai/whisper-base]", "[hf:openai/whisper-base]\n    may: [whisper:base]")
        + "  whisper:base: {}\n",
    ),
    Case(
        "Both, where only one is documented: MP101 reports the other",
        """
--- speech.py
import whisper
from transformers import WhisperModel
one = WhisperModel.from_pretrained("openai/whisper-base")
two = whisper.load_model("base")
"""
        + _REGISTRY,
    ),
    Case(
        "A second load that the source does not decide: it may be the documented one",
        """
--- speech.py
import sys
import whisper
from transformers import WhisperModel
one = WhisperModel.from_pretrained(sys.argv[1])
two = whisper.load_model("base")
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "OpenAI's file in place of the documented repository",
        """
--- speech.py
import whisper
SIZE = "base"
model = whisper.load_model(SIZE)
"""
        + _REGISTRY,
        expected=("speech.py:2",),
    ),
    Case(
        "The conversion that faster-whisper downloads",
        """
--- speech.py
from faster_whisper import WhisperModel
model = WhisperModel("base")
"""
        + _REGISTRY,
        expected=("speech.py:2",),
    ),
    Case(
        "The other way round",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY.replace("hf:openai/whisper-base", "whisper:base"),
        expected=("speech.py:2",),
    ),
    Case(
        "A file of Ultralytics in place of a copy on the hub",
        """
--- detection.py
from ultralytics import YOLO
model = YOLO("yolov8x.pt")
"""
        + _DETECTION,
        expected=("detection.py:2",),
    ),
    Case(
        "A copy in a directory in place of the file that Ultralytics downloads",
        """
--- detection.py
from ultralytics import YOLO
model = YOLO("weights/yolov8x.pt")
"""
        + _DETECTION.replace("hf:Ultralytics/YOLOv8", "ultralytics:yolov8x.pt"),
        expected=("detection.py:2",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every model that an analyzer loads from one store, and the registry lists for it from another."""
    pairs = dict(other_stores(facts))
    for use in sorted(facts.certain.does, key=lambda use: rank(use.load.confidence), reverse=True):
        documented = pairs.pop((use.analyzer, use.model), None)
        if documented is not None:
            yield _finding(rule, use, documented, facts)


def _finding(rule: Rule, use: Use, documented: ModelId, facts: Facts) -> Finding:
    index = facts.registry.registry.analyzers[use.analyzer].models.index(documented)
    listed = facts.registry.location("analyzers", use.analyzer, "models", index)
    return rule.finding(
        use.candidate.location,
        f"{use.analyzer} loads {use.model}, and the registry lists the same model from another store: {documented}",
        f"write {use.model} for {documented} in {facts.registry.path}, or load {documented}",
        analyzer=use.analyzer,
        model=str(use.model),
        confidence=use.load.confidence,
        related=(
            Related(use.load.location, f"loaded here by {use.load.call}"),
            Related(listed, "its documented store"),
        ),
    )


RULE = Rule(
    code="MP106",
    name="wrong-store",
    severity="error",
    text=Text(
        what_it_does="Reports every model that code loads from another store than the registry documents.",
        why_it_is_bad=(
            "The same model of two libraries is two files in two caches. Who protects, backs up or downloads the "
            "documented one does so for a file that nothing loads, and deletes the other one as unknown."
        ),
        what_to_do=(
            "Document the store that the code loads from, or load from the documented one. Which ids are the same "
            "model is kept in a table, `same_models.toml` beside the loader catalogue; conversions and copies count, "
            "other sizes do not. MP101 and MP102 do not report such a pair again."
        ),
        fix=(
            "Unsafe, for the documented one loses the protection that the list gives it: the analyzer's list gets the "
            "model that the code loads in its place."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
