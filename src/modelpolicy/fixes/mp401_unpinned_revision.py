"""Pin a model to the only revision of it that lies on this disk."""

import ast
from collections.abc import Iterator
from functools import partial

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.errors import InputError, Problem
from modelpolicy.fixes.change import Change
from modelpolicy.fixes.situation import Situation


def plan(finding: Finding, situation: Situation) -> Iterator[Change]:
    """Unsafe: nobody looked at that revision, it is only the one that was fetched. A notebook is not edited."""
    place = finding.location
    commit = situation.commits.get(ModelId.parse(finding.model)) if finding.model is not None else None
    name = next((load.call for load in situation.facts.loads if load.location == place), None)
    if commit is not None and name is not None and place.path.endswith(".py"):
        edit = partial(_pinned, place=place, name=name.rpartition(".")[2], commit=commit)
        yield Change(place.path, edit, place.line)


def _pinned(text: str, place: Location, name: str, commit: str) -> str:
    """The text with the commit as the revision of the call of ``name`` at ``place``."""
    call = _call_at(text, place, name)
    named = next((keyword for keyword in call.keywords if keyword.arg == "revision"), None)
    if named is None:
        values = [*call.args, *(keyword.value for keyword in call.keywords)]
        end = max((value.end_lineno or 0, value.end_col_offset or 0) for value in values)
        return _with(text, end, 0, f', revision="{commit}"')
    value = named.value
    if not isinstance(value, ast.Constant) or value.lineno != value.end_lineno:
        raise _not_here(place, "its revision is decided elsewhere")
    length = (value.end_col_offset or 0) - value.col_offset
    return _with(text, (value.lineno, value.col_offset), length, f'"{commit}"')


def _call_at(text: str, place: Location, name: str) -> ast.Call:
    """The call of something called ``name`` that starts there and has an argument.

    Raises:
        InputError: there is none, or the file does not parse.
    """
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError) as error:
        raise _not_here(place, "the file does not parse") from error
    calls = (node for node in nodes if isinstance(node, ast.Call) and (node.args or node.keywords))
    at = (call for call in calls if (call.lineno, call.col_offset + 1) == (place.line, place.column))
    found = [call for call in at if ast.unparse(call.func).rpartition(".")[2] == name]
    if len(found) != 1:
        raise _not_here(place, "there is no such call here")
    return found[0]


def _with(text: str, start: tuple[int, int], length: int, new: str) -> str:
    """The text with ``new`` in place of ``length`` bytes; ``start`` is line and byte in it, as ``ast`` counts."""
    lines = text.split("\n")
    row, column = start[0] - 1, start[1]
    line = lines[row].encode()
    lines[row] = (line[:column] + new.encode() + line[column + length :]).decode()
    return "\n".join(lines)


def _not_here(place: Location, reason: str) -> InputError:
    return InputError(Problem(place.path, place.line, reason, "pin the revision by hand"))
