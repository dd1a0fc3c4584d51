"""A Markdown document as a flat sequence of headings, list items, table rows, code lines and paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAKS: Final = frozenset({"softbreak", "hardbreak"})
_CELLS: Final = frozenset({"th_open", "td_open"})


@dataclass(frozen=True, slots=True)
class Inline:
    """Text without its markup, what of it was set as code, and what as bold."""

    text: str
    codes: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()


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
class Row:
    """A row of a table's body: the text of each cell, with that of the head of its column. ``table`` is its line."""

    line: int
    table: int
    cells: tuple[tuple[str, Inline], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code block. ``lines`` are its content lines, the first of which stands in line ``first``.

    ``language`` is what its opening says that it is in, in small letters: ``bash``.
    """

    line: int
    end: int
    first: int
    lines: tuple[str, ...]
    language: str = ""


AnyBlock: TypeAlias = Heading | Item | Paragraph | Row | Code


def parse_blocks(text: str) -> Iterator[AnyBlock]:
    """Read CommonMark with tables; HTML, quotes' markers, rules and a table's head have no block and no line in one."""
    from markdown_it import MarkdownIt

    depth = 0
    previous: Token | None = None
    first_of_item = False
    table = _Table()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            depth += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            depth -= 1
        elif token.type == "list_item_open":
            first_of_item = True
        elif token.type in {"fence", "code_block"}:
            yield _code(token)
        elif token.type in {"table_open", "tr_open", "tr_close"} or (previous and previous.type in _CELLS):
            yield from table.take(token, previous)
        elif token.type == "inline" and previous is not None:
            yield _block(token, previous, depth if first_of_item else 0)
            first_of_item = False
        previous = token


@dataclass(slots=True)
class _Table:
    """The table that is being read, if any: the texts of its head, and the cells of a row so far."""

    head: list[str] = field(default_factory=list)
    cells: list[Inline] = field(default_factory=list)
    start: int = 0
    line: int = 0

    def take(self, token: "Token", previous: "Token | None") -> Iterator[Row]:
        if token.type == "table_open":
            self.head, self.start = [], (token.map or (0, 0))[0] + 1
        elif token.type == "tr_open":
            self.cells, self.line = [], (token.map or (0, 0))[0] + 1
        elif token.type == "tr_close" and self.cells:
            yield Row(self.line, self.start, tuple(zip(self.head, self.cells, strict=False)))
        elif token.type == "inline" and previous is not None and previous.type == "th_open":
            self.head.append(_inline(token.children or ()).text)
        elif token.type == "inline":
            self.cells.append(_inline(token.children or ()))


def _block(token: "Token", opening: "Token", depth: int) -> Heading | Item | Paragraph:
    start, end = token.map or (0, 0)
    inline = _inline(token.children or ())
    if opening.type == "heading_open":
        return Heading(start + 1, end, inline, int(opening.tag[1:]))
    return Item(start + 1, end, inline, depth) if depth else Paragraph(start + 1, end, inline)


def _inline(children: "Sequence[Token]") -> Inline:
    text = "".join(" " if child.type in _BREAKS else child.content for child in children)
    codes = tuple(child.content for child in children if child.type == "code_inline")
    return Inline(text.strip(), codes, tuple(_strong(children)))


def _strong(children: "Sequence[Token]") -> Iterator[str]:
    """What stands between each pair of marks for bold text."""
    opened: list[str] | None = None
    for child in children:
        if child.type == "strong_open":
            opened = []
        elif child.type == "strong_close" and opened is not None:
            yield "".join(opened).strip()
            opened = None
        elif opened is not None:
            opened.append(child.content)


def _code(token: "Token") -> Code:
    start, end = token.map or (0, 0)
    first = start + 2 if token.type == "fence" else start + 1
    language = (token.info.split() or [""])[0].lower()
    return Code(start + 1, end, first, tuple(token.content.splitlines()), language)
