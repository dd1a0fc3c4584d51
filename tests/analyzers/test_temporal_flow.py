"""The pattern of films whose events are known."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from analyzers.catalogue import ANALYZERS, DISABLED
from analyzers.errors import NothingToReadError
from analyzers.result import Segment
from analyzers.runner import run
from analyzers.selection import select
from analyzers.temporal_flow import TemporalFlow
from tests.analyzers.canvas import still, texture
from tests.analyzers.films import look, scenes, write_film


@pytest.fixture
def half_minute(tmp_path: Path) -> Path:
    return write_film(tmp_path / "film.mp4", scenes(1, 16, 16) * 30)


def cuts(times: Sequence[float]) -> dict[str, tuple[Segment, ...]]:
    return {"cut_analysis": tuple(Segment(start=time, end=time, label="cut") for time in times)}


def find(film: Path, found: dict[str, tuple[Segment, ...]]) -> dict[str, Segment]:
    return {segment.label: segment for segment in look(TemporalFlow(), film, found).segments}


@pytest.mark.parametrize(
    ("pattern", "counts"),
    [
        ("rising", (2, 4, 9)),
        ("falling", (8, 5, 2)),
        ("arc", (3, 9, 3)),
        ("arc", (0, 1, 0)),
        ("dip", (6, 2, 6)),
        ("steady", (5, 5, 5)),
        ("steady", (6, 6, 5)),
        ("steady", (0, 0, 0)),
    ],
)
def test_the_pattern_is_that_of_the_pace(half_minute: Path, pattern: str, counts: tuple[int, int, int]) -> None:
    times = [act * 10 + 0.5 + number for act, count in enumerate(counts) for number in range(count)]
    found = find(half_minute, cuts(times))

    assert (found[pattern].start, found[pattern].end) == pytest.approx((0, 30))
    assert found[pattern].values[0].amount == pytest.approx(2 * sum(counts))
    paces = [found[act].values[0] for act in ("opening", "middle", "ending")]
    assert [pace.amount for pace in paces] == pytest.approx([6 * count for count in counts])
    assert {pace.unit for pace in paces} == {"per_minute"}
    assert [found[act].start for act in ("opening", "middle", "ending")] == pytest.approx([0, 10, 20])


def test_the_climax_is_where_most_begins(half_minute: Path) -> None:
    climax = find(half_minute, cuts([1, 6, 12.1, 12.5, 13, 14.9, 20, 28]))["climax"]
    assert (climax.start, climax.end) == pytest.approx((12.1, 15.1))
    assert climax.values[0].amount == pytest.approx(4 * 20)


def test_all_kinds_of_events_count_but_shots_and_beginnings_do_not(half_minute: Path) -> None:
    found = find(
        half_minute,
        {
            "cut_analysis": (
                Segment(start=5, end=5, label="cut"),
                Segment(start=5, end=30, label="shot"),
            ),
            "scene_segmentation": (Segment(start=0, end=5, label="scene"), Segment(start=5, end=30, label="scene")),
            "speech_transcription": (Segment(start=6, end=8, label="speech", text="Hello"),),
            "text_overlay": (Segment(start=7, end=8, label="text", text="Hello"),),
            "sound_effects": (Segment(start=8, end=8.1, label="click"),),
        },
    )
    assert found["opening"].values[0].amount == pytest.approx(5 * 6)


def test_calls_to_action_have_a_position(half_minute: Path) -> None:
    found = find(half_minute, {"comment_cta_detection": (Segment(start=27, end=28, label="like", text="like"),)})
    call = found["call_to_action"]
    assert (call.start, call.end, call.text) == (27, 28, "like")
    assert call.values[0].amount == pytest.approx(0.9)
    assert call.values[0].unit == "ratio"


def test_a_film_that_is_cut_faster_and_faster_rises(tmp_path: Path) -> None:
    lengths = [20, 20, 20, 15, 15, 15, 15, 8, 8, 8, 8, 8, 8, 8, 8]
    shots = [picture for seed, length in enumerate(lengths) for picture in still(texture(seed), (64, 36), length)]
    film = write_film(tmp_path / "film.mp4", shots)
    result = run(film, [kind for kind in select(ANALYZERS, DISABLED, ("temporal_flow",)) if not kind().models])

    (flow,) = [analysis for analysis in result.analyses if analysis.analyzer == "temporal_flow"]
    labels = {segment.label: segment for segment in flow.segments}
    assert "rising" in labels
    assert labels["climax"].start >= 11


def test_without_anything_found_there_is_no_story(half_minute: Path) -> None:
    with pytest.raises(NothingToReadError):
        look(TemporalFlow(), half_minute)
