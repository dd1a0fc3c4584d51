"""Which measurements rise or fall over the video."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from analyzers.base import Analyzer, Found
from analyzers.media import Media
from analyzers.result import Segment, Unit, Value

FEWEST: Final = 5
UNLIKELY: Final = 0.01  # many measurements are tested: with less strictness some would rise by chance

Point = tuple[Segment, Value]


class TrendAnalysis(Analyzer):
    """Tests each measurement of other analyzers for a trend, with Mann and Kendall's test and Theil and Sen's slope.

    The text names analyzer and measurement. ``change`` is by how much the measurement changed over the segment,
    ``order`` how much the values are in order (Kendall's tau, -1 to 1), ``chance`` the probability of such an order
    without a trend.
    """

    name = "trend_analysis"
    reads: ClassVar[tuple[str, ...]] = (
        "audio_analysis",
        "audio_environment",
        "background_segmentation",
        "camera_analysis",
        "content_quality",
        "cut_analysis",
        "eye_tracking",
        "speech_emotion",
        "speech_flow",
        "speech_rate",
    )

    def _find(self, media: Media, found: Found) -> Iterator[Segment]:  # noqa: ARG002 - the measurements are enough
        for analyzer in self.reads:
            for (name, unit), points in _collect(found.get(analyzer, ())).items():
                if len(points) >= FEWEST:
                    yield _describe(f"{analyzer}: {name}", unit, points)


def _collect(segments: Sequence[Segment]) -> dict[tuple[str, Unit], list[Point]]:
    points: defaultdict[tuple[str, Unit], list[Point]] = defaultdict(list)
    for segment in segments:
        for value in segment.values:
            points[value.name, value.unit].append((segment, value))
    return dict(points)


def _describe(measurement: str, unit: Unit, points: Sequence[Point]) -> Segment:
    times = [(segment.start + segment.end) / 2 for segment, _ in points]
    slope, order, chance = measure_trend(times, [value.amount for _, value in points])
    return Segment(
        start=points[0][0].start,
        end=max(segment.end for segment, _ in points),
        label="steady" if chance > UNLIKELY else "rising" if slope > 0 else "falling",
        text=measurement,
        values=(
            Value(name="change", amount=slope * (times[-1] - times[0]), unit=unit),
            Value(name="order", amount=order, unit="ratio"),
            Value(name="chance", amount=chance, unit="probability"),
        ),
    )


def measure_trend(times: Sequence[float], amounts: Sequence[float]) -> tuple[float, float, float]:
    """Measure the slope per second, Kendall's tau, and the probability of a tau like that without a trend."""
    from scipy.stats import kendalltau, theilslopes

    if len(set(amounts)) == 1:
        return 0.0, 0.0, 1.0
    tau = kendalltau(times, amounts)
    return float(theilslopes(amounts, times).slope), float(tau.statistic), float(tau.pvalue)
