"""What the prefilter passes over holds no load: real packages are looked through without it too."""

import importlib.util
from pathlib import Path

import pytest

from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.loads.loads import find_loads
from modelpolicy.prefilter.worth import worth_parsing
from modelpolicy.program.project import Project
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.source.discover import discover
from modelpolicy.source.files import SourceFiles
from modelpolicy.usecases.scanning.uncollected import uncollected


def _directory(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        pytest.skip(f"{package} is not installed here")
    return Path(found.origin).parent


@pytest.mark.parametrize("package", ["easyocr", "facenet_pytorch", "gdown", "httpx", "pooch", "requests"])
def test_no_load_is_passed_over(package: str) -> None:
    directory, catalogue = _directory(package), builtin_catalogue()
    root = directory.parent
    paths = discover(root, [directory]).paths
    sources = SourceFiles(root)
    project = Project(paths, sources)
    worth = worth_parsing(catalogue, project, sources)
    passed_over = [path for path in paths if path not in worth]
    with uncollected():
        evaluator = Evaluator(project, catalogue)
        lost = [load for path in passed_over for load in _loads(evaluator, path)]
    assert worth
    assert passed_over
    assert lost == []


def _loads(evaluator: Evaluator, path: str) -> list[str]:
    evaluator.turn_to_next_file()
    modules = evaluator.project.modules(path)
    return [
        f"{load.location} {load.call}" for one in modules for load in find_loads(evaluator, builtin_catalogue(), one)
    ]
