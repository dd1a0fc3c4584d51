"""Which analyzers of this repository share a model: those that nobody may delete for one of them alone."""

import json
from pathlib import Path

import pytest

from modelpolicy.cli.main import main

Users = dict[str, list[tuple[str, str]]]


@pytest.fixture
def users(repository: Path, capsys: pytest.CaptureFixture[str]) -> Users:  # noqa: ARG001 - it is the working directory
    """The analyzers that load each model, with their status, as `modelpolicy graph` tells it."""
    assert main(["graph", "--format", "json"]) == 0
    graph = json.loads(capsys.readouterr().out)
    found: Users = {}
    for analyzer in graph["analyzers"]:
        for model in analyzer["does"]:
            found.setdefault(model, []).append((analyzer["name"], analyzer["status"]))
    return found


def test_clip_is_shared_by_an_enabled_and_a_disabled_analyzer(users: Users) -> None:
    assert users["hf:openai/clip-vit-base-patch32"] == [
        ("content_quality", "enabled"),
        ("composition_analysis", "disabled"),
    ]


def test_qwen2_vl_is_shared_by_two_enabled_analyzers(users: Users) -> None:
    assert users["hf:Qwen/Qwen2-VL-7B-Instruct"] == [
        ("qwen2_vl_temporal", "enabled"),
        ("qwen2_vl_optimized", "enabled"),
    ]


def test_no_others_share_a_model_but_those_of_mediapipe(users: Users) -> None:
    shared = {model: [name for name, _ in names] for model, names in users.items() if len(names) > 1}
    assert {model: names for model, names in shared.items() if not model.startswith("hf:")} == {
        "bundled:mediapipe/face_mesh": ["eye_tracking", "facial_details"],
        "bundled:mediapipe/hands": ["hand_gesture", "gesture_recognition"],
    }
    assert len(shared) == 4
