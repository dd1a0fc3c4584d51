"""How often each rule fired: the most frequent first."""

from collections import Counter

from modelpolicy.report.findings.outcome import Outcome
from modelpolicy.report.findings.text import summary


def render(outcome: Outcome) -> str:
    """A line a rule, and a line that sums up."""
    numbers = Counter((finding.code, finding.name) for finding in outcome.findings)
    fixable = {finding.code for finding in outcome.findings if finding.fixable}
    width = len(str(max(numbers.values(), default=0)))
    rows = [
        f"{number:>{width}}  {code} {name}{'  (fixable)' if code in fixable else ''}"
        for (code, name), number in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    ]
    return "\n".join([*rows, summary(outcome)])
