from collections.abc import Iterable
from pathlib import Path

import pytest

import modelpolicy
from modelpolicy.prefilter.renames import Rename, renames, renames_of
from modelpolicy.source.code import code_only


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
    found = list(renames(source.encode()))
    assert _shown(found) == expected
    assert {one for name in _names(found) for one in renames_of(source.encode(), name)} == set(found)


def test_one_name_stands_for_all_that_it_does_among_all_names() -> None:
    paths = Path(modelpolicy.__file__).parent.glob("resolve/**/*.py")
    code = code_only(b"\n".join(path.read_bytes() for path in sorted(paths)))
    found = set(renames(code))
    assert len(found) > 100
    assert found <= {one for name in _names(found) for one in renames_of(code, name)}


def _shown(found: Iterable[Rename]) -> set[str]:
    return {f"{one.name.decode()}: {b'.'.join(one.chain).decode()}{'()' * one.is_result}" for one in found}


def _names(found: Iterable[Rename]) -> set[bytes]:
    return {one.name for one in found}
