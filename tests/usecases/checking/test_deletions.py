"""Which files of a project are read for what their commands delete."""

import json
from pathlib import Path

import pytest

from modelpolicy.settings.project import find_project
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.checking.recall import recall_or_check
from tests.projects import read_files

PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
paths = ["app"]
documents = [{ path = "docs/models.md", mode = "checked" }]
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  app/speech:
    status: enabled
    models: [whisper:base]
models:
  whisper:base: {}
--- app/speech.py
import whisper
model = whisper.load_model("base")
--- docs/models.md
Run `rm ~/.cache/whisper/base.pt`.
--- docs/other.md
Run `rm ~/.cache/whisper/base.pt`.
--- app/README.md
Run `rm ~/.cache/whisper/base.pt`.
--- app/bin/clean.sh
rm ~/.cache/whisper/base.pt
--- clean.sh
rm ~/.cache/whisper/base.pt
"""


def write(root: Path, text: str) -> None:
    for name, content in read_files(text, "").items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)


def places(root: Path) -> list[str]:
    return [str(one.location) for one in check(find_project(root)).findings if one.code == "MP301"]


def test_what_lies_in_the_paths_and_what_the_settings_name(tmp_path: Path) -> None:
    write(tmp_path, PROJECT)
    assert places(tmp_path) == ["app/README.md:1", "app/bin/clean.sh:1", "docs/models.md:1"]


def test_the_whole_project_where_that_is_scanned(tmp_path: Path) -> None:
    write(tmp_path, PROJECT)
    (tmp_path / "modelpolicy.toml").write_text('registry = "registry.yaml"\nexclude = ["other.md"]\n')
    assert places(tmp_path) == ["app/README.md:1", "app/bin/clean.sh:1", "clean.sh:1", "docs/models.md:1"]


def test_a_rendered_passage_is_the_registrys(tmp_path: Path) -> None:
    write(tmp_path, PROJECT)
    begin, end = "<!-- modelpolicy:begin cleanup -->", "<!-- modelpolicy:end cleanup -->"
    (tmp_path / "app/README.md").write_text(f"{begin}\n`rm ~/.cache/whisper/base.pt`\n{end}\n`rm ~/.cache/*/base.pt`\n")
    assert places(tmp_path)[0] == "app/README.md:4"


def test_notebooks_are_read_too(tmp_path: Path) -> None:
    write(tmp_path, PROJECT)
    cells = [["!rm ~/.cache/whisper/base.pt\n"], ["import os\n", "os.remove('/root/.cache/whisper/base.pt')\n"]]
    notebook = {
        "cells": [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in cells],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (tmp_path / "app/clean.ipynb").write_text(json.dumps(notebook))
    assert [place for place in places(tmp_path) if "ipynb" in place] == [
        "app/clean.ipynb:cell 0:1",
        "app/clean.ipynb:cell 1:2",
    ]


@pytest.mark.parametrize("path", ["app/README.md", "app/new.md", "app/bin/clean.sh"])
def test_a_check_is_not_recalled_where_a_command_changed(tmp_path: Path, path: str) -> None:
    write(tmp_path, PROJECT)
    before = recall_or_check(find_project(tmp_path)).findings
    assert recall_or_check(find_project(tmp_path)).findings == before
    (tmp_path / path).write_text("Run `rm ~/.cache/whisper/*.pt`\n" if path.endswith("md") else "rm ~/.cache/*/*.pt\n")
    after = recall_or_check(find_project(tmp_path)).findings
    assert after != before
    assert path in {finding.location.path for finding in after}


FETCHED = """
--- modelpolicy.toml
registry = "registry.yaml"
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  app/speech:
    status: enabled
    models: ["url:https://x.org/a.pt"]
models:
  "url:https://x.org/a.pt": {}
--- app/fetch.py
from urllib.request import urlretrieve
urlretrieve("https://x.org/a.pt", "models/a.pt")
--- app/speech.py
import torch
torch.load("models/a.pt")
--- clean.sh
rm models/a.pt
rm models/b.pt
"""


def test_a_file_that_the_project_fetches_itself(tmp_path: Path) -> None:
    write(tmp_path, FETCHED)
    assert places(tmp_path) == ["clean.sh:1"]
