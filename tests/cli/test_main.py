"""How a command line ends that could not come to its end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest


def test_ctrl_c_ends_a_command_without_a_traceback(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    os.mkfifo(plan)
    command = [sys.executable, "-m", "modelpolicy", "cache", "apply", str(plan)]
    with (
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process,  # noqa: S603 - this interpreter
        plan.open("w"),  # which waits until the command reads it
    ):
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert said == "interrupted\n"
    assert process.returncode == 130


def test_a_full_disk_is_no_fault_of_the_program() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "modelpolicy", "rule"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.stderr.splitlines() == [
        "output: No space left on device",
        "  remedy: free the disk, or make the place writable, and run the command again",
    ]
    assert ended.returncode == 2


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_without_a_place_for_output_a_command_ends_as_with_one(closed: str) -> None:
    ended = subprocess.run(  # noqa: S603 - a shell, for it can start a process without stdout
        ["/bin/sh", "-c", f'exec "$0" -m modelpolicy rule MP999 {closed}', sys.executable], check=False
    )
    assert ended.returncode == 2
    command = f'exec "$0" -m modelpolicy rule {closed}'
    assert subprocess.run(["/bin/sh", "-c", command, sys.executable], check=False).returncode == 0  # noqa: S603
