"""MP109 deletable-but-used."""

from collections.abc import Iterator, Mapping

from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.model_id import ModelId
from modelpolicy.liveness.demand import is_enabled
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text
from modelpolicy.rules.users import certainty, uses

_CODE = """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "catalogue.py:ANALYZERS"
disabled = "catalogue.py:DISABLED"
--- catalogue.py
from composition import Composition
from quality import Quality
ANALYZERS = {"quality": Quality, "composition": Composition}
DISABLED = ["composition"]
--- composition.py
import clip
class Composition:
    model = clip.load("ViT-B/32")
"""

_QUALITY = """
--- quality.py
import clip
class Quality:
    model = clip.load("ViT-L/14")
"""

_SHARED = """
--- quality.py
import clip
class Quality:
    model = clip.load("ViT-B/32")
"""

_REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  quality:
    status: enabled
    models: [clip:ViT-L/14]
  composition:
    status: disabled
    models: [clip:ViT-B/32]
models:
  clip:ViT-L/14: {}
  clip:ViT-B/32:
    deletion: allowed
"""

VALID = (
    Case("A deletable model that only a disabled analyzer uses", _CODE + _QUALITY + _REGISTRY),
    Case(
        "A model of an enabled analyzer that must not be deleted",
        _CODE + _SHARED + _REGISTRY.replace("deletion: allowed", "deletion: forbidden"),
    ),
    Case(
        "A model of an enabled analyzer of which the registry does not say whether it may be deleted",
        _CODE + _SHARED + _REGISTRY.replace("deletion: allowed", "title: CLIP"),
    ),
    Case(
        "An enabled analyzer that uses the model of the same name in another store",
        _CODE
        + """
--- quality.py
import open_clip
class Quality:
    model = open_clip.create_model("ViT-B-32", pretrained="openai")
"""
        + _REGISTRY,
    ),
    Case(
        "A deletable model that code of no analyzer loads",
        _CODE
        + _QUALITY
        + """
--- warm_up.py
import clip
clip.load("ViT-B/32")
"""
        + _REGISTRY,
    ),
)

INVALID = (
    Case(
        "A disabled analyzer's model that an enabled one loads too",
        _CODE + _SHARED + _REGISTRY,
        expected=("registry.yaml:12",),
        says=("used by quality (enabled), composition (disabled)", "first disable quality in"),
    ),
    Case(
        "A model that the registry lists for an enabled analyzer, whatever its code loads",
        _CODE + _QUALITY + _REGISTRY.replace("[clip:ViT-L/14]", "[clip:ViT-L/14, clip:ViT-B/32]"),
        expected=("registry.yaml:12",),
    ),
    Case(
        "A model that an enabled analyzer may load",
        _CODE + _QUALITY + _REGISTRY.replace("[clip:ViT-L/14]", "[clip:ViT-L/14]\n    may: [clip:ViT-B/32]"),
        expected=("registry.yaml:13",),
    ),
    Case(
        "A model of an analyzer that only the registry calls disabled",
        (_CODE + _QUALITY + _REGISTRY).replace('["composition"]', "[]"),
        expected=("registry.yaml:12",),
    ),
    Case(
        "A model of an analyzer that only the code calls disabled",
        _CODE + _QUALITY + _REGISTRY.replace("disabled", "enabled"),
        expected=("registry.yaml:12",),
    ),
    Case(
        "A model that a module loads which an enabled analyzer only imports",
        _CODE
        + """
--- quality.py
import clip
from composition import Composition
class Quality:
    model = clip.load("ViT-L/14")
"""
        + _REGISTRY,
        expected=("registry.yaml:12",),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every model that the registry allows to delete and an enabled analyzer uses, by code or by registry."""
    for model, entry in facts.registry.registry.models.items():
        if entry.deletion == "allowed":
            found = uses(model, facts)
            enabled = [name for name in found if is_enabled(facts.graph, facts.registry.registry, name)]
            if enabled:
                yield _finding(rule, model, found, enabled, facts)


def _finding(rule: Rule, model: ModelId, found: Mapping[str, Related], enabled: list[str], facts: Facts) -> Finding:
    disabled = [name for name in found if name not in enabled]
    used_by = ", ".join([*(f"{name} (enabled)" for name in enabled), *(f"{name} (disabled)" for name in disabled)])
    return rule.finding(
        facts.registry.location("models", str(model), "deletion"),
        f"the registry allows the deletion of {model}, used by {used_by}",
        f"set deletion: forbidden for {model} in {facts.registry.path}, or first disable {', '.join(enabled)} "
        "in the code and in the registry",
        analyzer=enabled[0],
        model=str(model),
        confidence=certainty(enabled, model, facts),
        related=tuple(found[name] for name in (*enabled, *disabled)),
        fixable=True,
    )


RULE = Rule(
    code="MP109",
    name="deletable-but-used",
    severity="error",
    text=Text(
        what_it_does="Reports every model with `deletion: allowed` that an enabled analyzer uses in code or registry.",
        why_it_is_bad=(
            "Somebody who trusts the registry deletes the model, and an analyzer that is switched on fails at its next "
            "start. This happens most with shared models: one of the analyzers is disabled, and the other is not."
        ),
        what_to_do=(
            "Set `deletion: forbidden`. If the model is to go, first disable every analyzer that uses it, in the code "
            "and in the registry."
        ),
        fix="Safe: `deletion: allowed` becomes `deletion: forbidden`.",
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
)
