"""Tiny projects with scripts in them, on disk, and what a scan finds there."""

from pathlib import Path
from tempfile import TemporaryDirectory

from modelpolicy.domain.load import Load
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.scanning.scan import Scan, scan
from tests.projects import read_files


def write_files(root: Path, text: str, default: str = "fetch.sh") -> None:
    """Write the ``--- path`` blocks of ``text``; without one it is the file ``default``."""
    for path, content in read_files(text, default).items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, encoding="utf-8")


def scan_of(text: str, default: str = "fetch.sh") -> Scan:
    """The scan of the project that ``text`` writes out."""
    with TemporaryDirectory() as directory:
        root = Path(directory)
        (root / "modelpolicy.toml").touch()
        write_files(root, text, default)
        return scan(find_project(root))


def found(text: str, default: str = "fetch.sh") -> list[str]:
    """``line:column`` of each load, with its ids; ``?`` where it is open. With the path where there is one of many."""
    scanned = scan_of(text, default)
    shown = f"{default}:"
    return [_shown(load).removeprefix(shown) for load in scanned.loads]


def ids(text: str, default: str = "fetch.sh") -> list[str]:
    """The ids of all loads, in order; ``?`` where one is open."""
    return [one for load in scan_of(text, default).loads for one in _ids(load)]


def _shown(load: Load) -> str:
    place = load.location
    cell = "" if place.cell is None else f"cell {place.cell}:"
    return f"{place.path}:{cell}{place.line}:{place.column} {' '.join(_ids(load))}"


def _ids(load: Load) -> list[str]:
    return [*dict.fromkeys(str(candidate.id) for candidate in load.models), *(["?"] if load.open else [])]
