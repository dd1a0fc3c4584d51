"""The layouts that are shipped, and those of the settings."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from modelpolicy.errors import Problem, SettingsError
from modelpolicy.stores.layout import Layout, read_layout
from modelpolicy.stores.library import Library

_LIBRARIES: Final = Path(__file__).parent / "libraries"
_REMEDY: Final = 'write for example: name = "mine", roots = ["$MODELS", "~/models"], entries = ["{name}/"]'


@cache
def shipped_libraries() -> tuple[Library, ...]:
    """One for each row of ``libraries/*.toml``, read once in a process."""
    return tuple(
        Library(read_layout(row))
        for path in sorted(_LIBRARIES.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["store"]
    )


def layouts_of(rows: Iterable[Mapping[str, object]], origin: str) -> tuple[Layout, ...]:
    """The stores of a user's settings; ``origin`` is the file that they stand in.

    Raises:
        SettingsError: with a problem for each row that is not well formed.
    """
    layouts, problems = [], []
    for number, row in enumerate(rows, start=1):
        try:
            layouts.append(read_layout(row))
        except ValueError as error:
            problems.append(Problem(origin, 0, f"store {number}: {error}", _REMEDY))
    if problems:
        raise SettingsError(*problems)
    return tuple(layouts)
