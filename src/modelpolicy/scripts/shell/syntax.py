"""The one place where the shell's grammar is asked: tree-sitter's, which reads what is left of broken text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from modelpolicy.scripts.shell.line_ends import parse_lines

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

LARGEST_PIECE: Final = 16_000
"""Bytes that are parsed at once: for some broken text the parser's time grows with the square of the length."""

LARGEST: Final = 256_000
"""Bytes; a longer file was not written by hand, and is not searched."""

MOST_JOINED: Final = 200
"""Broken words of one list that are made whole; nobody writes more of them, and the rest is unknown."""

_BARE_VARIABLE: Final = re.compile(rb"\$([A-Za-z_]\w*|[\d@*])")
_TANGLE: Final = re.compile(rb"\||<<|=\(|\$\{")
_HARMLESS: Final = 1_000
"""Bytes: so little text is parsed whatever it is."""

SUBSTITUTIONS: Final = frozenset({"command_substitution", "process_substitution"})
ARITHMETIC: Final = "arithmetic_expansion"
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
        yield row, parse_lines(piece, lambda text: _parser().parse(text).root_node)
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


def is_broken(whole: "Node", one: "Node", other: "Node") -> bool:
    """Whether no blank stands between two parts of ``whole``: the grammar broke a word."""
    return not _has_blank(whole.text or b"", one.end_byte - whole.start_byte, other.start_byte - whole.start_byte)


def whole_words(nodes: "Iterable[Node]") -> "Iterator[Node]":
    """The words of a list, those that the grammar breaks at a variable (``$A/$B/c``) as one again."""
    words = list(nodes)
    whole = words[0].parent if len(words) > 1 else None
    if whole is None:
        yield from words
        return
    text, start = whole.text or b"", whole.start_byte
    pieces, count = words[:1], 0
    for node in words[1:]:
        if _has_blank(text, pieces[-1].end_byte - start, node.start_byte - start):
            yield from _joined(pieces, text, start)
            count += len(pieces) > 1
            pieces = []
        pieces.append(node)
        if count > MOST_JOINED:
            # No reader knows the words of a whole list: to all of them the rest is unknown.
            yield whole
            return
    yield from _joined(pieces, text, start)


def _has_blank(text: bytes, start: int, end: int) -> bool:
    between = text[start:end].replace(b"\\\n", b"")
    return between != between.translate(None, b" \t\n")


def _joined(pieces: "list[Node]", text: bytes, start: int) -> "Sequence[Node]":
    if len(pieces) == 1:
        return pieces
    place = pieces[0].start_point
    word = text[pieces[0].start_byte - start : pieces[-1].end_byte - start].replace(b"\\\n", b"")
    # In braces the grammar knows a variable anywhere; what stands before puts the word where it was.
    before = b"\n" * place.row + b":".ljust(max(2, min(place.column, LARGEST_PIECE // 8)))
    commands = _parser().parse(before + _BARE_VARIABLE.sub(rb"${\1}", word)).root_node.named_children
    found = commands[0].children_by_field_name("argument") if len(commands) == 1 else []
    return found if len(found) == 1 else pieces


def substitutions(node: "Node", depth: int) -> "Iterator[Node]":
    """The ``$(...)`` and ``$((...))`` in ``node``, down to ``depth``; those inside another one are left to it."""
    for child in node.named_children if depth else ():
        if child.type in SUBSTITUTIONS or child.type == ARITHMETIC:
            yield child
        else:
            yield from substitutions(child, depth - 1)


def fed_to_command(node: "Node") -> "Iterator[Node]":
    """What a redirect feeds to a command: the body of a here-document, or the word of a here-string."""
    if node.type == "heredoc_redirect":
        yield from (child for child in node.named_children if child.type == "heredoc_body")
    elif node.type == "herestring_redirect":
        yield from node.named_children[-1:]
