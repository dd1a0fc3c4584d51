"""The one place that writes: stdout is data, stderr is talk. Colour only on a terminal."""

import os
import sys
from pathlib import Path
from typing import Final, TextIO

_PATH: Final = r"(?m)^[^\s:]+\.\w+(?=$|:\d+)"
_STYLES: Final = {
    r"^ +\| +\^+$": "red",
    r"^ *\d* \|(?= )": "dim",
    r"\bMP\d{3} [a-z-]+": "red",
    r"\bremedy:": "green",
    r"\b(?:disabled|open:|shared with)": "yellow",
    r"^clean:": "green",
    r"^\+(?!\+\+ ).*": "green",
    r"^-(?!-- ).*": "red",
}


def show(text: str, root: Path | None = None) -> None:
    """Write data, for people or for the next program.

    On a terminal, the paths of files below ``root`` (the working directory where none is given) are links.
    """
    _write(text, sys.stdout, root or Path.cwd())


def tell(text: str) -> None:
    """Say something about the run."""
    _write(text, sys.stderr, Path.cwd())


def _write(text: str, stream: TextIO, root: Path) -> None:
    if not text:
        return
    if _is_colourful(stream):
        _write_styled(text, stream, root)
    else:
        stream.write(text if text.endswith("\n") else f"{text}\n")
        stream.flush()


def _write_styled(text: str, stream: TextIO, root: Path) -> None:
    """Rich is imported for terminals alone: pipes and hooks need not wait for it."""
    from rich.console import Console
    from rich.text import Text

    styled = Text(text.rstrip("\n"))
    styled.highlight_regex(_PATH, lambda path: _linked(root / path))
    for pattern, style in _STYLES.items():
        styled.highlight_regex(rf"(?m){pattern}", style)
    Console(file=stream, soft_wrap=True, highlight=False).print(styled)


def _linked(place: Path) -> str:
    return f"bold link {place.as_uri()}" if place.is_file() else "bold"


def _is_colourful(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
