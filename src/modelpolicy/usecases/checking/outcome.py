"""A check with what showing it takes."""

from modelpolicy.history.repository import folder_in_repository
from modelpolicy.report.findings.outcome import Outcome
from modelpolicy.settings.project import Project
from modelpolicy.source.lines import lines_at
from modelpolicy.usecases.checking.checked import Checked


def outcome_of(project: Project, checked: Checked, seconds: float) -> Outcome:
    """``checked`` as ``report`` shows it, with the lines in which its findings stand."""
    lines = lines_at(project.root, (finding.location for finding in checked.findings)) if checked.findings else {}
    folder = folder_in_repository(project.root)
    return Outcome(checked.findings, checked.looked_at, seconds, lines, folder, checked.suppressed_by)
