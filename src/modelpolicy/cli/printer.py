"""The one place that writes: stdout is data, stderr is talk. Colour only on a terminal."""

import os
import sys
from typing import Final, TextIO

_STYLES: Final = {
    r"^[^\s:]+\.\w+(?=$|:\d+)": "bold",
    r"\bMP\d{3} [a-z-]+": "red",
    r"\bremedy:": "green",
    r"\b(?:disabled|open:|shared with)": "yellow",
    r"^clean:": "green",
    r"^\+(?!\+\+ ).*": "green",
    r"^-(?!-- ).*": "red",
}


def show(text: str) -> None:
    """Write data, for people or for the next program."""
    _write(text, sys.stdout)


def tell(text: str) -> None:
    """Say something about the run."""
    _write(text, sys.stderr)


def _write(text: str, stream: TextIO) -> None:
    if not text:
        return
    if _is_colourful(stream):
        _write_styled(text, stream)
    else:
        stream.write(text if text.endswith("\n") else f"{text}\n")
        stream.flush()


def _write_styled(text: str, stream: TextIO) -> None:
    """Rich is imported for terminals alone: pipes and hooks need not wait for it."""
    from rich.console import Console
    from rich.text import Text

    styled = Text(text.rstrip("\n"))
    for pattern, style in _STYLES.items():
        styled.highlight_regex(rf"(?m){pattern}", style)
    Console(file=stream, soft_wrap=True, highlight=False).print(styled)


def _is_colourful(stream: TextIO) -> bool:
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
