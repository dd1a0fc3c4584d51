"""What is asked of a graph."""

from modelpolicy.domain.model_id import ModelId
from tests.projects import graph_of

GUESSED = """
    --- app.py
    import lib
    class Words:
        def load(self):
            self.model = lib.Thing("b.onnx")
    ANALYZERS = {"words": Words}
    """
UNOWNED = """
    --- app.py
    class Words:
        pass
    ANALYZERS = {"words": Words}
    --- fetch.py
    from ultralytics import YOLO
    for name in ("b.pt", "a.pt", "b.pt"):
        YOLO(name)
    """


def test_an_analyzer_that_the_code_lists_is_one_however_uncertain_its_loads_are() -> None:
    certain = graph_of(GUESSED, "app.py:ANALYZERS").at_least("high")
    assert [analyzer.name for analyzer in certain.analyzers] == ["words"]
    assert certain.models() == ()


def test_a_module_is_none_where_its_loads_are_guesses() -> None:
    assert [analyzer.name for analyzer in graph_of(GUESSED).analyzers] == ["app"]
    assert graph_of(GUESSED).at_least("high").analyzers == ()


def test_what_no_analyzer_loads_is_named_once_and_sorted() -> None:
    graph = graph_of(UNOWNED, "app.py:ANALYZERS")
    assert graph.unowned_models() == (ModelId("ultralytics", "a.pt"), ModelId("ultralytics", "b.pt"))
    assert graph.models() == ()
