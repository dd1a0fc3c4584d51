"""What a program gets from outside beside what its source says: the source is not the whole answer."""

import pytest

from tests.projects import ids, scan

HEADER = (
    "import json\nimport sys\nfrom argparse import Namespace\nfrom dataclasses import dataclass\n"
    "from somewhere import settings\nfrom ultralytics import YOLO\n"
)

CLASSES = (
    '@dataclass\nclass Fields:\n    weights: str = "a.pt"\n'
    'class Made:\n    def __init__(self, weights="a.pt"):\n        self.weights = weights\n'
    'class Plain:\n    weights = "a.pt"\n    def run(self):\n        return self\n'
    'def load(weights="a.pt"):\n    return YOLO(weights)\n'
)

UNTOLD = {
    "fields": "YOLO(Fields(**settings()).weights)",
    "fields, one of them told": 'YOLO(Fields(**{"weights": "a.pt", **settings()}).weights)',
    "fields, from a file": "YOLO(Fields(**json.load(open(sys.argv[1]))).weights)",
    "parameters": "load(**settings())",
    "parameters, one of them told": 'load(**{"weights": "a.pt", **settings()})',
    "parameters by position": "load(*settings())",
    "parameters of a constructor": "YOLO(Made(**settings()).weights)",
    "a dict of keywords": 'YOLO(dict(weights="a.pt", **settings())["weights"])',
    "attributes by name": (
        "plain = Plain()\nfor name, value in settings().items():\n    setattr(plain, name, value)\nYOLO(plain.weights)"
    ),
    "the attributes' dict": "plain = Plain()\nplain.__dict__.update(settings())\nYOLO(plain.weights)",
    "the attributes' dict, by vars": "plain = Plain()\nvars(plain).update(settings())\nYOLO(plain.weights)",
}


@pytest.mark.parametrize("source", UNTOLD.values(), ids=UNTOLD)
def test_what_is_not_told_can_replace_the_default(source: str) -> None:
    assert ids(f"{HEADER}{CLASSES}{source}\n") == ["?", "ultralytics:a.pt"]


TOLD = {
    "the field, at times": ('YOLO(Fields(**({"weights": "b.pt"} if settings() else {})).weights)', ["a.pt", "b.pt"]),
    "other fields": ('YOLO(Fields(**{"size": 2}).weights)', ["a.pt"]),
    "other parameters": ('load(**{"size": 2})', ["a.pt"]),
    "the parameter, at times": ('load(**({"weights": "b.pt"} if settings() else {}))', ["a.pt", "b.pt"]),
    "the parameter, in a dict that gets others later": (
        'more = {"weights": "b.pt"}\nif settings():\n    more["size"] = 2\nmore.update(other=3)\nload(**more)',
        ["b.pt"],
    ),
    "the parameter, set later": (
        'more = {}\nif settings():\n    more["weights"] = "b.pt"\nload(**more)',
        ["a.pt", "b.pt"],
    ),
    "other attributes": ('plain = Plain()\nvars(plain).update({"size": 2})\nYOLO(plain.weights)', ["a.pt"]),
    "the attribute": (
        'plain = Plain()\nvars(plain).update({"weights": "b.pt"})\nYOLO(plain.weights)',
        ["a.pt", "b.pt"],
    ),
    "what a wrapper passes on, that nobody calls": ("def outer(**more):\n    load(**more)", ["a.pt"]),
    "what a wrapper passes on": (
        'def outer(**more):\n    YOLO(Fields(**more).weights)\nouter(weights="b.pt")\nouter()',
        ["a.pt", "b.pt"],
    ),
    "a method is none of the attributes": (
        "plain = Plain()\nvars(plain).update({'size': settings()})\nYOLO(plain.run().weights)",
        ["a.pt"],
    ),
}


@pytest.mark.parametrize(("source", "expected"), TOLD.values(), ids=TOLD)
def test_what_is_told_is_the_whole_answer(source: str, expected: list[str]) -> None:
    assert ids(f"{HEADER}{CLASSES}{source}\n") == [f"ultralytics:{one}" for one in expected]


