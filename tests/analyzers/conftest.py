"""Stores of small random weights under the real ids, and no network."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.analyzers.films import scenes, tone, write_film
from tests.analyzers.hub_cache import Hub


@pytest.fixture(scope="session", autouse=True)
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Point every library at a temporary store. They read this when imported, so no test module imports one."""
    root = tmp_path_factory.mktemp("stores")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_CACHE", str(root / "hub"))
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setenv("YOLO_CONFIG_DIR", str(root))
        patch.setenv("YOLO_OFFLINE", "1")
        patch.setenv("YOLO_AUTOINSTALL", "0")
        patch.setenv("EASYOCR_MODULE_PATH", str(root / "easyocr"))
        patch.setenv("DEEPFACE_HOME", str(root))
        patch.setenv("KERAS_HOME", str(root / "keras"))
        yield root


@pytest.fixture
def hub(stores: Path) -> Iterator[Hub]:
    """An empty Hugging Face cache: a test loads what it put there and nothing else."""
    pytest.importorskip("transformers")
    complete_torchvision()
    import torch

    torch.manual_seed(0)
    yield Hub(stores / "hub")
    shutil.rmtree(stores / "hub", ignore_errors=True)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Three seconds: a grey a second, and a tone."""
    return write_film(tmp_path / "film.mp4", scenes(3), tone(3))


@pytest.fixture
def silent_film(tmp_path: Path) -> Path:
    return write_film(tmp_path / "silent.mp4", scenes(3))
