"""Loads that no row of the catalogue lists: a library's callable is handed what looks like a model."""

import pytest

from modelpolicy.domain.load import Load
from tests.projects import scan_everything as scan


def one(text: str) -> Load:
    (load,) = scan(text)
    return load


LOADS = {
    "a file of weights": ('import lib\nlib.Thing("a.onnx")', "low", ["file:a.onnx"]),
    "a callee that speaks of models": ('import lib\nlib.load_model("a.onnx")', "medium", ["file:a.onnx"]),
    "a parameter that speaks of models": ('import lib\nlib.Thing(weights="a.pt")', "medium", ["file:a.pt"]),
    "a file that may be weights": ('import lib\nlib.load_model("a.bin")', "low", ["file:a.bin"]),
    "the address of weights": (
        'import lib\nlib.fetch("https://x.org/a.pth")',
        "low",
        ["url:https://x.org/a.pth"],
    ),
    "a download of what is put together": (
        'import lib\ndef fetch(name):\n    url = "https://x.org/" + name\n    lib.download_file(url, "here")\nfetch("a.onnx")',
        "low",
        ["url:https://x.org/a.onnx"],
    ),
    "a name on the hub": ('import lib\nlib.Thing(model_id="a/b-1")', "low", ["hf:a/b-1"]),
    "a name on the hub, twice spoken": ('import lib\nlib.Predictor(model_id="a/b-1")', "medium", ["hf:a/b-1"]),
    "a constant": ('import lib\nPATH = "a.onnx"\nlib.load_model(PATH)', "medium", ["file:a.onnx"]),
    "a constant in another file": (
        '--- app.py\nimport lib\nfrom names import PATH\nlib.Thing(weights=PATH)\n--- names.py\nPATH = "a.onnx"\n',
        "medium",
        ["file:a.onnx"],
    ),
    "a path made of parts": (
        'import os\nimport lib\nlib.Thing(os.path.join("w", "a.onnx"))',
        "low",
        ["file:w/a.onnx"],
    ),
    "a parameter of a wrapper": (
        'import lib\ndef make(path):\n    return lib.Session(path)\nmake("a.onnx")',
        "medium",
        ["file:a.onnx"],
    ),
    "a method of what a library made": (
        'import lib\nthing = lib.Thing()\nthing.load("a.onnx")',
        "medium",
        ["file:a.onnx"],
    ),
    "a constructor that is inherited": (
        'import lib\nclass Mine(lib.Thing): ...\nMine("a.pt")',
        "low",
        ["file:a.pt"],
    ),
    "a constructor called from a subclass": (
        'import lib\nclass Mine(lib.Thing):\n    def __init__(self):\n        super().__init__("a.pt")',
        "low",
        ["file:a.pt"],
    ),
    "two arguments": (
        'import lib\nlib.Ocr(det_path="a.onnx", rec_path="b.onnx")',
        "low",
        ["file:a.onnx", "file:b.onnx"],
    ),
    "a list": ('import lib\nlib.Thing(["a.onnx", "b.onnx"])', "low", ["file:a.onnx", "file:b.onnx"]),
    "what is read and what is written": ('import lib\nlib.quantize("a.onnx", "b.onnx")', "low", ["file:a.onnx"]),
    "what is read and what is written, by name": (
        'import lib\nlib.quantize(model="a.onnx", output_path="b.onnx")',
        "low",
        ["file:a.onnx"],
    ),
    "weights among other values": (
        'import lib\nimport sys\nlib.Model("a.pt" if sys.argv else "default")',
        "medium",
        ["file:a.pt"],
    ),
}


@pytest.mark.parametrize(("text", "confidence", "ids"), LOADS.values(), ids=LOADS.keys())
def test_this_is_a_load(text: str, confidence: str, ids: list[str]) -> None:
    load = one(text)
    assert (load.loader, load.confidence, [str(model.id) for model in load.models]) == ("other", confidence, ids)


def test_the_path_of_a_downloaded_file() -> None:
    download, load = scan("""
        import lib
        from huggingface_hub import hf_hub_download
        path = hf_hub_download("a/b", "x.onnx")
        lib.Thing(path)
        lib.load(path)
        """)
    assert (download.loader, load.loader, load.location.line) == ("huggingface_hub", "other", 5)
    assert [str(model.id) for model in load.models] == ["hf:a/b"]


