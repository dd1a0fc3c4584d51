"""Attributes that an object takes from a dict."""

import pytest

from tests.projects import ids

TAKING = {
    "all at once": "self.__dict__.update(values)",
    "all at once, by vars": "vars(self).update(values)",
    "as its own": "self.__dict__ = values",
    "spread": "self.__dict__.update(**values)",
    "one by one": "for key, value in values.items():\n            setattr(self, key, value)",
}


@pytest.mark.parametrize("taking", TAKING.values(), ids=TAKING.keys())
def test_an_attribute_out_of_a_dict(taking: str) -> None:
    project = (
        "from ultralytics import YOLO\nclass Config:\n    def __init__(self, values):\n"
        f'        {taking}\nYOLO(Config({{"weights": "a.pt", "other": "b.pt"}}).weights)'
    )
    assert ids(project) == ["ultralytics:a.pt"]


def test_an_attribute_that_is_set_does_not_come_out_of_the_dict() -> None:
    project = """
        from ultralytics import YOLO
        class Config:
            weights = "a.pt"
            def __init__(self, values):
                for key, value in values.items():
                    print(key, value)
        YOLO(Config({"weights": "b.pt"}).weights)
    """
    assert ids(project) == ["ultralytics:a.pt"]


def test_a_name_that_the_dict_does_not_have_is_open() -> None:
    project = """
        from ultralytics import YOLO
        class Config:
            def __init__(self, values):
                self.__dict__.update(values)
        YOLO(Config({"other": "b.pt"}).weights)
    """
    assert ids(project) == ["?"]


HEADER = "from ultralytics import YOLO\nclass C:\n    name = 'b.pt'\nc = C()\n"

SET_BY_NAME = {
    "a name that is put together": "setattr(c, 'na' + 'me', 'a.pt')",
    "an item of vars": "vars(c)['name'] = 'a.pt'",
    "an item of the dict": "c.__dict__['name'] = 'a.pt'",
    "keywords": "c.__dict__.update(name='a.pt')",
    "names of a list": "for key in ('name', 'other'):\n    setattr(c, key, 'a.pt')",
    "values that are changed": "for key, value in {'name': 'a'}.items():\n    setattr(c, key, value + '.pt')",
    "a function that is handed the object": (
        "def merge(into, values):\n    for key in values:\n        setattr(into, key, values[key])\nmerge(c, {'name': 'a.pt'})"
    ),
}


@pytest.mark.parametrize("setting", SET_BY_NAME.values(), ids=SET_BY_NAME.keys())
def test_an_attribute_that_is_set_by_a_computed_name(setting: str) -> None:
    assert ids(f"{HEADER}{setting}\nYOLO(c.name)\n") == ["ultralytics:a.pt", "ultralytics:b.pt"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("input()", ["?", "ultralytics:b.pt"]),
        ("f'na{input()}'", ["?", "ultralytics:b.pt"]),
        ("f'layer{input()}'", ["ultralytics:b.pt"]),
    ],
)
def test_an_attribute_that_an_unknown_name_may_be_is_open(name: str, expected: list[str]) -> None:
    assert ids(f"{HEADER}setattr(c, {name}, 'a.pt')\nYOLO(c.name)\n") == expected


def test_what_another_file_sets_by_computed_names() -> None:
    found = ids("""
        --- app.py
        from ultralytics import YOLO
        from config import Config
        from merging import merge
        config = Config()
        merge(config, name="a.pt")
        merge(Other(), name="c.pt")
        YOLO(config.name)
        --- merging.py
        def merge(into, **values):
            for key, value in values.items():
                setattr(into, key, value)
        --- config.py
        class Config:
            name = "b.pt"
    """)
    assert found == ["ultralytics:a.pt", "ultralytics:b.pt"]
