"""The analyzer's own code: found by the application's catalogue, asked to load and to run."""

import importlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_SAMPLES: Final = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True)
class Samples:
    """One small input of each kind, for an analyzer to take what it needs.

    ``frame`` is a picture (PNG), ``clip`` two seconds of it moving, with sound (MP4), ``sound`` two seconds of a
    humming voice (WAV, 16 kHz, mono), ``text`` a sentence. ``device`` is the one asked for: ``cuda``, ``mps`` or
    ``cpu``.
    """

    frame: Path
    clip: Path
    sound: Path
    text: str
    device: str


def samples(device: str) -> Samples:
    """The inputs that come with modelpolicy."""
    text = (_SAMPLES / "text.txt").read_text(encoding="utf-8").strip()
    return Samples(
        _SAMPLES / "frame.png", _SAMPLES / "clip.mp4", _SAMPLES / "sound.wav", text, device.partition(":")[0]
    )


def find_entry(root: Path, catalog: str, analyzer: str) -> Any:
    """The class, or what else the application's catalogue (``file.py:NAME``) has under the analyzer's name.

    Imports the application.
    """
    path, _, name = catalog.rpartition(":")
    file = root / path
    top = _above_packages(file.parent)
    sys.path[:0] = [str(top), str(root)]
    module = importlib.import_module(".".join(file.relative_to(top).with_suffix("").parts))
    entry = getattr(module, name)[analyzer]
    return _imported(entry) if isinstance(entry, str) else entry


def _above_packages(directory: Path) -> Path:
    while (directory / "__init__.py").exists():
        directory = directory.parent
    return directory


def _imported(dotted: str) -> Any:
    module, _, name = dotted.replace(":", ".").rpartition(".")
    return getattr(importlib.import_module(module), name)
