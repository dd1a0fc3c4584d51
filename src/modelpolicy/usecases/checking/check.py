"""What was seen of a project to findings."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from modelpolicy.rules.all_rules import ALL_RULES
from modelpolicy.rules.rule import Rule
from modelpolicy.settings.project import Project
from modelpolicy.usecases.checking.checked import Checked, period
from modelpolicy.usecases.checking.clock import Clock, utc_day
from modelpolicy.usecases.checking.let_pass import let_pass
from modelpolicy.usecases.checking.look import AT_THE_PROJECT_ALONE, Looked, look
from modelpolicy.usecases.checking.within import inside, is_within, refuse_unchecked
from modelpolicy.usecases.scanning.progress import UNSEEN, Progress
from modelpolicy.usecases.scanning.scan import scan
from modelpolicy.usecases.stock.live_set import live_set_of


def check(  # noqa: PLR0913, PLR0917 - what is judged, by what, on which day, and who is told how far it is
    project: Project,
    paths: Sequence[Path] = (),
    looked: Looked = AT_THE_PROJECT_ALONE,
    rules: Sequence[Rule] = ALL_RULES,
    clock: Clock = utc_day,
    progress: Progress = UNSEEN,
) -> Checked:
    """Apply the selected ones of ``rules`` to the project; with ``paths``, keep only what is found in these.

    ``looked`` is what rules can hold against it besides. ``clock`` says which comments that ignore a rule are over.
    ``progress`` is told how far the scan is.
    The whole project is read either way: what a file may load is decided in other files too.

    Raises:
        InputError: settings, registry or documents cannot be used, there is no source, or one of ``paths`` is
            not there or not in the project.
    """
    wanted = inside(project.root, paths)
    seen = look(project, looked, partial(scan, progress=progress))
    today = clock()
    passed = let_pass(project, rules, seen.facts, seen.inputs, today)
    unreadable = [failure.location.path for failure in seen.facts.failures]
    refuse_unchecked(wanted, [*seen.inputs, *unreadable])
    return Checked(
        tuple(finding for finding in passed.findings if is_within(finding, wanted)),
        seen.looked_at,
        seen.inputs,
        tuple(one for one in passed.suppressed if is_within(one.finding, wanted)),
        passed.mended,
        period(today, passed.last_days),
        live_set_of(project, seen.scanned, seen.facts.graph, seen.facts.registry.registry),
    )
