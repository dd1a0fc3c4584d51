"""MP601 smoke-failed."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.rules.case import Case, Ran
from modelpolicy.rules.enabled import enabled_analyzers, place_of
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
  whisper:base: {}
"""

VALID = (
    Case("An analyzer that loaded and ran", _FILES, runtime=(Ran("speech"),)),
    Case("An analyzer that was mended since", _FILES, runtime=(Ran("speech", failed="time-out"), Ran("speech"))),
    Case("An analyzer that was never tried: MP602 reports it", _FILES, runtime=()),
    Case(
        "A disabled analyzer may fail",
        _FILES.replace("enabled", "disabled"),
        runtime=(Ran("speech", failed="missing-weights"),),
    ),
)

INVALID = (
    Case(
        "An enabled analyzer whose weights were not there",
        _FILES,
        expected=("registry.yaml:3",),
        runtime=(Ran("speech", failed="missing-weights"),),
    ),
    Case(
        "An analyzer that left a process behind",
        _FILES,
        expected=("registry.yaml:3",),
        runtime=(Ran("speech", failed="left-processes"),),
    ),
    Case(
        "An analyzer that only the code knows",
        """
--- speech.py
import whisper
model = whisper.load_model("base")
--- registry.yaml
format: modelpolicy-registry/1
analyzers: {}
models: {}
""",
        expected=("speech.py:1",),
        runtime=(Ran("speech", failed="out-of-memory"),),
    ),
    Case(
        "An analyzer that broke since it last passed",
        _FILES,
        expected=("registry.yaml:3",),
        runtime=(Ran("speech"), Ran("speech", failed="crash")),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every enabled analyzer whose last smoke run failed."""
    if facts.runtime is None:
        return
    for name in enabled_analyzers(facts):
        result = facts.runtime.results.get(name)
        if result and result.run.failure:
            failure = result.run.failure
            yield rule.finding(
                place_of(facts, name),
                f"{name} failed its smoke run on {result.run.device}: {failure.kind}, {failure.reason.rstrip('.')}",
                f"mend it, run `modelpolicy smoke --analyzer {name}` again, or disable it",
                analyzer=name,
            )


RULE = Rule(
    code="MP601",
    name="smoke-failed",
    severity="error",
    text=Text(
        what_it_does=(
            "Reports, with `modelpolicy check --runtime`, every enabled analyzer whose last smoke run on this machine "
            "failed."
        ),
        why_it_is_bad=(
            "It is documented and enabled, and does not work: weights are gone, a library was upgraded, the card is "
            "too small. Without this, a user finds out."
        ),
        what_to_do=(
            "The message says what went wrong, `modelpolicy smoke --analyzer NAME` tries it again and keeps a log. "
            "Only `check --runtime` asks for results: they are this machine's, not the project's."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
    is_local=True,
)
