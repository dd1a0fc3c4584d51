"""Trends of made measurements, in numbers."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from analyzers.audio_analysis import AudioAnalysis
from analyzers.errors import NothingToReadError
from analyzers.result import Segment, Unit, Value
from analyzers.runner import run
from analyzers.trend_analysis import TrendAnalysis
from tests.analyzers.films import look, scenes, tone, write_film


def measured(name: str, amounts: Iterable[float], unit: Unit = "ratio") -> tuple[Segment, ...]:
    """A measurement every ten seconds."""
    return tuple(
        Segment(
            start=10 * place, end=10 * place + 10, label="made", values=(Value(name=name, amount=amount, unit=unit),)
        )
        for place, amount in enumerate(amounts)
    )


def trends(film: Path, **found: tuple[Segment, ...]) -> dict[str, Segment]:
    return {trend.text: trend for trend in look(TrendAnalysis(), film, found).segments}


def test_a_rise_has_a_size_and_a_unit(silent_film: Path) -> None:
    noise = np.random.default_rng(0).normal(0, 0.3, 30)
    speed = measured("speed", 3 + 0.5 * np.arange(30) + noise, "degree")

    (rise,) = trends(silent_film, camera_analysis=speed).values()

    assert (rise.start, rise.end, rise.label, rise.text) == (0, 300, "rising", "camera_analysis: speed")
    change, order, chance = rise.values
    assert change.unit == "degree"
    assert change.amount == pytest.approx(14.5, abs=0.5)  # 29 steps of half a degree
    assert order.amount > 0.9
    assert chance.amount < 1e-6


def test_a_fall_is_told_from_a_rise_and_from_chance(silent_film: Path) -> None:
    chance = np.random.default_rng(1).normal(0.5, 0.1, 40)
    found = trends(
        silent_film,
        content_quality=measured("quality", np.linspace(0.9, 0.1, 12)),
        background_segmentation=measured("background", chance),
    )
    assert {text: trend.label for text, trend in found.items()} == {
        "content_quality: quality": "falling",
        "background_segmentation: background": "steady",
    }
    assert found["content_quality: quality"].values[0].amount == pytest.approx(-0.8)


def test_an_outlier_does_not_bend_the_trend(silent_film: Path) -> None:
    amounts = [0.01 * step for step in range(20)]
    amounts[10] = 50
    (trend,) = trends(silent_film, content_quality=measured("quality", amounts)).values()
    assert trend.label == "rising"
    assert trend.values[0].amount == pytest.approx(0.19, abs=0.005)


def test_sounds_that_swell_are_a_trend_of_the_analyzers_own_measurements(tmp_path: Path) -> None:
    pytest.importorskip("librosa")
    swelling = [np.concatenate([tone(0.5) * 10 ** ((3 * step - 27) / 20), np.zeros(22_050)]) for step in range(8)]
    film = write_film(tmp_path / "film.mp4", scenes(4) * 2, np.concatenate(swelling).astype(np.float32))

    result = run(film, (AudioAnalysis, TrendAnalysis))

    assert result.failures == ()
    trends = {trend.text: trend for trend in result.analyses[1].segments}
    level = trends["audio_analysis: level"]
    assert level.label == "rising"
    assert level.values[0].amount == pytest.approx(21, abs=1)  # seven steps of 3 decibels
    assert level.values[0].unit == "decibel"


def test_what_never_changes_is_steady(silent_film: Path) -> None:
    (trend,) = trends(silent_film, content_quality=measured("quality", [0.4] * 9)).values()
    assert (trend.label, [value.amount for value in trend.values]) == ("steady", [0, 0, 1])


def test_four_measurements_are_too_few(silent_film: Path) -> None:
    assert trends(silent_film, content_quality=measured("quality", [1, 2, 3, 4])) == {}


def test_chance_alone_makes_a_trend_in_one_of_a_hundred(silent_film: Path) -> None:
    series = np.random.default_rng(2).normal(0, 1, (400, 15))
    segments = tuple(segment for place, row in enumerate(series) for segment in measured(f"noise {place}", row))
    labels = [trend.label for trend in trends(silent_film, content_quality=segments).values()]
    assert len(labels) == 400
    assert 400 - labels.count("steady") <= 12  # expected are 4


def test_without_measurements_there_is_nothing_to_say(silent_film: Path) -> None:
    with pytest.raises(NothingToReadError, match="trend_analysis reads segments of audio_analysis or"):
        look(TrendAnalysis(), silent_film)
