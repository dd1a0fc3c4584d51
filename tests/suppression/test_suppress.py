"""What passes, what stays, and what was asked for in vain."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.location import Location
from modelpolicy.settings.schema import FileIgnore
from modelpolicy.suppression.baseline import baseline_of, baseline_text, parse_baseline, without
from modelpolicy.suppression.directive import Directive
from modelpolicy.suppression.suppress import by_baseline, by_comments, by_settings, judge

TODAY = date(2026, 6, 1)


def finding(path: str = "a.py", line: int = 1, code: str = "MP101", message: str = "m") -> Finding:
    return Finding(Location(path, line), code, "name", message, "remedy")


def directive(line: int = 1, codes: tuple[str, ...] = ("MP101",), last_day: str | None = None) -> Directive:
    return Directive(Location("a.py", line, 9), codes, "", last_day, line, line)


def test_of_two_comments_the_first_is_needed() -> None:
    first, second = directive(), Directive(Location("a.py", 1, 30), ("MP101",), "", None, 1, 1)
    outcome, used = by_comments([finding()], [first, second], TODAY)
    assert outcome.kept == ()
    judged = judge([first, second], used, TODAY, {"MP101"}, {"MP101"})
    assert [judgement.unused for judgement in judged] == [(), ("MP101",)]


def test_a_comment_that_is_over_lets_nothing_pass_and_is_not_called_unused() -> None:
    over = directive(last_day="2026-05-31")
    outcome, used = by_comments([finding()], [over], TODAY)
    assert outcome.kept == (finding(),)
    (judgement,) = judge([over], used, TODAY, {"MP101"}, {"MP101"})
    assert (judgement.holds, judgement.unused) == (False, ())


def test_a_rule_that_was_not_asked_leaves_no_code_unused() -> None:
    (judgement,) = judge([directive(codes=("MP101", "MP999"))], frozenset(), TODAY, {"MP101"}, set())
    assert (judgement.unused, judgement.unknown) == ((), ("MP999",))


def test_settings_ignore_by_pattern_and_by_beginning_of_a_code() -> None:
    findings = [finding("tests/a.py"), finding("app/a.py"), finding("tests/a.py", code="MP201")]
    outcome = by_settings(findings, [FileIgnore("tests/", ("MP1",))])
    assert outcome.kept == (finding("app/a.py"), finding("tests/a.py", code="MP201"))
    assert [one.by for one in outcome.suppressed] == ["settings"]


FINDINGS = st.lists(
    st.builds(finding, line=st.integers(1, 3), message=st.sampled_from("ab"), path=st.sampled_from(["a.py", "b.py"]))
)


@given(FINDINGS, FINDINGS)
def test_a_baseline_lets_pass_as_many_as_it_has_and_never_more(before: list[Finding], now: list[Finding]) -> None:
    baseline = baseline_of(before)
    outcome, missing = by_baseline(now, {one.fingerprint: one.count for one in baseline.values()})
    old, new = (Counter(one.fingerprint for one in findings) for findings in (before, now))
    assert Counter(one.fingerprint for one in outcome.kept) == new - old
    assert Counter(missing) == old - new
    smaller = without(baseline, missing)
    assert {one.fingerprint: one.count for one in smaller.values()} == dict(old & new)


@given(FINDINGS)
def test_what_a_baseline_was_written_for_passes_and_it_reads_back(findings: list[Finding]) -> None:
    baseline = baseline_of(findings)
    assert parse_baseline(baseline_text(baseline).encode(), "b.json") == baseline
    outcome, missing = by_baseline(findings, {one.fingerprint: one.count for one in baseline.values()})
    assert (outcome.kept, missing) == ((), {})
