"""A model of Vosk: a directory, by its path, or by its name in one of those where Vosk looks."""

import errno
import wave
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from modelpolicy.smoke.worker.by_store.loaded import Loaded


def load_vosk_model(name: str, _device: str) -> Loaded:
    """Load ``name``, on the CPU whatever was asked for: Vosk has nothing else for it. It runs on the sound.

    Raises:
        FileNotFoundError: it lies nowhere. Vosk itself would ask the network.
        RuntimeError: the directory holds no model that Vosk can read; why stands in the log.
    """
    import vosk

    place = _place(name, vosk.MODEL_DIRS)
    try:
        model = vosk.Model(str(place))
    except Exception as error:  # Vosk raises nothing else
        raise RuntimeError(f"{place} is corrupt, or holds no model") from error
    return Loaded(model, lambda samples: _recognised(vosk.KaldiRecognizer, model, samples.sound))


def _place(name: str, directories: Iterable[str | Path | None]) -> Path:
    places = [Path(name), *(Path(directory, name) for directory in directories if directory)]
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise FileNotFoundError(errno.ENOENT, "no such file or directory in any place of Vosk", name)
    return found


def _recognised(recognizer: Any, model: Any, file: Path) -> object:
    with wave.open(str(file)) as sound:
        hearing = recognizer(model, sound.getframerate())
        hearing.AcceptWaveform(sound.readframes(sound.getnframes()))
        return hearing.FinalResult()
