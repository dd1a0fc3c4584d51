"""Parameters that nothing in the project passes, of which the annotation says the class."""

import pytest

from tests.projects import ids

SETTINGS = """
from typing import Dict, List, Optional, Union
from ultralytics import YOLO
class Settings:
    weights = "a.pt"
class Other:
    weights = "b.pt"
"""

PROMISED = {
    "a class": ("Settings", ["a.pt"]),
    "a class in quotes": ('"Settings"', ["a.pt"]),
    "a class, or nothing": ("Settings | None", ["a.pt"]),
    "a class in quotes, or nothing": ('"Settings | None"', ["a.pt"]),
    "an optional class": ("Optional[Settings]", ["a.pt"]),
    "an optional class in quotes": ('Optional["Settings"]', ["a.pt"]),
    "one of two": ("Union[Settings, Other]", ["a.pt", "b.pt"]),
    "one of two, the newer way": ("Settings | Other", ["a.pt", "b.pt"]),
}

UNTOLD = {
    "a list of them": "List[Settings]",
    "a dict of them, in quotes": '"Dict[str, Settings]"',
    "a class of others": '"pathlib.Path"',
    "no class at all": '"Setting"',
}


@pytest.mark.parametrize(("annotation", "expected"), PROMISED.values(), ids=PROMISED.keys())
def test_the_class_of_a_parameter(annotation: str, expected: list[str]) -> None:
    found = ids(f"{SETTINGS}def load(settings: {annotation}):\n    YOLO(settings.weights)\n")
    assert [one for one in found if one != "?"] == [f"ultralytics:{name}" for name in expected]


@pytest.mark.parametrize("annotation", UNTOLD.values(), ids=UNTOLD.keys())
def test_what_promises_nothing_of_the_project_is_open(annotation: str) -> None:
    assert ids(f"{SETTINGS}def load(settings: {annotation}):\n    YOLO(settings.weights)\n") == ["?"]


def test_a_class_that_only_type_checkers_import() -> None:
    text = """
        --- a.py
        class Settings:
            weights = "a.pt"
        --- b.py
        from typing import TYPE_CHECKING
        from ultralytics import YOLO
        if TYPE_CHECKING:
            from a import Settings
        def load(settings: "Settings"):
            YOLO(settings.weights)
    """
    assert "ultralytics:a.pt" in ids(text)
