"""Files that a command changes: all of them or none, and each in one step."""

import os
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from modelpolicy.errors import InputError, Problem


def replace_files(root: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` (POSIX path relative to ``root`` -> text), new ones and their directories too.

    Whoever reads meanwhile sees the old file or the new, whole one. Where one cannot be written, none is.

    Raises:
        InputError: one of them cannot be written.
    """
    with ExitStack() as undo:
        prepared = {path: _prepared(root / path, path, text, undo) for path, text in files.items()}
        for path, temporary in prepared.items():
            _replace(root / path, path, temporary, undo)
        undo.pop_all()


def _prepared(place: Path, shown: str, text: str, undo: ExitStack) -> Path:
    """The text in a file beside its place, with the mode that the file there has."""
    target = place.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        undo.callback(Path(name).unlink, missing_ok=True)
        with os.fdopen(descriptor, "wb") as temporary:
            temporary.write(text.encode())
            temporary.flush()
            os.fsync(temporary.fileno())
        Path(name).chmod(_mode(target))
    except OSError as error:
        raise _unwritable(shown, error) from error
    return Path(name)


def _replace(place: Path, shown: str, temporary: Path, undo: ExitStack) -> None:
    target = place.resolve()
    try:
        if target.exists():
            undo.callback(_put_back, target, target.read_bytes(), _mode(target))
        else:
            undo.callback(target.unlink, missing_ok=True)
        temporary.replace(target)
    except OSError as error:
        raise _unwritable(shown, error) from error


def _put_back(target: Path, content: bytes, mode: int) -> None:
    target.write_bytes(content)
    target.chmod(mode)


def _mode(target: Path) -> int:
    return target.stat().st_mode & 0o7777 if target.exists() else 0o644


def _unwritable(shown: str, error: OSError) -> InputError:
    message = f"this cannot be written: {error.strerror}"
    return InputError(Problem(shown, 0, message, "make the file and its directory writable; nothing was changed"))
