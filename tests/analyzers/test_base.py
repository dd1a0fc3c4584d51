"""What every analyzer does: load once and late, and order what it finds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzers.base import Analyzer, Found, MediaAnalyzer
from analyzers.errors import NothingToReadError
from analyzers.media import Media
from analyzers.result import Segment
from tests.analyzers.films import look


class Countdown(MediaAnalyzer):
    """Finds three segments, last first, and counts its loads."""

    name = "countdown"
    loads = 0

    def _load(self) -> None:
        self.loads += 1

    def _segments(self, media: Media) -> Iterator[Segment]:
        for start in (2, 1, 0):
            yield Segment(start=start, end=start + 1, label=media.path.name)


class Echo(Analyzer):
    """Repeats what the two others found."""

    name = "echo"
    reads = ("countdown", "silence")

    def _find(self, media: Media, found: Found) -> Iterator[Segment]:  # noqa: ARG002 - it looks at what was found alone
        for segments in found.values():
            yield from segments


class Silence(MediaAnalyzer):
    """An algorithm: no model, nothing to load."""

    name = "silence"

    def _segments(self, media: Media) -> Iterator[Segment]:
        yield Segment(start=0, end=1, label=media.path.stem)


def test_nothing_is_loaded_until_it_is_asked_for() -> None:
    assert Countdown().loads == 0


def test_models_are_loaded_once(film: Path) -> None:
    analyzer = Countdown()
    analyzer.load()
    analyzer.load()
    look(analyzer, film)
    assert analyzer.loads == 1


def test_segments_are_ordered_by_time(film: Path) -> None:
    analysis = look(Countdown(), film)
    assert [segment.start for segment in analysis.segments] == [0, 1, 2]
    assert analysis.analyzer == "countdown"
    assert analysis.video == film
    assert {segment.label for segment in analysis.segments} == {"film.mp4"}


def test_an_algorithm_uses_no_model(film: Path) -> None:
    analysis = look(Silence(), film)
    assert analysis.models == ()
    assert analysis.segments == (Segment(start=0, end=1, label="film"),)


def test_segments_of_others_are_read(film: Path) -> None:
    heard = Segment(start=0, end=1, label="heard")
    assert look(Echo(), film, {"silence": (heard,)}).segments == (heard,)


def test_an_analyzer_that_reads_others_needs_one_of_them(film: Path) -> None:
    with pytest.raises(NothingToReadError, match="echo reads segments of countdown or silence"):
        look(Echo(), film)


def test_nothing_found_is_something_to_read(film: Path) -> None:
    assert look(Echo(), film, {"silence": ()}).segments == ()
