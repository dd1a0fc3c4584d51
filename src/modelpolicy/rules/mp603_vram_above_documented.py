"""MP603 vram-above-documented."""

from collections.abc import Iterator

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.size import Size, agrees
from modelpolicy.rules.case import Case, Ran
from modelpolicy.rules.enabled import enabled_analyzers
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
    vram: ~1GB
models:
  whisper:base: {}
"""

VALID = (
    Case("What is documented", _FILES, runtime=(Ran("speech", vram=1_000_000_000),)),
    Case("A little more, where it is written with a ~", _FILES, runtime=(Ran("speech", vram=1_150_000_000),)),
    Case("Less is fine", _FILES, runtime=(Ran("speech", vram=300_000_000),)),
    Case("Nothing is documented", _FILES.replace("    vram: ~1GB\n", ""), runtime=(Ran("speech", vram=10**10),)),
    Case("It ran without a GPU", _FILES, runtime=(Ran("speech"),)),
    Case("Exactly what is documented", _FILES.replace("~1GB", "1GB"), runtime=(Ran("speech", vram=1_000_000_000),)),
    Case("An analyzer that never ran", _FILES, runtime=()),
    Case("A check that does not ask what ran on this machine", _FILES),
    Case(
        "An analyzer that the registry does not have: MP103 reports it",
        _FILES.partition("analyzers:")[0],
        runtime=(Ran("speech", vram=10**10),),
    ),
)

INVALID = (
    Case(
        "Twice as much as documented", _FILES, expected=("registry.yaml:6",), runtime=(Ran("speech", vram=2 * 10**9),)
    ),
    Case(
        "A little more, where it is exact",
        _FILES.replace("~1GB", "1.00GB"),
        expected=("registry.yaml:6",),
        runtime=(Ran("speech", vram=1_150_000_000),),
    ),
    Case(
        "More than documented, and failed for it",
        _FILES,
        expected=("registry.yaml:6",),
        runtime=(Ran("speech", failed="out-of-memory", vram=24 * 10**9),),
    ),
    Case(
        "A size in the wrong unit",
        _FILES.replace("~1GB", "~900KB"),
        expected=("registry.yaml:6",),
        runtime=(Ran("speech", vram=900_000_000),),
    ),
)


def check(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """Every enabled analyzer whose last smoke run took more than its documented VRAM."""
    results = facts.runtime.results if facts.runtime else {}
    for name in enabled_analyzers(facts):
        entry = facts.registry.registry.analyzers.get(name)
        peak = results[name].run.measured.vram_peak if name in results else None
        if entry and entry.vram and peak and peak > entry.vram.bytes and not agrees(entry.vram, peak):
            measured = Size.measured(peak)
            yield rule.finding(
                facts.registry.location("analyzers", name, "vram"),
                f"{name} took {measured} of VRAM, and the registry says {entry.vram}",
                f"run `modelpolicy registry update --measured`, or write vram: {measured} in {facts.registry.path}",
                analyzer=name,
            )


RULE = Rule(
    code="MP603",
    name="vram-above-documented",
    severity="warning",
    text=Text(
        what_it_does=(
            "Reports, with `modelpolicy check --runtime`, every enabled analyzer that took more memory of the GPU in "
            "its last smoke run than the registry documents."
        ),
        why_it_is_bad="What runs together is planned by the documented numbers: it will not fit.",
        what_to_do=(
            "Run `modelpolicy registry update --measured` and look at what changed. A number with a `~` may be off by "
            "a fifth, others by a twentieth or by what rounding hides. A smoke run's input is small: real ones can "
            "take more."
        ),
    ),
    valid=VALID,
    invalid=INVALID,
    check=check,
    is_local=True,
)
