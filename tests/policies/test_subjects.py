"""What a condition is told of models, analyzers and loads."""

from textwrap import dedent

import pytest

from modelpolicy.policies.facts import KINDS, Subject
from modelpolicy.policies.project_subjects import project_subjects
from modelpolicy.registry.read import parse_registry
from tests.projects import graph_of

COMMIT = "b" * 40
CODE = f"""
--- catalogue.py
from quality import Quality
from captions import Captions
class Helper:
    pass
ANALYZERS = {{"quality": Quality, "captions": Captions, "helper": Helper}}
DISABLED = ["captions"]
--- quality.py
from transformers import CLIPModel
from ultralytics import YOLO
class Quality:
    def load(self):
        CLIPModel.from_pretrained("openai/clip", revision="{COMMIT}")
        return YOLO("yolov8x.pt")
--- captions.py
import os
from transformers import AutoModel, CLIPModel
class Captions:
    def load(self):
        CLIPModel.from_pretrained("openai/clip")
        return AutoModel.from_pretrained(os.environ["MODEL"], trust_remote_code=True)
"""
REGISTRY = """
format: modelpolicy-registry/1
analyzers:
  quality: {status: enabled, purpose: {de: Bild, en: Picture}, models: [hf:openai/clip]}
  captions: {status: enabled, may: [hf:team/blip]}
  poses: {status: disabled}
models:
  hf:openai/clip: {title: CLIP, size: ~340MB, deletion: forbidden, licence: MIT}
  hf:team/blip: {hub: {asked: 2026-11-26, licence: bsd-3-clause}}
  hf:old/model: {}
"""


@pytest.fixture(scope="module")
def subjects() -> dict[tuple[str, object], Subject]:
    graph = graph_of(CODE, "catalogue.py:ANALYZERS", "catalogue.py:DISABLED")
    found = project_subjects(graph, parse_registry(dedent(REGISTRY).lstrip().encode(), "registry.yaml"))
    keys = {"model": "id", "analyzer": "name"}
    return {(one.kind, one.facts.get(keys.get(one.kind, ""), str(one.location))): one for one in found}


def test_every_subject_has_the_facts_of_its_kind(subjects: dict[tuple[str, object], Subject]) -> None:
    for subject in subjects.values():
        known = KINDS[subject.kind]
        assert {name for name, fact in known.items() if not fact.optional} <= subject.facts.keys() <= known.keys()
        types = {"text": str, "number": int, "bytes": int, "flag": bool, "list": tuple}
        assert all(type(value) is types[known[name].type] for name, value in subject.facts.items())


def test_a_model_that_is_loaded_and_documented(subjects: dict[tuple[str, object], Subject]) -> None:
    clip = subjects["model", "hf:openai/clip"]
    assert clip.facts == {
        "id": "hf:openai/clip", "store": "hf", "name": "openai/clip", "publisher": "openai",
        "documented": True, "loaded": True, "title": "CLIP", "size": "~340MB", "bytes": 340_000_000,
        "licence": "mit", "deletion": "forbidden", "users": ("quality", "captions"),
        "enabled_users": ("quality", "captions"),
    }  # fmt: skip
    assert str(clip.location) == "registry.yaml:7"


def test_models_of_which_little_is_known(subjects: dict[tuple[str, object], Subject]) -> None:
    blip, old, yolo = (subjects["model", name] for name in ("hf:team/blip", "hf:old/model", "ultralytics:yolov8x.pt"))
    assert (blip.facts["loaded"], blip.facts["users"], blip.facts["licence"]) == (False, ("captions",), "bsd-3-clause")
    assert (old.facts["users"], old.facts["documented"]) == ((), True)
    assert {"licence", "bytes", "size", "deletion", "title"}.isdisjoint(old.facts)
    assert (yolo.facts["documented"], yolo.facts["publisher"], str(yolo.location)) == (False, "", "quality.py:6")


def test_analyzers_by_code_and_registry(subjects: dict[tuple[str, object], Subject]) -> None:
    captions, poses, helper = (subjects["analyzer", name].facts for name in ("captions", "poses", "helper"))
    assert (captions["code_status"], captions["documented_status"], captions["enabled"]) == (
        "disabled",
        "enabled",
        True,
    )
    assert (captions["models"], captions["documented_models"], captions["open"]) == (
        ("hf:openai/clip",), ("hf:team/blip",), True,
    )  # fmt: skip
    assert (poses["in_code"], poses["documented"], poses["enabled"]) == (False, True, False)
    assert "code_status" not in poses
    assert (helper["in_code"], helper["documented"]) == (True, False)
    assert subjects["analyzer", "quality"].facts["purpose"] == "Picture"


def test_loads_and_what_they_risk(subjects: dict[tuple[str, object], Subject]) -> None:
    loads = {subject.facts["call"]: subject for (kind, _), subject in subjects.items() if kind == "load"}
    pinned = {
        str(subject.location): subject.facts["pinned"] for (kind, _), subject in subjects.items() if kind == "load"
    }
    assert pinned == {
        "quality.py:5": True,
        "quality.py:6": False,
        "captions.py:5": False,
        "captions.py:6": False,
    }
    assert (loads["YOLO"].facts["pickle"], loads["YOLO"].facts["stores"]) == (True, ("ultralytics",))
    assert (loads["YOLO"].analyzer, loads["YOLO"].model) == ("quality", "ultralytics:yolov8x.pt")
    open_load = loads["AutoModel.from_pretrained"].facts
    assert (open_load["open"], open_load["remote_code"], open_load["models"]) == (True, True, ())
