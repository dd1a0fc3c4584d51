"""A file that an option names, to write to."""

from pathlib import Path

from modelpolicy.errors import InputError, Problem


def write(path: Path, text: str) -> None:
    """Write ``text`` and a line end to ``path``, over what is there.

    Raises:
        InputError: it cannot be written.
    """
    try:
        path.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        message = f"this cannot be written: {error.strerror}"
        remedy = "name a file in a directory that is there and writable"
        raise InputError(Problem(str(path), 0, message, remedy)) from error
