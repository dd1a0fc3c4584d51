"""Messages and remedies with values: CEL between braces."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from modelpolicy.domain.size import Size
from modelpolicy.policies.bounds import MAX_LENGTH
from modelpolicy.policies.environment import UnjudgedError, compile_source, source_of, value_of
from modelpolicy.policies.facts import KINDS, Kind
from modelpolicy.policies.tokens import ExpressionError

if TYPE_CHECKING:
    from cel_expr_python import cel

UNKNOWN: Final = "unknown"
"""What stands for a value that is not known."""

_PIECE: Final = re.compile(r"(?P<brace>\{\{|\}\})|\{(?P<value>[^{}]*)\}|(?P<stray>[{}])|(?P<words>[^{}]+)")


@dataclass(frozen=True, slots=True)
class _Hole:
    """A place for a value; ``is_size``: it is a number of bytes, and written as people write these."""

    expression: "cel.Expression"
    is_size: bool


@dataclass(frozen=True, slots=True)
class Template:
    """Words and holes, in order."""

    pieces: tuple[str | _Hole, ...]

    def filled(self, bound: "cel.Activation") -> str:
        """The text for a subject."""
        return "".join(piece if isinstance(piece, str) else _written(piece, bound) for piece in self.pieces)


def compile_template(kind: Kind, text: str) -> Template:
    """Read a text with values; ``{{`` and ``}}`` are braces.

    Raises:
        ExpressionError: it is too long, a brace is not closed, or what is between two is refused or wrong.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"it has {len(text)} characters, and {MAX_LENGTH} is the limit", "say less")
    return Template(tuple(_piece(kind, match) for match in _PIECE.finditer(text)))


def _piece(kind: Kind, match: re.Match[str]) -> str | _Hole:
    if match["stray"]:
        raise ExpressionError(f"{match['stray']!r} stands alone", "write {{ or }} for a brace", match.start())
    if match["value"] is None:
        return match["words"] or match["brace"][0]
    written = match["value"].strip()
    try:
        expression = compile_source(kind, source_of(kind, written))
    except ExpressionError as error:
        start = match.start("value") + match["value"].find(written)
        raise ExpressionError(error.message, error.remedy, start + error.offset) from error
    fact = KINDS[kind].get(written.removeprefix(f"{kind}."))
    return _Hole(expression, fact is not None and fact.type == "bytes")


def _written(hole: _Hole, bound: "cel.Activation") -> str:
    try:
        value = value_of(hole.expression, bound)
    except UnjudgedError:
        return UNKNOWN
    return str(Size.measured(value)) if hole.is_size else _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "none"
    if isinstance(value, str):
        return value if value.isprintable() else value.encode("unicode_escape").decode()
    return str(value).lower() if isinstance(value, bool) else str(value)
