"""A Markdown document as a flat sequence of headings, list items, code lines and paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAKS: Final = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class Inline:
    """Text without its markup, and what of it was set as code."""

    text: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Something with text. It takes the lines from ``line`` to ``end`` (from 1, both included)."""

    line: int
    end: int
    inline: Inline


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading; ``level`` is 1 to 6."""

    level: int


@dataclass(frozen=True, slots=True)
class Item(Block):
    """A list item's own text, without its nested lists; ``depth`` is 1 in an outermost list."""

    depth: int


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """Text outside of lists."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code block. ``lines`` are its content lines, the first of which stands in line ``first``."""

    line: int
    end: int
    first: int
    lines: tuple[str, ...]


def parse_blocks(text: str) -> Iterator[Heading | Item | Paragraph | Code]:
    """Read a CommonMark document; HTML, quotes' markers and rules have no block and no line in one."""
    from markdown_it import MarkdownIt

    depth = 0
    previous: Token | None = None
    first_of_item = False
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
        elif token.type == "list_item_open":
            first_of_item = True
        elif token.type in {"fence", "code_block"}:
            yield _code(token)
        elif token.type == "inline" and previous is not None:
            yield _block(token, previous, depth if first_of_item else 0)
            first_of_item = False
        previous = token


def _block(token: "Token", opening: "Token", depth: int) -> Heading | Item | Paragraph:
    start, end = token.map or (0, 0)
    inline = _inline(token.children or ())
    if opening.type == "heading_open":
        return Heading(start + 1, end, inline, int(opening.tag[1:]))
    return Item(start + 1, end, inline, depth) if depth else Paragraph(start + 1, end, inline)


def _inline(children: "Sequence[Token]") -> Inline:
    text = "".join(" " if child.type in _BREAKS else child.content for child in children)
    return Inline(text.strip(), tuple(child.content for child in children if child.type == "code_inline"))


def _code(token: "Token") -> Code:
    start, end = token.map or (0, 0)
    first = start + 2 if token.type == "fence" else start + 1
    return Code(start + 1, end, first, tuple(token.content.splitlines()))
