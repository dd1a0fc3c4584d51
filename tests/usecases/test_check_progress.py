"""A check tells how far its scan is."""

from dataclasses import dataclass, field
from pathlib import Path

from modelpolicy.settings.project import find_project
from modelpolicy.usecases.checking.recall import recall_or_check


@dataclass
class Told:
    """What somebody who shows the progress hears."""

    heard: list[str] = field(default_factory=list)
    files: int = 0
    done: int = 0

    def begin(self, files: int) -> None:
        self.heard.append("begin")
        self.files = files

    def advance(self, files: int) -> None:
        self.done += files

    def end(self) -> None:
        self.heard.append("end")


def test_a_check_tells_how_far_its_scan_is_and_one_from_the_cache_nothing(tmp_path: Path) -> None:
    (tmp_path / "modelpolicy.toml").write_text('registry = "registry.yaml"\n')
    (tmp_path / "registry.yaml").write_text("format: modelpolicy-registry/1\n")
    (tmp_path / "app.py").write_text('from ultralytics import YOLO\nYOLO("a.pt")\n')
    (tmp_path / "notes.py").write_text("LINES = 80\n")
    first, second = Told(), Told()
    recall_or_check(find_project(tmp_path), progress=first)
    recall_or_check(find_project(tmp_path), progress=second)
    assert (first.heard, first.files, first.done) == (["begin", "end"], 2, 2)
    assert second == Told()
