import pytest

from modelpolicy.source.renames import other_names


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from ultralytics import YOLO as Detector", {"Detector"}),
        ("Detector = ultralytics.YOLO  # mine", {"Detector"}),
        ("Detector: type = YOLO\r\n", {"Detector"}),
        ("class Mine(Base, YOLO): ...", {"Mine"}),
        ("class Mine(YOLO): ...\nOther = Mine", {"Mine", "Other"}),
        ("model = YOLO('a.pt')", set()),
        ("x = y", set()),
    ],
)
def test_gives_the_names_that_stand_for_others(source: str, expected: set[str]) -> None:
    assert other_names(source.encode(), frozenset({b"YOLO"})) == {name.encode() for name in expected}
