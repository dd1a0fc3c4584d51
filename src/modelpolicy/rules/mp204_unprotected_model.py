"""MP204 unprotected-model."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.handwritten.protection import is_listed
from modelpolicy.handwritten.statements import DeletionList
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts, HandwrittenDocument
from modelpolicy.rules.rule import Rule, Text

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
documents = [{ path = "models.md", mode = "checked" }]
--- speech.py
from transformers import AutoModel
model = AutoModel.from_pretrained("openai/whisper-base")
--- detection.py
from ultralytics import YOLO
model = YOLO("yolov8x.pt")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [hf:openai/whisper-base]
  detection:
    status: enabled
    models: [ultralytics:yolov8x.pt]
  captions:
    status: disabled
    models: [hf:acme/captions]
models:
  hf:openai/whisper-base: {title: Whisper}
  ultralytics:yolov8x.pt: {title: YOLOv8x, paths: [./yolov8x.pt]}
  hf:acme/captions: {deletion: allowed}
"""

_DOCUMENT = """
--- models.md
## Do NOT delete (used by active analyzers)
```bash
# Whisper
~/.cache/huggingface/hub/models--openai--whisper-base*

# YOLOv8x
./yolov8x.pt
```

## What else there is
"""

VALID = (
    Case("A list that has the models of all enabled analyzers", _PROJECT + _DOCUMENT),
    Case(
        "The same models as items, one by its id and one by its title",
        _PROJECT
        + """
--- models.md
## NICHT löschen
- `openai/whisper-base` (Sprache)
- Detektor: YOLOv8x
""",
    ),
    Case(
        "Patterns and directories that cover the models",
        _PROJECT.replace("./yolov8x.pt", "~/weights/yolov8x.pt")
        + """
--- models.md
## Never delete
```
~/.cache/huggingface/hub/models--openai--*
~/weights/
```
""",
    ),
    Case("A document without such a list", _PROJECT + "--- models.md\n## Safe to delete\n- `acme/captions`\n"),
    Case(
        "A model that lies in an installed package, where nobody deletes it",
        _PROJECT.replace("ultralytics:yolov8x.pt", "bundled:mediapipe/hands").replace(
            'YOLO("yolov8x.pt")', 'open("notes")'
        )
        + _DOCUMENT,
    ),
    Case(
        "A model inside an installed package, which nobody deletes by itself",
        _PROJECT
        + _DOCUMENT
        + """
--- faces.py
import mediapipe
mesh = mediapipe.solutions.face_mesh.FaceMesh()
""",
    ),
)

INVALID = (
    Case(
        "A model of an enabled analyzer that the list lacks",
        _PROJECT + _DOCUMENT.replace("# YOLOv8x\n./yolov8x.pt\n", ""),
        expected=("models.md:1",),
        says=("add ultralytics:yolov8x.pt (./yolov8x.pt) to the list", "registry.yaml:14 the registry's entry"),
    ),
    Case(
        "A comment that names the model, above the path of another",
        _PROJECT + _DOCUMENT.replace("openai--whisper-base*", "openai--whisper-small"),
        expected=("models.md:1",),
        says=("add hf:openai/whisper-base to the list",),
    ),
    Case(
        "A model that stands in the list of what may be deleted, and only there",
        _PROJECT + _DOCUMENT.replace("\n# YOLOv8x", "```\n## Safe to delete\n```\n# YOLOv8x"),
        expected=("models.md:1",),
    ),
    Case(
        "A model that only the code loads: the registry does not know it yet",
        (_PROJECT + _DOCUMENT).replace('YOLO("yolov8x.pt")', 'YOLO("yolov8m.pt"), YOLO("yolov8x.pt")'),
        expected=("models.md:1",),
        says=("add ultralytics:yolov8m.pt to the list; error",),
    ),
    Case(
        "An analyzer that was enabled again",
        _PROJECT.replace("status: disabled", "status: enabled") + _DOCUMENT,
        expected=("models.md:1",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every model of an enabled analyzer that a document's lists of what must not be deleted lack."""
    for document in facts.handwritten:
        lists = [one for one in document.statements if isinstance(one, DeletionList) and one.deletion == "forbidden"]
        if lists:
            yield from _missing(rule, document, lists, facts)


def _missing(rule: Rule, document: HandwrittenDocument, lists: list[DeletionList], facts: Facts) -> Iterator[Finding]:
    text = "\n".join(one.text for one in lists)
    described = facts.registry.registry.models
    for model in sorted({*described, *facts.graph.models()}):
        users = facts.known.enabled_users(model)
        if users and model.store != "bundled" and not is_listed(text, model, described.get(model)):
            yield _finding(rule, Location(document.path, lists[0].line), model, users, facts)


def _finding(rule: Rule, place: Location, model: ModelId, users: tuple[str, ...], facts: Facts) -> Finding:
    entry = facts.registry.registry.models.get(model)
    where = f" ({', '.join(entry.paths)})" if entry and entry.paths else ""
    known = (Related(facts.registry.location("models", str(model)), "the registry's entry"),) if entry else ()
    return rule.finding(
        place,
        f"{model} is missing from what must not be deleted, and enabled analyzers use it: {', '.join(users)}",
        f"add {model}{where} to the list",
        analyzer=users[0],
        model=str(model),
        related=known,
    )


RULE = Rule(
    code="MP204",
    name="unprotected-model",
    severity="error",
    text=Text(
        what_it_does=(
            "Reports every model of an enabled analyzer that is missing from a hand-written document's list of what "
            "must not be deleted."
        ),
        why_it_is_bad=(
            "Whoever frees disk space keeps what stands in the list, and takes the rest for free. A list that was made "
            "for one cache and lacks the others is the one that costs a night."
        ),
        what_to_do=(
            "Add the model: its id, its title, its path, or a pattern that covers the path. All lists of a document "
            "count together. Models inside installed packages need no entry, and a document without such a list "
            "promises none."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
