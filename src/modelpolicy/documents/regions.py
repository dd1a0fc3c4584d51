"""A document's rendered regions, and the hand-written passages between and around them.

A region stands between ``<!-- modelpolicy:begin NAME sha256:... -->`` and ``<!-- modelpolicy:end NAME -->``,
each on a line of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.errors import InputError, Problem

_MARKER: Final = re.compile(
    r"<!-- modelpolicy:(?P<what>begin|end) (?P<name>[a-z]+)(?: sha256:(?P<digest>[0-9a-f]{16}))? -->\s*"
)
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_LOOKS_LIKE_MARKER: Final = re.compile(r"\s*<!--\s*modelpolicy:(?!\s*ignore\b)")


@dataclass(frozen=True, slots=True)
class Passage:
    """Hand-written lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Region:
    """A rendered region. ``line`` is its begin marker's, from 1; ``body`` excludes both markers."""

    name: str
    body: str
    digest: str
    line: int = 0

    @property
    def text(self) -> str:
        """The region with its markers."""
        stamp = f" sha256:{self.digest}" if self.digest else ""
        return f"<!-- modelpolicy:begin {self.name}{stamp} -->\n{self.body}<!-- modelpolicy:end {self.name} -->\n"


def parse_regions(text: str, path: str) -> tuple[Passage | Region, ...]:
    """Split a document. The pieces' texts, joined, are the document again, a last line end added to an end marker.

    Raises:
        InputError: a marker is ill-formed, nested, closed twice, left open, or names a region again.

    """
    problems: list[Problem] = []
    pieces = tuple(_pieces(_LINE.findall(text), path, problems))
    seen: dict[str, int] = {}
    for region in regions_of(pieces):
        if region.name in seen:
            message = f"region {region.name!r} stands twice, first in line {seen[region.name]}"
            problems.append(Problem(path, region.line, message, "keep one of them"))
        seen.setdefault(region.name, region.line)
    if problems:
        raise InputError(*problems)
    return pieces


def regions_of(pieces: tuple[Passage | Region, ...]) -> tuple[Region, ...]:
    """Pick the regions, in document order."""
    return tuple(piece for piece in pieces if isinstance(piece, Region))


def without_regions(text: str, path: str) -> str:
    """What was written by hand, each line where it stands in the document: a line of a region is empty.

    Raises:
        InputError: as ``parse_regions`` does.
    """
    pieces = parse_regions(text, path)
    return "".join(piece.text if isinstance(piece, Passage) else "\n" * piece.text.count("\n") for piece in pieces)


def _pieces(lines: list[str], path: str, problems: list[Problem]) -> Iterator[Passage | Region]:
    opened: tuple[re.Match[str], int] | None = None
    pending: list[str] = []
    for number, line in enumerate(lines, 1):
        marker = _MARKER.fullmatch(line)
        if marker is None:
            if _LOOKS_LIKE_MARKER.match(line):
                problems.append(_ill_formed(path, number, line))
            pending.append(line)
        elif marker["what"] == "begin":
            if opened is not None:
                problems.append(_nested(path, number, marker["name"], opened))
            if pending:
                yield Passage("".join(pending))
            opened, pending = (marker, number), []
        elif opened is None or opened[0]["name"] != marker["name"]:
            message = f"the end of region {marker['name']!r} without its beginning"
            problems.append(Problem(path, number, message, "remove this marker, or restore the begin marker"))
        else:
            yield Region(marker["name"], "".join(pending), opened[0]["digest"] or "", opened[1])
            opened, pending = None, []
    if opened is not None:
        remedy = f"add <!-- modelpolicy:end {opened[0]['name']} --> where the region ends"
        problems.append(Problem(path, opened[1], f"region {opened[0]['name']!r} is never closed", remedy))
    elif pending:
        yield Passage("".join(pending))


def _ill_formed(path: str, line: int, text: str) -> Problem:
    remedy = "write <!-- modelpolicy:begin NAME --> or <!-- modelpolicy:end NAME --> on a line of its own"
    return Problem(path, line, f"not a region marker: {text.strip()}", remedy)


def _nested(path: str, line: int, name: str, opened: tuple[re.Match[str], int]) -> Problem:
    message = f"region {name!r} begins inside {opened[0]['name']!r} of line {opened[1]}"
    return Problem(path, line, message, f"close region {opened[0]['name']!r} first")
