"""Fixes are tried before they are written, and written as a whole."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.domain.finding import Finding
from modelpolicy.errors import InputError, RefusedError
from modelpolicy.fixes.all_fixes import ALL_FIXES
from modelpolicy.fixes.change import Change
from modelpolicy.fixes.situation import Situation
from modelpolicy.rules.case import read_files
from modelpolicy.settings.project import Project, find_project
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.checking.fix import Fixing, write_fixes
from modelpolicy.usecases.checking.trial import on_trial
from modelpolicy.usecases.writing.replace_files import replace_files

PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
catalog = "app.py:ANALYZERS"
disabled = "app.py:DISABLED"
--- app.py
import whisper
class Speech:
    model = whisper.load_model("base")
class Words:
    model = whisper.load_model("small")
ANALYZERS = {"speech": Speech, "words": Words}
DISABLED = []
--- registry.yaml
# On top.
format: modelpolicy-registry/1

analyzers:
  # Of speech.
  speech: {status: enabled}   # behind
  words:
    status: "disabled"
    # Of words.
    models:
      - whisper:small   # the small one
models:
  whisper:small:
    deletion: allowed  # not any more
"""


def write(root: Path, files: Mapping[str, str]) -> Project:
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")
    return find_project(root)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return write(tmp_path, read_files(PROJECT))


def test_files_that_are_read_only_are_fixed_too(project: Project) -> None:
    """Version controls that check files out for editing leave the others so; the copy must be one to try changes in."""
    registry = project.root / "registry.yaml"
    registry.chmod(0o444)
    with on_trial(project, ["registry.yaml"]) as trial:
        assert (trial.project.root / "registry.yaml").stat().st_mode & 0o777 == 0o644
    write_fixes(project, Fixing(project).plan())
    assert "whisper:base" in registry.read_text()
    assert registry.stat().st_mode & 0o777 == 0o444


def codes(project: Project) -> list[str]:
    return [finding.code for finding in check(project).findings]


def test_comments_and_layout_stay(project: Project) -> None:
    assert codes(project) == ["MP101", "MP105", "MP109"]
    write_fixes(project, Fixing(project).plan())
    assert codes(project) == []
    assert (project.root / "registry.yaml").read_text() == (
        read_files(PROJECT)["registry.yaml"]
        .replace("{status: enabled}", "{status: enabled, models: [whisper:base]}")
        .replace('"disabled"', '"enabled"')
        .replace("allowed", "forbidden")
        + "\n  whisper:base: {}\n"
    )


def test_planning_writes_nothing(project: Project) -> None:
    before = {place: place.read_bytes() for place in project.root.iterdir()}
    assert Fixing(project).plan().files.keys() == {"registry.yaml"}
    assert {place: place.read_bytes() for place in project.root.iterdir()} == before


def test_only_what_is_found_in_the_paths_is_fixed(project: Project) -> None:
    write_fixes(project, Fixing(project).plan([project.root / "app.py"]))
    assert codes(project) == ["MP105", "MP109"]


def damaging(_: Finding, situation: Situation) -> Iterator[Change]:
    """Lists another model, which nobody loads."""
    path = situation.facts.registry.path
    yield Change(path, lambda text: text.replace("{status: enabled}", "{status: enabled, models: [whisper:tiny]}"))


def test_a_fix_that_makes_another_finding_is_not_applied_and_the_others_are(project: Project) -> None:
    fixed = Fixing(project, planners={**ALL_FIXES, "MP101": damaging}).plan()
    assert [finding.code for finding in fixed.declined] == ["MP101"]
    assert [finding.code for finding in fixed.findings] == ["MP105", "MP109"]
    write_fixes(project, fixed)
    assert codes(project) == ["MP101"]


