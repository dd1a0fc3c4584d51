"""How the cases of rules went, as text."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from modelpolicy.report.counted import counted
from modelpolicy.rules.tried import Tried


def cases_text(tried: Sequence[Tried], seconds: float) -> str:
    """A line a rule, with each of its cases that failed; then how many passed."""
    lines = [line for _, cases in groupby(tried, key=lambda one: one.rule.code) for line in _rule(list(cases))]
    failed = sum(not one.has_passed for one in tried)
    rules = counted(len({one.rule.code for one in tried}), "rule")
    outcome = f"{failed} of {counted(len(tried), 'case')} failed" if failed else f"{counted(len(tried), 'case')} passed"
    return "\n".join([*lines, "", f"{outcome}: {rules} ({seconds:.2f} s)"])


def _rule(tried: Sequence[Tried]) -> Iterator[str]:
    failed = [one for one in tried if not one.has_passed]
    rule = tried[0].rule
    outcome = f"{len(failed)} of {counted(len(tried), 'case')} failed" if failed else counted(len(tried), "case")
    yield f"{rule.code} {rule.name}  {outcome}"
    for one in failed:
        yield f"  {one.case.title}"
        yield f"      expected: {', '.join(one.case.expected) or 'no finding'}"
        yield f"      found: {', '.join(one.found) or 'no finding'}"
        yield from (f"      not said: {words}" for words in one.missing)