@pytest.mark.parametrize("path", ["sys.argv[1]", "input()", "settings()['path']"])
@pytest.mark.parametrize("read", ["json.load(open({}))", "json.load(open({}))['weights']", "open({}).read().strip()"])
def test_what_is_in_a_file_that_the_source_does_not_name(path: str, read: str) -> None:
    assert ids(f"{HEADER}CONFIGS = {{}}\nYOLO({read.format(path)})\n") == ["?"]
    assert ids(f'{HEADER}value = "a.pt"\nif settings():\n    value = {read.format(path)}\nYOLO(value)\n') == [
        "?",
        "ultralytics:a.pt",
    ]


LISTS = {
    "before": ('second("n.pt", "b.pt", *settings())', ["ultralytics:b.pt"]),
    "from there on": ('second("n.pt", *settings())', ["?", "ultralytics:a.pt"]),
    "one of two lists": (
        'def start(*given):\n    second(*given)\nstart("n.pt", "b.pt")\nstart("m.pt", "c.pt")',
        ["ultralytics:b.pt", "ultralytics:c.pt"],
    ),
    "one of two lists, in one context": (
        'second(*(("n.pt", "b.pt") if settings() else ("m.pt", "c.pt")))',
        ["ultralytics:b.pt", "ultralytics:c.pt"],
    ),
    "perhaps behind it": ('second(*settings(), "b.pt")', ["?", "ultralytics:a.pt", "ultralytics:b.pt"]),
}


@pytest.mark.parametrize(("source", "expected"), LISTS.values(), ids=LISTS)
def test_what_stands_before_a_list_that_is_not_told_is_in_its_place(source: str, expected: list[str]) -> None:
    second = 'def second(number, weights="a.pt"):\n    return YOLO(weights)\n'
    assert ids(f"{HEADER}{second}{source}\n") == expected


@pytest.mark.parametrize("spread", ["**settings()", "*settings()"])
def test_a_library_can_be_handed_its_model_by_what_is_not_told(spread: str) -> None:
    header = f"{HEADER}from transformers import AutoModel\nfrom whisperx import DiarizationPipeline\n"
    assert ids(f"{header}AutoModel.from_pretrained({spread})\n") == ["?"]
    default = "hf:pyannote/speaker-diarization-community-1"
    assert ids(f"{header}DiarizationPipeline({spread})\n") == ["?", default]


KEPT = """
--- config.json
{"name": "a", "weights": {"a": "a.pt", "b": "b.pt"}}
--- app.py
import json
from pathlib import Path
from ultralytics import YOLO
PATH = "config.json"
def keep(value, name="other.json"):
    WRITE
config = json.load(open(PATH))
YOLO(config["weights"][config["name"]])
"""


@pytest.mark.parametrize(
    "write",
    [
        "json.dump(value, open(PATH, 'w'))",
        "with open(PATH, mode='w') as file:\n        json.dump(value, file)",
        "Path(PATH).write_text(json.dumps(value))",
    ],
)
def test_a_configuration_that_the_code_writes_too_can_name_another_key(write: str) -> None:
    assert ids(KEPT.replace("WRITE", write)) == ["?", "ultralytics:a.pt"]


@pytest.mark.parametrize("write", ["json.dump(value, open(name, 'w'))", "json.dump(value, open(PATH, 'r'))", "pass"])
def test_a_configuration_that_the_code_does_not_write_holds_what_is_in_it(write: str) -> None:
    assert ids(KEPT.replace("WRITE", write)) == ["ultralytics:a.pt"]


def test_a_library_can_be_handed_its_model_by_callers_that_nobody_knows() -> None:
    header = f"{HEADER}from transformers import AutoModel\nfrom whisperx import DiarizationPipeline\n"
    assert ids(f"{header}def load(**more):\n    return AutoModel.from_pretrained(**more)\n") == ["?"]
    default = "hf:pyannote/speaker-diarization-community-1"
    assert ids(f"{header}def load(**more):\n    return DiarizationPipeline(**more)\n") == [default]
    told = "def load(**more):\n    return AutoModel.from_pretrained(**more)\nload(pretrained_model_name_or_path='a/b')"
    assert ids(f"{header}{told}\n") == ["hf:a/b"]


def test_what_a_part_of_a_string_comes_from_is_said() -> None:
    source = 'import settings\nfrom ultralytics import YOLO\nYOLO(f"{settings.folder}/a.pt")\nYOLO(settings.path() + ".pt")\n'
    assert [load.reason for load in scan(f"--- app.py\n{source}")] == [
        "the value of settings.folder",
        "what settings.path returns",
    ]
