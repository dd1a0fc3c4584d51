"""What every analyzer does: load once and late, and order what it finds."""

from collections.abc import Iterator
from pathlib import Path

from analyzers.base import Analyzer
from analyzers.result import Segment


class Countdown(Analyzer):
    """Finds three segments, last first, and counts its loads."""

    name = "countdown"
    loads = 0

    def _load(self) -> None:
        self.loads += 1

    def _segments(self, video: Path) -> Iterator[Segment]:
        for start in (2, 1, 0):
            yield Segment(start=start, end=start + 1, label=video.name)


class Silence(Analyzer):
    """An algorithm: no model, nothing to load."""

    name = "silence"

    def _segments(self, video: Path) -> Iterator[Segment]:
        yield Segment(start=0, end=1, label=video.stem)


def test_nothing_is_loaded_until_it_is_asked_for() -> None:
    assert Countdown().loads == 0


def test_models_are_loaded_once() -> None:
    analyzer = Countdown()
    analyzer.load()
    analyzer.load()
    analyzer.analyze(Path("film.mp4"))
    assert analyzer.loads == 1


def test_segments_are_ordered_by_time() -> None:
    analysis = Countdown().analyze(Path("film.mp4"))
    assert [segment.start for segment in analysis.segments] == [0, 1, 2]
    assert analysis.analyzer == "countdown"
    assert analysis.video == Path("film.mp4")
    assert {segment.label for segment in analysis.segments} == {"film.mp4"}


def test_an_algorithm_uses_no_model() -> None:
    analysis = Silence().analyze(Path("film.mp4"))
    assert analysis.models == ()
    assert analysis.segments == (Segment(start=0, end=1, label="film"),)
