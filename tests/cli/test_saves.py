"""``check --watch`` as a user sees it: in a process of its own, with files saved under it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

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
        patience = Timer(120, process.kill)
        patience.start()
        yield tmp_path, process
        patience.cancel()
        process.kill()


def save(place: Path, text: str) -> None:
    """In one step: whoever looks sees the old text or the new one."""
    new = place.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(place)


def comes(process: "subprocess.Popen[str]", expected: str) -> bool:
    """Whether a line with ``expected`` is printed, and then that it waits again; how often it checks is its own."""
    assert process.stdout
    return any(expected in line for line in process.stdout) and any("watching " in line for line in process.stdout)


def test_each_save_is_checked_until_the_user_has_had_enough(watching: tuple[Path, "subprocess.Popen[str]"]) -> None:
    root, process = watching
    assert comes(process, "2 findings")
    save(root / "app.py", 'from ultralytics import YOLO\nmodel = YOLO("old.pt")\n')
    assert comes(process, "clean: ")
    save(root / "registry.yaml", "format: [")
    assert comes(process, "registry.yaml:2: not YAML")
    save(root / "registry.yaml", read_files(PROJECT)["registry.yaml"])
    assert comes(process, "clean: ")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
