"""A model of OpenAI's whisper."""

from modelpolicy.smoke.worker.by_store.loaded import Loaded
from modelpolicy.smoke.worker.by_store.sound import heard


def load_whisper_model(name: str, device: str) -> Loaded:
    """Load ``name``, such as ``base``, onto ``device``. It runs on the sound, and takes its first guess."""
    import whisper

    model = whisper.load_model(name, device=device)
    asked = {"temperature": 0, "fp16": device == "cuda"}
    return Loaded(model, lambda samples: model.transcribe(heard(samples.sound)[0], **asked))
