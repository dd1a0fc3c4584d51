"""The policies of a project: its own files, and those that come with modelpolicy and are enabled by name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from modelpolicy.errors import PolicyError, Problem, SettingsError
from modelpolicy.policies.builtin import builtin_policies
from modelpolicy.policies.compiled import compile_policies
from modelpolicy.policies.facts import Subject
from modelpolicy.policies.judge import Violation, violations
from modelpolicy.policies.read import read_policies
from modelpolicy.policies.schema import Policy
from modelpolicy.settings.project import Project
from modelpolicy.usecases.policies.policy_files import policy_files


def project_policies(project: Project) -> tuple[Policy, ...]:
    """Every policy of the project, the disabled ones too; its own first.

    Raises:
        InputError: a policy file cannot be used, two policies have one name, or the settings name one that is unknown.
    """
    policies = (*_own(project), *_enabled_builtin(project))
    _refuse_namesakes(policies)
    return policies


@dataclass(frozen=True, slots=True)
class Held:
    """How many policies hold for a project, and every violation of one."""

    policies: int
    violations: tuple[Violation, ...]


def hold_policies(project: Project, subjects: Iterable[Subject]) -> Held:
    """Hold the enabled policies of the project against ``subjects``. Disabled ones are read too.

    Raises:
        InputError: a policy cannot be used, or cannot be judged.
    """
    compiled = compile_policies(project_policies(project))
    enabled = [one for one in compiled if one.policy.entry.enabled]
    return Held(len(enabled), violations(enabled, subjects))


def _own(project: Project) -> Iterator[Policy]:
    for path in policy_files(project):
        yield from read_policies(project.root / path, path)


def _enabled_builtin(project: Project) -> Iterator[Policy]:
    known = {policy.name: policy for policy in builtin_policies()} if project.settings.builtin_policies else {}
    unknown = [name for name in project.settings.builtin_policies if name not in known]
    if unknown:
        raise SettingsError(*(_unknown(project, name, known) for name in unknown))
    yield from (known[name] for name in project.settings.builtin_policies)


def _unknown(project: Project, name: str, known: Iterable[str]) -> Problem:
    place = project.settings.builtin_policies.index(name)
    line = project.file.line_of(("builtin_policies", place)) if project.file else 0
    message = f"no policy called {name!r} comes with modelpolicy"
    return Problem(project.source or "modelpolicy.toml", line, message, f"there are: {', '.join(known)}")


def _refuse_namesakes(policies: Iterable[Policy]) -> None:
    problems = []
    ordered = sorted(policies, key=lambda policy: policy.name)
    for name, same in groupby(ordered, key=lambda policy: policy.name):
        first, *others = same
        message = f"another policy is called {name} too, at {first.location}"
        problems += [Problem(one.location.path, one.location.line, message, "rename one of them") for one in others]
    if problems:
        raise PolicyError(*problems)
