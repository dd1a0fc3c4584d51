"""What is scanned once is scanned again only where something has changed that it was made from."""

import shutil
from pathlib import Path

from modelpolicy.settings.project import find_project
from modelpolicy.usecases.scanning.rescan import Rescan
from modelpolicy.usecases.scanning.scan import Scan, scan

FILES = {
    "modelpolicy.toml": "",
    "registry.yaml": "format: modelpolicy-registry/1\n",
    "app.py": 'import json\nfrom ultralytics import YOLO\nYOLO(json.load(open("app.json"))["weights"])\n',
    "app.json": '{"weights": "a.pt"}',
}


def make(root: Path) -> Rescan:
    root.mkdir()
    for path, text in FILES.items():
        (root / path).write_text(text)
    return Rescan(scan(find_project(root)), root)


def models(scanned: Scan) -> list[str]:
    return [str(one.id) for load in scanned.loads for one in load.models]


def test_while_nothing_changes_it_is_the_same_scan(tmp_path: Path) -> None:
    search = make(tmp_path / "project")
    first = search(find_project(tmp_path / "project"))
    shutil.copytree(tmp_path / "project", tmp_path / "copy")
    assert search(find_project(tmp_path / "copy")) is first


def test_what_no_load_is_made_from_makes_no_difference(tmp_path: Path) -> None:
    search = make(tmp_path / "project")
    first = search(find_project(tmp_path / "project"))
    (tmp_path / "project/registry.yaml").write_text("format: modelpolicy-registry/1\nmodels: {}\n")
    assert search(find_project(tmp_path / "project")) is first


def test_a_change_of_code_or_of_what_it_reads_is_seen_and_so_is_the_way_back(tmp_path: Path) -> None:
    search, project = make(tmp_path / "project"), find_project(tmp_path / "project")
    assert models(search(project)) == ["ultralytics:a.pt"]
    (project.root / "app.json").write_text('{"weights": "b.pt"}')
    assert models(search(project)) == ["ultralytics:b.pt"]
    (project.root / "app.py").write_text('from ultralytics import YOLO\nYOLO("c.pt")\n')
    assert models(search(project)) == ["ultralytics:c.pt"]
    for path, text in FILES.items():
        (project.root / path).write_text(text)
    assert models(search(project)) == ["ultralytics:a.pt"]
