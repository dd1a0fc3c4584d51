"""Markdown to statements: what each heading, item, table row and code line of a document says."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.handwritten.blocks import AnyBlock, Block, Code, Heading, Inline, Item, Row, parse_blocks
from modelpolicy.handwritten.model_names import model_at, model_id, split_remark
from modelpolicy.handwritten.sections import models_in
from modelpolicy.handwritten.statements import (
    Caption,
    DeletionList,
    FieldValue,
    ListedAnalyzer,
    Place,
    Section,
    Statement,
    StatusList,
    Total,
)
from modelpolicy.handwritten.words import (
    FieldName,
    field_name,
    heading_deletion,
    heading_status,
    is_about_analyzers,
    is_name_column,
    is_warning,
    said_deletion,
    said_status,
    said_summed,
    says_total,
    says_used,
)
from modelpolicy.registry.schema import Deletion

MAX_TEXT: Final = 2000
_NAME: Final = r"[A-Za-z_][\w.-]*"
_NUMBERING: Final = re.compile(r"\d{1,6}[.)]\s*")
_BETWEEN_NAMES: Final = re.compile(r"\s+(?:&|\+|und|and)\s+|,\s*")
_REST_OF_TOTAL: Final = re.compile(r"\s*\.?\s*(?:\([^()]*\))?\s*\.?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's statements, in the order of their lines, and the lines that are in one of them."""

    statements: tuple[Statement, ...]
    lines: frozenset[int]


def read_document(text: str) -> Reading:
    """Read a document with analyzers under headings, in tables, or both, and lists of what may be deleted."""
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

    ``listed`` are the models since the heading of the current list, ``rows`` those in the table that starts in line
    ``table``.
    """

    statements: list[Statement] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    scopes: list[_Scope] = field(default_factory=lambda: [_Scope()])
    section: Section | None = None
    depth: int = 0
    listed: list[ModelId] = field(default_factory=list)
    table: int = 0
    rows: list[ModelId] = field(default_factory=list)

    def take(self, block: AnyBlock, following: AnyBlock | None) -> None:
        """Read one block; ``following`` tells a heading over fields from any other."""
        if isinstance(block, Code):
            self._places(block)
        elif isinstance(block, Row):
            self.close_section()
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
        elif (names := _analyzer_names(text)) and isinstance(following, Item) and _field(following.inline):
            self._open(Section(heading.line, names, self._scope.status, self._scope.group), heading, depth=0)
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
        names = _analyzer_names(item.inline.text)
        nested = isinstance(following, Item) and following.depth > item.depth
        if self._scope.status and names and nested:
            self._open(Section(item.line, names, self._scope.status, self._scope.group), item, item.depth)
        elif self._scope.status and (listed := _listed(item, self._scope.status, self._scope.group)):
            self._add(listed)
            self._mark(item)
        elif self._scope.deletion and (place := _listed_place(item, self._scope.deletion)):
            self._add(place)
            self._mark(item)
        else:
            self._total(item)

    def _open(self, section: Section, block: Block, depth: int) -> None:
        self.section, self.depth = section, depth
        self._mark(block)

    def _detail(self, item: Item, section: Section) -> None:
        """Read an item below an analyzer: a field, a warning, or whether its model may be deleted."""
        detailed = _with_detail(section, item)
        if detailed is not section:
            self.section = detailed
            self._mark(item)

    def _row(self, row: Row) -> None:
        if row.table != self.table:
            self.table, self.rows = row.table, []
        label = row.cells[0][1].text if row.cells else ""
        section = _section_in(row, self._scope)
        if says_total(label):
            value = " ".join(cell.text for _, cell in row.cells[1:])
            self._add_total(row.line, row.line, label, value, self.rows)
        elif section is not None:
            self._add(section)
            self.rows.extend(model.id for model in models_in(section))
            self.lines.add(row.line)

    def _places(self, code: Code) -> None:
        """Read paths below a heading that says whether they may be deleted, with titles as comments."""
        if self._scope.deletion is None:
            return
        caption: Caption | None = None
        for number, line in enumerate(map(str.strip, code.lines), code.first):
            model = model_at(line)
            if line.startswith("#"):
                caption = _caption(number, line.lstrip("# "))
            elif not line:
                caption = None
            elif model is not None and not re.search(r"\s", line):
                self._add(Place(number, model, line, self._scope.deletion, caption))
                self.lines.update((number, code.line, code.end))
                if caption is not None:
                    self.lines.add(caption.line)

    def _total(self, block: Block) -> None:
        label, colon, value = block.inline.text.partition(":")
        if colon and says_total(label):
            self._add_total(block.line, block.end, label, value, self.listed)

    def _add_total(self, line: int, end: int, label: str, value: str, listed: list[ModelId]) -> None:
        total = _total(line, label.strip(), value.strip(), tuple(dict.fromkeys(listed)))
        if total is not None:
            self.statements.append(total)
            self.lines.update(range(line, end + 1))

    def _add(self, statement: Section | ListedAnalyzer | Place) -> None:
        self.statements.append(statement)
        if isinstance(statement, Place):
            self.listed.append(statement.model)
        elif isinstance(statement, Section):
            self.listed.extend(model.id for model in models_in(statement))

    def _mark(self, block: Block) -> None:
        self.lines.update(range(block.line, block.end + 1))


def _with_detail(section: Section, item: Item) -> Section:
    labelled = _field(item.inline)
    label, colon, value = item.inline.text.partition(":")
    if labelled is not None and labelled not in section.fields:
        return _with_field(section, labelled, (item.line, replace(item.inline, text=value.strip())))
    deletion = said_deletion(item.inline.text)
    if deletion is not None:
        return replace(section, deletions=(*section.deletions, (item.line, deletion)))
    if colon and is_warning(label) and says_used(value):
        return replace(section, warnings=(*section.warnings, (item.line, Inline(value.strip()))))
    return section


def _with_field(section: Section, name: FieldName, value: FieldValue) -> Section:
    status = said_status(value[1].text) if name == "status" else None
    return replace(section, fields={**section.fields, name: value}, status=status or section.status)


def _section_in(row: Row, scope: _Scope) -> Section | None:
    """The analyzer, or else the model, that a row of a table is about."""
    names = next((cell.text for head, cell in row.cells if is_name_column(head)), "")
    section = Section(row.line, _analyzer_names(names) if names else (), scope.status, scope.group)
    if names and not section.names:
        return None
    for head, cell in row.cells:
        name = field_name(head)
        if name is not None and cell.text:
            section = _with_field(section, name, (row.line, cell))
    return section if {"model", "size", "status"} & section.fields.keys() else None


def _listed(item: Item, status: Status, group: str) -> ListedAnalyzer | None:
    """Read ``name (method)``, or a name alone that cannot be taken for a word."""
    name, remark = split_remark(item.inline.text)
    marked = "_" in name or name in item.inline.codes + item.inline.strong
    if not ((remark or marked) and re.fullmatch(_NAME, name)):
        return None
    found = Size.find(remark)
    method = (remark[: found[1]] + remark[found[2] :]).strip() if found else remark
    return ListedAnalyzer(item.line, name, status, group, method, found[0] if found else None, marked)


def _listed_place(item: Item, deletion: Deletion) -> Place | None:
    """Read an item that is a model's id or path, with or without a size in parentheses."""
    name, remark = split_remark(item.inline.text)
    model = model_at(name) or model_id(name)
    return Place(item.line, model, "", deletion, _caption(item.line, f"({remark})")) if model else None


