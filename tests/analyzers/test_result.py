"""Segments and analyses: what they refuse, and how repeats join."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from analyzers.result import Analysis, Segment, Value, join_repeats


def segment(start: float, end: float, text: str = "") -> Segment:
    return Segment(start=start, end=end, label="text", text=text)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 1), (0, math.inf), (math.nan, 1)])
def test_a_segment_needs_times_in_order(start: float, end: float) -> None:
    with pytest.raises(ValidationError):
        segment(start, end)


def test_a_value_needs_a_known_unit_and_a_number() -> None:
    with pytest.raises(ValidationError):
        Value.model_validate({"name": "confidence", "amount": 0.5, "unit": "percent"})
    with pytest.raises(ValidationError):
        Value(name="confidence", amount=math.nan, unit="probability")


def test_an_analysis_needs_segments_in_order() -> None:
    with pytest.raises(ValidationError, match="ordered"):
        Analysis(analyzer="a", video=Path("v"), models=(), segments=(segment(1, 2), segment(0, 1)))


def test_an_analysis_survives_json() -> None:
    value = Value(name="confidence", amount=0.5, unit="probability")
    found = Segment(start=0, end=1.5, label="text", text="Hallo", values=(value,))
    analysis = Analysis(analyzer="text_overlay", video=Path("v.mp4"), models=("easyocr:de",), segments=(found,))
    assert Analysis.model_validate_json(analysis.model_dump_json()) == analysis


def test_an_analysis_cannot_be_changed() -> None:
    found = segment(0, 1)
    with pytest.raises(ValidationError):
        found.end = 2  # type: ignore[misc]  # that it is refused is what is tested


def test_repeats_that_touch_join_and_others_stay() -> None:
    seen = [segment(0, 1, "A"), segment(0, 1, "B"), segment(1, 2, "A"), segment(3, 4, "A")]
    assert sorted(join_repeats(seen), key=lambda joined: joined.start) == [
        segment(0, 2, "A"),
        segment(0, 1, "B"),
        segment(3, 4, "A"),
    ]


@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from("AB")), max_size=30))
def test_joining_keeps_what_is_covered_and_leaves_nothing_to_join(seen: list[tuple[int, str]]) -> None:
    joined = list(join_repeats(segment(start, start + 1, text) for start, text in sorted(seen)))

    covered = {(second, s.text) for s in joined for second in range(int(s.start), int(s.end))}
    assert covered == set(seen)
    again = list(join_repeats(sorted(joined, key=lambda s: s.start)))
    assert sorted(again, key=str) == sorted(joined, key=str)
