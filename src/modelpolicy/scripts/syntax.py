"""The one place where the shell's grammar is asked: tree-sitter's, which reads what is left of broken text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

LARGEST_PIECE: Final = 16_000
"""Bytes that are parsed at once: for some broken text the parser's time grows with the square of the length."""

LARGEST: Final = 256_000
"""Bytes; a longer file was not written by hand, and is not searched."""

_TANGLE: Final = re.compile(rb"\||<<|=\(|\$\{")
_HARMLESS: Final = 1_000
"""Bytes: so little text is parsed whatever it is."""

SUBSTITUTIONS: Final = frozenset({"command_substitution", "process_substitution"})
_STATEMENT_START: Final = re.compile(rb"\n(?=[^\s})#])")


class UnreadableScriptError(ValueError):
    """The text is no script that a person wrote; the message says why."""


def trees(data: bytes) -> "Iterator[tuple[int, Node]]":
    """The tree of each piece of ``data``, with the number of the line, from 0, that it starts in.

    Raises:
        UnreadableScriptError: it is too long, or made of hardly anything but operators.
    """
    row = 0
    for piece in _pieces(data):
        yield row, _parser().parse(piece).root_node
        row += piece.count(b"\n")


def _pieces(data: bytes) -> list[bytes]:
    refuse_too_long(data)
    pieces = list(_split(data))
    if any(len(piece) > _HARMLESS and len(_TANGLE.findall(piece)) * 8 > len(piece) for piece in pieces):
        raise UnreadableScriptError("hardly anything but operators: not searched")
    return pieces


def refuse_too_long(data: bytes) -> None:
    """Look at nothing that takes too long.

    Raises:
        UnreadableScriptError: there is too much of it.
    """
    if len(data) > LARGEST:
        raise UnreadableScriptError(f"longer than {LARGEST} bytes: not searched")


def _split(data: bytes) -> Iterator[bytes]:
    """Pieces that start with a statement of the top level, where the text has some."""
    while len(data) > LARGEST_PIECE:
        ends = [match.end() for match in _STATEMENT_START.finditer(data, 0, LARGEST_PIECE)]
        end = ends[-1] if ends else LARGEST_PIECE
        yield data[:end]
        data = data[end:]
    yield data


@cache
def _parser() -> "Parser":
    # Few projects have commands that load models: only these wait for the grammar.
    import tree_sitter_bash
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_bash.language()))


def text_of(node: "Node") -> str:
    """The text of a node."""
    return (node.text or b"").decode("utf-8", "replace")


def substitutions(node: "Node", depth: int) -> "Iterator[Node]":
    """The ``$(...)`` in ``node``, down to ``depth``; those inside another one are left to it."""
    for child in node.named_children if depth else ():
        if child.type in SUBSTITUTIONS:
            yield child
        else:
            yield from substitutions(child, depth - 1)


def fed_to_command(node: "Node") -> "Iterator[Node]":
    """What a redirect feeds to a command: the body of a here-document, or the word of a here-string."""
    if node.type == "heredoc_redirect":
        yield from (child for child in node.named_children if child.type == "heredoc_body")
    elif node.type == "herestring_redirect":
        yield from node.named_children[-1:]
