"""Markdown to statements: what each heading, item, table row and code line of a document says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.handwritten.blocks import AnyBlock, Block, Code, Heading, Item, Row, parse_blocks
from modelpolicy.handwritten.items import (
    analyzer_names,
    caption_in,
    field_in,
    headed_section,
    listed_analyzer,
    listed_in,
    listed_place,
    place_in,
    section_in,
    total_in,
    with_detail,
)
from modelpolicy.handwritten.statements import (
    Caption,
    DeletionList,
    ListedAnalyzer,
    Place,
    Section,
    Statement,
    StatusList,
)
from modelpolicy.handwritten.words import heading_deletion, heading_status, is_about_analyzers, says_total
from modelpolicy.registry.schema import Deletion

MAX_TEXT: Final = 2000
_NUMBERING: Final = re.compile(r"\d{1,6}[.)]\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's statements, in the order of their lines, and the lines that are in one of them."""

    statements: tuple[Statement, ...]
    lines: frozenset[int]


def read_document(text: str) -> Reading:
    """Read a document with analyzers under headings, in tables, or both, and lists of what may be deleted."""
    text = text.removeprefix("\ufeff")
    reader = _Reader()
    blocks: list[AnyBlock | None] = [*parse_blocks(text), None]
    for block, following in pairwise(blocks):
        if block is not None:
            reader.take(block, following)
    reader.close_section()
    lists = _with_texts(reader.statements, blocks, text)
    return Reading(tuple(sorted(lists, key=lambda one: one.line)), frozenset(reader.lines))


@dataclass(frozen=True, slots=True)
class _Scope:
    """What holds below a heading of ``level``: for it and for the deeper ones that say nothing else."""

    level: int = 0
    status: Status | None = None
    deletion: Deletion | None = None
    group: str = ""


