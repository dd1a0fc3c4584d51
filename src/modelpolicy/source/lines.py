"""The text of single lines, to show beside what is said of them."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from modelpolicy.domain.location import Location
from modelpolicy.source.decode import decode
from modelpolicy.source.notebook import NotebookError, cells_of
from modelpolicy.source.walk import NOTEBOOK


def lines_at(root: Path, locations: Iterable[Location]) -> dict[Location, str]:
    """The line at each location, without its end; what is not there, or cannot be read, is left out."""
    in_files = groupby(sorted(set(locations), key=attrgetter("path")), key=attrgetter("path"))
    return {location: line for path, found in in_files for location, line in _lines(root / path, list(found))}


def _lines(place: Path, locations: list[Location]) -> Iterator[tuple[Location, str]]:
    try:
        texts = _texts(place)
    except (OSError, NotebookError):
        return
    for location in locations:
        lines = texts.get(location.cell, [])
        if 1 <= location.line <= len(lines):
            yield location, lines[location.line - 1]


def _texts(place: Path) -> dict[int | None, list[str]]:
    """The lines of the file, or of each cell of a notebook."""
    data = place.read_bytes()
    if place.suffix == NOTEBOOK:
        return dict(enumerate(cells_of(data)))
    text, _ = decode(data)
    return {None: text.split("\n")}
