"""How certain a load is stands beside it, wherever loads are shown; certainty itself goes without saying in text."""

import json

from modelpolicy.domain.load import Load
from modelpolicy.report.code.graph_json import graph_json
from modelpolicy.report.code.graph_text import graph_text
from modelpolicy.report.code.loads_json import loads_json
from modelpolicy.report.code.loads_text import loads_text
from tests.projects import graph_of, scan

SOURCE = """
    import lib
    import whisper
    whisper.load_model("base")
    lib.load_model("a.onnx")
    lib.Thing("b.onnx")
    """


def loads() -> list[Load]:
    return scan(SOURCE)


def test_loads_as_text() -> None:
    *lines, _ = loads_text(loads(), [], 1, 0).splitlines()
    assert [line.partition("[")[2].partition("]")[0] for line in lines] == [
        "whisper, weights",
        "other, weights, medium confidence",
        "other, weights, low confidence",
    ]


def test_loads_as_json() -> None:
    document = json.loads(loads_json(loads(), [], 1, 0))
    assert [load["confidence"] for load in document["loads"]] == ["high", "medium", "low"]


def test_graph_as_text() -> None:
    assert graph_text(graph_of(SOURCE)).splitlines()[1:-1] == [
        "  file:a.onnx  (medium confidence)",
        "  file:b.onnx  (low confidence)",
        "  whisper:base",
    ]


def test_graph_as_json() -> None:
    document = json.loads(graph_json(graph_of(SOURCE)))
    assert [(model["id"], model["confidence"]) for model in document["models"]] == [
        ("file:a.onnx", "medium"),
        ("file:b.onnx", "low"),
        ("whisper:base", "high"),
    ]


def test_the_graph_without_guesses() -> None:
    graph = graph_of(SOURCE)
    assert [str(model) for model in graph.at_least("medium").models()] == ["file:a.onnx", "whisper:base"]
    assert [str(model) for model in graph.at_least("high").models()] == ["whisper:base"]
    assert graph.at_least("low") == graph
