from pathlib import Path

import pytest

from modelpolicy.domain.size import Size
from modelpolicy.errors import Problem, SettingsError
from modelpolicy.settings.project import find_project
from modelpolicy.settings.schema import Budgets, Document, Settings, SupplyChain, Symbol


def problems_of(root: Path) -> tuple[Problem, ...]:
    with pytest.raises(SettingsError) as caught:
        find_project(root)
    return caught.value.problems


def own(root: Path, text: str) -> Path:
    (root / "modelpolicy.toml").write_text(text)
    return root


def test_everything_that_can_be_set(tmp_path: Path) -> None:
    own(
        tmp_path,
        """
        paths = ["app"]
        exclude = ["app/old/", "*_pb2.py"]
        registry = "models.yaml"
        catalog = "app/catalogue.py:ANALYZERS"
        disabled = "app/catalogue.py:DISABLED"
        documents = [{ path = "docs/models.md", language = "de" }]
        select = ["MP1", "MP201"]
        ignore = ["MP108"]
        load_confidence = "high"
        [[loaders]]
        name = "mine"
        calls = ["pkg.load"]
        """,
    )
    project = find_project(tmp_path)
    assert project.settings == Settings(
        paths=("app",),
        exclude=("app/old/", "*_pb2.py"),
        registry="models.yaml",
        catalog=Symbol("app/catalogue.py", "ANALYZERS"),
        disabled=Symbol("app/catalogue.py", "DISABLED"),
        documents=(Document("docs/models.md", "de"),),
        select=("MP1", "MP201"),
        ignore=("MP108",),
        load_confidence="high",
        loaders=({"name": "mine", "calls": ["pkg.load"]},),
    )
    assert project.root == tmp_path
    assert project.source == "modelpolicy.toml"
    assert project.file is not None
    assert project.file.line_of(("loaders", 0, "calls")) == 13


def test_a_section_of_pyproject_counts_from_any_place_below(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.modelpolicy]\nregistry = "r.yaml"\n')
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (below / "pyproject.toml").write_text('[project]\nname = "inner, without modelpolicy settings"\n')
    (below / "x.py").touch()
    for start in (below, below / "x.py"):
        project = find_project(start)
        assert (project.root, project.settings.registry) == (tmp_path, "r.yaml")
        assert project.source == "pyproject.toml"


def test_without_settings_the_root_is_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    below = tmp_path / "a"
    below.mkdir()
    project = find_project(below)
    assert (project.root, project.settings, project.source) == (tmp_path, Settings(), None)


