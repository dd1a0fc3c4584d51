"""Text on the screen, end to end on EasyOCR with weights that read an H in everything."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analyzers.text_overlay import TextOverlay
from tests.analyzers.cpu_torchvision import complete_torchvision
from tests.analyzers.films import look, scenes, write_film


@pytest.fixture
def store(stores: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """EasyOCR's directory of models, with addresses that lead nowhere: what is missing cannot be downloaded."""
    pytest.importorskip("cv2", exc_type=ImportError)  # its desktop builds need the system's libGL
    pytest.importorskip("torch")
    complete_torchvision()
    easyocr = pytest.importorskip("easyocr")
    directory = Path(easyocr.config.MODULE_PATH) / "model"
    assert directory.is_relative_to(stores)
    for entry in used_models():
        monkeypatch.setitem(entry, "url", (stores / "nowhere" / entry["filename"]).as_uri())
    directory.mkdir(parents=True, exist_ok=True)
    yield directory
    shutil.rmtree(directory)


def used_models() -> tuple[dict[str, Any], dict[str, Any]]:
    """EasyOCR's entries for the detector and for the recogniser of the Latin alphabet."""
    from easyocr import config

    return config.detection_models["craft"], config.recognition_models["gen2"]["latin_g2"]


def put_easyocr(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save a detector that takes the whole picture for one word, and a recogniser that reads it as an H."""
    import torch
    from easyocr.craft import CRAFT
    from easyocr.model.vgg_model import Model

    torch.manual_seed(0)
    craft, latin = used_models()
    detector = CRAFT(pretrained=False)
    recogniser = Model(1, 256, 256, len(latin["characters"]) + 1)
    with torch.no_grad():
        detector.conv_cls[-1].weight.zero_()
        detector.conv_cls[-1].bias.copy_(torch.tensor([1.0, 0.0]))
        recogniser.Prediction.weight.zero_()
        recogniser.Prediction.bias.zero_()
        recogniser.Prediction.bias[latin["characters"].index("H") + 1] = 9.0
    for network, entry in ((detector, craft), (recogniser, latin)):
        file = store / entry["filename"]
        torch.save({f"module.{name}": weight for name, weight in network.state_dict().items()}, file)
        checksum = hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
        monkeypatch.setitem(entry, "md5sum", checksum)


def test_text_that_stays_is_one_segment(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_easyocr(store, monkeypatch)

    film = write_film(tmp_path / "film.mp4", scenes(1, height=48, width=64))
    (found,) = look(TextOverlay(), film).segments

    assert found.start == 0
    assert found.end == pytest.approx(1)  # two readings, joined
    assert (found.label, found.text) == ("text", "H")
    confidence, left, top = found.values
    assert (confidence.name, confidence.unit) == ("confidence", "probability")
    assert 0 < confidence.amount <= 1
    assert (left.amount, top.amount) == (0, 0)
    assert (left.unit, top.unit) == ("pixel", "pixel")


def test_the_reader_reads_german_and_english(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_easyocr(store, monkeypatch)
    analyzer = TextOverlay()
    analyzer.load()
    assert {"ä", "ß", "Q"} <= set(analyzer._reader.lang_char)


@pytest.mark.usefixtures("store")
def test_weights_that_are_not_there_are_an_error() -> None:
    with pytest.raises(OSError, match="craft_mlt_25k"):
        TextOverlay().load()
