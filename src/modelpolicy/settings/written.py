"""What stands in the settings as text, read. What cannot be is a ``ValueError`` of a message and a remedy."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from modelpolicy.domain.size import Size
from modelpolicy.settings.schema import FileIgnore, Symbol

_RULE_CODE: Final = re.compile(r"MP[0-9]{0,3}")
_RELATIVE: Final = "write a path below the project root, with '/' and without '..'"


def inside_project(path: str) -> str:
    """A path below the root of the project.

    Raises:
        ValueError: it is not, with what to do.
    """
    place = PurePosixPath(path)
    if place.is_absolute() or PureWindowsPath(path).is_absolute() or path.startswith("~"):
        raise ValueError(f"{path!r} is absolute, and another checkout lies elsewhere", _RELATIVE)
    if ".." in place.parts:
        raise ValueError(f"{path!r} leaves the project, where nothing may be read or written", _RELATIVE)
    if not place.name:
        raise ValueError(f"{path!r} names no file", _RELATIVE)
    return str(place)


def file_pattern(written: str) -> str:
    """A pattern of such paths: ``**`` stands for any directories.

    Raises:
        ValueError: it is not, with what to do.
    """
    pattern = inside_project(written)
    if any("**" in part and part != "**" for part in PurePosixPath(pattern).parts):
        raise ValueError(f"{written!r} has ** beside something else", "write ** between two '/', for any directories")
    return pattern


def symbol(written: str) -> Symbol:
    """``<file>.py:<NAME>``.

    Raises:
        ValueError: it is not, with what to do.
    """
    path, colon, name = written.rpartition(":")
    if not (colon and path.endswith(".py") and name.isidentifier()):
        raise ValueError(
            f"{written!r} is not of the form <file>.py:<NAME>", "write it like 'app/catalogue.py:ANALYZERS'"
        )
    return Symbol(inside_project(path), name)


def source(written: str) -> str:
    """``<store>:<pattern>``.

    Raises:
        ValueError: it is not, with what to do.
    """
    store, colon, name = written.partition(":")
    if not (colon and store and name):
        raise ValueError(f"{written!r} names no store", f"write it like 'hf:{written.rstrip('/*') or 'openai'}/*'")
    return written


def size(written: str) -> Size:
    """An amount of storage.

    Raises:
        ValueError: it is not, with what to do.
    """
    try:
        return Size.parse(written)
    except ValueError as error:
        raise ValueError(str(error), "write it like '40GB'") from error


def rule_codes(written: str) -> str:
    """A code of a rule, or the beginning of several.

    Raises:
        ValueError: it is not, with what to do.
    """
    if not _RULE_CODE.fullmatch(written):
        raise ValueError(f"{written!r} is not a rule's code or its beginning", "write it like 'MP101' or 'MP1'")
    return written


def file_ignores(table: Mapping[str, tuple[str, ...]]) -> tuple[FileIgnore, ...]:
    """Rules that are off, by pattern of files."""
    return tuple(FileIgnore(pattern, codes) for pattern, codes in table.items())
