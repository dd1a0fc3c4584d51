"""A repository of the Hugging Face hub, loaded by the library that its files are written for."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modelpolicy.smoke.worker.by_store.diffusers_pipeline import load_diffusers_pipeline
from modelpolicy.smoke.worker.by_store.faster_whisper_model import load_faster_whisper
from modelpolicy.smoke.worker.by_store.gguf_model import load_gguf_model
from modelpolicy.smoke.worker.by_store.loaded import Loaded
from modelpolicy.smoke.worker.by_store.sentence_encoder import load_sentence_encoder
from modelpolicy.smoke.worker.by_store.timm_model import load_timm_model
from modelpolicy.smoke.worker.by_store.transformers_pipeline import load_transformers_model


def load_hub_model(name: str, device: str) -> Loaded:
    """Load the repository ``name`` onto ``device`` (``cuda``, ``mps`` or ``cpu``)."""
    if _file(name, "model_index.json"):
        return load_diffusers_pipeline(name, device)
    if _file(name, "modules.json"):
        return load_sentence_encoder(name, device)
    config = _config(name)
    if "pretrained_cfg" in config:
        return load_timm_model(f"hf-hub:{name}", device)
    if "model_type" not in config and _file(name, "model.bin"):
        return load_faster_whisper(name, device)
    if not config and (file := _gguf(name)):
        return load_gguf_model(str(file), device)
    return load_transformers_model(name, device)


def _config(name: str) -> Mapping[str, Any]:
    file = _file(name, "config.json")
    return json.loads(file.read_text(encoding="utf-8")) if file else {}


def _gguf(name: str) -> Path | None:
    """The model among the files of GGUF that are there, or its first part; a projector for pictures is none."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import EntryNotFoundError

    try:
        files = sorted(Path(snapshot_download(name, local_files_only=True)).rglob("*.gguf"))
    except EntryNotFoundError:
        return None
    return next((file for file in files if not file.name.startswith("mmproj")), None)


def _file(name: str, file: str) -> Path | None:
    """Where ``file`` of the repository lies; ``None`` where it has none, or nothing of it can be had."""
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import EntryNotFoundError

    try:
        return Path(hf_hub_download(name, file))
    except EntryNotFoundError:
        return None
