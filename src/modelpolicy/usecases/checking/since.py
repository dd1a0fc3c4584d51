"""Which findings a change caused: those that the project did not have before.

A finding is told by what it says (its fingerprint) and, where it points at an expression, by the text of that line. So
one that only moved is an old one, and one whose line was written anew belongs to the change.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from modelpolicy.domain.finding import Finding
from modelpolicy.errors import InputError, NothingToCheckError
from modelpolicy.history.revision import export
from modelpolicy.settings.project import Project, read_project
from modelpolicy.source.lines import lines_at
from modelpolicy.usecases.checking.checked import Checked

Told: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Before:
    """What a check of the revision found, each with how often; ``problem`` says why it could not be judged."""

    known: Counter[Told]
    problem: str = ""


def before(project: Project, revision: str, check: Callable[[Project], Checked]) -> Before:
    """Check the project as it was in ``revision``, under the settings that it had then.

    Raises:
        InputError: there is no such revision, no repository, or no git.
    """
    with TemporaryDirectory(prefix="modelpolicy-") as directory:
        root = Path(directory)
        export(project.root, revision, root)
        try:
            return Before(Counter(told for _, told in _told(root, check(read_project(root)))))
        except NothingToCheckError:
            return Before(Counter())
        except InputError as error:
            return Before(Counter(), str(error))


def caused(project: Project, checked: Checked, earlier: Before) -> Checked:
    """``checked`` without what was known; of several findings alike the last ones are new."""
    known = earlier.known.copy()
    new = []
    for finding, told in _told(project.root, checked):
        if known[told]:
            known[told] -= 1
        else:
            new.append(finding)
    return replace(checked, findings=tuple(new))


def _told(root: Path, checked: Checked) -> Iterator[tuple[Finding, Told]]:
    lines = lines_at(root, (finding.location for finding in checked.findings if finding.location.column))
    for finding in checked.findings:
        yield finding, (finding.fingerprint, lines.get(finding.location, "").strip())
