"""Analyzers that rate single pictures, end to end on small models."""

from pathlib import Path
from typing import Any

import pytest

from analyzers.background_segmentation import BackgroundSegmentation
from analyzers.composition_analysis import LAYOUTS, CompositionAnalysis
from analyzers.content_quality import ASPECTS, ContentQuality
from analyzers.result import Segment
from tests.analyzers.films import look
from tests.analyzers.hub_cache import Hub

KINDS = ("wall", "person")


def put_clip(hub: Hub) -> None:
    import transformers as library
    from tokenizers.pre_tokenizers import ByteLevel

    symbols = sorted(ByteLevel.alphabet())
    names = [*symbols, *(symbol + "</w>" for symbol in symbols), "<|startoftext|>", "<|endoftext|>"]
    vocabulary = {name: number for number, name in enumerate(names)}
    tiny: dict[str, Any] = {
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "projection_dim": 16,
    }
    config = library.CLIPConfig(
        text_config={
            **tiny,
            "vocab_size": len(names),
            "bos_token_id": vocabulary["<|startoftext|>"],
            "eos_token_id": vocabulary["<|endoftext|>"],
            "pad_token_id": vocabulary["<|endoftext|>"],
        },
        vision_config={**tiny, "image_size": 32, "patch_size": 16},
        projection_dim=16,
    )
    processor = library.CLIPProcessor(
        library.CLIPImageProcessor(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32}),
        library.CLIPTokenizer(vocab=vocabulary, merges=[]),
    )
    hub.save("openai/clip-vit-base-patch32", library.CLIPModel(config), processor)


def put_segformer(hub: Hub, everything_is: str) -> None:
    import torch
    import transformers as library

    config = library.SegformerConfig(
        num_encoder_blocks=2,
        depths=[1, 1],
        sr_ratios=[2, 1],
        hidden_sizes=[8, 16],
        num_attention_heads=[1, 2],
        patch_sizes=[7, 3],
        strides=[4, 2],
        mlp_ratios=[2, 2],
        decoder_hidden_size=16,
        id2label=dict(enumerate(KINDS)),
        label2id={kind: number for number, kind in enumerate(KINDS)},
    )
    model = library.SegformerForSemanticSegmentation(config)
    with torch.no_grad():
        model.decode_head.classifier.weight.zero_()
        model.decode_head.classifier.bias.zero_()
        model.decode_head.classifier.bias[KINDS.index(everything_is)] = 1.0
    processor = library.SegformerImageProcessor(size={"height": 64, "width": 64})
    hub.save("nvidia/segformer-b0-finetuned-ade-512-512", model, processor)


def amounts(segment: Segment) -> dict[str, float]:
    return {value.name: value.amount for value in segment.values}


def assert_a_segment_a_second(segments: tuple[Segment, ...]) -> None:
    assert [(segment.start, segment.end) for segment in segments] == [(0, 1), (1, 2), (2, 3)]


def test_quality_is_the_mean_of_its_aspects(hub: Hub, film: Path) -> None:
    put_clip(hub)

    segments = look(ContentQuality(), film).segments

    assert_a_segment_a_second(segments)
    for segment in segments:
        scores = amounts(segment)
        quality = scores.pop("quality")
        assert list(scores) == list(ASPECTS)
        assert all(0 < score < 1 for score in scores.values())
        assert quality == pytest.approx(sum(scores.values()) / len(scores))


def test_quality_depends_on_the_picture(hub: Hub, film: Path) -> None:
    put_clip(hub)
    segments = look(ContentQuality(), film).segments
    assert len({segment.values for segment in segments}) == 3


def test_composition_is_the_likeliest_layout(hub: Hub, film: Path) -> None:
    put_clip(hub)

    segments = look(CompositionAnalysis(), film).segments

    assert_a_segment_a_second(segments)
    for segment in segments:
        fits = amounts(segment)
        assert list(fits) == list(LAYOUTS)
        assert sum(fits.values()) == pytest.approx(1, abs=1e-5)
        assert fits[segment.label] == max(fits.values())


def test_another_model_id_is_another_model(hub: Hub, film: Path) -> None:
    put_clip(hub)
    with pytest.raises(OSError, match="openai/clip-vit-large-patch14"):
        look(ContentQuality(model_id="openai/clip-vit-large-patch14"), film)


@pytest.mark.parametrize(("kind", "label", "share"), [("wall", "background", 1), ("person", "foreground", 0)])
def test_walls_are_background_and_people_are_not(hub: Hub, film: Path, kind: str, label: str, share: float) -> None:
    put_segformer(hub, everything_is=kind)

    segments = look(BackgroundSegmentation(), film).segments

    assert_a_segment_a_second(segments)
    assert {segment.label for segment in segments} == {label}
    assert all(amounts(segment) == {"background": share, "foreground": 1 - share} for segment in segments)
    assert {value.unit for segment in segments for value in segment.values} == {"ratio"}
