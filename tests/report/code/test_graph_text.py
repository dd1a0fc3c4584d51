"""What ``why`` and ``graph`` show."""

from modelpolicy.domain.model_id import ModelId
from modelpolicy.report.code.graph_text import graph_text, why_text
from tests.projects import graph_of

SHARED = """
    --- app.py
    from helper import load
    from ultralytics import YOLO
    class Faces:
        def load(self):
            load()
    class Poses:
        def load(self):
            load()
    class Words:
        def load(self):
            YOLO("a.pt")
    ANALYZERS = {"faces": Faces, "poses": Poses, "words": Words}
    --- helper.py
    from ultralytics import YOLO
    def load():
        name = "a.pt"
        return YOLO(name)
"""


def test_analyzers_that_load_a_model_through_the_same_lines_stand_together() -> None:
    assert why_text(graph_of(SHARED, "app.py:ANALYZERS"), ModelId("ultralytics", "a.pt")) == (
        "ultralytics:a.pt\n"
        "  faces, poses: YOLO at helper.py:4 (weights)\n"
        "    helper.py:3  name\n"
        '    helper.py:3  "a.pt"\n'
        "  words: YOLO at app.py:11 (weights)\n"
        '    app.py:11  "a.pt"'
    )


def test_of_a_model_that_nobody_loads_that_is_said() -> None:
    model = ModelId("ultralytics", "b.pt")
    assert why_text(graph_of(SHARED, "app.py:ANALYZERS"), model) == "ultralytics:b.pt: nothing loads it"


UNOWNED = """
    --- app.py
    import sys
    from transformers import AutoModel, AutoTokenizer
    class Words:
        def load(self):
            self.both = AutoModel.from_pretrained(sys.argv[1]), AutoTokenizer.from_pretrained(sys.argv[1])
    ANALYZERS = {"words": Words}
    --- fetch.py
    from ultralytics import YOLO
    YOLO("a.pt")
"""


def test_a_load_of_no_analyzer_says_which_models_it_loads() -> None:
    graph = graph_of(UNOWNED, "app.py:ANALYZERS")
    assert "(no analyzer)\n  fetch.py:2  YOLO  ultralytics:a.pt\n" in graph_text(graph)
    assert why_text(graph, ModelId("ultralytics", "a.pt")).splitlines()[:2] == [
        "ultralytics:a.pt",
        "  (no analyzer): YOLO at fetch.py:2 (weights)",
    ]


def test_two_open_loads_of_a_line_are_told_once() -> None:
    assert graph_text(graph_of(UNOWNED, "app.py:ANALYZERS")).count("open: app.py:5") == 1


def test_the_graph_counts_the_analyzers_that_share_a_model_where_they_are_many() -> None:
    names = [f"a{number}" for number in range(7)]
    classes = "".join(f"class {name}:\n    def load(self):\n        YOLO('a.pt')\n" for name in names)
    catalog = ", ".join(f"'{name}': {name}" for name in names)
    source = f"from ultralytics import YOLO\n{classes}ANALYZERS = {{{catalog}}}\n"
    assert "  ultralytics:a.pt  shared with 6 others\n" in graph_text(graph_of(source, "app.py:ANALYZERS"))
