import pytest

from modelpolicy.prefilter.renames import renames


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from ultralytics import YOLO as Detector", {"Detector: YOLO"}),
        ("Detector = ultralytics.YOLO  # mine", {"Detector: ultralytics.YOLO"}),
        ("Detector: type = YOLO\r\n", {"Detector: YOLO", "type: YOLO"}),
        ("f = lambda x: make(kind=YOLO)", {"x: YOLO", "kind: YOLO"}),
        ("subclass Not(YOLO)", set()),
        ("an alias Not", set()),
        ("from lib import (YOLO\n  as\n  Detector)", {"Detector: YOLO"}),
        ("class Mine(Base, lib.YOLO): ...", {"Mine: Base", "Mine: lib.YOLO"}),
        ("make(kind=YOLO, size=3)", {"kind: YOLO", "size: 3"}),
        ("model = YOLO('a.pt')", {"model: YOLO()"}),
        ("model = await hub . load('a.pt')", {"model: hub.load()"}),
        ("x == y", set()),
        ("x = y[0]", set()),
        ("x = -y", set()),
    ],
)
def test_gives_what_names_are_bound_to(source: str, expected: set[str]) -> None:
    found = {
        f"{one.name.decode()}: {b'.'.join(one.chain).decode()}{'()' * one.is_result}"
        for one in renames(source.encode())
    }
    assert found == expected
