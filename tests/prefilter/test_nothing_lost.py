"""What the prefilter passes over holds no load: real packages are looked through without it too."""

import importlib.util
from pathlib import Path

import pytest

from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.loads.loads import find_loads
from modelpolicy.prefilter.worth import Wanted, worth_parsing
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


PACKAGES = ["easyocr", "facenet_pytorch", "gdown", "httpx", "pooch", "requests"]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_load_is_passed_over(package: str) -> None:
    project, sources = _project(package)
    worth = worth_parsing(builtin_catalogue(), project, sources)
    passed_over = [path for path in project.paths if path not in worth]
    with uncollected():
        evaluator = Evaluator(project, builtin_catalogue())
        lost = [load for path in passed_over for load in _loads(evaluator, path)]
    assert worth
    assert passed_over
    assert lost == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_call_of_a_loader_is_passed_over(package: str) -> None:
    project, sources = _project(package)
    worth = worth_parsing(builtin_catalogue(), project, sources)
    with uncollected():
        every, wanted = Evaluator(project, builtin_catalogue()), Evaluator(project, builtin_catalogue())
        lost = [set(_loads(every, path)) - set(_loads(wanted, path, worth[path])) for path in worth]
    assert not any(lost)


def _project(package: str) -> tuple[Project, SourceFiles]:
    directory = _directory(package)
    sources = SourceFiles(directory.parent)
    return Project(discover(directory.parent, [directory]).paths, sources), sources


def _loads(evaluator: Evaluator, path: str, wanted: Wanted | None = None) -> list[str]:
    evaluator.turn_to_next_file()
    modules = evaluator.project.modules(path)
    found = (load for one in modules for load in find_loads(evaluator, builtin_catalogue(), one, wanted))
    return [f"{load.location} {load.call}" for load in found]
