"""MP901 policy-violation."""

from collections.abc import Iterable

from modelpolicy.domain.finding import VIOLATION, Finding
from modelpolicy.rules.case import Case
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_PROJECT = """
--- speech.py
import whisper
model = whisper.load_model("medium")
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech:
    status: enabled
    models: [whisper:medium]
models:
  whisper:medium:
    size: 12GB
"""

_POLICY = """
--- policies/sizes.yaml
format: modelpolicy-policies/1
policies:
  large-model-without-licence:
    over: model
    deny: has(model.bytes) && model.bytes > 10 * GB && !has(model.licence)
    message: "{model.id} takes {model.bytes}, and has no licence entry"
    remedy: "write `licence` for {model.id} in the registry"
"""

VALID = (
    Case("A model that the policy has nothing against", _PROJECT.replace("12GB", "9GB") + _POLICY),
    Case("A policy that is switched off", _PROJECT + _POLICY + "    enabled: false\n"),
    Case("A project without policies", _PROJECT),
    Case(
        "A YAML file beside the policies that says that it is something else",
        _PROJECT + _POLICY.replace("policies/1\npolicies:", "models/1\nmodels:"),
    ),
)

INVALID = (
    Case("A model that a policy denies", _PROJECT + _POLICY, expected=("registry.yaml:7",)),
    Case(
        "A load that a policy denies",
        _PROJECT
        + """
--- policies/loads.yaml
format: modelpolicy-policies/1
policies:
  whisper-loaded:
    over: load
    severity: warning
    deny: load.loader == "whisper"
    message: "{load.analyzers} loads {load.models} by {load.call}"
    remedy: "use faster-whisper"
""",
        expected=("speech.py:2",),
    ),
    Case(
        "An analyzer that a policy denies, where the code has it",
        _PROJECT
        + """
--- policies/names.yaml
format: modelpolicy-policies/1
policies:
  short-name:
    over: analyzer
    deny: size(analyzer.name) < 8
    message: "{analyzer.name} says too little"
    remedy: "give it a longer name"
""",
        expected=("speech.py:1",),
    ),
    Case(
        "What a policy that comes with modelpolicy denies, where the settings enable it",
        _PROJECT
        + """
--- modelpolicy.toml
registry = "registry.yaml"
builtin_policies = ["model-without-licence"]
""",
        expected=("registry.yaml:7",),
    ),
)


def check(_: Rule, facts: Facts) -> Iterable[Finding]:
    """What the policies found: each finding has its policy's name, severity, message and remedy."""
    return facts.violations


RULE = Rule(
    code=VIOLATION,
    name="policy-violation",
    severity="error",
    text=Text(
        what_it_does="Reports what the project's own policies deny; the finding's name is the policy's.",
        why_it_is_bad=(
            "Whoever wrote the policy says so: its message says what is wrong, its remedy what to do, and the finding "
            "names the policy's place and owner."
        ),
        what_to_do=(
            "Follow the policy's remedy, or talk to its owner. `docs/policies.md` says what a policy can ask, and how "
            "it is tested."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
    is_local=True,
)
