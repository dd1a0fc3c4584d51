"""A model of Whisper in the format of CTranslate2."""

from modelpolicy.smoke.worker.by_store.loaded import Loaded
from modelpolicy.smoke.worker.by_store.sound import heard


def load_faster_whisper(name: str, device: str) -> Loaded:
    """Load the repository ``name`` onto ``device``. It runs on the sound, and takes its first guess."""
    from faster_whisper import WhisperModel

    model = WhisperModel(name, device=device)
    return Loaded(model, lambda samples: list(model.transcribe(heard(samples.sound)[0], temperature=0)[0]))
