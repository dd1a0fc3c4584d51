"""Comments of Markdown: ``<!-- ... -->`` where it is HTML, and those of the commands in a block of code."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from modelpolicy.domain.location import Location
from modelpolicy.scripts.text import Origin, ScriptText
from modelpolicy.suppression.comment import Comment

if TYPE_CHECKING:
    from markdown_it.token import Token

_COMMENT: Final = re.compile(r"<!--((?:(?!-->).)*)-->")
_MARK: Final = "<!--"
_SHELLS: Final = (["bash"], ["console"], ["sh"], ["shell"], ["zsh"])


def markdown_comments(path: str, text: str) -> Iterator[Comment]:
    """The comments of a document that stand on one line.

    On a line of its own a comment speaks of the block below it: a heading, a paragraph, the text of a list item, a
    block of code.
    """
    from markdown_it import MarkdownIt

    lines = text.split("\n")
    blocks = [token for token in MarkdownIt("commonmark").parse(text) if token.map and _has_text(token)]
    for place, token in enumerate(blocks):
        for row, match in _in_block(lines, token):
            spoken_of = _block_below(blocks[place + 1 :]) if lines[row].strip() == match[0] else (row + 1, row + 1)
            yield Comment(Location(path, row + 1, match.start() + 1), match[1], *spoken_of)
        if token.type == "fence" and token.info.split()[:1] in _SHELLS:
            yield from _in_commands(path, text, token)


def _has_text(token: "Token") -> bool:
    return token.type in {"inline", "html_block", "fence", "code_block"}


def _in_block(lines: Sequence[str], token: "Token") -> Iterator[tuple[int, re.Match[str]]]:
    """The comments in a block, each with its row from 0; one that is shown as code is none."""
    if token.type not in {"inline", "html_block"}:
        return
    first, end = token.map or (0, 0)
    written = [(row, match) for row in range(first, end) for match in _COMMENT.finditer(lines[row])]
    if token.type == "html_block":
        yield from written
        return
    shown = [child for child in token.children or () if _MARK in child.content]
    for found, child in zip(written, shown, strict=False):
        if child.type == "html_inline":
            yield found


def _in_commands(path: str, text: str, token: "Token") -> Iterator[Comment]:
    from modelpolicy.suppression.shell_comments import command_lines, shell_comments

    first, end = token.map or (0, 0)
    origins = tuple(Origin(number) for number in range(first + 2, end + 2))
    yield from shell_comments(ScriptText(path, token.content, origins), command_lines(text))


def _block_below(blocks: Sequence["Token"]) -> tuple[int, int]:
    """The lines of the first block that is no comment itself."""
    for token in blocks:
        if token.map and token.type != "html_block":
            return token.map[0] + 1, token.map[1]
    return 1, 0
