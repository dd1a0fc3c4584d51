"""A change of one file, as a value: what it does to the text that the file has when its turn comes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec

Arguments = ParamSpec("Arguments")


@dataclass(frozen=True, slots=True)
class Change:
    """``edit`` makes the new text of the file at ``path`` from its text; ``""`` where there is no such file.

    It raises ``InputError`` where the text is not what it was planned for. ``line`` is the one that it goes by, counted
    from 1; 0 for a change that finds its place by names.
    """

    path: str
    edit: Callable[[str], str]
    line: int = 0


def of_registry(
    edit: Callable[Concatenate[str, str, Arguments], str],
    path: str,
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> Change:
    """An edit of ``registry.edit``, which is handed the text, the path and then its ``arguments``."""
    return Change(path, lambda text: edit(text, path, *arguments, **named))
