"""MP107 wrong-size."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size, agrees
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_FILES = """
--- speech.py
import whisper
model = whisper.load_model("base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:base]
models:
  whisper:base:
    title: Whisper
    size: ~145MB
"""
_BASE = "whisper:base"

VALID = (
    Case(
        "The documented size, give or take a fifth where it is written with a ~", _FILES, on_disk={_BASE: 165_000_000}
    ),
    Case(
        "A size that was rounded to the digits that are written",
        _FILES.replace("~145MB", "0.1GB"),
        on_disk={_BASE: 149_000_000},
    ),
    Case("A model that is not on this disk", _FILES),
    Case("A model without a documented size", _FILES.replace("    size: ~145MB\n", ""), on_disk={_BASE: 290_000_000}),
)

INVALID = (
    Case(
        "A model that takes twice what the registry says",
        _FILES,
        expected=("registry.yaml:9",),
        on_disk={_BASE: 290_000_000},
    ),
    Case(
        "A size with the wrong unit",
        _FILES.replace("~145MB", "145GB"),
        expected=("registry.yaml:9",),
        on_disk={_BASE: 145_000_000},
    ),
    Case(
        "A size without ~ that is off by more than a twentieth",
        _FILES.replace("~145MB", "145MB"),
        expected=("registry.yaml:9",),
        on_disk={_BASE: 155_000_000},
    ),
    Case(
        "A model that no analyzer uses any more",
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
models:
  whisper:base: {}
  hf:openai/clip: {size: 14MB}
""",
        expected=("registry.yaml:8",),
        on_disk={"hf:openai/clip": 14_000_000_000},
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every documented size that the disk denies."""
    for model, entry in facts.registry.registry.models.items():
        found = facts.on_disk.get(model)
        if entry.size and found is not None and not agrees(entry.size, found):
            yield _finding(rule, model, entry.size, found, facts)


def _finding(rule: Rule, model: ModelId, documented: Size, found: int, facts: Facts) -> Finding:
    measured = Size.measured(found)
    return rule.finding(
        facts.registry.location("models", str(model), "size"),
        f"{model} takes {measured} on this disk, and the registry says {documented}",
        f"run `modelpolicy registry update --sizes`, or write size: {measured} in {facts.registry.path}",
        model=str(model),
        fixable=True,
    )


RULE = Rule(
    code="MP107",
    name="wrong-size",
    severity="warning",
    text=Text(
        what_it_does=(
            "Reports, with `modelpolicy check --disk`, every documented size that is not what the model takes on this "
            "disk."
        ),
        why_it_is_bad=(
            "People plan with the documented sizes: what fits on a disk, what can go to make room. A size that was "
            "copied from another model, or is older than the model's last version, makes the plan wrong."
        ),
        what_to_do=(
            "Run `modelpolicy registry update --sizes` on a machine that has the models. Only `check --disk` looks at "
            "the disk: what other checks say depends on the project alone. Sizes with a `~` may be off by a fifth, "
            "others by a twentieth or by what rounding hides; models that are not there, or not whole, do not count."
        ),
        fix="Safe, with `check --disk --fix`: the size on this disk is written into the registry.",
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
    is_local=True,
)