@dataclass(slots=True)
class _Reader:
    """Where in the document the reading stands, and what was read.

    ``listed`` are the models since the heading of the current list, ``None`` for what takes space and is none that can
    be told; ``rows`` are those in the table that starts in line ``table``.
    """

    statements: list[Statement] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    scopes: list[_Scope] = field(default_factory=lambda: [_Scope()])
    section: Section | None = None
    depth: int = 0
    listed: list[ModelId | None] = field(default_factory=list)
    table: int = 0
    rows: list[ModelId | None] = field(default_factory=list)

    def take(self, block: AnyBlock, following: AnyBlock | None) -> None:
        """Read one block; ``following`` tells a heading over fields from any other."""
        if isinstance(block, Code):
            self._places(block)
        elif isinstance(block, Row):
            self.close_section()
            if all(len(cell.text) <= MAX_TEXT for _, cell in block.cells):
                self._row(block)
        elif len(block.inline.text) > MAX_TEXT:
            return
        elif isinstance(block, Heading):
            self._heading(block, following)
        elif isinstance(block, Item):
            self._item(block, following)
        else:
            self._total(block)

    def close_section(self) -> None:
        """End the section that is being read, if any."""
        if self.section is not None:
            self._add(self.section)
        self.section = None

    @property
    def _scope(self) -> _Scope:
        return self.scopes[-1]

    def _heading(self, heading: Heading, following: AnyBlock | None) -> None:
        self.close_section()
        while self._scope.level >= heading.level:
            self.scopes.pop()
        text = _NUMBERING.sub("", heading.inline.text, count=1)
        status, deletion = heading_status(text), heading_deletion(text)
        if status or deletion:
            self._list(heading, text, _Scope(heading.level, status, deletion))
        elif (section := headed_section(heading.line, text, self._scope.status, self._scope.group)) and (
            isinstance(following, Item) and field_in(following.inline)
        ):
            self._open(section, heading, depth=0)
        elif is_about_analyzers(text) and self._scope.status:
            self.scopes.append(replace(self._scope, level=heading.level, group=text))
            self._mark(heading)

    def _list(self, heading: Heading, text: str, scope: _Scope) -> None:
        self.scopes.append(scope)
        self.listed = []
        if scope.status:
            self.statements.append(StatusList(heading.line, scope.status))
        elif scope.deletion:
            self.statements.append(DeletionList(heading.line, scope.deletion, text, ""))
        self._mark(heading)

    def _item(self, item: Item, following: AnyBlock | None) -> None:
        if self.section is not None and item.depth <= self.depth:
            self.close_section()
        if self.section is not None:
            self._detail(item, self.section)
            return
        names = analyzer_names(item.inline.text)
        nested = isinstance(following, Item) and following.depth > item.depth
        if self._scope.status and names and nested:
            self._open(Section(item.line, names, self._scope.status, self._scope.group), item, item.depth)
        elif self._scope.status and (listed := listed_analyzer(item, self._scope.status, self._scope.group)):
            self._add(listed)
            self._mark(item)
        elif self._scope.deletion and (place := listed_place(item, self._scope.deletion)):
            self._add(place)
            self._mark(item)
        elif not self._total(item) and Size.find(item.inline.text):
            self.listed.append(None)

    def _open(self, section: Section, block: Block, depth: int) -> None:
        self.section, self.depth = section, depth
        self._mark(block)

    def _detail(self, item: Item, section: Section) -> None:
        """Read an item below an analyzer: a field, a warning, or whether its model may be deleted."""
        detailed = with_detail(section, item)
        if detailed is not section:
            self.section = detailed
            self._mark(item)

    def _row(self, row: Row) -> None:
        if row.table != self.table:
            self.table, self.rows = row.table, []
        label = row.cells[0][1].text if row.cells else ""
        section = section_in(row, self._scope.status, self._scope.group)
        if says_total(label):
            value = " ".join(cell.text for _, cell in row.cells[1:])
            self._add_total(row.line, row.line, label, value, self.rows)
        elif section is not None:
            self._add(section)
            self.rows.extend(listed_in(section))
            self.lines.update((row.table, row.table + 1, row.line))
        elif any(Size.find(cell.text) for _, cell in row.cells):
            self.rows.append(None)

    def _places(self, code: Code) -> None:
        """Read paths below a heading that says whether they may be deleted, with titles as comments."""
        if self._scope.deletion is None:
            return
        caption: Caption | None = None
        for number, line in enumerate(map(str.strip, code.lines), code.first):
            place = place_in(number, line, self._scope.deletion, caption)
            if place is not None:
                self._add(place)
                self.lines.update((number, code.line, code.end, *([caption.line] if caption else [])))
            elif line.startswith("#"):
                caption = caption_in(number, line.lstrip("# "))
            elif not line:
                caption = None
            elif not re.search(r"\s", line):
                self.listed.append(None)

    def _total(self, block: Block) -> bool:
        """Whether it says what the total of something is."""
        label, colon, value = block.inline.text.partition(":")
        if colon and says_total(label):
            self._add_total(block.line, block.end, label, value, self.listed)
        return bool(colon) and says_total(label)

    def _add_total(self, line: int, end: int, label: str, value: str, listed: list[ModelId | None]) -> None:
        models = tuple(dict.fromkeys(model for model in listed if model))
        total = total_in(line, label.strip(), value.strip(), () if None in listed else models)
        if total is not None:
            self.statements.append(total)
            self.lines.update(range(line, end + 1))

    def _add(self, statement: Section | ListedAnalyzer | Place) -> None:
        self.statements.append(statement)
        self.listed.extend(listed_in(statement))

    def _mark(self, block: Block) -> None:
        self.lines.update(range(block.line, block.end + 1))


def _with_texts(statements: list[Statement], blocks: list[AnyBlock | None], text: str) -> Iterator[Statement]:
    """Give every deletion list the lines up to the next heading that is not below its own."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    lines = re.split(r"\r\n?|\n", text)
    ends = _ends(headings, len(lines))
    for one in statements:
        if isinstance(one, DeletionList):
            yield replace(one, text="\n".join(lines[one.line : ends[one.line]]))
        else:
            yield one


def _ends(headings: list[Heading], last: int) -> dict[int, int]:
    """The last line below each heading, by the heading's own line."""
    ends: dict[int, int] = {}
    open_headings: list[Heading] = []
    for heading in headings:
        while open_headings and open_headings[-1].level >= heading.level:
            ends[open_headings.pop().line] = heading.line - 1
        open_headings.append(heading)
    return {**ends, **{heading.line: last for heading in open_headings}}
