"""A YAML file that a user wrote, read with bounds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from modelpolicy.errors import InputError, Problem
from modelpolicy.registry.parse_yaml import Key, Parsed, YamlError, parse_yaml

MAX_BYTES: Final = 2_000_000


def read_yaml_file(path: Path, shown: str, what: str, failure: type[InputError]) -> bytes:
    """The file's content. ``shown`` and ``what`` are its path and its name in messages, here and below.

    Raises:
        FileNotFoundError: there is no such file. failure: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        message = f"{what} cannot be read: {error.strerror}"
        raise failure(Problem(shown, 0, message, "make it a readable file")) from error


def parse_yaml_file(content: bytes, shown: str, what: str, failure: type[InputError]) -> Parsed:
    """Its data, with the line of every key.

    Raises:
        failure: it is too large, or no YAML in UTF-8.
    """
    try:
        return parse_yaml(_decoded(content, shown, what, failure))
    except YamlError as error:
        raise failure(*(Problem(shown, *fault) for fault in error.faults)) from error


def line_of(lines: Mapping[tuple[Key, ...], int], keys: tuple[Key, ...]) -> int:
    """Where the value at this path of keys stands, or else its closest parent."""
    return next((lines[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in lines), 1)


def _decoded(content: bytes, shown: str, what: str, failure: type[InputError]) -> str:
    if len(content) > MAX_BYTES:
        message = f"{what} is larger than {MAX_BYTES} bytes"
        raise failure(Problem(shown, 0, message, f"check that this is {what}"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise failure(Problem(shown, line, "not UTF-8", "save the file as UTF-8")) from error