def test_a_layout_that_no_program_can_edit_is_left_to_people(tmp_path: Path) -> None:
    files = dict(read_files(PROJECT))
    files["registry.yaml"] = "{format: modelpolicy-registry/1, analyzers: {speech: {status: enabled}}}\n"
    project = write(tmp_path, files)
    fixed = Fixing(project).plan()
    assert fixed.files == {}
    assert [finding.code for finding in fixed.declined] == ["MP101", "MP103"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(project: Project) -> None:
    fixed = Fixing(project).plan()
    (project.root / "registry.yaml").write_text("format: modelpolicy-registry/1\n")
    with pytest.raises(RefusedError, match=r"registry\.yaml: this changed meanwhile"):
        write_fixes(project, fixed)
    assert (project.root / "registry.yaml").read_text() == "format: modelpolicy-registry/1\n"


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    (tmp_path / "b.md").write_text("old")
    (tmp_path / "b.md").chmod(0o640)
    (tmp_path / "c").write_text("a file where a directory should be")
    with pytest.raises(InputError, match=r"c/d\.md: this cannot be written"):
        replace_files(tmp_path, {"a.md": "new", "b.md": "new", "c/d.md": "new"})
    assert (tmp_path / "a.md").read_text() == "old"
    assert sorted(place.name for place in tmp_path.iterdir()) == ["a.md", "b.md", "c"]


def test_a_rename_that_fails_puts_back_what_was_renamed_before(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    (tmp_path / "a.md").chmod(0o640)
    (tmp_path / "b.md").mkdir()
    with pytest.raises(InputError, match=r"b\.md: this cannot be written"):
        replace_files(tmp_path, {"a.md": "new", "new.md": "new", "b.md": "new"})
    assert (tmp_path / "a.md").read_text() == "old"
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640
    assert sorted(place.name for place in tmp_path.iterdir()) == ["a.md", "b.md"]


NAMES, SIZES = ("speech", "words", "hands"), ("base", "small", "tiny")
ANALYZERS = st.dictionaries(
    st.sampled_from(NAMES), st.tuples(st.booleans(), st.sets(st.sampled_from(SIZES))), min_size=1
)
MODELS = st.dictionaries(st.sampled_from(SIZES), st.sampled_from([None, "allowed", "forbidden"]))
Analyzers = dict[str, tuple[bool, set[str]]]


def code(analyzers: Analyzers) -> str:
    classes = [
        "\n".join([f"class {name}:", "    def load(self):", "        pass"])
        + "".join(f'\n        whisper.load_model("{size}")' for size in sorted(sizes))
        for name, (_, sizes) in analyzers.items()
    ]
    listed = ", ".join(f'"{name}": {name}' for name in analyzers)
    disabled = [name for name, (is_enabled, _) in analyzers.items() if not is_enabled]
    return "\n".join(["import whisper", *classes, f"ANALYZERS = {{{listed}}}", f"DISABLED = {disabled!r}", ""])


def registry(analyzers: Analyzers, models: dict[str, str | None], *, flow: bool) -> str:
    lines = ["# one", "format: modelpolicy-registry/1", "", "analyzers:" + ("" if analyzers else " {}")]
    for name, (is_enabled, sizes) in analyzers.items():
        listed = [f"whisper:{size}" for size in sorted(sizes)]
        status = "enabled" if is_enabled else "disabled"
        if flow:
            lines.append(f"  {name}: {{status: {status}, models: [{', '.join(listed)}]}}  # of {name}")
        else:
            lines += [f"  # of {name}", f"  {name}:", f"    status: {status}  # {status}?"]
            lines += ["    models:", *(f"      - {model}  # {model}" for model in listed)] if listed else []
    lines.append("models:" + ("" if models else " {}"))
    for size, deletion in models.items():
        lines += [f"  # of {size}", f"  whisper:{size}:" + (f"\n    deletion: {deletion}" if deletion else " {}")]
    return "\n".join([*lines, "# last", ""])


@settings(max_examples=40)
@given(ANALYZERS, ANALYZERS, MODELS, st.booleans(), st.booleans())
def test_whatever_code_and_registry_say_fixing_once_is_enough(
    in_code: Analyzers, documented: Analyzers, models: dict[str, str | None], flow: bool, unsafe: bool
) -> None:
    with TemporaryDirectory() as directory:
        settings = read_files(PROJECT)["modelpolicy.toml"]
        text = registry(documented, models, flow=flow)
        project = write(Path(directory), {"modelpolicy.toml": settings, "app.py": code(in_code), "registry.yaml": text})
        write_fixes(project, Fixing(project, unsafe=unsafe).plan())
        assert [finding for finding in check(project).findings if finding.fixable] == []
        assert Fixing(project, unsafe=unsafe).plan().files == {}
        if not unsafe:
            after = iter((project.root / "registry.yaml").read_text().splitlines())
            comments = [line[line.index("#") :] for line in text.splitlines() if "#" in line]
            assert all(any(comment in line for line in after) for comment in comments)
