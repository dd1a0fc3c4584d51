"""What the CEL library says is wrong, in words about facts."""

import re
from difflib import get_close_matches
from typing import Final

from modelpolicy.policies.facts import KINDS, Kind
from modelpolicy.policies.tokens import ExpressionError

_PLACED: Final = re.compile(r"<input>:(?P<line>-?\d+):(?P<column>-?\d+): (?P<message>.*)")
_UNDECLARED: Final = re.compile(r"undeclared reference to '(?P<name>[^']*)'")
_UNKNOWN: Final = re.compile(r'No value with name "(?P<name>[^"]*)"')
_OPERATOR: Final = re.compile(r"(?<=')_?([^\w']+)_?(?=')")
_CODE: Final = re.compile(r"^[A-Z_]+: (?:ERROR: )?|\s*\[[A-Z_]+\]$")


def explained(kind: Kind, text: str, error: str) -> ExpressionError:
    """The library's ``error`` about the expression ``text`` over a subject of ``kind``."""
    placed = _PLACED.search(error)
    if placed is None:
        return ExpressionError(_CODE.sub("", error.strip()), "write a shorter condition, or make two of it")
    line, column = int(placed["line"]), int(placed["column"])
    offset = sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column - 1 if line > 0 else 0
    undeclared = _UNDECLARED.search(placed["message"])
    if undeclared:
        return ExpressionError(*no_fact(kind, undeclared["name"]), offset)
    message = _OPERATOR.sub(r"\1", _CODE.sub("", placed["message"]))
    return ExpressionError(message, f"see the facts of the kind {kind}, and their types, in the documentation", offset)


def no_fact(kind: Kind, written: str) -> tuple[str, str]:
    """That a name is no fact, and a remedy."""
    known = [f"{kind}.{name}" for name in KINDS[kind]]
    close = get_close_matches(written, known, n=1)
    remedy = f"did you mean {close[0]}?" if close else f"there are: {', '.join(known)}"
    return f"{written} is no fact of this kind", remedy


def reason(error: str) -> str:
    """Why an expression has no value."""
    unknown = _UNKNOWN.search(error)
    return f"{unknown['name']} is not known" if unknown else _CODE.sub("", error)
