"""Files that a command makes: all of them or none, and never over what is there."""

from collections.abc import Mapping
from pathlib import Path

from modelpolicy.errors import InputError, Problem


def write_new_files(root: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` (POSIX path relative to ``root`` -> text).

    Raises:
        InputError: one of them is there already, or cannot be written.
    """
    taken = [path for path in files if (root / path).exists()]
    if taken:
        raise InputError(*(Problem(path, 0, "this is here already", "move it away first") for path in taken))
    for path, text in files.items():
        _write(root / path, path, text)


def _write(place: Path, shown: str, text: str) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        message = f"this cannot be written: {error.strerror}"
        raise InputError(Problem(shown, 0, message, "make the directory writable")) from error
