"""What names and values look like: files of weights, names on the hub, callees that do something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.extract.canonical import WEIGHTS_SUFFIXES
from modelpolicy.extract.looks import (
    confidence,
    is_hub_name,
    is_marked,
    may_load,
    may_name_a_model,
    signs_of_names,
    signs_of_value,
    words,
)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("yolov8n.pt", 2),
        ("weights/det.onnx", 2),
        ("C:\\models\\det.ONNX", 2),
        ("https://example.org/a/det.onnx?download=true", 2),
        ("model.bin", 1),
        ("data.h5", 1),
        ("owner/name", 1),
        (".onnx", 0),
        ("*.onnx", 0),
        ("{name}.onnx", 0),
        ("saved to a.pt", 0),
        ("https://example.pt", 0),
        ("someone@example.pt", 0),
        ("www.example.pt", 0),
        ("name", 0),
        ("", 0),
    ],
)
def test_signs_of_a_value(text: str, signs: int) -> None:
    assert signs_of_value(text) == signs


def test_a_path_is_no_name_on_the_hub() -> None:
    assert signs_of_value("owner/name", is_path=True) == 0
    assert signs_of_value("owner/name.pt", is_path=True) == 2


@pytest.mark.parametrize("text", ["openai/whisper-base", "distilbert/distilgpt2", "a/b.c_d-e", "openai/gpt-oss-20b"])
def test_a_name_on_the_hub(text: str) -> None:
    assert is_hub_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "a/b/c",
        "models/name",
        "resources/example.mp3",
        "speaker/reference.WAV",
        "owner/notes.json",
        "image/png",
        "application/json",
        "Europe/Berlin",
        "train/loss",
        "openai/gpt-4o",
        "anthropic/claude",
        "a/b.onnx",
        "/a",
        "a/",
        "./a",
        "N A/x",
    ],
)
def test_no_name_on_the_hub(text: str) -> None:
    assert not is_hub_name(text)


@pytest.mark.parametrize(
    "callee",
    ["lib.Detector", "lib.load_model", "lib.Face.from_file", "lib.restore", "lib.build_sam"],
)
def test_a_callee_that_may_load(callee: str) -> None:
    assert may_load(callee)


@pytest.mark.parametrize(
    "callee",
    [
        "lib.save_model",
        "lib.get_untrusted_types",
        "lib.Model.to_json_file_exists",
        "lib.add_argument",
        "absl.flags.DEFINE_string",
        "lib.ModelConfig",
        "lib.Client.chat",
        "pytest.param",
        "pandas.read_hdf",
        "gradio.Dropdown",
        "function",
    ],
)
def test_a_callee_that_does_something_else(callee: str) -> None:
    assert not may_load(callee)


def test_parameters() -> None:
    assert may_name_a_model("model_path")
    assert not may_name_a_model("output_path")
    assert not may_name_a_model("default")


def test_names_count_once_each() -> None:
    assert signs_of_names("lib.load_model", "weights") == 2
    assert signs_of_names("models.Detector.run", "") == 1
    assert signs_of_names("lib.run", "") == 0


@pytest.mark.parametrize(("signs", "expected"), [(0, None), (1, None), (2, "low"), (3, "medium"), (4, "medium")])
def test_signs_make_confidence(signs: int, expected: str | None) -> None:
    assert confidence(signs) == expected


def test_words_of_names() -> None:
    assert words("loadLoRA_weights2") == {"load", "lo", "ra", "weights", "2"}
    assert words("ONNXModel") == {"onnx", "model"}


@pytest.mark.parametrize("suffix", sorted(WEIGHTS_SUFFIXES))
def test_bytes_that_spell_out_weights_are_marked(suffix: str) -> None:
    for text in (f'"a{suffix}"', f"'{suffix}'", f"'https://x.y/a{suffix}?download=1'", f'\\"a{suffix}\\"'):
        assert is_marked(text.encode()), text
    assert not is_marked(f"import a{suffix}\n".encode())


@pytest.mark.parametrize(
    "text", ["wget https://x.y/a.pt -O b", "huggingface-cli download a/b", "run(['hf', 'download'])"]
)
def test_bytes_that_hold_a_download_are_marked(text: str) -> None:
    assert is_marked(text.encode())


@given(text=st.text(), address=st.booleans(), is_path=st.booleans())
def test_any_text_has_signs(text: str, address: bool, is_path: bool) -> None:
    assert signs_of_value(f"https://{text}" if address else text, is_path=is_path) in {0, 1, 2}


@given(name=st.text())
def test_any_name_is_judged(name: str) -> None:
    assert signs_of_names(f"lib.{name}", name) in {0, 1, 2}
    assert may_load(name) in {True, False}


@given(data=st.binary())
def test_any_bytes_are_looked_at(data: bytes) -> None:
    assert is_marked(data) in {True, False}
