"""Mutants that no case can tell from the rule, each with the reason; by the rule's code and the mutant's name."""

from typing import Final

EQUIVALENT: Final[dict[tuple[str, str], str]] = {
    (
        "MP203",
        "_related: denial.analyzer and denial.analyzer in registry.analyzers -> denial.analyzer in registry.analyzers",
    ): "no analyzer of a registry is called None",
    (
        "MP203",
        "_related: denial.analyzer or '' -> denial.analyzer",
    ): "the graph has no analyzer without a name, whichever of both is asked for",
    (
        "MP603",
        "check: peak > entry.vram.bytes -> peak >= entry.vram.bytes",
    ): "a peak of exactly the documented size agrees with it, whatever the first comparison says",
    (
        "MP604",
        "_finding: load.analyzer -> True",
    ): "without an analyzer, the finding that names it and the one that does not are the same",
}
