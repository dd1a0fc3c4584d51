"""Packages that import what they export when somebody asks for it: a module's own ``__getattr__``."""

import pytest

from tests.projects import ids

PROJECT = """
--- kit/__init__.py
from importlib import import_module
EXPORTS = {"Model": ("kit.models", "Model"), "Other": (".models", "Other")}
ANSWER
--- kit/models.py
from ultralytics import YOLO
class Model:
    def __init__(self, name="default.pt"):
        YOLO(name)
class Other:
    def __init__(self, name="other.pt"):
        pass
--- kit/later.py
NAME = "later.pt"
--- app.py
USE
"""
BY_CONDITION = """
def __getattr__(name):
    if name == "Other":
        from .models import Other
        return Other
    if name == "Model":
        from .models import Model
        return Model
    raise AttributeError(name)
"""
BY_TABLE = """
def __getattr__(name):
    try:
        module, attribute = EXPORTS[name]
    except KeyError as error:
        raise AttributeError(name) from error
    value = getattr(import_module(module, __name__), attribute)
    globals()[name] = value
    return value
"""
ANSWERS = {"by a condition": BY_CONDITION, "by a table": BY_TABLE}
USES = {
    "imported by its name": 'from kit import Model\nModel("a.pt")',
    "an attribute of the package": 'import kit\nkit.Model("a.pt")',
    "imported with another name": 'from kit import Model as M\nM("a.pt")',
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_what_a_package_imports_when_asked(answer: str, use: str) -> None:
    assert ids(PROJECT.replace("ANSWER", answer).replace("USE", use)) == ["ultralytics:a.pt"]


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_what_a_package_has_as_a_module_is_that(answer: str) -> None:
    use = "from kit import later, Model\nModel(later.NAME)"
    assert ids(PROJECT.replace("ANSWER", answer).replace("USE", use)) == ["ultralytics:later.pt"]


def test_what_a_package_does_not_know_it_does_not_answer() -> None:
    use = 'from kit import Unknown\nUnknown("a.pt")'
    assert ids(PROJECT.replace("ANSWER", BY_CONDITION).replace("USE", use)) == ["ultralytics:default.pt"]