def test_a_file_from_an_address_that_is_no_model() -> None:
    assert (
        scan("""
        import lib
        from cached_path import cached_path
        lib.load(cached_path("https://x.org/a.wav"))
        """)
        == []
    )


def test_a_downloaded_file_that_is_no_model() -> None:
    loads = scan("""
        import lib
        from huggingface_hub import hf_hub_download
        lib.load_labels(hf_hub_download("a/b", "labels.csv"))
        """)
    assert [load.loader for load in loads] == ["huggingface_hub"]


def test_role_and_revision() -> None:
    load = one('import lib\nlib.Tokenizer.create(model="a/b-1", revision="v2")')
    assert (load.role, load.models[0].revision) == ("tokenizer", "v2")


def test_something_outside_can_decide_too() -> None:
    load = one('import os\nimport lib\nlib.load_model(os.environ.get("M", "a.onnx"))')
    assert (load.open, len(load.models)) == (True, 1)


def test_loads_stand_in_the_order_of_the_source() -> None:
    loads = scan("""
        import lib
        import whisper
        lib.Thing("a.pt")
        whisper.load_model("base")
        lib.Thing("b.pt")
        """)
    assert [load.location.line for load in loads] == [3, 4, 5]


NONE = {
    "what writes checkpoints": 'import lib\nlib.callbacks.ModelCheckpoint(filepath="a.pt")',
    "a function of the project": 'def load_model(path): ...\nload_model("a.onnx")',
    "a class of the project": 'class Model:\n    def __init__(self, path): ...\nModel("a.onnx")',
    "a module that only a script of its package can import so": (
        "--- pack/__init__.py\n--- pack/deim.py\nclass Model:\n    def __init__(self, path): ...\n"
        '--- pack/script.py\nfrom deim import Model\nModel(model_path="a.onnx")\n'
    ),
    "the standard library": 'import os, shutil\nos.remove("a.pt")\nshutil.copy("a.pt", "b.pt")\nopen("a.pt")',
    "a path": 'from pathlib import Path\nPath("a.pt").exists()\nPath("a") / "a.pt"',
    "saving": 'import torch\nimport lib\ntorch.save({}, "a.pt")\nlib.save_model("a.pt")\nlib.Thing().export("a.onnx")',
    "compiling": 'import lib\nlib.compile_model("a.mlpackage", "a.mlmodelc")',
    "an export": 'import torch\ntorch.onnx.export(None, (), "a.onnx")',
    "an option": 'import argparse\nargparse.ArgumentParser().add_argument("--weights", default="a.pt")',
    "an option of click": 'import click\nclick.option("--weights", default="a.pt")',
    "logging": 'import loguru\nloguru.logger.info("a.pt")',
    "a data set": 'import h5py, pandas, lib\nh5py.File("a.h5")\npandas.read_hdf("a.h5")\nlib.Reader("a.h5")',
    "a configuration": 'import lib\nlib.ModelConfig(weights="a.pt")',
    "a question": 'import lib\nlib.is_model("a/b-1")\nlib.model_exists("a.pt")',
    "a service": 'import lib\nlib.ChatLLM(model="meta-llama/Llama-3")\nlib.llm.Client(model="a/b-1")',
    "a name on the hub that nothing speaks for": 'import lib\nlib.thing("a/b-1")',
    "a function that counts": 'import lib\nlib.trim([], model="a/b-1")\nlib.models.count_tokens(model="a/b-1")',
    "a function that is about something else": 'import lib\nlib.words(model="a/b-1")',
    "a look-up in a table of a library": 'import lib\nlib.models.get("a/b-1")',
    "a base class that is no loader": 'import lib\nclass Mine(lib.LLM): ...\nMine(model_id="a/b-1")',
    "something unknown": "import sys\nimport lib\nlib.load_model(sys.argv[1])",
    "a pattern": 'import lib\nlib.load_model("*.pt")',
    "an object that is called": 'import lib\nmodel = lib.thing()\nmodel("a/b-1")',
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_this_is_no_load(text: str) -> None:
    assert scan(text) == []
