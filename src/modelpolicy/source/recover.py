"""Text that does not parse to the tree of everything in it that does, at true lines and columns.

The statements are told apart without a parser (by brackets, strings and line ends) and tried one by one;
what is broken is rewritten in place, and the whole is parsed once more. Error-tolerant parsers exist, but
their trees are not ``ast`` trees, on which everything after this works; a bridge would be larger than this.
"""

import ast
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from modelpolicy.source.fault import Fault
from modelpolicy.source.layout import Placed, lay_out, set_true_columns, text_of
from modelpolicy.source.repair import Piece, fault_of, repaired
from modelpolicy.source.statements import Statement, statements
from modelpolicy.source.syntax import tree_or_fault

MAX_BROKEN: Final = 10_000
"""How many broken statements of a file are repaired: a bound on hostile input."""

MAX_RETRIES: Final = 16
"""How often the whole is parsed again with one statement less."""

MAX_FAULTS: Final = 20
"""How many broken places of a file are reported one by one."""


def recover(text: str, first: Fault) -> tuple[ast.Module | None, list[Fault]]:
    """Give the tree of what can be read of ``text``, and a fault for each place that cannot be read.

    ``first`` is what Python says about the whole. Without a tree a fault says that nothing was searched.
    """
    pieces: list[Piece] = []
    faults: list[Fault] = []
    broken = 0
    was_broken = False
    for statement in statements(text):
        fault = fault_of(statement)
        if fault is None:
            pieces.append(Piece(statement))
        elif broken == MAX_BROKEN:
            faults.append(_unsearched(statement))
            break
        else:
            broken += 1
            pieces += repaired(statement)
            faults += [] if was_broken else [fault]
        was_broken = fault is not None
    tree, late = _parsed(lay_out(pieces))
    said = _in_few_words(sorted({*faults, *late} or {first}))
    return tree, said if tree else [*said, replace(first, searched=False)]


def _unsearched(statement: Statement) -> Fault:
    reason = f"more than {MAX_BROKEN} broken statements: from here on nothing was searched"
    return Fault(statement.line, reason, searched=False)


def _parsed(placed: Sequence[Placed]) -> tuple[ast.Module | None, list[Fault]]:
    """Parse the whole; where statements that parse one by one do not go together, keep less of them."""
    kept = list(placed)
    starts = [item.piece.statement.line for item in kept]
    faults: list[Fault] = []
    for _ in range(MAX_RETRIES):
        result = tree_or_fault(text_of(kept))
        if isinstance(result, ast.Module):
            set_true_columns(result, kept)
            return result, faults
        faults.append(result)
        place = max(0, bisect_right(starts, result.line) - 1)
        kept[place] = kept[place].given_up()
    return None, faults


def _in_few_words(faults: Sequence[Fault]) -> list[Fault]:
    said, rest = faults[:MAX_FAULTS], faults[MAX_FAULTS:]
    unsearched = [fault for fault in rest if not fault.searched]
    more = [Fault(rest[0].line, f"{len(rest)} more broken places from here on")] if rest else []
    return [*said, *more, *unsearched]
