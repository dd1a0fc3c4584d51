"""Attributes that code of the project stands before."""

import pytest

from tests.projects import ids

CHANGING = {
    "__getattribute__": "class Config:\n    def __getattribute__(self, key):\n        return object.__getattribute__(self, key) + '.pt'\n",
    "__setattr__": "class Config:\n    def __setattr__(self, key, value):\n        super().__setattr__(key, value + '.pt')\n",
    "a descriptor": (
        "class Lower:\n    def __get__(self, of, kind):\n        return of.__dict__['_name']\n"
        "    def __set__(self, of, value):\n        of.__dict__['_name'] = value.lower()\n"
        "class Config:\n    name = Lower()\n"
    ),
}

PASSING_ON = "class Config:\n    def __setattr__(self, key, value):\n        super().__setattr__(key, value)\n"


@pytest.mark.parametrize("cls", CHANGING.values(), ids=CHANGING.keys())
def test_what_stands_before_an_attribute_may_change_it(cls: str) -> None:
    made = "    def __init__(self):\n        self.name = 'A'\n"
    assert "?" in ids(f"from ultralytics import YOLO\n{cls}{made}YOLO(Config().name)")


def test_what_sets_an_attribute_as_it_is_changes_nothing() -> None:
    made = "    def __init__(self):\n        self.name = 'a.pt'\n"
    assert ids(f"from ultralytics import YOLO\n{PASSING_ON}{made}YOLO(Config().name)") == ["ultralytics:a.pt"]


def test_a_class_answers_for_keys_by_class_getitem() -> None:
    assert ids("""
from ultralytics import YOLO
class Names:
    known = {"x": "a.pt"}
    def __class_getitem__(cls, key):
        return cls.known[key]
YOLO(Names["x"])
""") == ["ultralytics:a.pt"]


def test_an_attribute_that_is_deleted_is_open() -> None:
    assert "?" in ids("""
from ultralytics import YOLO
class Config:
    name = "a.pt"
    def __init__(self):
        self.name = "b.pt"
config = Config()
del config.name
YOLO(config.name)
""")
