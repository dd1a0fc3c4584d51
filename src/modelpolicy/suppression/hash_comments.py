"""Comments of Python and of what is written like it, broken text included: a ``#`` outside of strings."""

from collections.abc import Iterator, Sequence

from modelpolicy.source.lexemes import CLOSERS, OPENERS, Lexeme, lexemes
from modelpolicy.suppression.comment import Comment, TextLines


def hash_comments(path: str, text: str) -> Iterator[Comment]:
    """The comments of a text, in order."""
    found = list(lexemes(text))
    lines = TextLines(text)
    lines.joined = _joined(lines, found)
    for lexeme in found:
        if lexeme.kind == "#":
            yield lines.comment(path, lexeme.start, text[lexeme.start + 1 : lexeme.end])


def _joined(lines: TextLines, found: Sequence[Lexeme]) -> set[int]:
    """The lines that go on below: inside of brackets and of strings, and behind a backslash."""
    joined: set[int] = set()
    depth = 0
    for lexeme in found:
        if lexeme.kind == "\n":
            joined |= {lines.place(lexeme.start)[0]} if depth else set()
        elif lexeme.kind in OPENERS:
            depth += 1
        elif lexeme.kind in CLOSERS:
            depth = max(0, depth - 1)
        elif lexeme.kind != "#":
            joined.update(range(lines.place(lexeme.start)[0], lines.place(lexeme.end)[0]))
    return joined