def test_an_empty_file_of_its_own_still_marks_the_root(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    below = tmp_path / "a"
    below.mkdir()
    assert find_project(own(below, "")).root == below


def test_two_files_with_settings_are_refused(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.modelpolicy]\n')
    (problem,) = problems_of(own(tmp_path, 'paths = ["src"]'))
    assert (problem.path, problem.line) == ("pyproject.toml", 4)
    assert "modelpolicy.toml" in problem.message


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = """\
registri = "x"
paths = []
exclude = "build"
registry = "/etc/registry.yaml"
catalog = "app.catalogue"
disabled = "../other.py:DISABLED"
select = [
    "MP1",
    "E501",
]
loaders = [1]
load_confidence = "certain"
[[documents]]
path = "docs/models.md"
language = "fr"
[[documents]]
pfad = "../models.md"
language = "de"
"""
    found = [(problem.line, problem.message, problem.remedy) for problem in problems_of(own(tmp_path, text))]
    assert [line for line, _, _ in found] == [1, 2, 3, 4, 5, 6, 9, 11, 12, 15, 16, 17]
    by_line = {line: message + " / " + remedy for line, message, remedy in found}
    assert "'registri'" in by_line[1]
    assert "did you mean 'registry'?" in by_line[1]
    assert "empty" in by_line[2]
    assert "a list was expected" in by_line[3]
    assert "absolute" in by_line[4]
    assert "<file>.py:<NAME>" in by_line[5]
    assert "leaves the project" in by_line[6]
    assert "select[1]: 'E501'" in by_line[9]
    assert "a table was expected" in by_line[11]
    assert "load_confidence: 'certain' is unknown / write one of 'high', 'medium' or 'low'" in by_line[12]
    assert "'de' or 'en'" in by_line[15]
    assert "path: the key is missing" in by_line[16]
    assert "'pfad'" in by_line[17]


def test_a_document_is_rendered_or_checked(tmp_path: Path) -> None:
    settings = find_project(
        own(tmp_path, 'documents = [{ path = "a.md", language = "de" }, { path = "b.md", mode = "checked" }]')
    ).settings
    assert settings.rendered == (Document("a.md", "de"),)
    assert settings.checked == (Document("b.md", mode="checked"),)


def test_what_is_asked_of_models_besides(tmp_path: Path) -> None:
    assert (Settings().supply_chain, Settings().budgets) == (SupplyChain(), Budgets())
    text = """
        [supply_chain]
        require_pinned = true
        allowed_sources = ["hf:openai/*"]
        [budgets]
        disk = "40 GB"
        """
    settings = find_project(own(tmp_path, text)).settings
    assert settings.supply_chain == SupplyChain(require_pinned=True, allowed_sources=("hf:openai/*",))
    assert settings.budgets == Budgets(Size.parse("40 GB"))


def test_mistakes_in_what_is_asked_besides_are_told_at_once(tmp_path: Path) -> None:
    text = """\
documents = [{ path = "a.md", mode = "handwritten" }]
budgets = { disk = "much", swap = "24GB" }
[supply_chain]
require_pinned = "yes"
forbid_pickles = true
allowed_sources = ["openai/*"]
allowed_licences = []
"""
    problems = problems_of(own(tmp_path, text))
    assert [(problem.line, problem.message, problem.remedy) for problem in problems] == [
        (1, "documents[0].mode: 'handwritten' is unknown", "write one of 'rendered' or 'checked'"),
        (
            2,
            "budgets.disk: 'much' is not a size like 14GB or ~64MB (units B, KB, MB, GB, TB; 1 KB is 1000 B)",
            "write it like '40GB'",
        ),
        (2, "unknown key 'swap'", "known keys: disk, vram"),
        (4, "supply_chain.require_pinned: true or false was expected", "write true or false, without quotes"),
        (5, "unknown key 'forbid_pickles'", "did you mean 'forbid_pickle'?"),
        (6, "supply_chain.allowed_sources[0]: 'openai/*' names no store", "write it like 'hf:openai/*'"),
        (7, "supply_chain.allowed_licences: the list is empty", "write something, or drop the key"),
    ]


@pytest.mark.parametrize("path", ["/r.yaml", "a/../../r.yaml", "C:/r.yaml", "~/r.yaml", "."])
def test_the_registry_lies_inside_the_project(tmp_path: Path, path: str) -> None:
    (problem,) = problems_of(own(tmp_path, f'\nregistry = "{path}"'))
    assert problem.line == 2
    assert repr(path) in problem.message


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'paths = ["a"]\nselect = [\n', 3),
        (b"paths = [\nselect = 1\n", 2),
        (b"a = 1\na = 2\n", 2),
        (b'paths = ["a"]\n# caf\xe9\n', 2),
    ],
)
def test_a_file_that_is_not_toml_is_told_with_its_line(tmp_path: Path, data: bytes, line: int) -> None:
    (tmp_path / "modelpolicy.toml").write_bytes(data)
    (problem,) = problems_of(tmp_path)
    assert (problem.path, problem.line) == ("modelpolicy.toml", line)
    assert problem.remedy


def test_hostile_nesting_is_a_mistake_not_a_crash(tmp_path: Path) -> None:
    (problem,) = problems_of(own(tmp_path, "a = " + "[" * 100_000))
    assert "nested" in problem.message


def test_a_broken_pyproject_of_others_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.other\n")
    assert find_project(tmp_path).source is None


def test_a_section_that_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("\n[tool]\nmodelpolicy = 1\n")
    (problem,) = problems_of(tmp_path)
    assert (problem.line, "not a table" in problem.message) == (3, True)


def test_a_directory_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "modelpolicy.toml").mkdir()
    (problem,) = problems_of(tmp_path)
    assert problem.path == "modelpolicy.toml"


def test_patterns_of_policy_files_can_be_searched_for(tmp_path: Path) -> None:
    (problem,) = problems_of(own(tmp_path, '\npolicies = ["policies/*.yaml", "rules/**.yaml"]'))
    assert problem.line == 2
    assert "'rules/**.yaml' has ** beside something else" in problem.message
    assert problem.remedy


@pytest.mark.parametrize(
    ("settings", "applied"),
    [
        (Settings(), ["MP101", "MP102", "MP201"]),
        (Settings(select=("MP1",)), ["MP101", "MP102"]),
        (Settings(ignore=("MP10",)), ["MP201"]),
        (Settings(select=("MP1", "MP201"), ignore=("MP102",)), ["MP101", "MP201"]),
        (Settings(select=("MP102",), ignore=("MP1",)), []),
    ],
)
def test_a_rule_is_applied_that_is_selected_and_not_ignored(settings: Settings, applied: list[str]) -> None:
    assert [code for code in ("MP101", "MP102", "MP201") if settings.selects(code)] == applied
