"""What the hook writes down, in real processes with libraries of a few lines."""

import subprocess
import sys
from os import environ
from pathlib import Path
from textwrap import dedent

import pytest

from modelpolicy.domain.location import Location
from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.trace import ObservedLoad, Trace
from modelpolicy.extract.catalogue import builtin_catalogue
from modelpolicy.rules.case import read_files
from modelpolicy.smoke.tracing.calls import trace_of
from modelpolicy.smoke.tracing.files import hub_revisions, weights_formats
from modelpolicy.smoke.tracing.recording import TracePlan, read_record, recording

LIBRARIES = """
--- transformers/__init__.py
from transformers.pipelines import pipeline
from transformers.modeling_utils import PreTrainedModel
from transformers.models.clip import CLIPModel, CLIPProcessor
--- transformers/pipelines.py
from transformers.models.clip import CLIPModel
def pipeline(task, model=None, **options):
    return CLIPModel.from_pretrained(model or "the/default")
--- transformers/modeling_utils.py
class PreTrainedModel:
    @classmethod
    def from_pretrained(cls, name, *arguments, **options):
        if name == "not/there":
            raise OSError(name)
        return cls()
--- transformers/models/__init__.py
--- transformers/models/clip.py
from transformers.modeling_utils import PreTrainedModel
class CLIPModel(PreTrainedModel):
    pass
class CLIPProcessor:
    @classmethod
    def from_pretrained(cls, name):
        return cls()
--- ultralytics/__init__.py
from ultralytics.models import YOLO
--- ultralytics/models.py
class YOLO:
    def __init__(self, model="yolo26n.pt"):
        self.model = model
--- ultralytics/callables.py
class Unhashable:
    __hash__ = None
    def __call__(self, *arguments):
        pass
YOLO = Unhashable()
class SAM:
    def __init__(self, model="sam_b.pt"):
        pass
--- easyocr/__init__.py
from easyocr.easyocr import Reader
--- easyocr/easyocr.py
class Reader:
    def __new__(cls, lang_list, gpu=True):
        return super().__new__(cls)
--- funasr/__init__.py
class AutoModel:
    def __init__(self, **options):
        pass
--- torchvision/__init__.py
--- torchvision/models/__init__.py
--- torchvision/models/_utils.py
def handle_legacy(**names):
    return lambda function: function
--- torchvision/models/resnet.py
from enum import Enum
from functools import partial
from torchvision.models._utils import handle_legacy
@handle_legacy(weights=("pretrained", None))
def resnet18(*, weights=None):
    return partial(dict)
--- vllm/__init__.py
from dataclasses import dataclass
@dataclass
class EngineArgs:
    model: str = "the/default"
class LLMEngine:
    @classmethod
    def from_engine_args(cls, engine_args):
        return cls()
--- safetensors/__init__.py
class safe_open:
    def __init__(self, filename, framework):
        pass
"""


def trace(tmp_path: Path, program: str, **variables: str) -> Trace:
    """What is seen of ``app.py`` with the lines of ``program``."""
    site, project, record = tmp_path / "site", tmp_path / "project", tmp_path / "record"
    for directory in (site, project, record, tmp_path / "store"):
        directory.mkdir()
    for name, text in read_files(LIBRARIES.lstrip("\n")).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    (project / "app.py").write_text(dedent(program).lstrip("\n"))
    base = {**environ, "PYTHONPATH": str(site), **variables}
    plan = TracePlan(builtin_catalogue(), [str(tmp_path / "store")], project)
    traced = {**base, **recording(base, record, plan)}
    subprocess.run([sys.executable, project / "app.py"], cwd=project, env=traced, check=True, timeout=60)  # noqa: S603
    return trace_of(read_record(record), builtin_catalogue())


def ids(seen: Trace) -> list[str]:
    return [str(load.model) for load in seen.loads]


def test_a_load_is_seen_with_its_model_and_its_line(tmp_path: Path) -> None:
    seen = trace(
        tmp_path,
        """
        from transformers import CLIPModel

        CLIPModel.from_pretrained("openai/clip-vit-base-patch32")
        """,
    )
    call = "transformers.models.clip.CLIPModel.from_pretrained"
    assert seen.loads == (ObservedLoad(ModelId("hf", "openai/clip-vit-base-patch32"), call, Location("app.py", 3)),)


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("from transformers import pipeline\npipeline('asr', 'openai/whisper-base')", ["hf:openai/whisper-base"]),
        ("from transformers import pipeline\npipeline('vqa')", ["hf:dandelin/vilt-b32-finetuned-vqa"]),
        ("from ultralytics.callables import SAM\nSAM('sam_l.pt')", ["ultralytics:sam_l.pt"]),
        ("from ultralytics import YOLO\nYOLO()", ["ultralytics:yolo26n.pt"]),
        ("from ultralytics import YOLO\nYOLO('yolov8n.yaml')", []),
        ("import ultralytics\nclass Own(ultralytics.YOLO): pass\nOwn(model='yolov8s.pt')", ["ultralytics:yolov8s.pt"]),
        ("import easyocr\neasyocr.Reader(['de', 'en'])", ["easyocr:de", "easyocr:en"]),
        (
            "import funasr\nfunasr.AutoModel(model='paraformer-zh', vad_model='fsmn-vad', punc_model=None)",
            ["modelscope:paraformer-zh", "modelscope:fsmn-vad"],
        ),
        ("import funasr\nfunasr.AutoModel(model='a/b', hub='hf')", ["hf:a/b"]),
        ("from transformers import CLIPProcessor\nCLIPProcessor.from_pretrained('a/b')", ["hf:a/b"]),
        ("import transformers as t\nm = 'a/b'\nfor _ in 'xx': t.CLIPModel.from_pretrained(m)", ["hf:a/b"]),
        ("import transformers as t\ntry: t.CLIPModel.from_pretrained('not/there')\nexcept OSError: pass", []),
        ("from vllm import EngineArgs, LLMEngine\nLLMEngine.from_engine_args(EngineArgs(model='a/b'))", ["hf:a/b"]),
        (
            "from transformers import CLIPModel\nCLIPModel.from_pretrained('/c/models--a--b/snapshots/1')",
            ["hf:a/b"],
        ),
    ],
)
def test_the_rows_of_the_catalogue_say_which_model_it_is(tmp_path: Path, program: str, expected: list[str]) -> None:
    assert ids(trace(tmp_path, program)) == expected


