"""Classes and functions that a decorator puts into a registry, and that are called out of it."""

import pytest

from tests.projects import ids

KEEPING = {
    "a class under a name": (
        "REGISTRY = {}\ndef register(name):\n    def keep(cls):\n        REGISTRY[name] = cls\n        return cls\n    return keep\n"
        "@register('small')\nclass Small:\n    def __init__(self, path):\n        YOLO(path)\nREGISTRY['small']('a.pt')"
    ),
    "a function under its own name": (
        "LOADERS = {}\ndef register(function):\n    LOADERS[function.__name__] = function\n    return function\n"
        "@register\ndef small(path):\n    return YOLO(path)\nLOADERS['small']('a.pt')"
    ),
    "a function in a list": (
        "LOADERS = []\ndef register(function):\n    LOADERS.append(function)\n    return function\n"
        "@register\ndef small(path):\n    return YOLO(path)\nfor load in LOADERS:\n    load('a.pt')"
    ),
    "a class in an object of the project's": (
        "class Registry:\n    def __init__(self):\n        self.items = {}\n    def register(self, name):\n"
        "        def keep(cls):\n            self.items[name] = cls\n            return cls\n        return keep\n"
        "    def get(self, name):\n        return self.items[name]\n"
        "MODELS = Registry()\n@MODELS.register('small')\nclass Small:\n    def __init__(self, path):\n        YOLO(path)\n"
        "MODELS.get('small')('a.pt')"
    ),
}

WRAPPING = "def timed(function):\n    def wrapper(*args, **kwargs):\n        return function(*args, **kwargs)\n    return wrapper\n"


@pytest.mark.parametrize("keeping", KEEPING.values(), ids=KEEPING.keys())
def test_what_a_decorator_keeps_is_called_out_of_its_registry(keeping: str) -> None:
    assert ids(f"from ultralytics import YOLO\n{keeping}") == ["ultralytics:a.pt"]


def test_a_name_belongs_to_what_it_was_entered_with() -> None:
    project = """
        from ultralytics import YOLO
        DETECTORS = {}
        def detector(name):
            def keep(cls):
                DETECTORS[name] = cls
                return cls
            return keep
        @detector("small")
        class Small:
            def __init__(self, path):
                self.model = YOLO(path)
        @detector("large")
        class Large:
            def __init__(self, path):
                self.model = YOLO("large_" + path)
        DETECTORS["small"]("a.pt")
        DETECTORS["large"]("b.pt")
    """
    assert [name for name in ids(project) if name != "?"] == ["ultralytics:a.pt", "ultralytics:large_b.pt"]


def test_the_registry_lies_in_another_module() -> None:
    project = """
        --- registry.py
        DETECTORS = {}
        def detector(name):
            def keep(cls):
                DETECTORS[name] = cls
                return cls
            return keep
        def make(name, path):
            return DETECTORS[name](path)
        --- small.py
        from registry import detector
        from ultralytics import YOLO
        @detector("small")
        class Small:
            def __init__(self, path):
                self.model = YOLO(path)
        --- app.py
        from registry import make
        make("small", "a.pt")
    """
    assert ids(project) == ["ultralytics:a.pt"]


def test_a_decorator_that_wraps_makes_no_other_call_of_the_function() -> None:
    loading = "@timed\ndef load(name='a.pt'):\n    return YOLO(name)"
    assert ids(f"from ultralytics import YOLO\n{WRAPPING}{loading}") == ["ultralytics:a.pt"]
