"""What a check found, as every format of it shows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.location import Location
from modelpolicy.suppression.suppress import By


@dataclass(frozen=True, slots=True)
class Outcome:
    """Findings, and what goes with them.

    - ``findings``: sorted by place.
    - ``looked_at``: how much was looked at, a number a noun in the plural.
    - ``seconds``: how long that took.
    - ``lines``: the text of the lines in which findings stand, without line end; a place is missing where it was not
      read.
    - ``folder``: the project root below the repository's, POSIX, empty where they are the same. Programs that show
      findings beside code (SARIF, GitHub, GitLab) want paths from there.
    - ``suppressed_by``: how many findings do not count, by what lets them pass.
    """

    findings: Sequence[Finding]
    looked_at: Mapping[str, int]
    seconds: float
    lines: Mapping[Location, str] = field(default_factory=dict)
    folder: str = ""
    suppressed_by: Mapping[By, int] = field(default_factory=dict)

    def in_repository(self, location: Location) -> str:
        """The path of ``location``, POSIX, relative to the repository's root."""
        return f"{self.folder}/{location.path}" if self.folder else location.path

    def told_apart(self) -> Iterator[tuple[Finding, str]]:
        """Each finding with a fingerprint that no other one here has: a second one alike is told by its number."""
        seen: Counter[str] = Counter()
        for finding in self.findings:
            name = finding.fingerprint
            seen[name] += 1
            yield finding, name if seen[name] == 1 else f"{name}-{seen[name]}"
