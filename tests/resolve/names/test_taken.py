"""Globals that a module takes from dicts, under computed names, or from code that it runs."""

import pytest

from tests.projects import ids

HEADER = "from ultralytics import YOLO\nNAME = 'b.pt'\nOTHER = 'NAME'\n"

TAKEN = {
    "an item of globals": ("globals()['NAME'] = 'a.pt'", ["a.pt", "b.pt"]),
    "several items": ("globals().update(NAME='a.pt')", ["a.pt", "b.pt"]),
    "an item under a name that is known": ("globals()[OTHER] = 'a.pt'", ["a.pt", "b.pt"]),
    "an item under a name of another kind": ("globals()[f'X_{input()}'] = 'a.pt'", ["b.pt"]),
    "an item under any name": ("globals()[input()] = 'a.pt'", ["?", "b.pt"]),
    "code that runs": ("exec(open('config.py').read())", ["?", "b.pt"]),
    "code that runs with names of its own": ("exec('NAME = 1', {})", ["b.pt"]),
}


@pytest.mark.parametrize("read", ["YOLO(NAME)", "def load():\n    YOLO(NAME)\nload()"], ids=["here", "in a function"])
@pytest.mark.parametrize(("taking", "expected"), TAKEN.values(), ids=TAKEN.keys())
def test_a_global_that_is_taken(taking: str, expected: list[str], read: str) -> None:
    assert ids(f"{HEADER}{taking}\n{read}\n") == [one if one == "?" else f"ultralytics:{one}" for one in expected]


def test_a_global_that_another_module_sets_by_a_computed_name() -> None:
    found = ids("""
        --- settings.py
        from ultralytics import YOLO
        NAME = "b.pt"
        def load():
            YOLO(NAME)
        --- app.py
        import settings
        for key in ("NAME", "OTHER"):
            setattr(settings, key, "a.pt")
        settings.load()
    """)
    assert found == ["ultralytics:a.pt", "ultralytics:b.pt"]
