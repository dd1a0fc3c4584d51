"""Analyzers of speech, end to end on small models whose answers are known."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from analyzers.errors import NoAudioError
from analyzers.speech_emotion import SpeechEmotion
from analyzers.speech_transcription import SpeechTranscription
from tests.analyzers.films import look, scenes, tone, write_film
from tests.analyzers.hub_cache import Hub, byte_tokenizer, say

COMMANDS = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|en|>",
    "<|de|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)
TIMES = tuple(f"<|{step * 0.02:.2f}|>" for step in range(1501))
EMOTIONS = ("angry", "calm", "happy")


def whisper_tokenizer() -> Any:
    """Whisper's order: words, then commands, then times."""
    from transformers import WhisperTokenizer

    bpe = json.loads(byte_tokenizer().backend_tokenizer.to_str())["model"]
    names = [*sorted(bpe["vocab"], key=bpe["vocab"].__getitem__), *COMMANDS, *TIMES]
    return WhisperTokenizer(
        vocab={name: number for number, name in enumerate(names)},
        merges=[tuple(merge) for merge in bpe["merges"]],
    )


def put_whisper(hub: Hub, *spoken: str) -> None:
    """A Whisper that hears the tokens ``spoken``, times included, in everything."""
    import transformers as library

    tokenizer = whisper_tokenizer()
    end, begin, *_ = commands = tokenizer.convert_tokens_to_ids(COMMANDS)
    ids = dict(zip(COMMANDS, commands, strict=True))
    special = {
        "decoder_start_token_id": begin,
        "bos_token_id": end,
        "eos_token_id": end,
        "pad_token_id": end,
    }
    config = library.WhisperConfig(
        vocab_size=len(tokenizer),
        d_model=64,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_target_positions=64,
        tie_word_embeddings=False,
        **special,
    )
    model = library.WhisperForConditionalGeneration(config)
    generation = library.GenerationConfig(
        is_multilingual=True,
        lang_to_id={"<|en|>": ids["<|en|>"], "<|de|>": ids["<|de|>"]},
        task_to_id={"transcribe": ids["<|transcribe|>"], "translate": ids["<|translate|>"]},
        no_timestamps_token_id=ids["<|notimestamps|>"],
        prev_sot_token_id=ids["<|startofprev|>"],
        max_initial_timestamp_index=50,
        max_length=64,
        **special,
    )
    generation._from_model_config = False
    model.generation_config = generation
    heard = tokenizer.convert_tokens_to_ids(list(spoken))
    decoder = model.model.decoder
    # What stands before the first word is the task, or the language where no task is given.
    starts = [[ids[name], heard[0]] for name in ("<|en|>", "<|de|>")]
    say(decoder, decoder.layer_norm, model.proj_out, [ids["<|transcribe|>"], *heard, end], *starts)
    processor = library.WhisperProcessor(library.WhisperFeatureExtractor(), tokenizer)
    hub.save("openai/whisper-base", model, processor)


class RenamedHead:
    """Weights whose head has the names that it has in the published checkpoint."""

    def __init__(self, model: Any) -> None:
        self.model = model

    def save_pretrained(self, directory: Path) -> None:
        self.model.config.classifier_proj_size = 256  # what the published configuration leaves it at
        renamed = {published_name(name): weight for name, weight in self.model.state_dict().items()}
        self.model.save_pretrained(directory, state_dict=renamed)


def published_name(name: str) -> str:
    name = re.sub(r"^classifier\.", "classifier.output.", name)
    return re.sub(r"^projector\.", "classifier.dense.", name)


def put_emotions(hub: Hub, likeliest: str) -> None:
    import torch
    import transformers as library

    config = library.Wav2Vec2Config(
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        conv_dim=(16, 16),
        conv_kernel=(10, 8),
        conv_stride=(5, 160),
        num_feat_extract_layers=2,
        num_conv_pos_embeddings=16,
        num_conv_pos_embedding_groups=2,
        classifier_proj_size=16,
        id2label=dict(enumerate(EMOTIONS)),
        label2id={emotion: number for number, emotion in enumerate(EMOTIONS)},
    )
    model = library.Wav2Vec2ForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.zero_()
        model.classifier.bias[EMOTIONS.index(likeliest)] = 3.0
    hub.save(
        "ehcalabres/wav2vec2-lg-xlsr-en-speech-emotion-recognition",
        RenamedHead(model),
        library.Wav2Vec2FeatureExtractor(),
    )


def test_phrases_have_the_times_that_whisper_gives_them(hub: Hub, film: Path) -> None:
    put_whisper(hub, "<|0.40|>", "hel", "lo", "<|1.20|>", "<|1.60|>", "Ġworld", "<|2.00|>")

    segments = look(SpeechTranscription(), film).segments

    assert [found.text for found in segments] == ["hello", "world"]
    assert [found.start for found in segments] == pytest.approx([0.4, 1.6])
    assert [found.end for found in segments] == pytest.approx([1.2, 2.0])
    assert {found.label for found in segments} == {"speech"}


def test_a_phrase_ends_with_the_sound_at_the_latest(hub: Hub, tmp_path: Path) -> None:
    put_whisper(hub, "<|0.40|>", "hel", "lo", "<|25.00|>")
    (found,) = look(SpeechTranscription(), write_film(tmp_path / "f.mp4", scenes(2), tone(2))).segments
    assert found.end == pytest.approx(2, abs=0.05)


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_the_checkpoints_own_head_decides_on_the_emotion(hub: Hub, film: Path, emotion: str) -> None:
    put_emotions(hub, likeliest=emotion)

    (found,) = look(SpeechEmotion(), film).segments

    assert found.label == emotion
    probabilities = {value.name: value.amount for value in found.values}
    assert set(probabilities) == set(EMOTIONS)
    assert sum(probabilities.values()) == pytest.approx(1)
    assert probabilities[emotion] == pytest.approx(0.91, abs=0.01)  # e^3 / (e^3 + 2)
    assert {value.unit for value in found.values} == {"probability"}


def test_long_speech_is_rated_in_stretches_that_cover_it(hub: Hub, tmp_path: Path) -> None:
    put_emotions(hub, likeliest="calm")
    found = look(SpeechEmotion(), write_film(tmp_path / "long.mp4", scenes(1), tone(12))).segments

    assert len(found) == 3
    assert all(first.end == second.start for first, second in pairwise(found))
    assert all(segment.end - segment.start <= 5 for segment in found)
    assert found[-1].end == pytest.approx(12, abs=0.1)


def test_a_silent_film_has_no_speech_to_analyse(hub: Hub, silent_film: Path) -> None:
    put_emotions(hub, likeliest="calm")
    with pytest.raises(NoAudioError):
        look(SpeechEmotion(), silent_film)
