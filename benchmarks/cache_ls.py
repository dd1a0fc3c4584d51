"""How long ``modelpolicy cache ls`` takes on a large Hugging Face cache, as a ratio to the hub client's own scan of it.

The cache is made anew: repositories of five revisions with twenty files each, fifteen of which all revisions share,
three of them configuration files that name other repositories. Both commands are processes that take turns, in the same
run; the best of each counts, because everything else that the machine does can only add. The directory entries stay in
the system's cache between them, as they do for whoever looks twice. The client makes Python objects of the revisions;
``cache ls`` also judges them by a project that loads a tenth of the repositories, and writes JSON. ``TMPDIR`` says on
which file system: on a disk, making and removing 100,000 files takes minutes.
"""

import argparse
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

REVISIONS: Final = 5
FILES: Final = 20
SHARED: Final = 15
TARGET: Final = 1.0
SCAN: Final = "import sys, huggingface_hub; huggingface_hub.scan_cache_dir(sys.argv[1])"


class Taken(NamedTuple):
    """What one process took: seconds, and its greatest memory in megabytes."""

    wall: float
    peak: float


def main() -> int:
    """Measure, print a table, and give 1 where ``cache ls`` is the slower one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=3, help="how often each command runs (default: 3)")
    parser.add_argument("--repositories", type=int, default=1000, help="default: 1000, which are 100,000 files")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        root, project = Path(place, "hub"), Path(place, "project")
        files = make_cache(root, arguments.repositories)
        make_project(project, arguments.repositories)
        best = measure(root, project, arguments.n)
    ls, scan = best["cache ls"], best["scan_cache_dir"]
    print(f"{arguments.repositories} repositories, {files} files")
    for name, taken in best.items():
        print(f"{name:15} {taken.wall:6.2f} s  {taken.peak:6.0f} MB  {taken.wall / scan.wall:5.2f}")
    return int(ls.wall > TARGET * scan.wall)


def make_cache(root: Path, repositories: int) -> int:
    """Write the cache, and give the number of files that its revisions have."""
    for number in range(repositories):
        directory = root / f"models--owner{number % 50}--name{number}"
        (directory / "refs").mkdir(parents=True)
        for revision in range(REVISIONS):
            commit = hashlib.sha1(f"{number} {revision}".encode(), usedforsecurity=False).hexdigest()
            _make_revision(directory, commit, number, revision)
            (directory / "refs" / "main").write_text(commit)
    return repositories * REVISIONS * FILES


def _make_revision(directory: Path, commit: str, number: int, revision: int) -> None:
    snapshot = directory / "snapshots" / commit
    snapshot.mkdir(parents=True)
    (directory / "blobs").mkdir(exist_ok=True)
    for index in range(FILES):
        content = f"{number} {index}" if index < SHARED else f"{number} {index} {revision}"
        name = f"part{index}.bin"
        if index < 3:  # noqa: PLR2004 - as the module says
            content = f'{{"base_model_name_or_path": "owner{number % 7}/name{number % 7}", "index": {index}}}'
            name = f"config{index}.json"
        digest = hashlib.sha256(f"{number} {content}".encode()).hexdigest()
        blob = directory / "blobs" / digest
        if not blob.exists():
            blob.write_text(content)
        (snapshot / name).symlink_to(f"../../blobs/{digest}")


def make_project(project: Path, repositories: int) -> None:
    """A project whose code loads every tenth repository."""
    project.mkdir()
    names = [f"owner{number % 50}/name{number}" for number in range(0, repositories, 10)]
    loads = [f"AutoModel.from_pretrained({name!r})\n" for name in names]
    (project / "app.py").write_text("from transformers import AutoModel\n" + "".join(loads))


def measure(root: Path, project: Path, rounds: int) -> Mapping[str, Taken]:
    """Run both ``rounds`` times, in turns, after one round that does not count."""
    commands: Mapping[str, Sequence[str]] = {
        "cache ls": ("-m", "modelpolicy", "cache", "ls", "--format", "json"),
        "scan_cache_dir": ("-c", SCAN, str(root)),
    }
    runs: dict[str, list[Taken]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            taken = run(command, root, project)
            if number:
                runs[name].append(taken)
    return {name: min(taken) for name, taken in runs.items()}


def run(command: Sequence[str], root: Path, project: Path) -> Taken:
    """Run Python with ``command`` in ``project``, its output thrown away."""
    environment = {**os.environ, "HF_HUB_CACHE": str(root), "HOME": str(project)}
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(project)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        os.execve(sys.executable, (sys.executable, *command), environment)  # noqa: S606 - this interpreter
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Taken(time.perf_counter() - start, usage.ru_maxrss / 1000)


if __name__ == "__main__":
    raise SystemExit(main())
