"""Read ``policies/registry.yaml`` and remember the line of every key."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from modelpolicy.domain.location import Location
from modelpolicy.errors import Problem, RegistryError
from modelpolicy.registry.parse_yaml import Key, Parsed, YamlError, parse_yaml
from modelpolicy.registry.schema import Registry
from modelpolicy.registry.validate import validate

MAX_BYTES: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """A registry and where it stands. ``path`` is POSIX, relative to the project root."""

    registry: Registry
    path: str
    lines: Mapping[tuple[Key, ...], int]

    def location(self, *keys: Key) -> Location:
        """Where the value at this path of keys and list indexes stands, or else its closest parent."""
        return Location(self.path, _line(self.lines, keys))


def read_registry(path: Path, root: Path) -> RegistryFile:
    """Read and validate the registry of the project at ``root``.

    Raises:
        RegistryError: there is no such file, it is not YAML in UTF-8, or it has not the registry's
            layout; with every problem and its line.

    """
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    return parse_registry(_read_bytes(path, shown), shown)


def parse_registry(content: bytes, path: str) -> RegistryFile:
    """Validate a registry's content; ``path`` is its name in messages.

    Raises:
        RegistryError: as ``read_registry`` does.

    """
    parsed = _parse(_decode(content, path), path)
    if parsed.data is None:
        raise RegistryError(Problem(path, 0, "the registry is empty", "run `modelpolicy init`"))
    outcome = validate(parsed.data)
    if isinstance(outcome, Registry):
        return RegistryFile(outcome, path, parsed.lines)
    problems = (Problem(path, _line(parsed.lines, fault.keys), fault.message, fault.remedy) for fault in outcome)
    raise RegistryError(*problems)


def _read_bytes(path: Path, shown: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        message = "there is no registry here"
        remedy = "run `modelpolicy init`, or `modelpolicy import DOC.md` to make one from a document"
        raise RegistryError(Problem(shown, 0, message, remedy)) from error
    except OSError as error:
        message = f"the registry cannot be read: {error.strerror}"
        raise RegistryError(Problem(shown, 0, message, "make it a readable file")) from error


def _decode(content: bytes, path: str) -> str:
    if len(content) > MAX_BYTES:
        message = f"the registry is larger than {MAX_BYTES} bytes"
        raise RegistryError(Problem(path, 0, message, "check that this is the registry"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RegistryError(Problem(path, line, "not UTF-8", "save the file as UTF-8")) from error


def _parse(text: str, path: str) -> Parsed:
    try:
        return parse_yaml(text)
    except YamlError as error:
        raise RegistryError(*(Problem(path, *fault) for fault in error.faults)) from error


def _line(lines: Mapping[tuple[Key, ...], int], keys: tuple[Key, ...]) -> int:
    return next((lines[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in lines), 1)
