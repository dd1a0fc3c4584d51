"""MP404 source-not-allowed."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Final

from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.model_id import ModelId
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_HERE: Final = frozenset({"file", "bundled"})
"""What lies in the project, on its disk, or in an installed package, comes from no source of its own."""

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
[supply_chain]
allowed_sources = ["hf:openai/*", "whisper:*", "url:https://models.example.org/*"]
"""

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
models:
  hf:openai/whisper-base: {}
"""

VALID = (
    Case(
        "Publishers and stores that are on the list",
        _PROJECT
        + """
--- speech.py
import torch
import whisper
from transformers import WhisperModel
one = WhisperModel.from_pretrained("openai/whisper-base")
two = whisper.load_model("base")
three = torch.hub.load_state_dict_from_url("https://models.example.org/head.pth")
"""
        + _REGISTRY,
    ),
    Case(
        "A project without a list",
        """
--- speech.py
from transformers import AutoModel
model = AutoModel.from_pretrained("somebody/whisper")
"""
        + _REGISTRY,
    ),
    Case(
        "A file of the project, and weights inside an installed package",
        _PROJECT
        + """
--- faces.py
import mediapipe
import torch
mesh = mediapipe.solutions.face_mesh.FaceMesh()
head = torch.load("weights/head.pt", weights_only=True)
"""
        + _REGISTRY,
    ),
    Case(
        "An id that nothing loads",
        _PROJECT
        + """
--- speech.py
from transformers import AutoModel
OTHER = "somebody/whisper"
model = AutoModel.from_pretrained("openai/whisper-base")
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "A publisher that is not on the list",
        _PROJECT
        + """
--- speech.py
from transformers import AutoModel
model = AutoModel.from_pretrained("somebody/whisper-base")
"""
        + _REGISTRY,
        expected=("speech.py:2",),
        says=("add 'hf:somebody/*' to",),
    ),
    Case(
        "A publisher whose name only begins like one on the list",
        _PROJECT
        + """
--- speech.py
from transformers import AutoModel
model = AutoModel.from_pretrained("openai-community/whisper-base")
"""
        + _REGISTRY,
        expected=("speech.py:2",),
    ),
    Case(
        "A model of the registry that no code loads",
        _PROJECT
        + """
--- speech.py
import whisper
"""
        + _REGISTRY.replace("hf:openai/whisper-base", "hf:somebody/whisper-base"),
        expected=("registry.yaml:3",),
    ),
    Case(
        "Weights from another host, where the constant stands that names it",
        _PROJECT
        + """
--- head.py
import torch
URL = "https://example.org/head.pth"
one = torch.hub.load_state_dict_from_url(URL)
two = torch.hub.load_state_dict_from_url(URL)
"""
        + _REGISTRY,
        expected=("head.py:2",),
        says=("add 'url:https://example.org/head.pth' to",),
    ),
    Case(
        "A store that is not on the list",
        _PROJECT
        + """
--- detection.py
from ultralytics import YOLO
model = YOLO("yolov8x.pt")
"""
        + _REGISTRY,
        expected=("detection.py:2",),
        says=("add 'ultralytics:yolov8x.pt' to",),
    ),
    Case(
        "A model that code and registry have is reported once, and one without a publisher by its name",
        _PROJECT
        + """
--- speech.py
from transformers import AutoModel
one = AutoModel.from_pretrained("somebody/whisper")
two = AutoModel.from_pretrained("gpt2")
--- registry.yaml
format: modelpolicy-registry/1
models:
  hf:somebody/whisper: {}
""",
        expected=("speech.py:2", "speech.py:3"),
        says=("add 'hf:gpt2' to",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every model, loaded or documented, that no allowed source has: once, where it is loaded first."""
    if not facts.supply_chain.allowed_sources:
        return
    seen: set[ModelId] = set()
    for load in facts.certain_loads:
        for candidate in load.models:
            if candidate.id not in seen and not _is_allowed(candidate.id, facts):
                message = f"{load.call} loads {candidate.id}, whose source is not allowed"
                yield rule.finding(
                    candidate.location,
                    message,
                    _remedy(candidate.id),
                    model=str(candidate.id),
                    confidence=load.confidence,
                    related=(Related(load.location, "loaded here"),),
                )
            seen.add(candidate.id)
    for model in facts.registry.registry.models:
        if model not in seen and not _is_allowed(model, facts):
            place = facts.registry.location("models", str(model))
            message = f"the registry has {model}, whose source is not allowed"
            yield rule.finding(place, message, _remedy(model), model=str(model))


def _is_allowed(model: ModelId, facts: Facts) -> bool:
    return model.store in _HERE or any(fnmatchcase(str(model), one) for one in facts.supply_chain.allowed_sources)


def _remedy(model: ModelId) -> str:
    owner, slash, _ = model.name.partition("/")
    source = f"{model.store}:{owner}/*" if slash and model.store == "hf" else str(model)
    return f"take the model from an allowed source, or add {source!r} to supply_chain.allowed_sources"


RULE = Rule(
    code="MP404",
    name="source-not-allowed",
    severity="error",
    text=Text(
        what_it_does=(
            "Reports, where `supply_chain.allowed_sources` is set, every model from a publisher, store or host that is "
            "not on the list."
        ),
        why_it_is_bad=(
            "Anybody can publish weights under a name that looks like a known one. A list of sources that somebody has "
            "looked at keeps a mistyped or copied name out."
        ),
        what_to_do=(
            "Take the model from an allowed source, or add its own to the list: a pattern of model ids, such as "
            "`hf:openai/*`, `ultralytics:*` or `url:https://models.example.org/*`. Files of the project and weights "
            "inside installed packages are not asked for."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
