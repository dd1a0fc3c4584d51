"""Where a project's policies lie: looked at by every check, and so without reading any of it."""

from collections.abc import Iterator

from modelpolicy.errors import Problem, SettingsError
from modelpolicy.settings.project import Project
from modelpolicy.settings.schema import Settings


def policy_files(project: Project) -> tuple[str, ...]:
    """The files that can hold policies, in a fixed order: those of the settings' patterns but the registry.

    Raises:
        SettingsError: a pattern of the settings matches no file, and would let everything pass.
    """
    return tuple(
        sorted({path for place in range(len(project.settings.policies)) for path in _matching(project, place)})
    )


def has_policies(project: Project) -> bool:
    """Whether policies can hold for the project.

    Raises:
        SettingsError: as ``policy_files`` does.
    """
    return bool(project.settings.builtin_policies or policy_files(project))


def _matching(project: Project, place: int) -> Iterator[str]:
    pattern = project.settings.policies[place]
    found = sorted(path.relative_to(project.root).as_posix() for path in project.root.glob(pattern) if path.is_file())
    if not found and pattern not in Settings().policies:
        line = project.file.line_of(("policies", place)) if project.file else 0
        message, remedy = f"{pattern!r} matches no file: no policy holds", "correct the pattern, or drop it"
        raise SettingsError(Problem(project.source or "modelpolicy.toml", line, message, remedy))
    yield from (path for path in found if path != project.settings.registry)
