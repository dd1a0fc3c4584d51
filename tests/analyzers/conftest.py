"""Stores of small random weights under the real ids."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.analyzers.films import scenes, tone, write_film
from tests.analyzers.hub_cache import Hub


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
