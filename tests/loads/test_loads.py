"""What a load says beside its ids: place, call, role, chain, owners, revision, and why it is open."""

import pytest

from tests.projects import ids, scan

LINES = """
--- app.py
from transformers import AutoModel, AutoTokenizer

SIZES = {
    "small": "a/small",
    "big": "a/big",
}

class Reader:
    def __init__(self, size="big"):
        self.name = SIZES[size]

    def load(self):
        self.tokenizer = AutoTokenizer.from_pretrained(self.name)
        self.model = AutoModel.from_pretrained(self.name, revision="v2")
"""


def test_place_call_and_role() -> None:
    tokenizer, model = scan(LINES)
    assert (tokenizer.location.line, tokenizer.location.column) == (13, 26)
    assert (tokenizer.call, tokenizer.loader, tokenizer.role) == (
        "AutoTokenizer.from_pretrained",
        "transformers",
        "tokenizer",
    )
    assert (model.location.line, model.role) == (14, "weights")


def test_the_candidate_stands_where_the_string_is_written() -> None:
    _, model = scan(LINES)
    (candidate,) = model.models
    assert candidate.location.line == 5
    assert candidate.written == "a/big"
    assert candidate.revision == "v2"


def test_the_chain_runs_from_the_load_to_the_string() -> None:
    _, model = scan(LINES)
    (candidate,) = model.models
    assert [(step.location.line, step.what) for step in candidate.via] == [(10, "self.name"), (3, "SIZES")]


def test_the_owner_is_the_class_that_runs_the_load() -> None:
    loads = scan("""
        --- base.py
        from ultralytics import YOLO
        class Base:
            def load(self):
                YOLO(self.weights)
        --- app.py
        from base import Base
        class One(Base):
            weights = "one.pt"
        class Two(Base):
            weights = "two.pt"
    """)
    (load,) = loads
    assert load.owners == ("app.One", "app.Two")
    assert [(str(one.id), one.owners) for one in load.models] == [
        ("ultralytics:one.pt", ("app.One",)),
        ("ultralytics:two.pt", ("app.Two",)),
    ]


def test_an_id_belongs_to_the_caller_of_a_helper() -> None:
    (load,) = scan("""
        --- helper.py
        from ultralytics import YOLO
        def load(name):
            return YOLO(name)
        --- app.py
        from helper import load
        class Finder:
            def start(self):
                self.model = load("a.pt")
    """)
    (candidate,) = load.models
    assert candidate.owners == ("helper.load", "app.Finder")


def test_an_open_load_says_what_decides() -> None:
    (load,) = scan('import os\nfrom ultralytics import YOLO\nYOLO(os.environ.get("WEIGHTS", "a.pt"))')
    assert load.open
    assert load.reason == "environment variable WEIGHTS"
    assert [str(one.id) for one in load.models] == ["ultralytics:a.pt"]


def test_a_model_object_handed_to_a_pipeline_is_no_second_load() -> None:
    loads = scan("""
        --- app.py
        from transformers import AutoModel, pipeline
        model = AutoModel.from_pretrained("a/b")
        pipeline("fill-mask", model=model)
    """)
    assert [load.call for load in loads] == ["AutoModel.from_pretrained"]


UNTOLD_TASKS = {
    "a name that no default is for": 'load_align_model("tlh", "cpu")',
    "what a library gives": 'load_align_model(language_code=heard(), device="cpu")',
    "what another model says": 'load_align_model(load_model("large-v3").transcribe("a.wav").get("language", "?"), "cpu")',
}


@pytest.mark.parametrize("loading", UNTOLD_TASKS.values(), ids=UNTOLD_TASKS.keys())
def test_a_library_that_chooses_by_what_nobody_knows_loads(loading: str) -> None:
    loads = scan(f"from elsewhere import heard\nfrom whisperx import load_align_model, load_model\n{loading}")
    load = loads[0]
    assert (load.call, load.open, load.models) == ("load_align_model", True, ())


@pytest.mark.parametrize("said", ['get("language", "en")', "language", "segments[0].text"])
def test_what_a_model_says_is_no_model(said: str) -> None:
    load = scan(f"""
        --- app.py
        from faster_whisper import WhisperModel
        heard = WhisperModel("base").transcribe("a.wav")
        WhisperModel(heard.{said})
    """)[1]
    assert load.open


def test_many_options_end_as_an_open_load() -> None:
    chain = "\n".join(f'a{n} = "x" if f() else "y"' for n in range(30))
    joined = "+".join(f"a{n}" for n in range(30))
    (load,) = scan(f'from ultralytics import YOLO\n{chain}\nYOLO({joined} + ".pt")')
    assert load.open
    assert load.models == ()


def test_a_long_chain_of_names_ends() -> None:
    chain = "\n".join(f"a{n + 1} = a{n}" for n in range(2000))
    (load,) = scan(f'from ultralytics import YOLO\na0 = "a.pt"\n{chain}\nYOLO(a2000)')
    assert load.open


