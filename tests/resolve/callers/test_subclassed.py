"""Classes that are come to by what they inherit from."""

import pytest

from tests.projects import ids

LISTED = {
    "a loop": "for kind in Base.__subclasses__():\n    kind('a.pt')",
    "an item": "Base.__subclasses__()[0]('a.pt')",
}


@pytest.mark.parametrize("listed", LISTED.values(), ids=LISTED.keys())
def test_a_class_that_its_base_lists(listed: str) -> None:
    found = ids(
        "from ultralytics import YOLO\nclass Base:\n    pass\n"
        f"class Mine(Base):\n    def __init__(self, name='b.pt'):\n        YOLO(name)\n{listed}\n"
    )
    assert "ultralytics:a.pt" in found


def test_a_class_that_its_base_enters_into_a_table() -> None:
    found = ids("""
        --- base.py
        KINDS = {}
        class Base:
            def __init_subclass__(cls, key=None, **rest):
                KINDS[key] = cls
        --- mine.py
        from base import Base
        from ultralytics import YOLO
        class Mine(Base, key="mine"):
            def __init__(self, name="b.pt"):
                YOLO(name)
        --- app.py
        import mine
        from base import KINDS
        KINDS["mine"]("a.pt")
    """)
    assert "ultralytics:a.pt" in found


def test_what_a_class_passes_to_its_base() -> None:
    found = ids("""
        from ultralytics import YOLO
        class Base:
            name = "c.pt"
            def __init_subclass__(cls, model=None, **rest):
                cls.name = model
            def load(self):
                YOLO(self.name)
        class One(Base, model="a.pt"):
            pass
        class Two(Base, model="b.pt"):
            pass
        One().load()
        Two().load()
    """)
    assert {"ultralytics:a.pt", "ultralytics:b.pt"} <= set(found)


def test_what_a_decorator_sets_on_a_class() -> None:
    found = ids("""
        from ultralytics import YOLO
        def named(name):
            def mark(cls):
                cls.name = name
                return cls
            return mark
        @named("a.pt")
        class Mine:
            name = "b.pt"
        YOLO(Mine.name)
    """)
    assert found == ["ultralytics:a.pt", "ultralytics:b.pt"]
