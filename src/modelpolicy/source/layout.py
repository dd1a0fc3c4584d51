"""Pieces to a text that parses: indentation and clauses put in order, every line where it was."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from modelpolicy.source.repair import Piece

MAX_DEPTH: Final = 90
"""Python allows 100 levels of indentation."""

_CONTINUES: Final = {
    "case": set[str](),
    "elif": {"if", "elif"},
    "else": {"if", "elif", "for", "while", "except"},
    "except": {"try", "except"},
    "finally": {"try", "except", "else"},
}
_NEEDS: Final = {"try": {"except", "finally"}, "@": {"@", "def", "class"}}


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and how many blocks it stands in. ``empty``: it opens a block in which nothing stands."""

    piece: Piece
    depth: int
    empty: bool

    @property
    def lines(self) -> list[str]:
        """The text to parse: its first line has one blank for each level of indentation."""
        body = " pass" if self.empty else ""
        return f"{' ' * self.depth}{self.piece.head}{self.piece.statement.code}{body}".split("\n")

    @property
    def shift(self) -> int:
        """How many bytes further right the first line stands in the source."""
        return self.piece.statement.margin - self.depth - len(self.piece.head)

    def given_up(self) -> "Placed":
        """Keep less: at first the calls and the block below, then only the block."""
        piece = self.piece
        return replace(self, piece=piece.emptied() if piece.head else piece.with_calls_only())


def lay_out(pieces: Sequence[Piece]) -> list[Placed]:
    """Give each piece a depth, and make clauses that continue nothing stand alone."""
    placed: list[Placed] = []
    headers: list[int] = []
    for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
        indent = piece.statement.indent
        while headers and indent <= headers[-1]:
            headers.pop()
        depth = len(headers)
        has_body = following is not None and following.statement.indent > indent and depth < MAX_DEPTH
        if piece.statement.opens_block and has_body:
            headers.append(indent)
        placed.append(Placed(piece, depth, piece.statement.opens_block and not has_body))
    return _with_clauses(placed)


def _with_clauses(placed: Sequence[Placed]) -> list[Placed]:
    result = list(placed)
    open_blocks: list[int] = []
    for index, item in enumerate(placed):
        _settle(result, open_blocks[item.depth + 1 :], "")
        siblings = open_blocks[item.depth : item.depth + 1]
        _settle(result, siblings, item.piece.keyword)
        above = open_blocks[item.depth - 1 : item.depth] if item.depth else []
        result[index] = _fitting(item, [result[place] for place in above], [result[place] for place in siblings])
        open_blocks[item.depth :] = [index]
    _settle(result, open_blocks, "")
    return result


def _fitting(item: Placed, above: Sequence[Placed], before: Sequence[Placed]) -> Placed:
    """Rewrite ``item`` where it may not stand in the block of ``above``, next after ``before``."""
    keyword = item.piece.keyword
    if any(header.piece.keyword == "match" for header in above):
        return item if keyword == "case" else replace(item, piece=item.piece.as_case())
    continues = _CONTINUES.get(keyword)
    misplaced = continues is not None and not any(other.piece.keyword in continues for other in before)
    return item.given_up() if misplaced or (keyword == "match" and item.empty) else item


def _settle(placed: list[Placed], places: Iterable[int], following: str) -> None:
    """Rewrite a ``try`` or decorator at ``places`` that is not followed by what it needs."""
    for place in places:
        needs = _NEEDS.get(placed[place].piece.keyword)
        if needs and following not in needs:
            placed[place] = placed[place].given_up()
            above = place - 1
            while above >= 0 and placed[above].piece.keyword == "@":
                placed[above] = placed[above].given_up()
                above -= 1


def text_of(placed: Iterable[Placed]) -> str:
    """Give the text to parse, in which every line has the number that it has in the source."""
    lines: list[str] = []
    for item in placed:
        lines += [""] * (item.piece.statement.line - 1 - len(lines))
        lines += item.lines
    return "\n".join(lines)


def set_true_columns(tree: ast.Module, placed: Iterable[Placed]) -> None:
    """Set the columns of ``tree``, parsed from the pieces' text, to those of the source."""
    shifts = {item.piece.statement.line: item.shift for item in placed}
    positioned = (cast("ast.expr", node) for node in ast.walk(tree) if "lineno" in node._attributes)
    for node in positioned:
        node.col_offset = max(0, node.col_offset + shifts.get(node.lineno, 0))
        node.end_col_offset = max(0, (node.end_col_offset or 0) + shifts.get(node.end_lineno or 0, 0))
