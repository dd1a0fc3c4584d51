"""Outcomes of checks, made by hand and at random."""

from hypothesis import strategies as st

from modelpolicy.domain.finding import Finding, Related
from modelpolicy.domain.location import Location
from modelpolicy.report.findings.outcome import Outcome

TEXTS = st.text(max_size=40)
PATHS = st.text(min_size=1, max_size=20).filter(lambda text: not text.startswith("/"))
LOCATIONS = st.builds(
    Location, path=PATHS, line=st.integers(0, 9), column=st.integers(0, 40), cell=st.none() | st.integers(0, 3)
)
FINDINGS = st.builds(
    Finding,
    location=LOCATIONS,
    code=st.sampled_from(["MP001", "MP101", "MP901"]),
    name=st.sampled_from(["unreadable-source", "undocumented-model", "too-big"]),
    message=TEXTS,
    remedy=TEXTS,
    severity=st.sampled_from(["error", "warning", "info"]),
    confidence=st.sampled_from(["high", "medium", "low"]),
    analyzer=st.none() | TEXTS,
    model=st.none() | TEXTS,
    related=st.lists(st.builds(Related, LOCATIONS, TEXTS), max_size=2).map(tuple),
    fixable=st.booleans(),
)


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """Some findings, some of them alike, with the text of some of their lines."""
    findings = draw(st.lists(FINDINGS, max_size=5))
    findings = sorted(findings + findings[:1], key=lambda finding: finding.sort_key)
    lines = {finding.location: draw(TEXTS) for finding in findings if draw(st.booleans())}
    return Outcome(findings, {"files": 3}, 0.25, lines, draw(st.sampled_from(["", "services/video"])))


def finding(line: int = 2, column: int = 5, severity: str = "error", cell: int | None = None) -> Finding:
    """A finding in ``app.py``."""
    return Finding(
        Location("app.py", line, column, cell),
        "MP101",
        "undocumented-model",
        "app loads hf:a/b, which the registry does not have",
        "add hf:a/b",
        severity,  # type: ignore[arg-type]  # the tests give what a severity can be
        related=(Related(Location("registry.yaml", 7), "its models"),),
    )
