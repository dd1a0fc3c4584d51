"""MP401 unpinned-revision."""

from collections.abc import Iterator
from typing import Final

from modelpolicy.domain.confidence import Confidence, lowest
from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.load import Candidate, Load
from modelpolicy.extract.risks import argument, is_commit, is_pinned
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_HUBS: Final = frozenset({"hf", "torchhub"})
"""Stores whose models somebody else can change under the same name."""

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
[supply_chain]
require_pinned = true
--- registry.yaml
format: modelpolicy-registry/1
"""
_SHA = "e37978b90ca9030d5170a5c07aadb050351a65bb"

VALID = (
    Case(
        "A commit in the call, in a constant, and in a constant of another file",
        _PROJECT
        + f"""
--- revisions.py
WHISPER = "{_SHA}"
--- speech.py
from transformers import WhisperModel, WhisperProcessor, pipeline
import revisions
COMMIT = "{_SHA}"
model = WhisperModel.from_pretrained("openai/whisper-base", revision="{_SHA}")
processor = WhisperProcessor.from_pretrained("openai/whisper-base", revision=COMMIT)
speech = pipeline("automatic-speech-recognition", model="openai/whisper-base", revision=revisions.WHISPER)
""",
    ),
    Case(
        "A branch or a tag, in a project that does not ask for commits",
        """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base", revision="v2")
--- registry.yaml
format: modelpolicy-registry/1
""",
    ),
    Case(
        "What comes from no hub: a file, weights in a package, a library's own store",
        _PROJECT
        + """
--- speech.py
import torch
import whisper
from ultralytics import YOLO
speech = whisper.load_model("base")
detector = YOLO("yolov8x.pt")
head = torch.load("head.pt", weights_only=True)
""",
    ),
    Case(
        "A commit that every caller passes",
        _PROJECT
        + f"""
--- speech.py
from transformers import AutoModel

def load(name, revision):
    return AutoModel.from_pretrained(name, revision=revision)

base = load("openai/whisper-base", "{_SHA}")
small = load("openai/whisper-small", revision="{_SHA[::-1]}")
""",
    ),
    Case(
        "A commit behind other arguments, of which something else decides one",
        _PROJECT
        + f"""
--- speech.py
import os
from transformers import AutoModel
model = AutoModel.from_pretrained("openai/whisper-base", cache_dir=os.environ["CACHE"], revision="{_SHA}")
other = AutoModel.from_pretrained("openai/whisper-base", trust_remote_code=False, revision="{_SHA}")
""",
    ),
)

INVALID = (
    Case(
        "No revision: whatever the branch main is on the day",
        _PROJECT
        + """
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
""",
        expected=("speech.py:2",),
        says=("by no commit", "high confidence"),
    ),
    Case(
        "A tag, a branch and a commit that is cut off",
        _PROJECT
        + f"""
--- speech.py
from transformers import AutoModel
one = AutoModel.from_pretrained("openai/whisper-base", revision="v2.0")
two = AutoModel.from_pretrained("openai/whisper-base", revision="main")
three = AutoModel.from_pretrained("openai/whisper-base", revision="{_SHA[:12]}")
""",
        expected=("speech.py:2", "speech.py:3", "speech.py:4"),
        says=("by the revision v2.0", "by the revision e37978b90ca9", "high confidence"),
    ),
    Case(
        "A commit that one of two branches leaves out",
        _PROJECT
        + f"""
--- speech.py
import sys
from transformers import AutoModel
COMMIT = "{_SHA}" if "--pinned" in sys.argv else "main"
model = AutoModel.from_pretrained("openai/whisper-base", revision=COMMIT)
""",
        expected=("speech.py:4",),
        says=("by the revision main;",),
    ),
    Case(
        "A revision that something outside the source decides",
        _PROJECT
        + """
--- speech.py
import os
from transformers import AutoModel
model = AutoModel.from_pretrained("openai/whisper-base", revision=os.environ["REVISION"])
""",
        expected=("speech.py:3",),
        says=("by a revision that the source does not say", "low confidence"),
    ),
    Case(
        "Code and weights of torch.hub by a branch",
        _PROJECT
        + """
--- depth.py
import torch
model = torch.hub.load("intel-isl/MiDaS:v3_1", "DPT_Hybrid")
""",
        expected=("depth.py:2",),
    ),
    Case(
        "A commit that the environment can overrule, a branch that it can, and no revision by name",
        _PROJECT
        + f"""
--- speech.py
import os
from transformers import AutoModel
one = AutoModel.from_pretrained("openai/whisper-base", revision=os.environ.get("ONE", "{_SHA}"))
two = AutoModel.from_pretrained("openai/whisper-base", revision=os.environ.get("TWO", "v2.0"))
three = AutoModel.from_pretrained("openai/whisper-base", revision=None)
""",
        expected=("speech.py:3", "speech.py:4", "speech.py:5"),
        says=(
            "by a revision that the source does not say",
            "by the revision v2.0; pass",
            "as revision; see speech.py:4 the model is chosen here; warning; high confidence",
            "by no commit",
        ),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every load from a hub that does not name a commit."""
    if facts.supply_chain.require_pinned:
        for load in facts.certain_loads:
            named = [candidate for candidate in load.models if candidate.id.store in _HUBS]
            unpinned = [candidate for candidate in named if not is_pinned(load, candidate)]
            if unpinned:
                yield _finding(rule, load, unpinned)


def _finding(rule: Rule, load: Load, unpinned: list[Candidate]) -> Finding:
    models = ", ".join(dict.fromkeys(str(candidate.id) for candidate in unpinned))
    revision = argument(load, "revision")
    is_open, passed = (revision.open, revision.values) if revision else (False, ())
    others = [str(one) for one in passed if one is not None and not is_commit(one)]
    said = f"the revision {', '.join(others)}" if others else "no commit"
    if not others and is_open:
        said = "a revision that the source does not say"
    confidence: Confidence = "high" if others or not is_open else "low"
    return rule.finding(
        load.location,
        f"{load.call} takes {models} by {said}",
        "pass the commit (40 hex digits) as revision",
        model=str(unpinned[0].id),
        confidence=lowest((confidence, load.confidence)),
        related=tuple(Related(candidate.location, "the model is chosen here") for candidate in unpinned[:1]),
    )


RULE = Rule(
    code="MP401",
    name="unpinned-revision",
    severity="warning",
    text=Text(
        what_it_does=(
            "Reports, where `supply_chain.require_pinned` is set, every load from a hub whose revision is not a full "
            "commit."
        ),
        why_it_is_bad=(
            "A branch or a tag can be moved: what is loaded tomorrow is not what was tested, and whoever takes over "
            "the account of the publisher chooses it."
        ),
        what_to_do=(
            "Pass the commit, 40 hex digits, as `revision`: in the call, in a constant, or through parameters. A "
            "commit that stands in a constant counts. Loads from torch.hub are asked for one too "
            "(`owner/name:commit`)."
        ),
        fix=(
            "Unsafe, for nobody looked at that revision: with `check --disk --fix --unsafe-fixes`, a call in a Python "
            "file gets the commit of the model's only revision on this disk."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
