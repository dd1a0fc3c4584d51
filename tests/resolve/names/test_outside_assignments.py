"""Attributes of objects, and their items, that code outside of the class sets."""

import pytest

from tests.projects import ids

HEADER = """\
import torch
class Context:
    def __init__(self):
        self.paths = {}
        self.plan = ""
def choose(context, path):
    context.paths["face"] = path
    context.plan = path
def load(context):
    torch.load(%s)
c = Context()
choose(c, "w/a.pt")
c.paths["hand"] = "w/b.pt"
load(c)
"""

SET = {
    "an attribute": ("context.plan", ["file:w/a.pt"]),
    "an item that a function sets": ('context.paths["face"]', ["file:w/a.pt"]),
    "an item that the module sets": ('context.paths.get("hand")', ["file:w/b.pt"]),
    "any item": ("context.paths[name()]", ["file:w/a.pt", "file:w/b.pt"]),
    "an item that nothing sets": ('context.paths["foot"]', ["?"]),
}


@pytest.mark.parametrize(("read", "expected"), SET.values(), ids=SET.keys())
def test_what_is_set_from_outside(read: str, expected: list[str]) -> None:
    assert ids(HEADER % read) == expected


def test_what_another_file_sets() -> None:
    text = """
        --- app.py
        import torch
        from context import Context
        from choose import choose
        context = Context()
        choose(context, ["face"])
        torch.load(context.paths["face"])
        --- choose.py
        from context import Context
        def choose(context: Context, kinds):
            context.paths[
                kinds[0]
            ] = "w/a.pt"
        --- context.py
        class Context:
            def __init__(self):
                self.paths = {}
        """
    assert ids(text) == ["file:w/a.pt"]


def test_an_object_of_another_class_is_another() -> None:
    text = """
        import torch
        class One:
            def __init__(self):
                self.paths = {}
        class Other:
            def __init__(self):
                self.paths = {}
        def set(other: Other):
            other.paths["face"] = "w/a.pt"
        torch.load(One().paths["face"])
        """
    assert ids(text) == ["?"]


TARGETS = {
    "that is unpacked": "c.name, other = 'a.pt', 1",
    "that is unpacked in another": "other, (c.name, more) = 1, ('a.pt', 2)",
    "of with": "with nullcontext('a.pt') as c.name:\n    pass",
    "of a loop": "for c.name in ['a.pt']:\n    pass",
    "with an annotation": "c.name: str = 'a.pt'",
    "of several": "other = c.name = 'a.pt'",
    "by setattr": "setattr(c, 'name', 'a.pt')",
}


@pytest.mark.parametrize("setting", TARGETS.values(), ids=TARGETS.keys())
def test_an_attribute_set_by_a_target(setting: str) -> None:
    header = "from contextlib import nullcontext\nfrom ultralytics import YOLO\nclass C:\n    name = 'b.pt'\nc = C()\n"
    assert ids(f"{header}{setting}\nYOLO(c.name)\n") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_an_attribute_that_is_added_to_is_open() -> None:
    header = "from ultralytics import YOLO\nclass C:\n    name = 'a'\nc = C()\n"
    assert "?" in ids(f"{header}c.name += '.pt'\nYOLO(c.name)\n")


def test_items_that_are_set_by_unpacking() -> None:
    source = "t = {'x': {}}\nt['a'], *t['x']['b'] = 'a.pt', 'b.pt', 'c.pt'\nYOLO(t['a'])\nYOLO(t['x']['b'][1])\n"
    assert ids(f"from ultralytics import YOLO\n{source}") == ["ultralytics:a.pt", "ultralytics:c.pt"]


ADDED = {
    "to a list": "c.names.append('a.pt')",
    "several": "c.names.extend(['a.pt'])",
    "in a function that is handed the object": "def add(to):\n    to.names.append('a.pt')\nadd(c)",
}


@pytest.mark.parametrize("adding", ADDED.values(), ids=ADDED.keys())
def test_what_is_added_to_an_attribute(adding: str) -> None:
    header = "from ultralytics import YOLO\nclass C:\n    def __init__(self):\n        self.names = ['b.pt']\nc = C()\n"
    assert ids(f"{header}{adding}\nfor name in c.names:\n    YOLO(name)\n") == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_what_a_function_adds_to_an_attribute_that_a_method_hands_it() -> None:
    found = ids("""
        from ultralytics import YOLO
        def change(table):
            table["x"] = "a.pt"
        class Config:
            def __init__(self):
                self.table = {"x": "b.pt"}
                change(self.table)
        YOLO(Config().table["x"])
    """)
    assert found == ["ultralytics:a.pt", "ultralytics:b.pt"]


def test_what_an_attribute_is_set_on_may_take_too_many_steps_to_find_out() -> None:
    chain = "\n".join(f"def f{number}():\n    return f{number - 1}()" for number in range(1, 80))
    text = f"""from transformers import AutoModel
class Config:
    size = "owner/a"
ONLY = Config()
def f0():
    return ONLY
{chain}
f79().size = "owner/b"
AutoModel.from_pretrained(ONLY.size)
"""
    assert ids(text) == ["?", "hf:owner/a"]
