"""A run: everybody has a turn, sees what was found before, and fails alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzers.base import Analyzer, Found, MediaAnalyzer
from analyzers.errors import NotAVideoError
from analyzers.media import Media
from analyzers.result import Result, Segment
from analyzers.runner import run


class Seconds(MediaAnalyzer):
    """A segment a second."""

    name = "seconds"
    rate = 1.0

    def _segments(self, media: Media) -> Iterator[Segment]:
        for frame in media.frames(self.rate):
            yield Segment(start=frame.start, end=frame.end, label="second")


class Loudness(MediaAnalyzer):
    name = "loudness"

    def _segments(self, media: Media) -> Iterator[Segment]:
        yield Segment(start=0, end=media.sound.end, label="sound")


class Story(Analyzer):
    """Repeats what the others found."""

    name = "story"
    reads = ("loudness", "seconds")

    def _find(self, media: Media, found: Found) -> Iterator[Segment]:  # noqa: ARG002 - it looks at what was found alone
        for name, segments in found.items():
            yield Segment(start=0, end=0, label=name, text=str(len(segments)))


class WithModel(MediaAnalyzer):
    """Fails at loading with the error of the class."""

    error: Exception

    @property
    def models(self) -> tuple[str, ...]:
        return ("hf:owner/name",)

    def _load(self) -> None:
        raise self.error

    def _segments(self, media: Media) -> Iterator[Segment]:
        raise AssertionError(media.path)


def failing(error: Exception) -> type[Analyzer]:
    return type("Failing", (WithModel,), {"name": "failing", "error": error})


def hidden(cause: Exception) -> ModuleNotFoundError:
    """As transformers tells it when an import deep inside fails."""
    error = ModuleNotFoundError("Could not import module 'AutoProcessor'")
    error.__cause__ = cause
    return error


class Broken(MediaAnalyzer):
    name = "broken"

    def _segments(self, media: Media) -> Iterator[Segment]:
        raise RuntimeError(f"no luck with {media.path.name}\nand more about it")


def test_each_has_its_turn_and_is_announced(film: Path) -> None:
    turns: list[str] = []
    result = run(film, (Seconds, Loudness), turns.append)

    assert turns == ["seconds", "loudness"]
    assert [analysis.analyzer for analysis in result.analyses] == turns
    assert result.failures == ()
    assert result.seconds == pytest.approx(3)
    assert result.video == film


def test_what_was_found_before_can_be_read(film: Path) -> None:
    result = run(film, (Seconds, Loudness, Story))
    assert {segment.label: segment.text for segment in result.analyses[-1].segments} == {
        "seconds": "3",
        "loudness": "1",
    }


def test_who_fails_fails_alone(silent_film: Path) -> None:
    result = run(silent_film, (Broken, Loudness, Seconds, Story))

    assert [analysis.analyzer for analysis in result.analyses] == ["seconds", "story"]
    assert {failure.analyzer: failure.reason for failure in result.failures} == {
        "broken": "RuntimeError: no luck with silent.mp4",
        "loudness": f"{silent_film}: has no sound track",
    }


def test_without_anything_to_read_there_is_no_story(silent_film: Path) -> None:
    *_, story = run(silent_film, (Loudness, Story)).failures
    assert story.reason == "story reads segments of loudness or seconds, and there are none"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            ModuleNotFoundError("No module named 'easyocr'", name="easyocr"),
            "the package easyocr is not installed; pip install 'modelpolicy[analyzers]' brings it",
        ),
        (hidden(RuntimeError("torchvision does not fit")), "a package cannot be imported: torchvision does not fit"),
        (ImportError("libGL.so.1: not found"), "a package cannot be imported: libGL.so.1: not found"),
        (OSError("nothing in the cache\nlong story"), "cannot load hf:owner/name: nothing in the cache"),
        (RuntimeError("out of memory"), "cannot load hf:owner/name: out of memory"),
    ],
)
def test_a_failure_to_load_says_what_is_missing(film: Path, error: Exception, reason: str) -> None:
    result = run(film, (failing(error), Seconds))
    assert [failure.reason for failure in result.failures] == [reason]
    assert len(result.analyses) == 1


def test_a_file_that_is_no_video_is_nobodys_failure(tmp_path: Path) -> None:
    (tmp_path / "notes.mp4").write_text("no video\n" * 100)
    with pytest.raises(NotAVideoError):
        run(tmp_path / "notes.mp4", (Seconds,))


def test_a_result_survives_json(silent_film: Path) -> None:
    result = run(silent_film, (Seconds, Loudness))
    assert Result.model_validate_json(result.model_dump_json()) == result