def test_a_loader_that_another_one_calls_is_not_counted_again(tmp_path: Path) -> None:
    (load,) = trace(tmp_path, "from transformers import pipeline\npipeline('asr', model='a/b')\n").loads
    assert load.call == "transformers.pipelines.pipeline"


def test_child_processes_and_forks_are_traced(tmp_path: Path) -> None:
    seen = trace(
        tmp_path,
        """
        import os, subprocess, sys
        from transformers import CLIPModel
        child = "from ultralytics import YOLO; YOLO('yolov8x.pt')"
        subprocess.run([sys.executable, "-c", child], check=True)
        if os.fork() == 0:
            CLIPModel.from_pretrained("a/forked")
            os._exit(0)
        os.wait()
        """,
    )
    assert sorted(ids(seen)) == ["hf:a/forked", "ultralytics:yolov8x.pt"]


def test_opened_files_of_stores_and_weights_are_seen(tmp_path: Path) -> None:
    seen = trace(
        tmp_path,
        """
        from safetensors import safe_open
        from pathlib import Path
        Path("../store/config.json").touch()
        for name in ("../store/config.json", "own.pt", "notes.txt"):
            Path(name).open("w").close()
        open("@STORE@/config.json").close()
        safe_open("native.safetensors", framework="pt")
        """.replace("@STORE@", str(tmp_path / "store")),
    )
    names = {Path(file).relative_to(tmp_path).as_posix() for file in seen.files}
    assert names == {"store/config.json", "project/own.pt", "project/native.safetensors"}
    assert weights_formats(seen.files) == ("pt", "safetensors")


def test_a_model_that_is_an_object_is_an_open_load(tmp_path: Path) -> None:
    seen = trace(tmp_path, "from ultralytics import YOLO\nYOLO(object())\n")
    assert seen.loads == ()
    assert seen.open == ("ultralytics.models.YOLO at app.py:2",)


def test_an_object_of_arguments_that_does_not_show_them_is_an_open_load(tmp_path: Path) -> None:
    seen = trace(tmp_path, "from vllm import LLMEngine\nLLMEngine.from_engine_args(object())\n")
    assert seen.loads == ()
    assert seen.open == ("vllm.LLMEngine.from_engine_args at app.py:2",)


def test_the_next_sitecustomize_still_runs(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "sitecustomize.py").write_text("import builtins\nbuiltins.mine = 'a/b'\n")
    program = "from transformers import CLIPModel\nCLIPModel.from_pretrained(mine)\n"
    site = f"{tmp_path / 'site'}:{tmp_path / 'mine'}"
    assert ids(trace(tmp_path, program, PYTHONPATH=site)) == ["hf:a/b"]


def test_the_program_sees_no_difference(tmp_path: Path) -> None:
    trace(
        tmp_path,
        """
        import inspect, pickle
        import transformers, ultralytics
        assert list(inspect.signature(transformers.pipeline).parameters) == ["task", "model", "options"]
        assert list(inspect.signature(ultralytics.YOLO).parameters) == ["model"]
        assert pickle.loads(pickle.dumps(transformers.pipeline)) is transformers.pipeline
        assert pickle.loads(pickle.dumps(ultralytics.YOLO("x.pt"))).model == "x.pt"
        assert transformers.__spec__.loader.get_source("transformers").startswith("from transformers")
        try:
            transformers.CLIPModel.from_pretrained("not/there")
        except OSError as error:
            assert error.args == ("not/there",)
        """,
    )


def test_a_wild_card_takes_what_the_library_made_and_leaves_what_it_imported(tmp_path: Path) -> None:
    seen = trace(
        tmp_path,
        """
        from torchvision.models.resnet import Enum, resnet18
        resnet18(weights="DEFAULT")
        assert not hasattr(Enum.__init__, "__wrapped__")
        """,
    )
    assert ids(seen) == ["torchvision:resnet18"]


def test_a_process_that_loads_nothing_pays_little(tmp_path: Path) -> None:
    words = [sys.executable, "-c", "import sys; print(*sys.modules)"]
    base = {name: value for name, value in environ.items() if name != "PYTHONPATH"}
    added = recording(base, tmp_path, TracePlan(builtin_catalogue(), [], tmp_path, ["network", "pickle"]))
    plain, traced = (
        set(subprocess.run(words, env=env, check=True, capture_output=True, text=True).stdout.split())  # noqa: S603 - ours
        for env in (base, {**base, **added})
    )
    assert "modelpolicy_loaders" in traced - plain
    assert not {"pathlib", "importlib.abc", "tempfile", "logging", "dataclasses"} & (traced - plain)


def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "1.jsonl").write_text('{"file": "/a/b.pt"}\n{"file": "/a/c')
    assert read_record(tmp_path).files == ("/a/b.pt",)


def test_revisions_are_those_of_the_snapshots() -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    file = f"/c/hub/models--openai--clip-vit-base-patch32/snapshots/{commit}/config.json"
    assert hub_revisions([file, "/c/hub/version.txt"]) == {"hf:openai/clip-vit-base-patch32": commit}
