"""Make a registry from a hand-written Markdown document, German or English.

Every line that is not blank ends in the registry, in a claim that the registry confirms, or in the list
of unread lines; a line that was read in part is in that list with the reason.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from modelpolicy.handwritten.claims import Claim, judge
from modelpolicy.handwritten.draft import Draft
from modelpolicy.handwritten.read import Reading, read_document
from modelpolicy.handwritten.statements import Statement
from modelpolicy.registry.schema import Registry, UnreadLine

_MARKER: Final = re.compile(r"\s*<!-- modelpolicy:(begin|end) ")


@dataclass(frozen=True, slots=True)
class Imported:
    """The registry that a document describes, what of it could not be read, and the claims it makes.

    ``registry.unread`` lists the unread lines. ``statements`` are all that was read, one by one.
    """

    registry: Registry
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]


def import_document(text: str) -> Imported:
    """Read a document with analyzers under headings that say whether they are active."""
    reading = read_document(text)
    draft = Draft()
    for statement in reading.statements:
        draft.add(statement)
    registry = Registry(draft.analyzers, draft.models)
    claims = tuple(claim for statement in reading.statements for claim in judge(statement, registry))
    denied = {claim.line: f"not so: {claim.verdict}" for claim in claims if not claim.holds}
    unread = tuple(_unread(text, reading, {**denied, **draft.reasons}))
    return Imported(Registry(registry.analyzers, registry.models, unread), claims, reading.statements)


def _unread(text: str, reading: Reading, reasons: Mapping[int, str]) -> Iterator[UnreadLine]:
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        unread = line.strip() and number not in reading.lines and not _MARKER.match(line)
        if unread or number in reasons:
            yield UnreadLine(number, line, reasons.get(number))
