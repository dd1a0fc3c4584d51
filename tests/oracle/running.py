"""Runs a generated project for real, in a directory of its own."""

import runpy
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from pathlib import Path

from tests.oracle.standins import REPLACED, RealLoad, Recorder, standins

SOURCE_ROOT = "src"
MAIN = f"{SOURCE_ROOT}/main.py"


def run(files: Mapping[str, str], root: Path, tosses: Iterable[Sequence[bool]]) -> set[RealLoad]:
    """Every load that happens when the project's ``main.py`` runs, once for each way that the coins fall."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    recorder = Recorder(root)
    names = {Path(path).relative_to(SOURCE_ROOT).parts[0].removesuffix(".py") for path in files if path.endswith(".py")}
    for outcomes in tosses:
        with _own_modules({*names, *REPLACED}, root / SOURCE_ROOT), chdir(root):
            sys.modules.update(standins(recorder, outcomes))
            runpy.run_path(str(root / MAIN), run_name="__main__")
    return recorder.loads


@contextmanager
def _own_modules(names: set[str], path: Path) -> Iterator[None]:
    """Imports that leave nothing behind, neither modules nor compiled files."""
    kept = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] in names}
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.path.insert(0, str(path))
    try:
        yield
    finally:
        sys.path.remove(str(path))
        sys.dont_write_bytecode = writes
        for name in [name for name in sys.modules if name.partition(".")[0] in names]:
            del sys.modules[name]
        sys.modules.update(kept)
        for entry in [entry for entry in sys.path_importer_cache if entry.startswith(str(path))]:
            del sys.path_importer_cache[entry]