def test_calls_that_double_at_every_level_end() -> None:
    doubling = "\n".join(f"def f{n}(x):\n    return f{n + 1}(x + 'a') + f{n + 1}(x + 'b')" for n in range(40))
    (load,) = scan(f"from ultralytics import YOLO\n{doubling}\ndef f40(x):\n    return x\nYOLO(f0('m'))")
    assert load.open


def test_a_deeply_nested_expression_is_no_crash() -> None:
    (load,) = scan("from ultralytics import YOLO\nYOLO(" + "+".join(['"a"'] * 900) + ")")
    assert load.open


def test_arguments_that_matter_are_resolved_like_the_id() -> None:
    (load,) = scan("""
        --- app.py
        import torch
        from transformers import AutoModel
        OPTIONS = {"trust_remote_code": True, "revision": "abc"}
        def load(precision=torch.float16, **options):
            return AutoModel.from_pretrained("a/b", torch_dtype=precision, cache_dir=input(), **OPTIONS)
        load()
    """)
    assert {one.name: (one.values, one.open) for one in load.arguments} == {
        "revision": (("abc",), False),
        "cache_dir": (("builtins.input(...)",), True),
        "trust_remote_code": ((True,), False),
        "dtype": (("torch.float16",), False),
    }
    assert [one.revision for one in load.models] == ["abc"]


def test_loading_a_downloaded_file_loads_the_repository() -> None:
    download, load = scan("""
        --- app.py
        import torch
        from huggingface_hub import hf_hub_download
        path = hf_hub_download("owner/name", "weights.pt")
        torch.load(path)
    """)
    assert [str(one.id) for one in download.models] == ["hf:owner/name"]
    assert (load.call, [str(one.id) for one in load.models]) == ("torch.load", ["hf:owner/name"])


def test_a_constructor_that_is_no_method_is_no_crash() -> None:
    (load,) = scan("""
        --- app.py
        import torch
        def wrap(cls):
            def __init__(self, path):
                torch.load(path)
            cls.__init__ = __init__
    """)
    assert load.open


def test_abstract_methods_count_only_where_python_enforces_them() -> None:
    (load,) = scan("""
        --- app.py
        import abc
        from transformers import AutoModel
        class Base:
            name = "owner/base"
            @abc.abstractmethod
            def run(self): ...
        class Middle(Base):
            def load(self):
                AutoModel.from_pretrained(self.name)
        class Leaf(Middle):
            name = "owner/leaf"
        Leaf()
    """)
    assert [str(one.id) for one in load.models] == ["hf:owner/leaf"]


def test_a_download_of_anything_but_weights_is_no_load() -> None:
    (load,) = scan("""
        --- app.py
        import pooch
        pooch.retrieve("https://example.org/table.csv", None)
        pooch.retrieve("https://example.org/model.onnx", None)
    """)
    assert [str(one.id) for one in load.models] == ["url:https://example.org/model.onnx"]


def test_a_download_from_an_address_that_is_not_known_is_no_load() -> None:
    assert scan("import pooch\npooch.retrieve(input(), None)\n") == []


ROLES = {
    "a file of the configuration": ('hf_hub_download("a/b", "config.json")', "config"),
    "by keyword": ('hf_hub_download(repo_id="a/b", filename="sub/model_config.json")', "config"),
    "of the tokenizer": ('hf_hub_download("a/b", "vocab.txt")', "tokenizer"),
    "of the processor": ('hf_hub_download("a/b", "preprocessor_config.json")', "processor"),
    "weights": ('hf_hub_download("a/b", "model.safetensors")', "weights"),
    "files of two kinds": ('hf_hub_download("a/b", "config.json" if x else "vocab.txt")', "weights"),
    "the whole repository": ('snapshot_download("a/b")', "weights"),
}


@pytest.mark.parametrize(("call", "role"), ROLES.values(), ids=ROLES.keys())
def test_the_role_of_a_download_is_that_of_its_file(call: str, role: str) -> None:
    (load,) = scan(f"from huggingface_hub import hf_hub_download, snapshot_download\n{call}\n")
    assert load.role == role


def test_a_file_and_a_revision_given_by_place_are_arguments_too() -> None:
    (load,) = scan('from huggingface_hub import hf_hub_download\nhf_hub_download("a/b", "x.pt", revision="v1")')
    assert {(one.name, one.values) for one in load.arguments} == {("filename", ("x.pt",)), ("revision", ("v1",))}


def test_data_that_is_a_file_of_weights_is_one() -> None:
    assert ids('import torch\nvoices = "v.pt"\ntorch.load(voices)') == ["file:v.pt"]


NO_MODEL = {
    "a hub model without weights": 'import torch\ntorch.hub.load("a/b", "x", pretrained=False)',
    "a detector that is handed its model": "from retinaface import RetinaFace as rf\nrf.detect_faces(image, model=model)",
    "a list of words": 'import nltk\nnltk.download("stopwords")',
}


