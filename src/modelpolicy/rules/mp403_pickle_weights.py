"""MP403 pickle-weights."""

from collections.abc import Iterator

from modelpolicy.domain.confidence import Confidence, lowest
from modelpolicy.domain.finding import Finding
from modelpolicy.domain.load import Load
from modelpolicy.extract.risks import unpickles
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.rules.trusted import is_trusted

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
[supply_chain]
forbid_pickle = true
--- registry.yaml
format: modelpolicy-registry/1
"""

VALID = (
    Case(
        "Weights as tensors alone",
        _PROJECT
        + """
--- head.py
import torch
from safetensors.torch import load_file
from transformers import AutoModel
one = load_file("head.safetensors")
two = torch.load("head.pt", weights_only=True)
three = AutoModel.from_pretrained("acme/captions", use_safetensors=True)
""",
    ),
    Case(
        "Pickles, in a project that does not forbid them",
        """
--- head.py
import torch
head = torch.load("head.pt", weights_only=False)
--- registry.yaml
format: modelpolicy-registry/1
""",
    ),
    Case(
        "Other formats with the same suffix, and files of other formats",
        _PROJECT
        + """
--- head.py
import onnxruntime
import torch
from huggingface_hub import hf_hub_download
one = torch.jit.load("scripted.pt")
two = onnxruntime.InferenceSession("head.onnx")
three = hf_hub_download("ggerganov/whisper.cpp", "ggml-base.bin")
""",
    ),
    Case(
        "A constant that says that tensors alone are read",
        _PROJECT
        + """
--- head.py
import torch
SAFE = True
head = torch.load("head.pt", weights_only=SAFE)
""",
    ),
    Case(
        "A library that reads a format of its own under such a name, and a folder of such a name",
        _PROJECT
        + """
--- head.py
import whisper
from huggingface_hub import hf_hub_download
one = whisper.load_model("head.pt")
two = hf_hub_download("acme/captions", "model.safetensors", subfolder="old.pt")
""",
    ),
    Case(
        "An analyzer that the registry trusts with it",
        _PROJECT
        + """
analyzers:
  head:
    status: enabled
    models: ["file:head.pt"]
    trusts: [pickle]
--- head.py
import torch
head = torch.load("head.pt", weights_only=False)
""",
    ),
)

INVALID = (
    Case(
        "A checkpoint that is unpickled as a whole",
        _PROJECT
        + """
--- head.py
import torch
head = torch.load("head.pt", weights_only=False)
""",
        expected=("head.py:2",),
        says=("torch.load unpickles file:head.pt", "high confidence"),
    ),
    Case(
        "A classifier of scikit-learn as joblib keeps it",
        _PROJECT
        + """
--- head.py
import joblib
head = joblib.load("classifier.joblib")
""",
        expected=("head.py:2",),
        says=("joblib.load unpickles file:classifier.joblib", "medium confidence"),
    ),
    Case(
        "A checkpoint of which the version of torch decides how it is read",
        _PROJECT
        + """
--- head.py
import torch
head = torch.load("head.pt")
""",
        expected=("head.py:2",),
        says=("may unpickle", "medium confidence"),
    ),
    Case(
        "Weights without safetensors, and a download of pickled ones",
        _PROJECT
        + """
--- captions.py
from huggingface_hub import hf_hub_download
from transformers import AutoModel
model = AutoModel.from_pretrained("acme/captions", use_safetensors=False)
path = hf_hub_download("acme/captions", filename="pytorch_model.bin")
""",
        expected=("captions.py:3", "captions.py:4"),
    ),
    Case(
        "Weights of Ultralytics, which are pickles of whole models",
        _PROJECT
        + """
--- detection.py
from ultralytics import YOLO
model = YOLO("yolov8x.pt")
""",
        expected=("detection.py:2",),
        says=("YOLO unpickles ultralytics:yolov8x.pt", "high confidence"),
    ),
    Case(
        "An argument that something outside the source decides",
        _PROJECT
        + """
--- head.py
import os
import torch
head = torch.load("head.pt", weights_only=bool(os.environ.get("SAFE")))
""",
        expected=("head.py:3",),
        says=("low confidence",),
    ),
    Case(
        "A choice between both, and a file that the source does not name",
        _PROJECT
        + """
--- head.py
import sys
import torch
one = torch.load("head.pt", weights_only=len(sys.argv) > 1)
two = torch.load(sys.argv[1], weights_only=False)
""",
        expected=("head.py:3", "head.py:4"),
        says=("torch.load may unpickle file:head.pt", "medium confidence", "torch.load unpickles weights;"),
    ),
    Case(
        "A choice that the environment can overrule",
        _PROJECT
        + """
--- head.py
import os
import torch
head = torch.load("head.pt", weights_only=os.environ.get("SAFE", False))
""",
        expected=("head.py:3",),
        says=("medium confidence",),
    ),
    Case(
        "An analyzer that the registry trusts with something else",
        _PROJECT
        + """
analyzers:
  head:
    status: enabled
    models: ["file:head.pt"]
    trusts: [remote-code]
--- head.py
import torch
head = torch.load("head.pt", weights_only=False)
""",
        expected=("head.py:2",),
        says=("`trusts: [pickle]`",),
    ),
    Case(
        "A load of two analyzers of which the registry trusts one",
        _PROJECT
        + """
analyzers:
  one:
    status: enabled
    models: ["file:head.pt"]
    trusts: [pickle]
  two:
    status: enabled
    models: ["file:tail.pt"]
--- shared.py
import torch
def load(path):
    return torch.load(path, weights_only=False)
--- one.py
from shared import load
model = load("head.pt")
--- two.py
from shared import load
model = load("tail.pt")
""",
        expected=("shared.py:3",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every load that unpickles weights, or can, and is not trusted to."""
    if facts.supply_chain.forbid_pickle:
        for load in facts.certain_loads:
            certainty = unpickles(load)
            if certainty is not None and not is_trusted(load, "pickle", facts):
                yield _finding(rule, load, certainty)


def _finding(rule: Rule, load: Load, certainty: Confidence) -> Finding:
    models = ", ".join(map(str, load.ids)) or "weights"
    return rule.finding(
        load.location,
        f"{load.call} {'unpickles' if certainty == 'high' else 'may unpickle'} {models}",
        "load safetensors or ONNX, pass weights_only=True where the library has it, or write `trusts: [pickle]` for "
        "the analyzer in the registry",
        model=str(load.models[0].id) if load.models else None,
        confidence=lowest((certainty, load.confidence)),
    )


RULE = Rule(
    code="MP403",
    name="pickle-weights",
    severity="warning",
    text=Text(
        what_it_does="Reports, where `supply_chain.forbid_pickle` is set, every load that unpickles weights.",
        why_it_is_bad=(
            "A pickle is a program: reading it runs what its author wrote into it. Weights from somebody else are then "
            "code from somebody else."
        ),
        what_to_do=(
            "Load weights that are tensors alone: safetensors, ONNX, or `torch.load(..., weights_only=True)`. What the "
            "registry trusts an analyzer with (`trusts: [pickle]`, as for a smoke run) is let pass. Without "
            "that argument it depends on the version of torch (from 2.6 on it is the default), and confidence is "
            "medium; where the source does not decide the argument, it is low. Ultralytics keeps whole models in its "
            "`.pt` files."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
