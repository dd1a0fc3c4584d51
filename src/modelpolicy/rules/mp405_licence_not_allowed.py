"""MP405 licence-not-allowed."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.model_id import ModelId
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
[supply_chain]
allowed_licences = ["Apache-2.0", "MIT"]
--- speech.py
from transformers import WhisperModel
model = WhisperModel.from_pretrained("openai/whisper-base")
"""

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [hf:openai/whisper-base]
models:
  hf:openai/whisper-base:
    licence: Apache-2.0
"""

VALID = (
    Case("A licence that is on the list", _PROJECT + _REGISTRY),
    Case("The same, written in another way", _PROJECT + _REGISTRY.replace("Apache-2.0", "apache-2.0")),
    Case(
        "A project without a list",
        _PROJECT.replace("allowed_licences", "# allowed_licences")
        + _REGISTRY.replace("licence: Apache-2.0", "size: 1GB"),
    ),
    Case(
        "What the hub said, where nobody wrote a licence",
        _PROJECT + _REGISTRY.replace("licence: Apache-2.0", "hub: {asked: '2026-11-26', licence: mit}"),
    ),
    Case(
        "A choice of licences, one of which is on the list",
        _PROJECT + _REGISTRY.replace("Apache-2.0", "GPL-3.0-only OR MIT"),
    ),
)

INVALID = (
    Case(
        "A licence that is not on the list",
        _PROJECT + _REGISTRY.replace("Apache-2.0", "CC-BY-NC-4.0"),
        expected=("registry.yaml:8",),
    ),
    Case(
        "A model without a licence",
        _PROJECT + _REGISTRY.replace("licence: Apache-2.0", "size: ~140MB"),
        expected=("registry.yaml:7",),
    ),
    Case(
        "A licence that the hub said",
        _PROJECT + _REGISTRY.replace("licence: Apache-2.0", "hub: {asked: '2026-11-26', licence: cc-by-nc-4.0}"),
        expected=("registry.yaml:7",),
    ),
    Case(
        "A licence that only begins like one on the list",
        _PROJECT + _REGISTRY.replace("Apache-2.0", "MIT-0"),
        expected=("registry.yaml:8",),
    ),
    Case(
        "Two licences that hold together, one of which is not on the list",
        _PROJECT + _REGISTRY.replace("Apache-2.0", "MIT AND AGPL-3.0-only"),
        expected=("registry.yaml:8",),
    ),
    Case(
        "A model that no analyzer uses any more",
        _PROJECT + _REGISTRY + "  hf:acme/captions: {licence: CC-BY-NC-4.0}\n",
        expected=("registry.yaml:9",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every model of the registry without a licence, or with one that is not allowed."""
    allowed = {licence.casefold() for licence in facts.supply_chain.allowed_licences}
    for model, entry in facts.registry.registry.models.items() if allowed else ():
        licence = entry.known_licence
        if licence is None:
            yield _finding(rule, facts, model, f"the registry does not say which licence {model} has")
        elif not _permits(licence.casefold(), allowed):
            yield _finding(rule, facts, model, f"{model} has the licence {licence}, which is not allowed")


def _permits(licence: str, allowed: set[str]) -> bool:
    """Whether one of the choices is allowed as a whole (``MIT OR GPL-2.0-only``, ``MIT AND BSD-2-Clause``)."""
    return any(all(part.strip(" ()") in allowed for part in choice.split(" and ")) for choice in licence.split(" or "))


def _finding(rule: Rule, facts: Facts, model: ModelId, message: str) -> Finding:
    return rule.finding(
        facts.registry.location("models", str(model), "licence"),
        message,
        f"write the licence of {model}, use another model, or add it to supply_chain.allowed_licences",
        model=str(model),
    )


RULE = Rule(
    code="MP405",
    name="licence-not-allowed",
    severity="error",
    text=Text(
        what_it_does=(
            "Reports, where `supply_chain.allowed_licences` is set, every model of the registry whose licence is "
            "missing or not on the list."
        ),
        why_it_is_bad=(
            "Weights have licences of their own, and many forbid what a product does. Found out after delivery, it "
            "costs the feature."
        ),
        what_to_do=(
            "Write the licence as an SPDX identifier under `licence` of the model, use another model, or add the "
            "licence to the list. `A OR B` is allowed where one of them is, `A AND B` where both are; upper and lower "
            "case are the same. What the registry says counts: `licence`, or what `registry update --online` wrote."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
