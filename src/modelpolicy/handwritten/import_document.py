"""Make a registry from a hand-written Markdown document, German or English.

Every line that is not blank ends in the registry, in a claim that the registry confirms, or in the list
of unread lines; a line that was read in part is in that list with the reason.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Final, TypeAlias

from modelpolicy.domain.analyzer import Status
from modelpolicy.domain.model_id import ModelId
from modelpolicy.handwritten.blocks import Block, Code, Heading, Inline, Item, Paragraph, parse_blocks
from modelpolicy.handwritten.claims import Claim, judge_size_class, judge_total, judge_users
from modelpolicy.handwritten.draft import Draft, Section
from modelpolicy.handwritten.model_names import model_at, split_remark
from modelpolicy.handwritten.words import (
    FieldName,
    field_name,
    heading_deletion,
    heading_status,
    is_about_analyzers,
    is_warning,
    said_deletion,
    says_total,
    says_used,
)
from modelpolicy.registry.schema import AnalyzerEntry, Deletion, Registry, UnreadLine
from modelpolicy.registry.size import Size
from modelpolicy.registry.text import Text

AnyBlock: TypeAlias = Heading | Item | Paragraph | Code

MAX_TEXT: Final = 2000
_NAME: Final = r"[A-Za-z_][\w.-]*"
_NUMBERING: Final = re.compile(r"\d{1,6}[.)]\s*")
_BETWEEN_NAMES: Final = re.compile(r"\s+(?:&|\+|und|and)\s+|,\s*")
_MARKER: Final = re.compile(r"\s*<!-- modelpolicy:(begin|end) ")


@dataclass(frozen=True, slots=True)
class Imported:
    """The registry that a document describes, what of it could not be read, and the claims it makes.

    ``registry.unread`` lists the unread lines.
    """

    registry: Registry
    claims: tuple[Claim, ...]


def import_document(text: str) -> Imported:
    """Read a document with analyzers under headings that say whether they are active."""
    reader = _Reader()
    blocks: list[AnyBlock | None] = [*parse_blocks(text), None]
    for block, following in pairwise(blocks):
        if block is not None:
            reader.take(block, following)
    reader.close_section()
    registry = Registry(reader.draft.analyzers, reader.draft.models)
    claims = tuple(claim for judge in reader.claims if (claim := judge(registry)) is not None)
    denied = {claim.line: f"not so: {claim.verdict}" for claim in claims if not claim.holds}
    unread = tuple(_unread(text, reader.read, {**denied, **reader.draft.reasons}))
    return Imported(Registry(registry.analyzers, registry.models, unread), claims)


def _unread(text: str, read: set[int], reasons: dict[int, str]) -> Iterator[UnreadLine]:
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        unread = line.strip() and number not in read and not _MARKER.match(line)
        if unread or number in reasons:
            yield UnreadLine(number, line, reasons.get(number))


@dataclass(slots=True)
class _Reader:
    """Where in the document the reading stands, and what was read."""

    draft: Draft = field(default_factory=Draft)
    read: set[int] = field(default_factory=set)
    claims: list[Callable[[Registry], Claim | None]] = field(default_factory=list)
    status: Status | None = None
    deletion: Deletion | None = None
    level: int = 0
    group: str = ""
    section: Section | None = None
    section_line: int = 0

    def take(self, block: AnyBlock, following: AnyBlock | None) -> None:
        """Read one block; ``following`` tells a heading over fields from any other."""
        if isinstance(block, Code):
            self._places(block)
        elif len(block.inline.text) > MAX_TEXT:
            return
        elif isinstance(block, Heading):
            self._heading(block, following)
        elif isinstance(block, Item):
            self._item(block, following)
        else:
            self._total(block)

    def close_section(self) -> None:
        """End the section that is being read, if any, and take over what it says."""
        if self.section is None:
            return
        self.draft.add_section(self.section, self.section_line)
        for line, remark in self.section.warnings:
            models = self.draft.analyzers[self.section.names[0]].models
            self._claim_users(line, remark.text, models)
        self.section = None

    def _heading(self, heading: Heading, following: AnyBlock | None) -> None:
        self.close_section()
        text = _NUMBERING.sub("", heading.inline.text, count=1)
        status, deletion = heading_status(text), heading_deletion(text)
        names = _analyzer_names(text)
        if status or deletion:
            self.status, self.deletion, self.level, self.group = status, deletion, heading.level, ""
        elif heading.level <= self.level or self.status is None:
            self.status = self.deletion = None
            return
        elif names and isinstance(following, Item) and _field(following.inline):
            self._open(Section(names, self.status, depth=0), heading)
        elif is_about_analyzers(text):
            self.group = text
        else:
            return
        self._mark(heading)

    def _item(self, item: Item, following: AnyBlock | None) -> None:
        if self.section is not None and item.depth <= self.section.depth:
            self.close_section()
        if self.section is not None:
            if self._detail(item, self.section):
                self._mark(item)
            return
        names = _analyzer_names(item.inline.text)
        nested = isinstance(following, Item) and following.depth > item.depth
        if self.status and names and nested:
            self._open(Section(names, self.status, item.depth), item)
            self._mark(item)
        elif not (self.status and self._method(item, self.status)):
            self._total(item)

    def _open(self, section: Section, block: Block) -> None:
        self.section, self.section_line = section, block.line
        self._claim_size_class(block.line, section.names)

    def _detail(self, item: Item, section: Section) -> bool:
        """Read an item below an analyzer: a field, a warning, or whether its model may be deleted."""
        labelled = _field(item.inline)
        label, colon, value = item.inline.text.partition(":")
        if labelled is not None and labelled not in section.fields:
            section.fields[labelled] = (item.line, Inline(value.strip(), item.inline.codes))
            return True
        deletion = said_deletion(item.inline.text)
        if deletion is not None:
            section.deletions.append((item.line, deletion))
            return True
        if colon and is_warning(label) and says_used(value):
            section.warnings.append((item.line, Inline(value.strip())))
            return True
        return False

    def _method(self, item: Item, status: Status) -> bool:
        """Read ``name (method)``, or a name alone that cannot be taken for a word."""
        name, remark = split_remark(item.inline.text)
        certain = remark or "_" in name or item.inline.codes == (name,)
        if not (certain and re.fullmatch(_NAME, name)):
            return False
        found = Size.find(remark)
        method = (remark[: found[1]] + remark[found[2] :]).strip() if found else remark
        entry = AnalyzerEntry(status, method=Text.parse(method) if method else None, size=found[0] if found else None)
        self.draft.add_analyzer(name, entry, item.line)
        self._mark(item)
        return True

    def _places(self, code: Code) -> None:
        """Read paths below a heading that says whether they may be deleted, with titles as comments."""
        if self.deletion is None:
            return
        comment: tuple[int, str] | None = None
        for number, line in enumerate(map(str.strip, code.lines), code.first):
            model = model_at(line)
            if line.startswith("#"):
                comment = (number, line.lstrip("# "))
            elif not line:
                comment = None
            elif model is not None and not re.search(r"\s", line):
                self.draft.add_place(model, line, self.deletion, number)
                self.read.update((number, code.line, code.end))
                if comment is not None:
                    self.read.add(comment[0])
                    self._title(model, *comment)

    def _title(self, model: ModelId, line: int, comment: str) -> None:
        title, remark = split_remark(comment)
        found = Size.find(remark)
        self.draft.add_fact(model, "title", title or None, line)
        if found is not None and (found[1], found[2]) == (0, len(remark)):
            self.draft.add_fact(model, "size", found[0], line)
        elif says_used(remark):
            self._claim_users(line, remark, (model,))
        elif remark:
            self.draft.reasons[line] = f"{remark!r} was not read"

    def _total(self, block: Block) -> None:
        found = Size.find(block.inline.text)
        if found is None or not says_total(block.inline.text):
            return
        judge = partial(judge_total, line=block.line, text=block.inline.text, claimed=found[0])
        self.claims.append(judge)
        self._mark(block)

    def _claim_users(self, line: int, text: str, models: tuple[ModelId, ...]) -> None:
        self.claims.append(partial(judge_users, line=line, text=text, models=models))

    def _claim_size_class(self, line: int, names: Iterable[str]) -> None:
        for name in names:
            self.claims.append(partial(judge_size_class, line=line, analyzer=name, heading=self.group))

    def _mark(self, block: Block) -> None:
        self.read.update(range(block.line, block.end + 1))


def _analyzer_names(text: str) -> tuple[str, ...]:
    """Read ``name``, ``name & name`` or ``name, name and name``; empty where a part is no name."""
    names = tuple(_BETWEEN_NAMES.split(text.strip()))
    return names if all(re.fullmatch(_NAME, name) for name in names) else ()


def _field(inline: Inline) -> FieldName | None:
    label, colon, _ = inline.text.partition(":")
    return field_name(label) if colon else None
