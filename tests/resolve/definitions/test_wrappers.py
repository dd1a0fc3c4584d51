"""Decorators of the project: what passes on and gives back other things leaves a function open, nothing else does."""

import pytest

from tests.projects import ids

LOAD = 'def load(name="b.pt"):\n    YOLO(name)\n'

PASSING_ON = {
    "as it is called": "def deco(f):\n    def run(*args, **kwargs):\n        return f(*args, **kwargs)\n    return run\n@deco\n",
    "with a name for the result": (
        "def deco(f):\n    def run(*args, **kwargs):\n        result = f(*args, **kwargs)\n        return result\n    return run\n@deco\n"
    ),
    "under functools.wraps": (
        "from functools import wraps\ndef deco(f):\n    @wraps(f)\n    def run(*args, **kwargs):\n"
        "        return f(*args, **kwargs)\n    return run\n@deco\n"
    ),
    "by its parameters": "def deco(f):\n    def run(name):\n        return f(name)\n    return run\n@deco\n",
    "what a table keeps": (
        "def deco(f):\n    kept = {}\n    def run(name):\n        if name not in kept:\n            kept[name] = f(name)\n"
        "        return kept[name]\n    return run\n@deco\n"
    ),
    "with arguments of the decorator's own": (
        "def deco(times):\n    def outer(f):\n        def run(*args):\n            return f(*args)\n        return run\n    return outer\n@deco(3)\n"
    ),
    "by an object": (
        "class deco:\n    def __init__(self, f):\n        self.f = f\n    def __call__(self, *args):\n        return self.f(*args)\n@deco\n"
    ),
    "by an object that is called with the function": (
        "class Deco:\n    def __call__(self, f):\n        def run(*args):\n            return f(*args)\n        return run\n@Deco()\n"
    ),
    "the function itself": "def deco(f):\n    return f\n@deco\n",
}

PASSING_OTHERS = {
    "an argument of its own": "def deco(f):\n    def run():\n        return f('a.pt')\n    return run\n@deco\n",
    "one before the others": (
        "def deco(f):\n    def run(*args, **kwargs):\n        return f('a.pt', *args, **kwargs)\n    return run\n@deco\n"
    ),
    "a keyword that it sets": (
        "def deco(f):\n    def run(**kwargs):\n        kwargs['name'] = 'a.pt'\n        return f(**kwargs)\n    return run\n@deco\n"
    ),
    "a parameter that it binds anew": (
        "def deco(f):\n    def run(name):\n        name = 'a.pt'\n        return f(name)\n    return run\n@deco\n"
    ),
    "by an object that is called with the function": (
        "class Deco:\n    def __call__(self, f):\n        def run():\n            return f('a.pt')\n        return run\n@Deco()\n"
    ),
    "by a lambda": "def deco(f):\n    return lambda: f('a.pt')\n@deco\n",
    "by partial": "from functools import partial\ndef deco(f):\n    return partial(f, 'a.pt')\n@deco\n",
    "by an object": (
        "class deco:\n    def __init__(self, f):\n        self.f = f\n    def __call__(self):\n        return self.f('a.pt')\n@deco\n"
    ),
    "by the kind of an argument": "from functools import singledispatch\n@singledispatch\ndef deco(f):\n    pass\n@deco.register\n",
}


@pytest.mark.parametrize("decorator", PASSING_ON.values(), ids=PASSING_ON.keys())
def test_a_wrapper_that_passes_on_what_it_is_called_with_is_not_there(decorator: str) -> None:
    assert ids(f'from ultralytics import YOLO\n{decorator}{LOAD}load("a.pt")') == ["ultralytics:a.pt"]


@pytest.mark.parametrize("decorator", PASSING_OTHERS.values(), ids=PASSING_OTHERS.keys())
def test_what_a_wrapper_passes_instead_is_open(decorator: str) -> None:
    assert "?" in ids(f"from ultralytics import YOLO\n{decorator}{LOAD}load()")


@pytest.mark.parametrize("decorator", PASSING_ON.values(), ids=PASSING_ON.keys())
def test_a_wrapper_that_gives_back_what_it_gets_is_not_there(decorator: str) -> None:
    named = 'def name_of(name):\n    return name + ".pt"\n'
    assert ids(f'from ultralytics import YOLO\n{decorator}{named}YOLO(name_of("a"))') == ["ultralytics:a.pt"]


def test_what_a_wrapper_makes_of_a_result_is_open() -> None:
    assert "?" in ids("""
from ultralytics import YOLO
def deco(f):
    def run():
        return f() + ".pt"
    return run
@deco
def name_of():
    return "a"
YOLO(name_of())
""")


def test_what_a_wrapper_is_called_with_is_what_its_function_is() -> None:
    assert "?" in ids("""
from ultralytics import YOLO
def deco(f):
    def run(name="b.pt"):
        YOLO(name)
    return run
@deco
def start(name):
    pass
start("a.pt")
""")


def test_a_decorator_that_gives_another_class_leaves_the_class_open() -> None:
    assert "?" in ids("""
from ultralytics import YOLO
def deco(cls):
    class Other(cls):
        name = "a.pt"
    return Other
@deco
class Config:
    name = "b.pt"
YOLO(Config.name)
""")


def test_a_decorator_that_gives_the_class_back_leaves_nothing_open() -> None:
    assert ids("""
from ultralytics import YOLO
def deco(cls):
    cls.size = "small"
    return cls
@deco
class Config:
    name = "a.pt"
YOLO(Config.name)
""") == ["ultralytics:a.pt"]
