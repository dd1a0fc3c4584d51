"""What a call of a class gives where ``__new__``, a metaclass or a decorator decides."""

import pytest

from tests.projects import ids

SINGLETONS = {
    "by a metaclass": (
        "class Once(type):\n    kept = {}\n    def __call__(cls, *args, **kwargs):\n        if cls not in cls.kept:\n"
        "            cls.kept[cls] = super().__call__(*args, **kwargs)\n        return cls.kept[cls]\n"
        "class Config(metaclass=Once):\n"
    ),
    "by a decorator": (
        "def once(cls):\n    kept = {}\n    def get(*args):\n        if cls not in kept:\n            kept[cls] = cls(*args)\n"
        "        return kept[cls]\n    return get\n@once\nclass Config:\n"
    ),
    "by __new__": (
        "class Config:\n    kept = None\n    def __new__(cls, *args):\n        cls.kept = cls.kept or super().__new__(cls)\n"
        "        return cls.kept\n"
    ),
}


@pytest.mark.parametrize("singleton", SINGLETONS.values(), ids=SINGLETONS.keys())
def test_an_instance_may_be_one_that_another_call_has_made(singleton: str) -> None:
    constructor = '    def __init__(self, name="b.pt"):\n        self.name = name\n'
    written = f'from ultralytics import YOLO\n{singleton}{constructor}Config("a.pt")\nYOLO(Config().name)'
    assert ids(written) == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_what_a_singleton_sets_on_its_instance_counts() -> None:
    assert ids("""
from ultralytics import YOLO
class Config:
    kept = None
    name = "b.pt"
    def __new__(cls):
        if cls.kept is None:
            cls.kept = super().__new__(cls)
            cls.kept.name = "a.pt"
        return cls.kept
YOLO(Config().name)
""") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_new_is_called_with_what_the_class_is() -> None:
    assert ids("""
from ultralytics import YOLO
class Model:
    def __new__(cls, name="b.pt"):
        YOLO(name)
        return super().__new__(cls)
Model("a.pt")
""") == ["ultralytics:a.pt"]


def test_new_may_give_an_instance_of_another_class() -> None:
    assert ids("""
from ultralytics import YOLO
class Other:
    name = "a.pt"
class Model:
    name = "b.pt"
    def __new__(cls):
        return Other()
YOLO(Model().name)
""") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_what_a_metaclass_passes_instead_is_open() -> None:
    assert "?" in ids("""
from ultralytics import YOLO
class Kind(type):
    def __call__(cls, name):
        return super().__call__(name + ".pt")
class Model(metaclass=Kind):
    def __init__(self, name):
        YOLO(name)
Model("a")
""")
