"""``check --since`` is held against the difference of two full checks."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.domain.finding import Finding
from modelpolicy.settings.project import read_project
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.checking.checked import Checked
from modelpolicy.usecases.checking.since import before, caused
from tests.history.repositories import commit, init

SETTINGS = 'registry = "registry.yaml"\n'
NAMES = ("faces", "poses", "cuts")
LINES = st.sampled_from(
    [
        "",
        "x = 1",
        'a = YOLO("a.pt")',
        'b = YOLO("b.pt")',
        'b = YOLO("b.pt")  # the small one',
        "c = YOLO(input())",
        "broken = (",
    ]
)
SOURCES = st.lists(LINES, max_size=5).map(lambda lines: "\n".join(["from ultralytics import YOLO", *lines, ""]))
ENTRIES = st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(["a", "b"]), max_size=2), max_size=3)


def registry(entries: Mapping[str, set[str]]) -> str:
    lines = ["format: modelpolicy-registry/1", "analyzers:" if entries else "analyzers: {}"]
    for name, models in sorted(entries.items()):
        listed = ", ".join(f'"ultralytics:{model}.pt"' for model in sorted(models))
        lines.append(f"  {name}: {{status: enabled, models: [{listed}]}}")
    known = sorted(set().union(*entries.values()))
    lines.append("models:" if known else "models: {}")
    return "\n".join([*lines, *(f"  ultralytics:{model}.pt: {{}}" for model in known), ""])


STATES = st.fixed_dictionaries(
    {"registry.yaml": ENTRIES.map(registry), "faces.py": SOURCES}, optional={"poses.py": SOURCES, "cuts.py": SOURCES}
)


def write(root: Path, files: Mapping[str, str]) -> None:
    for place in root.glob("*.py"):
        place.unlink()
    for path, text in {"modelpolicy.toml": SETTINGS, **files}.items():
        (root / path).write_text(text, encoding="utf-8")


def full_check(root: Path) -> Checked:
    return check(read_project(root))


def since_head(root: Path) -> Checked:
    project = read_project(root)
    return caused(project, check(project), before(project, "HEAD", check))


def told(files: Mapping[str, str], finding: Finding) -> tuple[str, ...]:
    """What a reader sees of a finding, but for its number of line; of a place in a line, that line too."""
    location = finding.location
    line = files[location.path].split("\n")[location.line - 1].strip() if location.column else ""
    return finding.code, location.path, finding.message, line


@settings(max_examples=25, deadline=None)
@given(old=STATES, new=STATES)
def test_exactly_what_a_full_check_now_has_more_than_one_then(old: Mapping[str, str], new: Mapping[str, str]) -> None:
    with TemporaryDirectory() as directory:
        root = init(Path(directory))
        write(root, old)
        first = Counter(told(old, finding) for finding in full_check(root).findings)
        commit(root, {})
        write(root, new)
        second = Counter(told(new, finding) for finding in full_check(root).findings)
        assert Counter(told(new, finding) for finding in since_head(root).findings) == second - first


@settings(max_examples=10, deadline=None)
@given(state=STATES, moved=st.integers(1, 3))
def test_lines_that_only_move_cause_nothing(state: Mapping[str, str], moved: int) -> None:
    with TemporaryDirectory() as directory:
        root = init(Path(directory))
        write(root, state)
        commit(root, {})
        blank = "\n" * moved
        write(root, {path: f"# moved{blank}{text}" for path, text in state.items()})
        assert since_head(root).findings == ()


def repository(root: Path, files: Mapping[str, str]) -> Path:
    commit(init(root), {"modelpolicy.toml": SETTINGS, "registry.yaml": registry({}), **files})
    return root


def test_of_two_findings_alike_the_new_one_is_shown(tmp_path: Path) -> None:
    load = 'YOLO("a.pt")\n'
    root = repository(tmp_path / "now", {"faces.py": f"from ultralytics import YOLO\n{load}"})
    (root / "faces.py").write_text(f"from ultralytics import YOLO\n{load}{load}")
    assert {finding.location.line for finding in since_head(root).findings} <= {3}


def test_where_the_project_was_not_there_everything_is_new(tmp_path: Path) -> None:
    root = tmp_path / "now"
    commit(init(root), {"README.md": "x"})
    write(root, {"registry.yaml": registry({}), "faces.py": 'from ultralytics import YOLO\nYOLO("a.pt")\n'})
    assert since_head(root).findings == full_check(root).findings != ()


def test_where_the_past_cannot_be_judged_everything_is_new_and_the_reason_is_said(tmp_path: Path) -> None:
    root = repository(
        tmp_path / "now", {"registry.yaml": "format: [", "faces.py": 'from ultralytics import YOLO\nYOLO("a.pt")\n'}
    )
    (root / "registry.yaml").write_text(registry({}))
    project = read_project(root)
    earlier = before(project, "HEAD", check)
    assert "registry.yaml:2: not YAML" in earlier.problem
    assert caused(project, check(project), earlier).findings == check(project).findings != ()


def test_settings_are_those_of_each_time(tmp_path: Path) -> None:
    root = repository(tmp_path / "now", {"faces.py": 'from ultralytics import YOLO\nYOLO("a.pt")\n'})
    commit(root, {"modelpolicy.toml": SETTINGS + 'ignore = ["MP1"]\n'})
    assert full_check(root).findings == ()
    (root / "modelpolicy.toml").write_text(SETTINGS)
    assert since_head(root).findings == full_check(root).findings != ()