@pytest.mark.parametrize("text", NO_MODEL.values(), ids=NO_MODEL.keys())
def test_no_weights_are_loaded(text: str) -> None:
    assert scan(text) == []


def test_what_is_a_model_or_a_data_set_may_be_a_model() -> None:
    code = 'kind = "model" if f() else "dataset"\nhf_hub_download("a/b", "x.pt", repo_type={})'
    header = "from huggingface_hub import hf_hub_download\n"
    assert ids(header + code.format("kind")) == ["hf:a/b"]
    assert ids(header + code.format('"dataset"')) == []


def test_their_near_misses_load() -> None:
    assert ids('import torch\ntorch.hub.load("a/b", "x", pretrained=True)') == ["torchhub:a/b/x"]
    assert ids("from retinaface import RetinaFace as rf\nrf.detect_faces(image, model=None)") == ["deepface:retinaface"]
    assert ids('import nltk\nnltk.download("punkt")') == ["nltk:punkt"]


TABLES = {
    "under a name": 'sam_model_registry["vit_b"](checkpoint="a.pth")',
    "by position, and what it has": 'encoder = sam_model_registry["vit_l"]("a.pth").image_encoder',
    "under a name that nobody knows": 'import sys\nsam_model_registry[sys.argv[1]](checkpoint="a.pth")',
    "in a function": 'def load(kind):\n    return sam_model_registry[kind]("a.pth").to("cpu")\nload("vit_h")',
}


@pytest.mark.parametrize("loading", TABLES.values(), ids=TABLES.keys())
def test_an_item_of_a_library_s_table_of_loaders(loading: str) -> None:
    assert ids(f"from segment_anything import sam_model_registry\n{loading}") == ["file:a.pth"]


def test_an_item_of_a_library_s_table_that_is_handed_none_makes_random_weights() -> None:
    assert (
        scan('from segment_anything import sam_model_registry\nsam_model_registry["vit_l"](None).image_encoder') == []
    )


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ('"WAV2VEC2_BASE"', ["torchaudio:WAV2VEC2_BASE"]),
        (
            '{"en": "WAV2VEC2_BASE", "fr": "VOXPOPULI"}[language]',
            ["torchaudio:VOXPOPULI", "torchaudio:WAV2VEC2_BASE"],
        ),
        ("input()", ["?"]),
    ],
)
def test_what_stands_under_a_key_of_a_modules_dict_is_its_attribute(key: str, expected: list[str]) -> None:
    code = f"import torchaudio\ndef load(language):\n    bundle = torchaudio.pipelines.__dict__[{key}]\n    bundle.get_model()\n"
    assert sorted(ids(code), key=lambda one: (one == "?", one)) == expected


CHOSEN = {
    "of a table, by a key that nobody knows": (
        "from torchvision import models\ndef load(kind):\n    return {'a': models.resnet18, 'b': models.resnet50}[kind](pretrained=True)",
        {"torchvision:resnet18", "torchvision:resnet50"},
    ),
    "of calls that were begun": (
        (
            "from functools import partial\nfrom ultralytics import YOLO\n"
            'def load(kind):\n    return {"a": partial(YOLO, "a.pt"), "b": partial(YOLO, "b.pt")}[kind]()'
        ),
        {"ultralytics:a.pt", "ultralytics:b.pt"},
    ),
    "of two rows of the catalogue": (
        (
            "from ultralytics import YOLO\nfrom transformers import AutoModel\n"
            'def load(kind):\n    return {"a": YOLO, "b": AutoModel.from_pretrained}[kind]("x/y")'
        ),
        {"ultralytics:x/y", "hf:x/y"},
    ),
}


@pytest.mark.parametrize(("code", "expected"), CHOSEN.values(), ids=CHOSEN.keys())
def test_a_call_is_the_load_of_everything_that_it_can_call(code: str, expected: set[str]) -> None:
    assert set(ids(code)) == expected


def test_of_two_rows_the_more_certain_one_says_what_is_loaded() -> None:
    (load,) = scan("""
        import torch
        from huggingface_hub import PyTorchModelHubMixin
        class Net(torch.nn.Module, PyTorchModelHubMixin):
            pass
        Net.from_pretrained("a/b")
        """)
    assert (load.loader, load.confidence) == ("huggingface_hub", "high")


def test_a_method_of_the_project_called_as_those_of_libraries_are_is_no_load() -> None:
    assert (
        scan("""
        import torch
        class Net(torch.nn.Module):
            @classmethod
            def from_pretrained(cls, name):
                return cls()
        Net.from_pretrained("a/b")
        """)
        == []
    )


def test_a_library_that_is_handed_its_weights_in_an_object_of_its_own_loads() -> None:
    code = "from detectron2.config import get_cfg\nfrom detectron2.engine import DefaultPredictor\nDefaultPredictor(get_cfg())\n"
    (load,) = scan(code)
    assert (load.loader, load.open, load.models) == ("detectron2", True, ())
