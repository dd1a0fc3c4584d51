"""MP303 wrong-path."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from modelpolicy.deletions.taken.hits import by_target
from modelpolicy.deletions.taken.misplaced import Misplaced, misplaced
from modelpolicy.domain.confidence import lowest
from modelpolicy.domain.deletion import Deletion
from modelpolicy.domain.finding import Finding
from modelpolicy.domain.path_part import EVERY
from modelpolicy.domain.path_pattern import shown_path
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.rules.users import known_models

_MOST_SHOWN: Final = 2

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
--- pose.py
from ultralytics import YOLO
model = YOLO("yolov8x-pose.pt")
--- speech.py
import whisper
model = whisper.load_model("tiny")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  pose:
    status: enabled
    models: [ultralytics:yolov8x-pose.pt]
  speech:
    status: enabled
    models: [whisper:tiny]
models:
  ultralytics:yolov8x-pose.pt: {}
  whisper:tiny: {}
"""

VALID = (
    Case(
        "The place where the library keeps it",
        _PROJECT
        + """
--- clean.sh
rm ~/.cache/whisper/large-v3.pt
rm -rf ~/.cache/huggingface/hub/models--openai--clip-vit-base-patch32
""",
    ),
    Case(
        "A directory that is no library's, where a setting of the machine can put it",
        _PROJECT
        + """
--- clean.sh
rm /data/weights/yolov8x-pose.pt
rm -rf /data/huggingface/models--openai--clip-vit-base-patch32
""",
    ),
    Case(
        "A file of another name in the cache of another library",
        _PROJECT
        + """
--- clean.sh
rm ~/.cache/torch/hub/checkpoints/resnet50-0676ba61.pth
""",
    ),
    Case(
        "A cache that a variable moves",
        _PROJECT
        + """
--- clean.sh
rm -rf "$HF_HOME/hub/models--openai--clip-vit-base-patch32"
rm -f "$WEIGHTS/tiny.pt"
""",
    ),
)

INVALID = (
    Case(
        "A file that Ultralytics keeps in its own directory, in the cache of torch",
        _PROJECT
        + """
--- clean.sh
rm -f ~/.cache/torch/hub/checkpoints/yolov8x-pose.pt
""",
        expected=("clean.sh:1",),
        says=("its library keeps it at ./yolov8x-pose.pt or ./weights/yolov8x-pose.pt",),
    ),
    Case(
        "A list of what may be deleted, in a document",
        _PROJECT
        + """
--- MODELS.md
# Safe to delete
```bash
# YOLOv8 Pose
~/.cache/torch/hub/checkpoints/yolov8x-pose.pt
```
""",
        expected=("MODELS.md:4",),
    ),
    Case(
        "A repository of the hub beside the directory that it lies in",
        _PROJECT
        + """
--- clean.sh
rm -rf ~/.cache/huggingface/models--openai--clip-vit-base-patch32
rm -rf ~/.cache/torch/hub/models--openai--clip-vit-base-patch32*
""",
        expected=("clean.sh:1", "clean.sh:2"),
    ),
    Case(
        "A model of another store by the name of its file",
        _PROJECT
        + """
--- clean.sh
cd ~/.cache/clip
rm tiny.pt
""",
        expected=("clean.sh:2",),
    ),
    Case(
        "A file that only the store's own table knows",
        _PROJECT
        + """
--- clean.sh
rm ~/.cache/whisper/ViT-B-32.pt
""",
        expected=("clean.sh:1",),
        says=("medium confidence", "~/.cache/clip/ViT-B-32.pt"),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every target of a command that would be a model somewhere else."""
    models = frozenset(known_models(facts))
    for same in by_target(facts.deletions):
        found = (
            _finding(rule, deletion, one) for deletion in same if (one := misplaced(deletion, models, facts.places))
        )
        yield from islice(found, 1)


def _finding(rule: Rule, deletion: Deletion, found: Misplaced) -> Finding:
    return rule.finding(
        deletion.location,
        f"`{deletion.written}` is no place of {found.model}: the model stays, and its space too",
        f"its library keeps it at {_places(found)}",
        model=str(found.model),
        confidence=lowest((deletion.certainty, "high" if found.is_known else "medium")),
    )


def _places(found: Misplaced) -> str:
    return " or ".join(shown_path(path).replace(EVERY, "*") for path in found.places[:_MOST_SHOWN])


RULE = Rule(
    code="MP303",
    name="wrong-path",
    severity="warning",
    text=Text(
        what_it_does="Reports every command that deletes a model at a path where its library never keeps it.",
        why_it_is_bad=(
            "The command does nothing, and `rm -f` does not even say so: the disk stays full, and the document counts "
            "the space as freed. Or a file of that name there is something else."
        ),
        what_to_do="Delete the model where its library keeps it, or drop the line if the model is not on the machine.",
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
