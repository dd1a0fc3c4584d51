"""MP602 smoke-stale."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.runtime import Runtime
from modelpolicy.rules.case import Case, Ran
from modelpolicy.rules.enabled import enabled_analyzers, models_of, place_of
from modelpolicy.rules.facts import Facts
from modelpolicy.rules.rule import Rule, Text

_DAY = 86_400  # seconds
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
  whisper:base: {}
"""

VALID = (
    Case("An analyzer that was tried a week ago", _FILES, runtime=(Ran("speech", days_ago=7),)),
    Case("An analyzer that failed was tried: MP601 reports it", _FILES, runtime=(Ran("speech", failed="crash"),)),
    Case("A disabled analyzer needs no try", _FILES.replace("enabled", "disabled"), runtime=()),
    Case(
        "An algorithm without a model needs none",
        _FILES.replace("whisper.load_model", "len")
        .replace("models: [whisper:base]", "method: counting")
        .replace("models:\n  whisper:base: {}", "models: {}"),
        runtime=(),
    ),
    Case("An analyzer that was tried on the last day that counts", _FILES, runtime=(Ran("speech", days_ago=30),)),
)

INVALID = (
    Case("An enabled analyzer that was never tried", _FILES, expected=("registry.yaml:3",), runtime=()),
    Case(
        "An analyzer whose last try is older than `smoke_days`",
        '--- modelpolicy.toml\nregistry = "registry.yaml"\nsmoke_days = 5\n' + _FILES.lstrip("\n"),
        expected=("registry.yaml:3",),
        runtime=(Ran("speech", days_ago=7),),
    ),
    Case(
        "An analyzer that passed six weeks ago",
        _FILES,
        expected=("registry.yaml:3",),
        runtime=(Ran("speech", days_ago=42),),
    ),
    Case(
        "An analyzer whose code changed since",
        _FILES,
        expected=("registry.yaml:3",),
        runtime=(Ran("speech", code_changed=True),),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every enabled analyzer with a model that was not tried as it is now, or not for long."""
    if facts.runtime is None:
        return
    for name in enabled_analyzers(facts):
        reason = _reason(facts.runtime, name, facts.smoke_days) if models_of(facts, name) else ""
        if reason:
            yield rule.finding(
                place_of(facts, name),
                f"{name} {reason}",
                f"run `modelpolicy smoke --analyzer {name}` on this machine",
                analyzer=name,
            )


def _reason(runtime: Runtime, name: str, days: int) -> str:
    result = runtime.results.get(name)
    if result is None:
        return "was never tried on this machine"
    age = (runtime.moment - result.moment) // _DAY
    if age > days:
        return f"was last tried {age} days ago, and {days} are allowed"
    if runtime.code.get(name, result.code) != result.code:
        return "was last tried before its code changed"
    return ""


RULE = Rule(
    code="MP602",
    name="smoke-stale",
    severity="warning",
    text=Text(
        what_it_does=(
            "Reports, with `modelpolicy check --runtime`, every enabled analyzer with a model that was never tried on "
            "this machine, not for longer than the setting `smoke_days`, or not since its code changed."
        ),
        why_it_is_bad="That it loaded once says little: libraries, drivers, caches and the code itself change.",
        what_to_do=(
            "Run `modelpolicy smoke`, by a schedule best. An analyzer's code is its own file and every one that has a "
            "part in what it loads."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
    is_local=True,
)
