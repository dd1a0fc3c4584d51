"""Read ``policies/registry.yaml`` and remember the line of every key."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from modelpolicy.domain.location import Location
from modelpolicy.errors import Problem, RegistryError
from modelpolicy.registry.parse_yaml import Key
from modelpolicy.registry.schema import Registry
from modelpolicy.registry.validate import validate
from modelpolicy.registry.yaml_file import line_of, parse_yaml_file, read_yaml_file


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """A registry and where it stands. ``path`` is POSIX, relative to the project root."""

    registry: Registry
    path: str
    lines: Mapping[tuple[Key, ...], int]

    def location(self, *keys: Key) -> Location:
        """Where the value at this path of keys and list indexes stands, or else its closest parent."""
        return Location(self.path, line_of(self.lines, keys))


def read_registry(path: Path, root: Path) -> RegistryFile:
    """Read and validate the registry of the project at ``root``.

    Raises:
        RegistryError: there is no such file, it is not YAML in UTF-8, or it has not the registry's
            layout; with every problem and its line.

    """
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    try:
        content = read_yaml_file(path, shown, "the registry", RegistryError)
    except FileNotFoundError as error:
        message = "there is no registry here"
        remedy = "run `modelpolicy init`, or `modelpolicy import DOC.md` to make one from a document"
        raise RegistryError(Problem(shown, 0, message, remedy)) from error
    return parse_registry(content, shown)


def parse_registry(content: bytes, path: str) -> RegistryFile:
    """Validate a registry's content; ``path`` is its name in messages.

    Raises:
        RegistryError: as ``read_registry`` does.

    """
    parsed = parse_yaml_file(content, path, "the registry", RegistryError)
    if parsed.data is None:
        raise RegistryError(Problem(path, 0, "the registry is empty", "remove it and run `modelpolicy init`"))
    outcome = validate(parsed.data)
    if isinstance(outcome, Registry):
        return RegistryFile(outcome, path, parsed.lines)
    problems = (Problem(path, line_of(parsed.lines, fault.keys), fault.message, fault.remedy) for fault in outcome)
    raise RegistryError(*problems)
