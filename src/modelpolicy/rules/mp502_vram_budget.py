"""MP502 vram-budget."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.size import Size
from modelpolicy.rules.case import Case, Ran
from modelpolicy.rules.enabled import enabled_analyzers, place_of
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.settings.schema import VramBudget

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
budgets = { vram = [{ card = "24GB", analyzers = ["speech", "scenes"] }] }
--- speech.py
import whisper
model = whisper.load_model("base")
--- scenes.py
import whisper
model = whisper.load_model("tiny")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:base]
    vram: 10GB
  scenes:
    status: enabled
    models: [whisper:tiny]
    vram: ~16GB
models:
  whisper:base: {}
  whisper:tiny: {}
"""

VALID = (
    Case("What fits the card", _PROJECT.replace("10GB", "6GB")),
    Case("What fits it to the last byte", _PROJECT.replace("10GB", "8GB")),
    Case("No group, no budget", _PROJECT.replace('["speech", "scenes"]', '["speech"]')),
    Case("A disabled analyzer takes nothing", _PROJECT.replace("enabled", "disabled", 1)),
    Case("VRAM that is not documented counts as nothing", _PROJECT.replace("    vram: 10GB\n", "")),
    Case(
        "So does an analyzer that only the code has",
        _PROJECT.replace("  scenes:\n    status: enabled\n    models: [whisper:tiny]\n    vram: ~16GB\n", ""),
    ),
)

INVALID = (
    Case("Two analyzers that do not fit together", _PROJECT, expected=("registry.yaml:2",)),
    Case(
        "One that fits no more by itself",
        _PROJECT.replace('["speech", "scenes"]', '["scenes"]').replace("~16GB", "~25GB"),
        expected=("registry.yaml:2",),
    ),
    Case("A smaller card", _PROJECT.replace("24GB", "16GB").replace("10GB", "1GB"), expected=("registry.yaml:2",)),
    Case(
        "VRAM that was measured and is not documented",
        _PROJECT.replace("    vram: 10GB\n", ""),
        expected=("registry.yaml:2",),
        runtime=(Ran("speech", vram=9_000_000_000),),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every group whose enabled analyzers take more together than its card has."""
    for group in facts.budgets.vram:
        taken = {
            name: size for name in enabled_analyzers(facts) if name in group.analyzers and (size := _vram(facts, name))
        }
        total = Size.total(tuple(taken.values()))
        if total.bytes > group.card.bytes:
            yield _finding(rule, facts, group, total, taken)


def _vram(facts: Facts, name: str) -> Size | None:
    """What is documented, else what was measured."""
    entry = facts.registry.registry.analyzers.get(name)
    if entry and entry.vram:
        return entry.vram
    result = facts.runtime.results.get(name) if facts.runtime else None
    peak = result.run.measured.vram_peak if result else None
    return Size.measured(peak) if peak else None


def _finding(rule: Rule, facts: Facts, group: VramBudget, total: Size, taken: dict[str, Size]) -> Finding:
    return rule.finding(
        facts.registry.location("analyzers"),
        f"{', '.join(taken)} run together and take {total} of VRAM, and the card has {group.card}",
        "take one out of the group in budgets.vram, choose a smaller model, or a larger card",
        related=tuple(Related(place_of(facts, name), f"{name} takes {size}") for name, size in taken.items()),
    )


RULE = Rule(
    code="MP502",
    name="vram-budget",
    severity="error",
    text=Text(
        what_it_does=(
            "Reports every group of `budgets.vram` whose enabled analyzers take more memory of the GPU together than "
            "their card has, by their documented `vram`."
        ),
        why_it_is_bad="Each fits by itself, and the one that comes last fails, or makes another fail.",
        what_to_do=(
            "Let fewer run together, choose smaller models, or a larger card. `modelpolicy registry update --measured` "
            "documents what smoke runs took; with `check --runtime` these count where nothing is documented."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
    is_local=True,
)
