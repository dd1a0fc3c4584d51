"""The directory that a script is in, as ``cd`` and the like change it."""

from dataclasses import replace
from typing import Final

from modelpolicy.deletions.commands.command import Command, first_text
from modelpolicy.domain.path_part import UNKNOWN, VARIABLE_START, is_wild
from modelpolicy.domain.path_pattern import HOME, WORKING
from modelpolicy.scripts.shell.scope import Scope
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known, union

MOST_DIRECTORIES: Final = 8
"""Directories that a script can be in at one place; what is beyond is unknown."""

_LONGEST: Final = 400
_ABSOLUTE: Final = ("/", HOME, WORKING, UNKNOWN, VARIABLE_START)


def directories(scope: Scope) -> list[str]:
    """The directories that the script can be in, as marked text."""
    values = scope.get("PWD")
    return [*dict.fromkeys(text.text for text in values.texts), *([UNKNOWN] if values.cut else [])] or [UNKNOWN]


def change_directory(command: Command) -> None:
    """Note where ``cd``, ``pushd`` or ``popd`` leads to."""
    scope = command.call.scope
    operands = [word for word in command.operands() if first_text(word)]
    is_back = command.name == "popd" or any(first_text(word) == "-" for word in operands)
    if is_back or (command.name == "pushd" and not operands):
        scope.variables["PWD"] = known(Text(UNKNOWN))
    elif not operands:
        scope.variables["PWD"] = _joined(directories(scope), scope.get("HOME"))
    else:
        scope.variables["PWD"] = _joined(directories(scope), operands[0].values)


def _joined(starts: list[str], to: Values) -> Values:
    texts = [
        text if text.text.startswith(_ABSOLUTE) else Text(_normalised(f"{start}/{text.text}"))
        for text in to.texts
        for start in starts
    ]
    found = dict.fromkeys(text if len(text.text) < _LONGEST else Text(UNKNOWN) for text in texts)
    if len(found) > MOST_DIRECTORIES:
        found = dict.fromkeys([*list(found)[: MOST_DIRECTORIES - 1], Text(UNKNOWN)])
    return union([replace(to, options=tuple(found)), known(*([Text(UNKNOWN)] if to.cut else []))])


def _normalised(directory: str) -> str:
    """Without ``.``, and without the way down and up again through a directory that is known by its name."""
    parts: list[str] = []
    for part in directory.split("/"):
        if part == ".." and len(parts) > 1 and parts[-1] != ".." and not is_wild(parts[-1]):
            parts.pop()
        elif part != "." or not parts:
            parts.append(part)
    return "/".join(parts)
