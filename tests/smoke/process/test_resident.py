"""The memory that a process had at most: of one that runs, of one that has ended, and by its own account."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from modelpolicy.smoke.process.report import read_report
from modelpolicy.smoke.process.resident import peak_ram
from modelpolicy.smoke.process.task import Task, write_task

MEGABYTES_200 = 200_000_000
HELD_AND_LET_GO = f"""
import sys
held = bytes(range(256)) * ({MEGABYTES_200} // 256)
del held
print("done", flush=True)
sys.stdin.read()
"""


def test_what_was_let_go_again_still_counts() -> None:
    words = [sys.executable, "-c", HELD_AND_LET_GO]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
        seen = peak_ram(process.pid)
        process.communicate("")
    assert seen == pytest.approx(MEGABYTES_200, rel=0.15)


def test_what_has_ended_has_no_memory() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert peak_ram(process.pid) == 0


def test_a_worker_tells_its_own_peak_for_nobody_may_have_looked_in_time(tmp_path: Path) -> None:
    task, said = tmp_path / "task.json", tmp_path / "report.json"
    write_task(task, Task("calm", str(tmp_path), None, (), "cpu"))
    words = [sys.executable, "-m", "modelpolicy.smoke.worker", str(task), str(said)]
    subprocess.run(words, env=dict(os.environ), check=False, capture_output=True)  # noqa: S603 - our worker
    assert read_report(said).peak_ram > 5_000_000
