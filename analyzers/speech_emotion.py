"""Which emotion a voice carries."""

from collections.abc import Iterator
from typing import Any, ClassVar

from analyzers.decode import SAMPLE_RATE
from analyzers.device import best_device
from analyzers.hub import HubAnalyzer
from analyzers.media import Media, Sound
from analyzers.result import Segment, Value


class SpeechEmotion(HubAnalyzer):
    """Rates stretches of at most five seconds, each labelled with its likeliest emotion."""

    name = "speech_emotion"
    model_id = "ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition"
    seconds: ClassVar[float] = 5.0
    _extractor: Any
    _model: Any

    def _load(self) -> None:
        from transformers import AutoConfig, AutoFeatureExtractor, AutoModelForAudioClassification

        config = AutoConfig.from_pretrained(self.model_id)
        # This checkpoint's head is as wide as its encoder and has names of its own. Without the mapping the
        # library warns, starts from a random head, and every emotion comes out equally likely.
        config.classifier_proj_size = config.hidden_size
        self._model = AutoModelForAudioClassification.from_pretrained(
            self.model_id,
            config=config,
            key_mapping={r"^classifier\.dense": "projector", r"^classifier\.output": "classifier"},
        ).to(best_device())
        self._extractor = AutoFeatureExtractor.from_pretrained(self.model_id)

    def _segments(self, media: Media) -> Iterator[Segment]:
        for piece in media.sound.split(self.seconds):
            emotions = self._rate(piece)
            yield Segment(
                start=piece.start,
                end=piece.end,
                label=max(emotions, key=lambda emotion: emotion.amount).name,
                values=emotions,
            )

    def _rate(self, piece: Sound) -> tuple[Value, ...]:
        import torch

        inputs = self._extractor(piece.samples, sampling_rate=SAMPLE_RATE, return_tensors="pt")
        with torch.inference_mode():
            logits = self._model(**inputs.to(best_device())).logits[0]
        return tuple(
            Value(name=self._model.config.id2label[number], amount=probability, unit="probability")
            for number, probability in enumerate(logits.softmax(-1).tolist())
        )
