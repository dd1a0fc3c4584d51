"""``check --watch`` as a user sees it: in a process of its own, with files saved under it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_outputs import PROJECT
from tests.projects import read_files


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[tuple[Path, "subprocess.Popen[str]"]]:
    for name, text in read_files(PROJECT).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "modelpolicy", "check", "--watch", "--output", "json=found.json"]
    with subprocess.Popen(  # noqa: S603 - this interpreter
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        yield tmp_path, process
        process.kill()


def next_summary(process: "subprocess.Popen[str]") -> str:
    """What is printed up to where it waits again."""
    assert process.stdout
    lines = []
    for line in process.stdout:
        if line.startswith("watching "):
            break
        lines.append(line)
    return "".join(lines)


def test_each_save_is_checked_until_the_user_has_had_enough(watching: tuple[Path, "subprocess.Popen[str]"]) -> None:
    root, process = watching
    assert "2 findings" in next_summary(process)
    (root / "app.py").write_text('from ultralytics import YOLO\nmodel = YOLO("old.pt")\n')
    assert next_summary(process).startswith("clean: ")
    (root / "registry.yaml").write_text("format: [")
    assert "registry.yaml:2: not YAML" in next_summary(process)
    (root / "registry.yaml").write_text(read_files(PROJECT)["registry.yaml"])
    assert next_summary(process).startswith("clean: ")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
