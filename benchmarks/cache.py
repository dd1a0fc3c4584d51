"""How long ``modelpolicy cache`` takes on a large Hugging Face cache, beside the hub client's own scan of it.

The cache is made anew: repositories of five revisions with twenty files each, fifteen of which all revisions share,
three of them configuration files that name other repositories. All commands are processes that take turns, in the same
run; the best of each counts, because everything else that the machine does can only add. The directory entries stay in
the system's cache between them, as they do for whoever looks twice. The client makes Python objects of the revisions;
``cache ls`` also judges them by a project that loads a tenth of the repositories, and writes JSON. ``cache plan`` lists
and judges too, and what it takes beyond ``cache ls`` is planning. ``cache apply`` plans once more, moves some 500
artifacts and measures what is left, and ``cache restore`` brings them back. ``TMPDIR`` says on which file system: on a
disk, making and removing 100,000 files takes minutes.
"""

import argparse
import hashlib
import json
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
MOST_LISTING: Final = 1.0
"""``cache ls``, as a share of the client's scan."""

MOST_PLANNING: Final = 1.0
"""``cache plan`` beyond ``cache ls``, in seconds."""

SCAN: Final = "import sys, huggingface_hub; huggingface_hub.scan_cache_dir(sys.argv[1])"
UNKNOWN: Final = "hf:owner11/*"
"""What goes besides the old revisions of the models that are needed: 20 repositories, 100 artifacts."""


class Taken(NamedTuple):
    """What one process took: seconds, and its greatest memory in megabytes."""

    wall: float
    peak: float


def main() -> int:
    """Measure, print a table, and give 1 where listing or planning takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=3, help="how often each command runs (default: 3)")
    parser.add_argument("--repositories", type=int, default=1000, help="default: 1000, which are 100,000 files")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        files = make_cache(home / "hub", arguments.repositories)
        make_project(home / "project", arguments.repositories)
        best = measure(home, arguments.n)
        plan = json.loads((home / "plan.json").read_bytes())
    print(f"{arguments.repositories} repositories, {files} files; {len(plan['delete'])} artifacts go in ", end="")
    print(f"{len(plan['moves'])} moves")
    listing, scan, planning = best["cache ls"], best["scan_cache_dir"], best["cache plan"]
    for name, taken in best.items():
        print(f"{name:15} {taken.wall:6.2f} s  {taken.peak:6.0f} MB  {taken.wall / scan.wall:5.2f}")
    print(f"planning adds {planning.wall - listing.wall:.2f} s")
    return int(listing.wall > MOST_LISTING * scan.wall or planning.wall - listing.wall > MOST_PLANNING)


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


def measure(home: Path, rounds: int) -> Mapping[str, Taken]:
    """Run all commands ``rounds`` times, in turns, after one round that does not count."""
    plan, cache = str(home / "plan.json"), ("-m", "modelpolicy", "cache")
    commands: Mapping[str, Sequence[str]] = {
        "scan_cache_dir": ("-c", SCAN, str(home / "hub")),
        "cache ls": (*cache, "ls", "--format", "json"),
        "cache plan": (*cache, "plan", "--format", "json", "--include-unknown", UNKNOWN, "-o", plan),
        "cache apply": (*cache, "apply", plan, "--yes"),
        "cache restore": (*cache, "restore", "last"),
    }
    runs: dict[str, list[Taken]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            taken = run(command, home)
            if number:
                runs[name].append(taken)
    return {name: min(taken) for name, taken in runs.items()}


def run(command: Sequence[str], home: Path) -> Taken:
    """Run Python with ``command`` in the project, what it says thrown away."""
    places = {"HF_HUB_CACHE": "hub", "HOME": "project", "MODELPOLICY_STATE_DIR": "state"}
    environment = {**os.environ, **{variable: str(home / name) for variable, name in places.items()}}
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(home / "project")
        silence = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(silence, stream.fileno())
        os.execve(sys.executable, (sys.executable, *command), environment)  # noqa: S606 - this interpreter
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Taken(time.perf_counter() - start, usage.ru_maxrss / 1000)


if __name__ == "__main__":
    raise SystemExit(main())
