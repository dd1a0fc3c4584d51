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
