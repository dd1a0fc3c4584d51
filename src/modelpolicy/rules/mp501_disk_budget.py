"""MP501 disk-budget."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
[budgets]
disk = "15GB"
--- captions.py
from transformers import AutoModel
large = AutoModel.from_pretrained("acme/large")
--- search.py
from transformers import AutoModel
large = AutoModel.from_pretrained("acme/large")
small = AutoModel.from_pretrained("acme/small")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  captions:
    status: enabled
    models: [hf:acme/large]
  search:
    status: enabled
    models: [hf:acme/large, hf:acme/small]
models:
  hf:acme/large: {size: ~14GB}
  hf:acme/small: {size: ~900MB}
  hf:acme/old: {size: ~30GB}
"""

_DISABLED = """captions:
    status: enabled
    models: [hf:acme/large]
  old:
    status: disabled
    models: [hf:acme/old]"""

VALID = (
    Case("Models that fit, one that two analyzers share counted once, and one that nobody uses not at all", _PROJECT),
    Case("A project without a budget", _PROJECT.replace("[budgets]\ndisk", "# disk").replace("~14GB", "~140GB")),
    Case(
        "A large model of an analyzer that is disabled",
        _PROJECT.replace("captions:\n    status: enabled\n    models: [hf:acme/large]", _DISABLED),
    ),
    Case("A model whose size is not documented", _PROJECT.replace("{size: ~900MB}", "{}")),
    Case("Models that take all of the budget", _PROJECT.replace("15GB", "14.9GB")),
)

INVALID = (
    Case(
        "Models that take more than the budget",
        _PROJECT.replace("15GB", "14.5GB"),
        expected=("registry.yaml:9",),
    ),
    Case(
        "A model that only the code loads yet",
        _PROJECT.replace("models: [hf:acme/large, hf:acme/small]", "models: [hf:acme/large]").replace("900MB", "2GB"),
        expected=("registry.yaml:9",),
    ),
    Case(
        "An analyzer that was enabled",
        _PROJECT.replace("hf:acme/small]", "hf:acme/old]"),
        expected=("registry.yaml:9",),
    ),
    Case(
        "Too much, whatever the model takes whose size is not documented",
        _PROJECT.replace("{size: ~900MB}", "{}").replace("15GB", "10GB"),
        expected=("registry.yaml:9",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """One finding where the models of the enabled analyzers, each once, take more than the budget."""
    budget = facts.budgets.disk
    models = {
        model: entry for model, entry in facts.registry.registry.models.items() if facts.known.enabled_users(model)
    }
    sizes = {model: entry.size for model, entry in models.items() if entry.size}
    total = Size.total(tuple(sizes.values()))
    if budget is not None and total.bytes > budget.bytes:
        yield _finding(rule, facts, budget, total, sizes)


def _finding(rule: Rule, facts: Facts, budget: Size, total: Size, sizes: dict[ModelId, Size]) -> Finding:
    largest = sorted(sizes, key=lambda model: sizes[model].bytes, reverse=True)[:3]
    return rule.finding(
        facts.registry.location("models"),
        f"the models of the enabled analyzers take {total} on disk, and the budget is {budget}",
        "disable an analyzer, choose smaller models, or raise budgets.disk in the settings",
        related=tuple(
            Related(facts.registry.location("models", str(model), "size"), f"{model} takes {sizes[model]}")
            for model in largest
        ),
    )


RULE = Rule(
    code="MP501",
    name="disk-budget",
    severity="error",
    text=Text(
        what_it_does=(
            "Reports, where `budgets.disk` is set, that the models of the enabled analyzers take more than that, by "
            "their documented sizes."
        ),
        why_it_is_bad=(
            "A new model is one line of code. That it does not fit any more is found out when a download fails on the "
            "machine that has no room."
        ),
        what_to_do=(
            "Disable an analyzer, choose smaller models, or raise the budget. A model that several analyzers use "
            "counts once, one of a disabled analyzer not at all, and one without a documented size as nothing."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
