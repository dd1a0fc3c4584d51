"""What is said, and when."""

from collections.abc import Iterator
from typing import Any

from analyzers.decode import SAMPLE_RATE
from analyzers.device import best_device
from analyzers.hub import HubAnalyzer
from analyzers.media import Media
from analyzers.result import Segment


class SpeechTranscription(HubAnalyzer):
    """Writes speech down with Whisper (https://arxiv.org/abs/2212.04356), a segment a phrase."""

    name = "speech_transcription"
    model_id = "openai/whisper-base"
    _transcribe: Any

    def _load(self) -> None:
        from transformers import pipeline

        self._transcribe = pipeline("automatic-speech-recognition", model=self.model_id, device=best_device())

    def _segments(self, media: Media) -> Iterator[Segment]:
        sound = media.sound
        heard = self._transcribe({"raw": sound.samples, "sampling_rate": SAMPLE_RATE}, return_timestamps=True)
        for phrase in heard["chunks"]:
            start, end = phrase["timestamp"]
            # Whisper pads to windows of 30 s: the last phrase can have no end, or one in the padding.
            end = sound.end if end is None else min(sound.start + end, sound.end)
            yield Segment(start=min(sound.start + start, end), end=end, label="speech", text=phrase["text"].strip())
