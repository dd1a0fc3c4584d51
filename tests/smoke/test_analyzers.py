"""This repository's own analyzers under ``smoke``: with their real libraries, on small or packaged weights."""

from pathlib import Path

import pytest

from modelpolicy.graph.model import Graph
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.scan import scan
from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.smoke.conftest import Said, Smoke
from tests.smoke.stores import PUT, ROOT, Place, make_place

A_FEW = ("content_quality", "eye_tracking", "product_detection", "cut_analysis")
"""A model of the hub, real weights that lie in a package, a file of weights, an algorithm."""


@pytest.fixture(scope="module")
def graph() -> Graph:
    project = find_project(ROOT)
    return map_models(project, scan(project))


def enabled(graph: Graph) -> tuple[str, ...]:
    return tuple(analyzer.name for analyzer in graph.analyzers if analyzer.status == "enabled")


def models_of(graph: Graph, analyzer: str) -> set[str]:
    return {str(use.model) for use in graph.uses_by(analyzer)}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    pytest.importorskip("cv2", exc_type=ImportError)  # its desktop builds need the system's libGL
    pytest.importorskip("torch")
    complete_torchvision()
    made = make_place(tmp_path)
    for name, value in made.variables.items():
        monkeypatch.setenv(name, value)
    return made


def loaded(said: Said, analyzer: str) -> set[str]:
    return {load["model"] for load in said.runs[analyzer]["loads"]}


def test_analyzers_load_what_the_scan_says(
    place: Place, smoke: Smoke, graph: Graph, request: pytest.FixtureRequest
) -> None:
    nightly = request.config.getoption("--hypothesis-profile") == "nightly"
    tried = enabled(graph) if nightly else A_FEW
    wanted = set().union(*(models_of(graph, analyzer) for analyzer in tried))
    for model in sorted(wanted & PUT.keys()):
        PUT[model](place)

    said = smoke(place.root, "--jobs", "2", *(f"--analyzer={analyzer}" for analyzer in tried))

    assert {name: run["failure"] for name, run in said.runs.items()} == dict.fromkeys(tried)
    assert {name: loaded(said, name) for name in tried} == {name: models_of(graph, name) for name in tried}
    assert all(run["open_loads"] == [] for run in said.runs.values())
    assert said.runs["content_quality"]["formats"] == ["safetensors"]
    assert said.runs["content_quality"]["dtypes"].keys() == {"float32"}
    assert said.runs["content_quality"]["revisions"].keys() == {"hf:openai/clip-vit-base-patch32"}
    assert "pt" in said.runs["product_detection"]["formats"]
