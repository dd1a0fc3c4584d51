"""Analyzers that describe what is seen, end to end on small models that have been taught one sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analyzers.auroracap_analyzer import AuroracapAnalyzer
from analyzers.base import Analyzer
from analyzers.blip2_video_analyzer import Blip2VideoAnalyzer
from analyzers.media import Frame
from analyzers.qwen2_vl_optimized import Qwen2VLOptimized
from analyzers.qwen2_vl_temporal import Qwen2VLTemporal
from analyzers.streaming_dense_captioning import StreamingDenseCaptioning
from analyzers.tarsier_video_description import TarsierVideoDescription
from analyzers.video_llava import VideoLlava
from tests.analyzers.films import look, scenes, write_film
from tests.analyzers.hub_cache import Hub, byte_tokenizer, say

SENTENCE = "a person walks across the street"
TINY = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 1, "num_attention_heads": 2}
TINY_VISION = {**TINY, "image_size": 32, "patch_size": 16}
PICTURE = {"height": 32, "width": 32}


def put_qwen2_vl(hub: Hub) -> None:
    import transformers as library

    tokens = (
        "<|endoftext|>",
        "<|im_end|>",
        "<|vision_start|>",
        "<|vision_end|>",
        "<|image_pad|>",
        "<|video_pad|>",
    )
    tokenizer = byte_tokenizer(*tokens)
    tokenizer.pad_token, tokenizer.eos_token = tokens[:2]
    template = (
        "{% for part in messages[0].content %}{% if part.type == 'text' %}{{ part.text }}"
        "{% else %}<|vision_start|><|{{ part.type }}_pad|><|vision_end|>{% endif %}{% endfor %}"
        "<|im_end|>{% if add_generation_prompt %}assistant:{% endif %}"
    )
    config = library.Qwen2VLConfig(
        text_config={
            **TINY,
            "hidden_size": 64,
            "vocab_size": len(tokenizer),
            "num_key_value_heads": 2,
            "rope_parameters": {"rope_type": "default", "rope_theta": 1e4, "mrope_section": [4, 6, 6]},
            "bos_token_id": 0,
            "eos_token_id": 1,
            "pad_token_id": 0,
        },
        vision_config={"depth": 1, "embed_dim": 32, "hidden_size": 64, "num_heads": 2, "mlp_ratio": 2},
        vision_start_token_id=2,
        vision_end_token_id=3,
        image_token_id=4,
        video_token_id=5,
    )
    model = library.Qwen2VLForConditionalGeneration(config)
    text = model.model.language_model
    say(text, text.norm, model.lm_head, [tokenizer.encode(":")[0], *tokenizer.encode(SENTENCE), 1])
    size = {"shortest_edge": 56 * 56, "longest_edge": 4 * 56 * 56}
    processor = library.Qwen2VLProcessor(
        library.Qwen2VLImageProcessor(size=size),
        tokenizer,
        library.Qwen2VLVideoProcessor(size=size),
        chat_template=template,
    )
    hub.save("Qwen/Qwen2-VL-7B-Instruct", model, processor)


def put_video_llava(hub: Hub) -> None:
    import transformers as library

    tokenizer = byte_tokenizer("<pad>", "<s>", "</s>", "<image>", "<video>")
    tokenizer.pad_token, tokenizer.bos_token, tokenizer.eos_token = "<pad>", "<s>", "</s>"
    config = library.VideoLlavaConfig(
        vision_config=library.CLIPVisionConfig(**{**TINY_VISION, "num_hidden_layers": 2}),
        text_config=library.LlamaConfig(
            **{**TINY, "hidden_size": 64},
            vocab_size=len(tokenizer),
            num_key_value_heads=2,
            pad_token_id=0,
            bos_token_id=1,
            eos_token_id=2,
        ),
        image_token_index=3,
        video_token_index=4,
    )
    model = library.VideoLlavaForConditionalGeneration(config)
    text = model.model.language_model
    say(text, text.norm, model.lm_head, [tokenizer.encode(":")[0], *tokenizer.encode(SENTENCE), 2])
    crop: dict[str, Any] = {"size": {"shortest_edge": 32}, "crop_size": PICTURE}
    processor = library.VideoLlavaProcessor(
        library.VideoLlavaImageProcessor(**crop),
        library.VideoLlavaVideoProcessor(**crop),
        tokenizer,
        patch_size=16,
        vision_feature_select_strategy="default",
        num_additional_image_tokens=1,
    )
    hub.save("LanguageBind/Video-LLaVA-7B", model, processor)


def put_blip2(hub: Hub) -> None:
    import transformers as library

    tokenizer = byte_tokenizer("<pad>", "<s>", "</s>", "<image>")
    tokenizer.pad_token, tokenizer.bos_token, tokenizer.eos_token = "<pad>", "<s>", "</s>"
    config = library.Blip2Config(
        vision_config=TINY_VISION,
        qformer_config={**TINY, "vocab_size": len(tokenizer), "encoder_hidden_size": 32},
        text_config={
            "model_type": "opt",
            "vocab_size": len(tokenizer),
            "hidden_size": 64,
            "word_embed_proj_dim": 64,
            "ffn_dim": 64,
            "num_hidden_layers": 1,
            "num_attention_heads": 2,
            "max_position_embeddings": 128,
            "pad_token_id": 0,
            "bos_token_id": 1,
            "eos_token_id": 2,
            "tie_word_embeddings": False,
        },
        num_query_tokens=4,
        image_token_index=3,
    )
    model = library.Blip2ForConditionalGeneration(config)
    text = model.language_model.model.decoder
    say(text, text.final_layer_norm, model.language_model.lm_head, [1, *tokenizer.encode(SENTENCE), 2])
    processor = library.Blip2Processor(library.BlipImageProcessor(size=PICTURE), tokenizer, num_query_tokens=4)
    hub.save("Salesforce/blip2-opt-2.7b", model, processor)


def put_blip(hub: Hub) -> None:
    import transformers as library

    tokenizer = byte_tokenizer("[PAD]", "[CLS]", "[SEP]", "[DEC]")
    tokenizer.pad_token, tokenizer.cls_token, tokenizer.sep_token = "[PAD]", "[CLS]", "[SEP]"
    config = library.BlipConfig(
        text_config={
            **TINY,
            "vocab_size": len(tokenizer),
            "encoder_hidden_size": 32,
            "projection_dim": 16,
            "pad_token_id": 0,
            "sep_token_id": 2,
            "eos_token_id": 2,
            "bos_token_id": 3,
        },
        vision_config={**TINY_VISION, "projection_dim": 16},
        projection_dim=16,
    )
    model = library.BlipForConditionalGeneration(config)
    processor = library.BlipProcessor(library.BlipImageProcessor(size=PICTURE), tokenizer)
    hub.save("Salesforce/blip-image-captioning-base", model, processor)


def llama_config(tokenizer: Any) -> Any:
    import transformers as library

    return library.LlamaConfig(
        **{**TINY, "hidden_size": 64},
        vocab_size=len(tokenizer),
        num_key_value_heads=2,
        pad_token_id=0,
        bos_token_id=1,
        eos_token_id=2,
    )


def put_tarsier(hub: Hub) -> None:
    """Save a LLaVA whose last two tokens have the numbers that end rows and pictures in Tarsier."""
    import transformers as library

    tokenizer = byte_tokenizer("<pad>", "<s>", "</s>", "<image>")
    tokenizer.pad_token, tokenizer.bos_token, tokenizer.eos_token = "<pad>", "<s>", "</s>"
    text = llama_config(tokenizer)
    text.vocab_size = TarsierVideoDescription.end_of_picture + 1
    config = library.LlavaConfig(
        vision_config=library.CLIPVisionConfig(**{**TINY_VISION, "num_hidden_layers": 2}),
        text_config=text,
        image_token_index=3,
    )
    model = library.LlavaForConditionalGeneration(config)
    decoder = model.model.language_model
    say(decoder, decoder.norm, model.lm_head, [tokenizer.encode(" ")[0], *tokenizer.encode(SENTENCE), 2])
    processor = library.CLIPImageProcessor(size={"shortest_edge": 32}, crop_size=PICTURE)
    hub.save("omni-research/Tarsier-7b", model, tokenizer, processor)


def put_auroracap(hub: Hub) -> None:
    """Save three networks: the language model, and the others in folders, the projector as the weights of two layers."""
    import transformers as library
    from safetensors.torch import save_file
    from torch import nn

    tokenizer = byte_tokenizer("<pad>", "<s>", "</s>")
    tokenizer.pad_token, tokenizer.bos_token, tokenizer.eos_token = "<pad>", "<s>", "</s>"
    model = library.LlamaForCausalLM(llama_config(tokenizer))
    say(model.model, model.model.norm, model.lm_head, [tokenizer.encode(":")[0], *tokenizer.encode(SENTENCE), 2])
    hub.save("wchai/AuroraCap-7B-VID-xtuner", model, tokenizer)
    small = {**TINY_VISION, "num_hidden_layers": 4, "patch_size": 14, "image_size": 28}
    tower = library.CLIPVisionModel(library.CLIPVisionConfig(**small))
    folder = hub.snapshot("wchai/AuroraCap-7B-VID-xtuner")
    tower.save_pretrained(folder / "visual_encoder")
    library.CLIPImageProcessor().save_pretrained(folder / "visual_encoder")
    (folder / "projector").mkdir()
    layers = nn.Sequential(nn.Linear(32, 64), nn.GELU(), nn.Linear(64, 64))
    named = {f"model.{name}": weight for name, weight in layers.state_dict().items()}
    save_file(named, folder / "projector" / "model.safetensors")


CASES: list[tuple[type[Analyzer], Callable[[Hub], None], list[tuple[float, float]]]] = [
    (Qwen2VLTemporal, put_qwen2_vl, [(0, 8), (8, 10)]),
    (Qwen2VLOptimized, put_qwen2_vl, [(0, 10)]),
    (VideoLlava, put_video_llava, [(0, 8), (8, 10)]),
    (TarsierVideoDescription, put_tarsier, [(0, 8), (8, 10)]),
    (AuroracapAnalyzer, put_auroracap, [(0, 8), (8, 10)]),
    (Blip2VideoAnalyzer, put_blip2, [(0, 2), (2, 4), (4, 6), (6, 8), (8, 10)]),
]


@pytest.mark.parametrize(("analyzer", "put", "times"), CASES, ids=lambda case: getattr(case, "name", ""))
def test_the_models_answer_is_the_text_of_each_segment(
    hub: Hub,
    tmp_path: Path,
    analyzer: type[Analyzer],
    put: Callable[[Hub], None],
    times: list[tuple[float, float]],
) -> None:
    put(hub)
    film = write_film(tmp_path / "film.mp4", [picture for _ in range(5) for picture in scenes(2)])

    analysis = look(analyzer(), film)

    assert [(segment.start, segment.end) for segment in analysis.segments] == times
    assert {segment.text for segment in analysis.segments} == {SENTENCE}


def test_captions_follow_the_picture_and_repeats_are_joined(hub: Hub, film: Path) -> None:
    put_blip(hub)

    first, *others = look(StreamingDenseCaptioning(), film).segments

    assert first.start == 0
    assert first.text
    assert [first, *others][-1].end == pytest.approx(3)
    assert all(a.text != b.text and a.end == b.start for a, b in zip([first, *others], others, strict=False))


def test_tarsier_is_told_where_rows_and_pictures_end(hub: Hub) -> None:
    put_tarsier(hub)
    analyzer = TarsierVideoDescription()
    analyzer.load()

    prompt = analyzer._prompt(2)

    row = [3, 3, 32002]  # two patches of a picture of 32 pixels
    picture = [*row, *row, 32003]
    begin = prompt.index(3)
    assert prompt[begin : begin + 14] == picture * 2
    assert prompt.count(3) == 8


def test_auroracap_merges_most_of_a_pictures_tokens(hub: Hub) -> None:
    put_auroracap(hub)
    analyzer = AuroracapAnalyzer()
    analyzer.load()

    pictures = analyzer._project((Frame(0, 1, scenes(1)[0]), Frame(1, 2, scenes(2)[-1])))

    assert pictures.shape == (2, 729 - 3 * 145, 64)  # four fifths over four layers, of which the last is not used
