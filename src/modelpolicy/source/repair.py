"""A broken statement to the most of it that Python reads, without moving anything."""

import re
from dataclasses import dataclass, replace
from typing import Final

from modelpolicy.source.calls import only_calls
from modelpolicy.source.dialect import modern
from modelpolicy.source.fault import Fault
from modelpolicy.source.lexemes import OPENERS, unclosed
from modelpolicy.source.statements import Statement, hanging_statements
from modelpolicy.source.syntax import tree_or_fault

_BEFORE: Final = {
    "elif": "if 0: pass\n",
    "else": "if 0: pass\n",
    "except": "try: pass\n",
    "finally": "try: pass\n",
    "case": "match 0:\n ",
}
_AFTER: Final = {"@": "\ndef _(): pass", "try": "\nfinally: pass"}
_DEFINITION: Final = re.compile(r"(?:async\s+)?(?:def|class)\s+\w+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement that parses in its place. ``head`` is text put before it that stands nowhere in the source."""

    statement: Statement
    head: str = ""

    @property
    def keyword(self) -> str:
        """The keyword that decides where the statement may stand."""
        return "" if self.head else self.statement.keyword

    def with_calls_only(self) -> "Piece":
        """Keep the calls, and the block below, in a form that may stand anywhere."""
        opens = self.statement.opens_block
        code = only_calls(self.statement.code)
        whole = replace(self.statement, code=code + ("):" if opens else ")"))
        return Piece(whole, "if (" if opens else "(")

    def as_case(self) -> "Piece":
        """Keep the calls, or the block below, in a form that may stand among the cases of a ``match``."""
        if self.statement.opens_block:
            return Piece(replace(self.statement, code="case _:"))
        kept = self if self.head else self.with_calls_only()
        return replace(kept, head=f"case _: {kept.head}")

    def emptied(self) -> "Piece":
        """Keep nothing but the block below."""
        return Piece(replace(self.statement, code="if 0:" if self.statement.opens_block else "pass"))


def fault_of(statement: Statement) -> Fault | None:
    """Say why the statement does not parse by itself, or ``None``."""
    code, keyword = statement.code, statement.keyword
    before = _BEFORE.get(keyword, "")
    body = " pass" if statement.opens_block else ""
    if body and keyword == "match":
        body = "\n case _: pass"
    result = tree_or_fault(before + code + body + _AFTER.get(keyword, ""))
    if not isinstance(result, Fault):
        return None
    line = result.line - before.count("\n")
    last = statement.line + code.count("\n")
    return replace(result, line=min(max(statement.line, statement.line + line - 1), last))


def repaired(statement: Statement) -> tuple[Piece, ...]:
    """Give what can be read of a statement that does not parse."""
    whole = _rewritten(statement)
    if whole is not None:
        return (Piece(whole),)
    lines = tuple(hanging_statements(statement))
    return tuple(map(_piece, lines)) if len(lines) > 1 else (_remains(statement),)


def _piece(statement: Statement) -> Piece:
    whole = statement if fault_of(statement) is None else _rewritten(statement)
    return _remains(statement) if whole is None else Piece(whole)


def _rewritten(statement: Statement) -> Statement | None:
    """Write the statement in the Python that runs, or close its brackets; ``None`` where that is not enough."""
    code = modern(statement.code)
    margin = len(code) - len(code.lstrip())
    current = replace(statement, code=code).without(margin)
    brackets = "".join(OPENERS[bracket.kind] for bracket in reversed(unclosed(current.code)))
    candidates = (current, replace(current, code=current.code + brackets))
    return next((candidate for candidate in candidates if fault_of(candidate) is None), None)


def _remains(statement: Statement) -> Piece:
    """Keep the name of a definition, so that its body stays in its scope; of anything else the calls."""
    definition = _DEFINITION.match(statement.code)
    if statement.opens_block and definition:
        arguments = "" if "class" in definition[0].split() else "()"
        return Piece(replace(statement, code=f"{definition[0]}{arguments}:"))
    return Piece(statement).with_calls_only()