def _total(line: int, label: str, value: str, listed: tuple[ModelId, ...]) -> Total | None:
    """Read a size that stands alone behind a label; what is around it says that it is part of a sentence."""
    found = Size.find(value)
    if found is None or value[: found[1]] or not _REST_OF_TOTAL.fullmatch(value, found[2]):
        return None
    summed = said_summed(label)
    if listed and summed == "deletable":
        summed = "listed"
    if summed == "listed" and not listed:
        return None
    return Total(line, f"{label}: {value}", found[0], summed, listed if summed == "listed" else ())


def _caption(line: int, comment: str) -> Caption:
    title, remark = split_remark(comment)
    found = Size.find(remark)
    if found is not None and (found[1], found[2]) == (0, len(remark)):
        return Caption(line, title, found[0], "")
    return Caption(line, title, None, remark)


def _analyzer_names(text: str) -> tuple[str, ...]:
    """Read ``name``, ``name & name`` or ``name, name and name``; empty where a part is no name."""
    names = tuple(_BETWEEN_NAMES.split(text.strip()))
    return names if all(re.fullmatch(_NAME, name) for name in names) else ()


def _field(inline: Inline) -> FieldName | None:
    label, colon, _ = inline.text.partition(":")
    return field_name(label) if colon else None


def _with_texts(statements: list[Statement], blocks: list[AnyBlock | None], text: str) -> Iterator[Statement]:
    """Give every deletion list the lines up to the next heading that is not below its own."""
    levels = {block.line: block.level for block in blocks if isinstance(block, Heading)}
    lines = re.split(r"\r\n?|\n", text)
    for one in statements:
        if isinstance(one, DeletionList):
            yield replace(one, text="\n".join(lines[one.line : _end(one.line, levels, len(lines))]))
        else:
            yield one


def _end(line: int, levels: Mapping[int, int], last: int) -> int:
    return min((other - 1 for other, level in levels.items() if other > line and level <= levels[line]), default=last)
