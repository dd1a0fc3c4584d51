"""Scenes in words: what is noted of them, and a small model that has been taught one sentence."""

from pathlib import Path

import pytest

from analyzers.base import Found
from analyzers.errors import NothingToReadError
from analyzers.result import Segment
from analyzers.scene_description import SceneDescription, take_notes
from tests.analyzers.films import look
from tests.analyzers.hub_cache import Hub, byte_tokenizer, say

SENTENCE = "a person walks across the street"
FOUND: Found = {
    "scene_segmentation": (Segment(start=0, end=2, label="scene"), Segment(start=2, end=3, label="scene")),
    "object_detection": (
        Segment(start=0, end=1, label="person"),
        Segment(start=0, end=1, label="bottle"),
        Segment(start=1, end=2, label="person"),
    ),
    "speech_transcription": (Segment(start=0.5, end=1.5, label="speech", text="hello world"),),
}


def put_language_model(hub: Hub, notes: str) -> None:
    """Save a model that says `SENTENCE` when the request ends with the notes, and nonsense otherwise."""
    import transformers as library

    tokenizer = byte_tokenizer("<|endoftext|>", "<|im_start|>", "<|im_end|>")
    tokenizer.pad_token, tokenizer.eos_token = "<|endoftext|>", "<|im_end|>"
    tokenizer.chat_template = (
        "<|im_start|>{{ messages[0].content }}<|im_end|>"
        f"{{% if messages[0].content.endswith({notes!r}) and add_generation_prompt %}}assistant:{{% endif %}}"
    )
    config = library.Qwen2Config(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=64,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=2,
        bos_token_id=0,
        eos_token_id=2,
        pad_token_id=0,
        tie_word_embeddings=False,
    )
    model = library.Qwen2ForCausalLM(config)
    say(model.model, model.model.norm, model.lm_head, [tokenizer.encode(":")[0], *tokenizer.encode(SENTENCE), 2])
    hub.save("Qwen/Qwen2.5-0.5B-Instruct", model, tokenizer)


def test_a_scene_in_which_something_was_found_is_described(hub: Hub, silent_film: Path) -> None:
    put_language_model(hub, "\nSeen: person, bottle\nSaid: hello world")
    analysis = look(SceneDescription(), silent_film, FOUND)
    assert analysis.segments == (Segment(start=0, end=2, label="description", text=SENTENCE),)


def test_without_scenes_the_video_is_one(hub: Hub, silent_film: Path) -> None:
    put_language_model(hub, "\nSeen: dog")
    found = {"object_detection": (Segment(start=2, end=3, label="dog"),)}
    (scene,) = look(SceneDescription(), silent_film, found).segments
    assert (scene.start, scene.text) == (0, SENTENCE)
    assert scene.end == pytest.approx(3)


def test_each_thing_is_noted_once_a_source() -> None:
    assert take_notes(Segment(start=0, end=2, label="scene"), FOUND) == "Seen: person, bottle\nSaid: hello world"


def test_what_touches_a_scene_without_being_in_it_is_not_noted() -> None:
    assert take_notes(Segment(start=1.5, end=1.8, label="scene"), FOUND) == "Seen: person"
    assert take_notes(Segment(start=2, end=3, label="scene"), FOUND) == ""


def test_without_anything_found_there_is_nothing_to_describe(silent_film: Path) -> None:
    with pytest.raises(NothingToReadError, match="scene_description reads"):
        look(SceneDescription(), silent_film)


@pytest.mark.usefixtures("hub")
def test_a_model_that_is_not_in_the_store_is_an_error() -> None:
    with pytest.raises(OSError, match=r"Qwen/Qwen2\.5-0\.5B-Instruct|in the cached files"):
        SceneDescription().load()
