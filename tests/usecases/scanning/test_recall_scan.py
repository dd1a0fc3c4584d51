"""A scan from the cache is what a fresh scan finds, whatever is edited; and only what changed is searched again."""

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modelpolicy.cache.store import DIRECTORY
from modelpolicy.settings.project import Project, find_project
from modelpolicy.usecases.scanning.map import map_models
from modelpolicy.usecases.scanning.recall_scan import recall_or_scan, scan_afresh
from modelpolicy.usecases.scanning.scan import Scan, scan

ONE = 'import json\nfrom ultralytics import YOLO\nYOLO(json.load(open("lib/one/config.json"))["weights"])\n'
TWO = "from two.names import NAME\nimport whisper\n\ndef prepare(name=NAME):\n    whisper.load_model(name)\n"
FILES = {
    "modelpolicy.toml": "",
    "lib/x-1.dist-info/METADATA": "",
    "lib/one/__init__.py": ONE,
    "lib/one/config.json": '{"weights": "a.pt"}',
    "lib/two/__init__.py": TWO,
    "lib/two/names.py": 'NAME = "base"\n',
    "lib/two/notes.py": "LINES = 80\n",
}
EDITS = {
    "another constant": ("lib/two/names.py", 'NAME = "small"\n'),
    "a constant of the same length": ("lib/two/names.py", 'NAME = "tiny"\n'),
    "no constant": ("lib/two/names.py", None),
    "another configuration": ("lib/one/config.json", '{"weights": "b.pt"}'),
    "no configuration": ("lib/one/config.json", None),
    "other notes": ("lib/two/notes.py", "LINES = 100\n"),
    "notes that call what loads": ("lib/two/notes.py", 'from two import prepare\nprepare("large")\n'),
    "notes that set a constant": ("lib/two/notes.py", 'import two.names\ntwo.names.NAME = "medium"\n'),
    "notes that load": ("lib/two/notes.py", 'from ultralytics import YOLO\nYOLO("d.pt")\n'),
    "notes that use the same library": ("lib/two/notes.py", "import whisper\n"),
    "no notes": ("lib/two/notes.py", ""),
    "notes that are read": ("lib/one/__init__.py", ONE.replace("config.json", "notes.py")),
    "more notes": ("lib/one/notes.py", '{"weights": "e.pt"}'),
    "still more notes": ("lib/one/notes.py", '{"weights": "f.pt"}'),
    "one more file": ("lib/two/more.py", 'import whisper\nwhisper.load_model("large")\n'),
    "no file any more": ("lib/two/more.py", None),
    "one more package": ("lib/three.py", 'from ultralytics import YOLO\nYOLO("c.pt")\n'),
    "broken code": ("lib/one/__init__.py", "from ultralytics import (\n"),
    "as at first": ("lib/one/__init__.py", ONE),
    "a script": ("fetch.sh", "hf download a/b\n"),
    "own loader": (
        "modelpolicy.toml",
        '[[loaders]]\nname = "mine"\ncalls = ["ultralytics.YOLO"]\nstore = "mine"\nmodel = [0]\n',
    ),
    "less to look at": ("modelpolicy.toml", 'exclude = ["lib/one/"]\n'),
    "own settings no more": ("modelpolicy.toml", ""),
    "no environment any more": ("lib/x-1.dist-info/METADATA", None),
}


def write(root: Path, path: str, text: str | None) -> None:
    place = root / path
    if text is None:
        place.unlink(missing_ok=True)
        if place.parent.name.endswith(".dist-info"):
            place.parent.rmdir()
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    os.utime(place, (time.time() - 100, time.time() - 100))


def make(root: Path, files: Mapping[str, str] = FILES) -> Project:
    for path, text in files.items():
        write(root, path, text)
    return find_project(root)


def shown(scan: Scan) -> tuple[object, ...]:
    return scan.loads, scan.failures, scan.paths, sorted(scan.configurations)


