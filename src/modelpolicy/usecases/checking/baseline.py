"""The project's baseline: read, written anew, and made smaller."""

import os
from collections.abc import Mapping

from modelpolicy.domain.finding import Finding
from modelpolicy.errors import InputError, Problem, SettingsError
from modelpolicy.settings.project import Project
from modelpolicy.suppression.baseline import Baseline, baseline_of, baseline_text, parse_baseline, without
from modelpolicy.usecases.checking.checked import Checked
from modelpolicy.usecases.writing.replace_files import replace_files


def read_baseline(project: Project) -> Baseline:
    """The old findings; none where the settings name no baseline, or the file is not there yet.

    Raises:
        InputError: it cannot be read.
    """
    path = project.settings.baseline
    if path is None:
        return {}
    try:
        return parse_baseline((project.root / path).read_bytes(), path)
    except FileNotFoundError:
        return {}
    except OSError as error:
        message = f"the baseline cannot be read: {error.strerror}"
        raise InputError(Problem(path, 0, message, "make it a readable file")) from error


def update_baseline(project: Project, checked: Checked) -> tuple[Finding, ...]:
    """Let pass from now on all that ``checked`` found, and give what that is.

    Raises:
        InputError: the settings name no baseline, or it cannot be written.
    """
    path = project.settings.baseline
    if path is None:
        message = "the settings name no baseline"
        remedy = 'add baseline = "modelpolicy-baseline.json" to the settings'
        raise SettingsError(Problem(project.source or "modelpolicy.toml", 0, message, remedy))
    old = (suppressed.finding for suppressed in checked.suppressed if suppressed.by == "baseline")
    findings = (*checked.findings, *old)
    replace_files(project.root, {path: baseline_text(baseline_of(findings))})
    return findings


def shrink_baseline(project: Project, mended: Mapping[str, int]) -> bool:
    """Take out of the baseline what is mended; whether that was done. A CI runner throws away what it writes."""
    path = project.settings.baseline
    if path is None or not mended or os.environ.get("CI"):
        return False
    try:
        replace_files(project.root, {path: baseline_text(without(read_baseline(project), mended))})
    except InputError:
        return False
    return True
