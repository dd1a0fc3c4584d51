"""Functions that are handed on, and called by the name of what takes or keeps them."""

import pytest

from tests.projects import ids

CALLED = {
    "by the attribute that keeps it": (
        "class Lazy:\n    def __init__(self, function, name):\n        self.make = function\n        self.name = name\n"
        "    def get(self):\n        return self.make(self.name)\nLazy(load, 'a.pt').get()"
    ),
    "by the attribute, with what is left over": (
        "class Lazy:\n    def __init__(self, function, *args, **kwargs):\n        self.function = function\n"
        "        self.args = args\n        self.kwargs = kwargs\n    def get(self):\n"
        "        return self.function(*self.args, **self.kwargs)\nLazy(load, 'a.pt').get()"
    ),
    "by the parameter, which is kept too": "def run(function, name):\n    keep(function)\n    function(name)\nrun(load, 'a.pt')",
    "by the parameter, which is given back": "def run(function):\n    return function\nrun(load)('a.pt')",
}


@pytest.mark.parametrize("calling", CALLED.values(), ids=CALLED.keys())
def test_a_function_that_is_called_by_another_name(calling: str) -> None:
    found = ids(f"from ultralytics import YOLO\ndef load(name):\n    return YOLO(name)\n{calling}")
    assert found == ["?", "ultralytics:a.pt"]


ONLY_CALLED = {
    "by the parameter": "def twice(function, name):\n    function(name)\n    function(name)\ntwice(load, 'a.pt')",
    "by the parameter, named": "def run(name, how=None):\n    if how is not None:\n        how(name)\nrun('a.pt', how=load)",
    "by a method's": "class App:\n    def run(self, how):\n        how('a.pt')\nApp().run(load)",
    "by what takes it from another": (
        "def run(how, given):\n    start(how, **given)\ndef start(function, **given):\n    function(**given)\n"
        "run(how=load, given={'name': 'a.pt'})"
    ),
    "by a pool": "def put(function, *given):\n    return Pool().submit(function, *given)\nput(load, 'a.pt')",
    "by a process": (
        "def begin(function, name):\n    Process(target=function, args=(name,)).start()\nbegin(load, 'a.pt')"
    ),
    "by what a process calls": (
        "def call(function, given):\n    return function(**given)\n"
        "def begin(how, **given):\n    Process(target=call, args=(how, given)).start()\nbegin(load, name='a.pt')"
    ),
    "by what a pool calls": (
        "def call(function, given):\n    return function(**given)\n"
        "def begin(how, **given):\n    return Pool().apply_async(call, (how, given))\nbegin(load, name='a.pt')"
    ),
    "and by its own name": "def run(function):\n    function('a.pt')\nrun(load)\nload('a.pt')",
}


@pytest.mark.parametrize("calling", ONLY_CALLED.values(), ids=ONLY_CALLED.keys())
def test_a_function_that_is_handed_on_to_be_called_has_no_other_calls(calling: str) -> None:
    found = ids(
        "from concurrent.futures import ProcessPoolExecutor as Pool\nfrom multiprocessing import Process\n"
        f"from ultralytics import YOLO\ndef load(name):\n    return YOLO(name)\n{calling}"
    )
    assert found == ["ultralytics:a.pt"]


def test_a_pool_calls_each_function_with_what_it_was_handed_with() -> None:
    project = """
        from concurrent.futures import ThreadPoolExecutor
        from ultralytics import YOLO
        def load(name):
            return YOLO(name)
        def other(name):
            return print(name)
        def put(function, name):
            return ThreadPoolExecutor().submit(function, name)
        put(load, "a.pt")
        put(other, "b.pt")
    """
    assert ids(project) == ["ultralytics:a.pt"]


def test_a_function_that_is_called_by_its_name_is_called_by_a_pool_too() -> None:
    project = """
        from concurrent.futures import ThreadPoolExecutor
        from ultralytics import YOLO
        def load(name):
            return YOLO(name)
        def put(function, name):
            return ThreadPoolExecutor().submit(function, name)
        load("a.pt")
        put(load, "b.pt")
    """
    assert ids(project) == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_a_function_that_is_called_for_each_item() -> None:
    project = """
        from concurrent.futures import ThreadPoolExecutor
        from ultralytics import YOLO
        def load(name):
            return YOLO(name)
        with ThreadPoolExecutor() as pool:
            models = list(pool.map(load, ["a.pt", "b.pt"]))
    """
    assert ids(project) == ["ultralytics:a.pt", "ultralytics:b.pt"]


OWN_CLASS = {
    "its own": "class Detector(Base):\n    @classmethod\n    def small(cls):\n        return cls('a.pt')",
    "inherited": "class Small(Base):\n    @classmethod\n    def make(cls):\n        return cls('a.pt')\nclass Detector(Small):\n    pass",
}


@pytest.mark.parametrize("classes", OWN_CLASS.values(), ids=OWN_CLASS.keys())
def test_a_classmethod_that_makes_an_instance(classes: str) -> None:
    base = "class Base:\n    def __init__(self, name):\n        self.model = YOLO(name)\n"
    assert ids(f"from ultralytics import YOLO\n{base}{classes}") == ["ultralytics:a.pt"]


def test_a_class_that_a_function_is_handed() -> None:
    project = """
        from ultralytics import YOLO
        class Detector:
            def __init__(self, name):
                self.model = YOLO(name)
        def make(kind, *arguments):
            return kind(*arguments)
        make(Detector, "a.pt")
    """
    assert ids(project) == ["ultralytics:a.pt"]


def test_a_namesake_that_is_handed_on_says_nothing_of_a_method() -> None:
    project = """
        from diffusers import DiffusionPipeline
        from ultralytics import YOLO
        class Detector:
            @classmethod
            def from_pretrained(cls, name):
                return YOLO(name)
        def run(method):
            return method("owner/name")
        run(method=DiffusionPipeline.from_pretrained)
        Detector.from_pretrained("a.pt")
    """
    assert ids(project) == ["hf:owner/name", "ultralytics:a.pt"]


def test_a_method_that_is_handed_on_is_called_by_others_too() -> None:
    project = """
        from ultralytics import YOLO
        from somewhere import keep
        class Detector:
            @classmethod
            def from_pretrained(cls, name):
                return YOLO(name)
        keep(Detector.from_pretrained)
        Detector.from_pretrained("a.pt")
    """
    assert ids(project) == ["?", "ultralytics:a.pt"]


def test_a_method_of_something_unknown_is_none_of_a_class_that_the_file_does_not_speak_of() -> None:
    project = """
        --- detector.py
        from ultralytics import YOLO
        class Detector:
            @classmethod
            def from_pretrained(cls, name):
                return YOLO(name)
        Detector.from_pretrained("a.pt")
        --- other.py
        import somewhere
        def load(kind):
            return somewhere.call(method=kind.from_pretrained)
    """
    assert ids(project) == ["ultralytics:a.pt"]


def test_a_function_that_more_decorators_take_than_names_are_followed() -> None:
    takers = "\n".join(f"def take{number}(function{number}):\n    return function{number}" for number in range(20))
    decorators = "\n".join(f"@take{number}" for number in range(20))
    load = f"{decorators}\ndef load(name):\n    return YOLO(name)\nkeep = load\nkeep('a.pt')"
    assert ids(f"from ultralytics import YOLO\n{takers}\n{load}") == ["?", "ultralytics:a.pt"]