def entry_of(root: Path) -> Path:
    (entry,) = (root / DIRECTORY).glob("*.json")
    return entry


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=6))
def test_what_is_recalled_is_what_a_fresh_scan_finds(edits: list[str]) -> None:
    with TemporaryDirectory() as directory:
        root = Path(directory)
        make(root)
        recall_or_scan(find_project(root))
        done: set[str] = set()
        for edit in edits:
            if edit == "no environment any more" and edit in done:
                continue
            done.add(edit)
            write(root, *EDITS[edit])
            fresh = shown(scan_afresh(find_project(root)))
            assert shown(recall_or_scan(find_project(root))) == fresh
            assert shown(recall_or_scan(find_project(root))) == fresh


def test_only_the_unit_that_changed_is_searched_again(tmp_path: Path) -> None:
    project = make(tmp_path)
    recall_or_scan(project)
    mark(tmp_path)
    write(tmp_path, *EDITS["another constant"])
    loads = recall_or_scan(project).loads
    assert [(load.call, str(load.models[0].id)) for load in loads] == [
        ("recalled", "ultralytics:a.pt"),
        ("whisper.load_model", "whisper:small"),
    ]


@pytest.mark.parametrize(
    ("edit", "is_recalled"),
    [("other notes", True), ("notes that call what loads", False), ("notes that load", False)],
)
def test_a_file_that_nothing_rests_on_changes_nothing(tmp_path: Path, edit: str, *, is_recalled: bool) -> None:
    project = make(tmp_path)
    recall_or_scan(project)
    mark(tmp_path)
    write(tmp_path, *EDITS[edit])
    for _ in range(2):
        of_two = [load.call for load in recall_or_scan(project).loads if load.location.path.startswith("lib/two/")]
        assert ("recalled" in of_two) is is_recalled


STARRED = {
    "modelpolicy.toml": "",
    "app.py": "from sizes import *\nimport whisper\nwhisper.load_model(SIZE)\n",
    "sizes/__init__.py": "from .common import *\nfrom .other import *\nfrom .listed import *\n",
    "sizes/common.py": 'SIZE = "base"\n',
    "sizes/other.py": "from .more import *\nCOUNT = 1\n",
    "sizes/more.py": "COLOUR = 1\n",
    "sizes/listed.py": '__all__ = ["WIDTH"]\nWIDTH = 1\nSIZE = "large"\n',
    "sizes/unused.py": 'SIZE = "medium"\n',
}


@pytest.mark.parametrize(
    ("path", "text", "is_recalled"),
    [
        ("sizes/more.py", "COLOUR = 2\n", True),
        ("sizes/other.py", "COUNT = 2\n", True),
        ("sizes/more.py", 'SIZE = "small"\n', False),
        ("sizes/other.py", "from .unused import *\n", False),
        ("sizes/other.py", "from .\\\n  unused import *\n", False),
        ("sizes/listed.py", '__all__ = ["WIDTH", "SIZE"]\nSIZE = "large"\n', False),
        ("sizes/listed.py", '__all__ = ["WIDTH"] + ["SIZE"]\nSIZE = "large"\n', False),
        ("sizes/listed.py", '__all__ = ["WIDTH"]\nWIDTH = 2\nSIZE = "large"\n', True),
    ],
)
def test_a_file_that_brings_a_name_by_now_is_looked_at(
    tmp_path: Path, path: str, text: str, *, is_recalled: bool
) -> None:
    project = make(tmp_path, STARRED)
    recall_or_scan(project)
    write(tmp_path, path, text)
    assert shown(recall_or_scan(project)) == shown(scan_afresh(project))
    write(tmp_path, path, STARRED[path])
    recall_or_scan(project)
    mark(tmp_path)
    write(tmp_path, path, text)
    assert ("recalled" in {load.call for load in recall_or_scan(project).loads}) is is_recalled


