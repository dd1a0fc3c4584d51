"""What running analyzers really open: stand-ins for the libraries, which look up files as the libraries do."""

import importlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from tests.cleanup.worlds import CHECKPOINTS, Analyzer


class Recorder:
    """Notes every path that a load goes through: references, links, and the content behind them."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.opened: set[str] = set()

    def from_pretrained(self, name: str, revision: str | None = None) -> None:
        self._load(name, revision, set())

    def load_model(self, name: str) -> None:
        self._open(self._home / ".cache" / "whisper" / f"{name}.pt")

    def load_state_dict_from_url(self, url: str) -> None:
        self._open(self._home / CHECKPOINTS / url.rpartition("/")[2])

    def load(self, repository: str, _: str) -> None:
        name = repository.replace("/", "_").replace(":", "_")
        self._open(self._home / ".cache" / "torch" / "hub" / name / "hubconf.py")

    def YOLO(self, name: str) -> None:  # noqa: N802 - the library's own name
        """From the working directory, if that is the first project's, else from the settings' directory."""
        for directory in ("p0", "weights"):
            self._open(self._home / directory / name)

    def _load(self, name: str, revision: str | None, seen: set[str]) -> None:
        snapshot = self._snapshot(name, revision)
        if snapshot is None or name in seen:
            return
        for path in sorted(snapshot.rglob("*")):
            self._open(path)
        for path in sorted(snapshot.glob("*config.json")):
            text = path.read_text()
            needs = json.loads(text if text.endswith("}") else f"{text}}}").get("base_model_name_or_path")
            if needs:
                self._load_need(needs, seen | {name})

    def _load_need(self, name: str, seen: set[str]) -> None:
        self._load(name, None, seen)

    def document(self, name: str) -> None:
        """Nothing is loaded because a registry says so."""

    def _snapshot(self, name: str, revision: str | None) -> Path | None:
        """The revision that is asked for: a commit, or what a reference says."""
        repository = self._home / "hub" / f"models--{name.replace('/', '--')}"
        commit = revision or "main"
        reference = repository / "refs" / commit
        if reference.is_file():
            self._open(reference)
            commit = reference.read_text()
        snapshot = repository / "snapshots" / commit
        return snapshot if snapshot.is_dir() else None

    def _open(self, path: Path) -> None:
        if path.is_file():
            self.opened |= {str(path), os.path.realpath(path)}


class Claimer(Recorder):
    """Also what nobody opens and the design promises to keep.

    That is what a registry documents, and every revision of what a model names: which one is taken is not known.
    """

    def document(self, name: str) -> None:
        self.from_pretrained(name)

    def _load_need(self, name: str, seen: set[str]) -> None:
        repository = self._home / "hub" / f"models--{name.replace('/', '--')}"
        for snapshot in sorted(repository.glob("snapshots/*")):
            self._load(name, snapshot.name, seen)


def opened(
    projects: Sequence[tuple[Path, Sequence[Analyzer]]], recorder: Recorder, outcomes: Sequence[tuple[str, str]]
) -> set[str]:
    """Every path that the enabled analyzers open, however the coin falls and whatever is asked for."""
    for root, analyzers in projects:
        for number, analyzer in enumerate(analyzers):
            for model in analyzer.may if analyzer.is_enabled and analyzer.registry else ():
                recorder.document(model)
            for coin, pick in outcomes:
                if analyzer.is_enabled and pick in analyzer.choices:
                    _run(root, f"app.a{number}", recorder, coin, pick)
    return recorder.opened


def _run(root: Path, module: str, recorder: Recorder, coin: str, pick: str) -> None:
    given: dict[str, dict[str, object]] = {
        "torch": {"hub": recorder},
        "transformers": {"AutoModel": recorder},
        "ultralytics": {"YOLO": recorder.YOLO},
        "whisper": {"load_model": recorder.load_model},
    }
    with _imports(root, {name: _module(name, names) for name, names in given.items()}):
        os.environ.update(COIN=coin, PICK=pick)
        try:
            importlib.import_module(module).Analyzer().load()
        finally:
            del os.environ["COIN"], os.environ["PICK"]


def _module(name: str, names: Mapping[str, object]) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(names)
    return module


@contextmanager
def _imports(root: Path, standins: dict[str, ModuleType]) -> Iterator[None]:
    """Imports that leave nothing behind."""
    replaced = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in ("app", *standins)}
    for name in replaced:
        del sys.modules[name]
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.modules.update(standins)
    sys.path.insert(0, str(root))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(root))
        sys.dont_write_bytecode = writes
        for name in [name for name in sys.modules if name.partition(".")[0] in ("app", *standins)]:
            del sys.modules[name]
        sys.modules.update(replaced)
        for entry in [entry for entry in sys.path_importer_cache if entry.startswith(str(root))]:
            del sys.path_importer_cache[entry]
