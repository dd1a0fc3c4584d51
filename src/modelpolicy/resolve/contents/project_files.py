"""Files of the project that the code reads, by the path that it writes: their bytes, their text, their lines."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final

from modelpolicy.domain.location import Location
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.contents.copied import originals
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.collected import Items
from modelpolicy.values.text import Text
from modelpolicy.values.values import Opened, Values, known, union, unknown

LARGEST_TEXT: Final = 16_000
"""Bytes; a larger text is data."""


def read_at(evaluator: Evaluates, written: Text, reader: SourceModule) -> list[tuple[str, bytes]]:
    """The file that the path ``written`` leads code in ``reader`` to; where there is none, what is copied there."""
    found = _read(evaluator, written.text, reader)
    copied = originals(evaluator, written, reader) if found is None else ()
    contents = [found, *(_read(evaluator, original.text, reader) for original in copied)]
    return [content for content in contents if content is not None]


def text_of(evaluator: Evaluates, opened: Opened, reader: SourceModule) -> Values:
    """The whole text of an opened file."""
    texts = _texts(evaluator, opened, reader)
    found = [known(Text(text, opened.path.via, opened.path.owners, location=Location(path, 1))) for path, text in texts]
    return union(found) if found else unknown(f"the text of {opened.path.text}")


def lines_of(evaluator: Evaluates, opened: Opened, reader: SourceModule) -> Values:
    """The lines of an opened file, each with its end."""
    path = opened.path
    found = [
        Items(
            tuple(
                known(Text(line, path.via, path.owners, location=Location(place, number)))
                for number, line in enumerate(text.splitlines(keepends=True), 1)
            )
        )
        for place, text in _texts(evaluator, opened, reader)
    ]
    return known(*found) if found else unknown(f"the text of {path.text}")


def _texts(evaluator: Evaluates, opened: Opened, reader: SourceModule) -> Iterator[tuple[str, str]]:
    for path, content in read_at(evaluator, opened.path, reader):
        if len(content) <= LARGEST_TEXT:
            try:
                yield path, content.decode("utf-8-sig").replace("\r\n", "\n")
            except UnicodeDecodeError:
                continue


def _read(evaluator: Evaluates, written: str, reader: SourceModule) -> tuple[str, bytes] | None:
    """The file at a path, as seen from the project root, or from the reading file's own directory."""
    for path in (normpath(written), normpath(str(PurePosixPath(reader.path).parent / written))):
        content = evaluator.project.read(path)
        if content is not None:
            return path, content
    return None
