"""The cache never lies: whatever is edited, what is recalled is what a fresh check finds."""

import json
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.cache.store import DIRECTORY
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.checking.checked import Checked
from modelpolicy.usecases.checking.recall import recall_or_check
from modelpolicy.usecases.documents.document import render_documents, write_documents

PROJECT = {
    "modelpolicy.toml": 'documents = [{ path = "MODELS.md", language = "en" }]\n',
    "app.py": 'import json\nfrom ultralytics import YOLO\nYOLO(json.load(open("config.json"))["weights"])\n',
    "config.json": '{"weights": "a.pt"}',
    "policies/registry.yaml": (
        'format: modelpolicy-registry/1\nanalyzers:\n  app: {status: enabled, models: ["ultralytics:a.pt"]}\n'
        'models:\n  "ultralytics:a.pt": {}\n'
    ),
}

EDITS = {
    "another id in the configuration": ("config.json", '{"weights": "b.pt"}'),
    "no configuration": ("config.json", None),
    "another load": ("app.py", 'from ultralytics import YOLO\nYOLO("c.pt")\n'),
    "broken code": ("app.py", "from ultralytics import (\n"),
    "one more file": ("more.py", 'import whisper\nwhisper.load_model("base")\n'),
    "no file any more": ("more.py", None),
    "another registry": ("policies/registry.yaml", "format: modelpolicy-registry/1\nanalyzers: {}\nmodels: {}\n"),
    "other settings": ("modelpolicy.toml", 'ignore = ["MP1"]\n'),
    "own loader": (
        "modelpolicy.toml",
        '[[loaders]]\nname = "mine"\ncalls = ["ultralytics.YOLO"]\nstore = "mine"\nmodel = [0]\n',
    ),
    "a document edited by hand": (
        "MODELS.md",
        "nothing\n<!-- modelpolicy:begin enabled -->\nx\n<!-- modelpolicy:end enabled -->\n",
    ),
    "a script": ("fetch.sh", "hf download a/b\n"),
    "another script": ("fetch.sh", "hf download c/d\n"),
    "no script any more": ("fetch.sh", None),
    "a Dockerfile": ("Dockerfile", "FROM x\nRUN hf download a/b\n"),
    "a policy": (
        "policies/own.yaml",
        "format: modelpolicy-policies/1\npolicies:\n  nothing-loaded:\n    over: load\n    deny: 'true'\n    message: x\n    remedy: y\n",
    ),
    "another policy": (
        "policies/own.yaml",
        "format: modelpolicy-policies/1\npolicies:\n  nothing-loaded:\n    over: load\n    deny: 'false'\n    message: x\n    remedy: y\n",
    ),
    "no policy any more": ("policies/own.yaml", None),
    "as at first": ("app.py", PROJECT["app.py"]),
}


def write(root: Path, path: str, text: str | None) -> None:
    place = root / path
    if text is None:
        place.unlink(missing_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    # Long enough ago that nothing looks as if it had changed during the check.
    os.utime(place, (time.time() - 100, time.time() - 100))


def make(root: Path) -> None:
    for path, text in PROJECT.items():
        write(root, path, text)
    project = find_project(root)
    write_documents(root, render_documents(project))


def shown(checked: Checked) -> tuple[object, ...]:
    return checked.findings, dict(checked.looked_at)


def entries(root: Path) -> list[Path]:
    return sorted((root / DIRECTORY).glob("*.json"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=6))
def test_what_is_recalled_is_what_a_fresh_check_finds(edits: list[str]) -> None:
    with TemporaryDirectory() as directory:
        root = Path(directory)
        make(root)
        for edit in edits:
            write(root, *EDITS[edit])
            project = find_project(root)
            fresh = shown(check(project))
            assert shown(recall_or_check(project)) == fresh
            assert shown(recall_or_check(project)) == fresh


def test_the_second_time_nothing_is_checked_again(tmp_path: Path) -> None:
    make(tmp_path)
    project = find_project(tmp_path)
    recall_or_check(project)
    (entry,) = entries(tmp_path)
    data = json.loads(entry.read_bytes())
    data["checked"]["looked_at"]["files"] = 12345
    entry.write_text(json.dumps(data), encoding="utf-8")
    assert recall_or_check(project).looked_at["files"] == 12345


def test_a_touched_file_with_the_same_content_changes_nothing(tmp_path: Path) -> None:
    make(tmp_path)
    project = find_project(tmp_path)
    recall_or_check(project)
    before = entries(tmp_path)[0].stat().st_mtime_ns
    (tmp_path / "app.py").touch()
    recall_or_check(project)
    assert entries(tmp_path)[0].stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["{}", '{"inputs": {}}', '{"inputs": {}, "checked": {"findings": [1]}}', "nonsense"])
def test_a_damaged_entry_is_checked_again(tmp_path: Path, damage: str) -> None:
    make(tmp_path)
    project = find_project(tmp_path)
    expected = shown(recall_or_check(project))
    entries(tmp_path)[0].write_text(damage, encoding="utf-8")
    assert shown(recall_or_check(project)) == expected


def test_a_cache_moves_with_its_project(tmp_path: Path) -> None:
    make(tmp_path / "one")
    recall_or_check(find_project(tmp_path / "one"))
    (tmp_path / "one").rename(tmp_path / "two")
    before = [(entry.name, entry.stat().st_mtime_ns) for entry in entries(tmp_path / "two")]
    recall_or_check(find_project(tmp_path / "two"))
    assert [(entry.name, entry.stat().st_mtime_ns) for entry in entries(tmp_path / "two")] == before
