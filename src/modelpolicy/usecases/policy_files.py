"""Where a project's policies lie: looked at by every check, and so without reading any of it."""

from modelpolicy.settings.project import Project


def policy_files(project: Project) -> tuple[str, ...]:
    """The files that can hold policies, in a fixed order: those of the settings' patterns but the registry."""
    root = project.root
    found = {path.relative_to(root).as_posix() for pattern in project.settings.policies for path in root.glob(pattern)}
    return tuple(sorted(path for path in found - {project.settings.registry} if (root / path).is_file()))


def has_policies(project: Project) -> bool:
    """Whether policies can hold for the project."""
    return bool(project.settings.builtin_policies or policy_files(project))
