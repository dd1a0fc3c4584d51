"""A plan held against the policies of the project that it is made in."""

from collections.abc import Collection, Iterator

from modelpolicy.domain.finding import VIOLATION
from modelpolicy.errors import Problem, RefusedError
from modelpolicy.settings.project import Project
from modelpolicy.usecases.cleanup.plan import Planned
from modelpolicy.usecases.policies.policy_files import has_policies


def refuse_denied(project: Project, planned: Planned, backup: Collection[str], now: int) -> None:
    """Refuse a plan that a policy denies, or a deletion in it, and name the policy.

    ``backup`` are the ids in the list that is kept with the plan; ``now`` is in seconds since 1970 UTC.

    Raises:
        RefusedError: with every violation, whatever its severity. InputError: a policy cannot be used, or judged.
    """
    if has_policies(project) and project.settings.selects(VIOLATION):
        problems = list(_problems(project, planned, backup, now))
        if problems:
            raise RefusedError(*problems)


def _problems(project: Project, planned: Planned, backup: Collection[str], now: int) -> Iterator[Problem]:
    from modelpolicy.policies.stock_subjects import plan_subjects
    from modelpolicy.usecases.policies.policies import hold_policies
    from modelpolicy.usecases.stock.stock import registry_of

    subjects = plan_subjects(planned.plan, backup, planned.stock.judged, registry_of(project), now)
    for violation in hold_policies(project, subjects).violations:
        policy = violation.policy
        message = f"the policy {policy.name} denies this: {violation.message}"
        yield Problem(policy.location.path, policy.location.line, message, violation.remedy)
