"""Configuration objects of an application's own: they answer for keys and attributes themselves."""

import pytest

from tests.projects import ids

VALUES = '{"weights": "a.pt", "other": "b.pt", "part": {"weights": "c.pt"}}'

BY_METHOD = f"""
class Config:
    def __init__(self, values):
        self.values = values
    def __getitem__(self, key):
        return self.values[key]
    def __getattr__(self, key):
        if key in self.values:
            return self.values[key]
        raise AttributeError(key)
config = Config({VALUES})
"""

AS_DICT = f"""
class Config(dict):
    __getattr__ = dict.__getitem__
config = Config({VALUES})
"""

NESTED = f"""
class Config(dict):
    def __getattr__(self, key):
        value = self[key]
        return Config(value) if isinstance(value, dict) else value
config = Config({VALUES})
"""

BY_CONSTRUCTOR = f"""
class Config(dict):
    def __init__(self, values):
        super().__init__(values)
    def __getattr__(self, key):
        return self.get(key)
config = Config({VALUES})
"""

ITEM_BY_ITEM = f"""
class Config:
    def __init__(self, **values):
        for key, value in values.items():
            self[key] = Config(**value) if isinstance(value, dict) else value
    def __setitem__(self, key, value):
        setattr(self, key, value)
    def __getitem__(self, key):
        return getattr(self, key)
config = Config(**{VALUES})
"""

OF_A_LIBRARY = f"""
from addict import Dict
class Config(Dict):
    pass
config = Config({VALUES})
"""

CLASSES = {
    "methods": BY_METHOD,
    "a dict": AS_DICT,
    "a dict of dicts": NESTED,
    "a dict with a constructor": BY_CONSTRUCTOR,
    "item by item": ITEM_BY_ITEM,
    "a library's": OF_A_LIBRARY,
}


@pytest.mark.parametrize("cls", CLASSES.values(), ids=CLASSES.keys())
@pytest.mark.parametrize("asking", ['config["weights"]', "config.weights"])
def test_an_item_of_the_application_s_own_configuration(cls: str, asking: str) -> None:
    assert ids(f"from ultralytics import YOLO\n{cls}\nYOLO({asking})\n") == ["ultralytics:a.pt"]


@pytest.mark.parametrize("cls", CLASSES.values(), ids=CLASSES.keys())
def test_an_item_of_a_part(cls: str) -> None:
    assert ids(f"from ultralytics import YOLO\n{cls}\nYOLO(config.part.weights)\n") == ["ultralytics:c.pt"]


def test_get_of_a_subclass_of_dict() -> None:
    assert ids(f'from ultralytics import YOLO\n{AS_DICT}\nYOLO(config.get("weights"))\n') == ["ultralytics:a.pt"]


@pytest.mark.parametrize("cls", [AS_DICT, NESTED, ITEM_BY_ITEM, OF_A_LIBRARY])
def test_a_name_that_it_does_not_have_is_open(cls: str) -> None:
    assert "?" in ids(f"from ultralytics import YOLO\n{cls}\nYOLO(config.missing)\n")


def test_a_subclass_of_dict_has_no_attributes_by_itself() -> None:
    source = f"from ultralytics import YOLO\nclass Config(dict):\n    pass\nYOLO(Config({VALUES}).weights)\n"
    assert ids(source) == ["?"]


@pytest.mark.parametrize("parameters", ["*args", "self", "self, /, key", "**kwargs"])
def test_a_look_up_with_other_parameters_is_no_crash(parameters: str) -> None:
    source = f"class C:\n    def __getitem__({parameters}):\n        return x()\nYOLO(C()['weights'])"
    assert ids(f"from ultralytics import YOLO\n{source}\n") == ["?"]


def test_an_object_that_asks_itself_ends() -> None:
    source = "class C:\n    def __getattr__(self, name):\n        return getattr(self, name)\nYOLO(C().weights)"
    assert ids(f"from ultralytics import YOLO\n{source}\n") == ["?"]