CALLED_BY_NAME = "def call(made, kind):\n    return getattr(made, kind)('large.pt')\n"
LARGE = {
    "modelpolicy.toml": "",
    "lib/x-1.dist-info/METADATA": "",
    "lib/pack/__init__.py": "from ultralytics import YOLO\nclass Tool:\n    def load(self, name):\n        YOLO(name)\n",
    "lib/pack/main.py": "from .calling import call\nfrom . import Tool\ncall(Tool(), 'lo' + 'ad')\n",
    "lib/pack/calling.py": CALLED_BY_NAME + "# a long comment\n" * 4000,
}


def test_a_file_that_was_too_large_to_be_looked_into_is_looked_into_when_it_no_longer_is(tmp_path: Path) -> None:
    project = make(tmp_path, LARGE)
    recall_or_scan(project)
    write(tmp_path, "lib/pack/calling.py", CALLED_BY_NAME)
    (load,) = recall_or_scan(project).loads
    assert [str(model.id) for model in load.models] == ["ultralytics:large.pt"]


def mark(root: Path) -> None:
    """Make what is kept tell from what is found."""
    kept = json.loads(entry_of(root).read_bytes())
    for part in kept.values():
        for load in part["found"]["loads"]:
            load["call"] = "recalled"
    entry_of(root).write_text(json.dumps(kept), encoding="utf-8")


def test_another_modelpolicy_recalls_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = make(tmp_path)
    recall_or_scan(project)
    first = entry_of(tmp_path)
    monkeypatch.setattr("sys.version", "another Python")
    recall_or_scan(project)
    assert len(list((tmp_path / DIRECTORY).glob("*.json"))) == 2
    assert first.exists()


@pytest.mark.parametrize("damage", ["{}", "[]", '{"x": 1}', "nonsense"])
def test_a_damaged_entry_is_none(tmp_path: Path, damage: str) -> None:
    project = make(tmp_path)
    expected = shown(recall_or_scan(project))
    entry_of(tmp_path).write_text(damage, encoding="utf-8")
    assert shown(recall_or_scan(project)) == expected


def test_damaged_parts_are_searched_again(tmp_path: Path) -> None:
    project = make(tmp_path)
    expected = shown(recall_or_scan(project))
    kept = json.loads(entry_of(tmp_path).read_bytes())
    damaged = [{"inputs": {}}, {"inputs": 1, "found": 2}, None]
    entry_of(tmp_path).write_text(json.dumps(dict(zip(kept, damaged, strict=False))), encoding="utf-8")
    assert shown(recall_or_scan(project)) == expected


def test_a_cache_is_shared_with_another_checkout(tmp_path: Path) -> None:
    recall_or_scan(make(tmp_path / "one"))
    entry = entry_of(tmp_path / "one")
    other = make(tmp_path / "two")
    (tmp_path / "two" / DIRECTORY).mkdir()
    data = entry.read_text(encoding="utf-8").replace("whisper.load_model", "recalled")
    (tmp_path / "two" / DIRECTORY / entry.name).write_text(data, encoding="utf-8")
    assert "recalled" in {load.call for load in recall_or_scan(other).loads}


def test_a_place_that_cannot_be_written_is_scanned_all_the_same(tmp_path: Path) -> None:
    project = make(tmp_path)
    (tmp_path / DIRECTORY).write_text("in the way", encoding="utf-8")
    assert shown(recall_or_scan(project)) == shown(scan_afresh(project))


@pytest.mark.parametrize("files", [FILES, {path: text for path, text in FILES.items() if "dist-info" not in path}])
def test_who_loads_what_is_the_same_of_a_scan_from_the_cache(tmp_path: Path, files: Mapping[str, str]) -> None:
    project = make(tmp_path, files)
    fresh = map_models(project, scan(project))
    assert fresh.models()
    assert [map_models(project, recall_or_scan(project)) for _ in range(2)] == [fresh, fresh]
