"""What a worker is told to do, as the JSON file that it is started with."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Task:
    """One analyzer to load and run.

    ``root`` is the project's directory. ``catalog`` is the application's dict of analyzers, as ``file.py:NAME``;
    ``None`` where the settings name none. ``models`` are loaded by their store where the analyzer's own code cannot be
    asked. ``memory`` is what the worker can allocate, in bytes; ``None`` for no bound.
    """

    analyzer: str
    root: str
    catalog: str | None
    models: tuple[str, ...]
    device: str
    memory: int | None = None


def write_task(path: Path, task: Task) -> None:
    """Write it for a worker to read."""
    path.write_text(json.dumps(asdict(task)), encoding="utf-8")


def read_task(path: Path) -> Task:
    """Read what ``write_task`` wrote."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Task(**{**data, "models": tuple(data["models"])})
