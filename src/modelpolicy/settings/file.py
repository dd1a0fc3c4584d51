"""A TOML file that holds settings: its table, and where in it a key stands."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from modelpolicy.errors import Problem, SettingsError
from modelpolicy.settings.key_lines import KeyPath, key_lines

SECTIONS: Final[Mapping[str, KeyPath]] = {"modelpolicy.toml": (), "pyproject.toml": ("tool", "modelpolicy")}
"""The files that can hold settings, each with the table that does."""

_AT: Final = re.compile(r" \(at [^()]*\)$")
_AT_LINE: Final = re.compile(r"\(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The settings of the file called ``name`` in a project's root, not yet checked."""

    name: str
    table: Mapping[str, object]
    text: str = field(repr=False)

    def line_of(self, keys: KeyPath) -> int:
        """Give the line of the setting at ``keys``, or of the nearest table around it."""
        lines = key_lines(self.text)
        path = SECTIONS[self.name] + keys
        return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)


def read_settings_files(directory: Path) -> list[SettingsFile]:
    """Read the files in ``directory`` that hold settings; there may be none.

    Raises:
        SettingsError: a file that mentions modelpolicy cannot be read as TOML.
    """
    found = (_read(directory / name) for name in SECTIONS)
    return [file for file in found if file is not None]


def _read(path: Path) -> SettingsFile | None:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, 0, str(error.strerror), "make it a file that can be read") from error
    if path.name == "pyproject.toml" and b"modelpolicy" not in data:
        # Other tools' mistakes in their own file are not for this one to report.
        return None
    text = _decoded(path, data)
    table: object = _parsed(path, text)
    for key in SECTIONS[path.name]:
        table = table.get(key) if isinstance(table, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        line = key_lines(text)[SECTIONS[path.name]]
        raise _unreadable(path, line, "tool.modelpolicy is not a table", "write [tool.modelpolicy] on a line")
    return SettingsFile(path.name, table, text)


def _decoded(path: Path, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise _unreadable(path, line, message, "save the file as UTF-8") from error


def _parsed(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _AT_LINE.search(str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        message = f"this is not TOML: {_AT.sub('', str(error))}"
        raise _unreadable(path, line, message, "correct this line, or what is left open above it") from error
    except RecursionError as error:
        raise _unreadable(path, 0, "the values are nested too deeply", "write flat lists and tables") from error


def _unreadable(path: Path, line: int, message: str, remedy: str) -> SettingsError:
    return SettingsError(Problem(path.name, line, message, remedy))
