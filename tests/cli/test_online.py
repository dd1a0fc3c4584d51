"""``registry update --online`` as a user types it: the real hub client, and a hub on this machine."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.stores.hub import Hub

REGISTRY = """\
format: modelpolicy-registry/1
models:
  hf:openai/clip: {size: 14GB}
  hf:team/odd: {}
  hf:team/gone: {}
  hf:../../etc: {}
  whisper:base: {}
"""
CLIP = {
    "id": "openai/clip",
    "sha": "c" * 40,
    "cardData": {"license": "mit"},
    "siblings": [
        {"rfilename": "model.safetensors", "size": 600_000_000},
        {"rfilename": "config.json", "size": 1_000},
        {"rfilename": "pytorch_model.bin", "size": 605_000_000},
    ],
}
ODD = {
    "id": "team/odd",
    "sha": "\x1b[2J\nsha: x",
    "cardData": {"license": ["mit", "other"]},
    "siblings": [{"rfilename": "a.gguf"}, {"rfilename": "b.bin", "size": -5}],
}


@contextmanager
def served(models: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The address of a hub that knows ``models``, and the paths that it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            answer = models.get(self.path.partition("?")[0].removeprefix("/api/models/"))
            self.send_response(200 if answer else 404)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode() if answer else b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's word
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "modelpolicy.toml").write_text('registry = "registry.yaml"\n')
    (root / "registry.yaml").write_text(REGISTRY)
    return root


def update(project: Path, endpoint: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    environment |= {"HF_ENDPOINT": endpoint, "HF_HOME": str(project.parent / "hf"), "HOME": str(project.parent)}
    command = [sys.executable, "-m", "modelpolicy", "registry", "update", *arguments]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - this interpreter


def test_the_real_client_asks_and_the_registry_says_what_it_was_told(project: Path) -> None:
    pytest.importorskip("huggingface_hub", reason="the hub client is not installed")
    with served({"openai/clip": CLIP, "team/odd": ODD}) as (endpoint, asked):
        done = update(project, endpoint, "--online")
    assert done.returncode == 4, done.stderr
    # The client can have questions of its own.
    models = [path.partition("?")[0] for path in asked if path.startswith("/api/models/")]
    assert models == [f"/api/models/{name}" for name in ("openai/clip", "team/odd", "team/gone")]
    written = (project / "registry.yaml").read_text()
    assert f"revision: {'c' * 40}, size: ~1.2GB, licence: mit, formats: [pickle, safetensors]}}}}" in written
    assert "{size: 14GB, hub: {asked: '20" in written
    (odd,) = [line for line in written.splitlines() if "team/odd" in line]
    assert odd.endswith("', formats: [gguf, pickle]}}")
    assert "hf:team/gone: {}\n" in written
    said = done.stderr.splitlines()
    assert "hf:openai/clip: 1.2 GB, mit, pickle+safetensors, revision cccccccc" in said
    assert "hf:team/gone: the hub answers 404: not there, or not shown to you" in said
    assert "hf:../../etc: no repository can have this name" in said
    assert "\x1b" not in done.stderr


def test_with_sizes_the_disk_is_right_where_a_model_lies_there(project: Path) -> None:
    pytest.importorskip("huggingface_hub", reason="the hub client is not installed")
    Hub(project.parent / "hf" / "hub").revision("openai/clip", "a" * 40, {"model.bin": 2_000_000}, "main")
    odd = {**ODD, "siblings": [{"rfilename": "b.bin", "size": 3_000_000}]}
    with served({"openai/clip": CLIP, "team/odd": odd}) as (endpoint, _):
        done = update(project, endpoint, "--online", "--sizes")
    written = (project / "registry.yaml").read_text()
    assert "hf:openai/clip: {size: 2MB, hub:" in written, done.stderr
    assert "size: 3MB}" in written.split("hf:team/odd", 1)[1].splitlines()[0]


def test_a_hub_that_cannot_be_reached_is_no_finding(project: Path) -> None:
    pytest.importorskip("huggingface_hub", reason="the hub client is not installed")
    done = update(project, "http://127.0.0.1:9", "--online")
    assert done.returncode == 2
    assert "the hub cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "registry.yaml").read_text() == REGISTRY


def test_nothing_is_asked_without_online(project: Path) -> None:
    with served({"openai/clip": CLIP}) as (endpoint, asked):
        assert update(project, endpoint, "--sizes").returncode == 0
        assert update(project, endpoint).returncode == 2
    assert asked == []
