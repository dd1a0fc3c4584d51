"""Which calls get a commit, and how they are written then."""

from dataclasses import replace
from pathlib import Path

import pytest

from modelpolicy.domain.artifact import Artifact
from modelpolicy.domain.model_id import ModelId
from modelpolicy.rules.case import Case
from modelpolicy.usecases.checking.fix import Fixing, write_fixes
from modelpolicy.usecases.checking.look import Looked
from modelpolicy.usecases.checking.try_cases import write_case
from modelpolicy.usecases.stock.disk import only_commits

MODEL = ModelId("hf", "a/b")
COMMIT = "e37978b90ca9030d5170a5c07aadb050351a65bb"
PROJECT = """
--- modelpolicy.toml
registry = "registry.yaml"
select = ["MP401"]
[supply_chain]
require_pinned = true
--- registry.yaml
format: modelpolicy-registry/1
--- app.py
from transformers import AutoModel
"""


def fixed(root: Path, code: str, *, unsafe: bool = True, commits: dict[ModelId, str] | None = None) -> str:
    project = write_case(root, Case("", PROJECT + code))
    looked = Looked(commits={MODEL: COMMIT} if commits is None else commits)
    write_fixes(project, Fixing(project, looked, unsafe).plan())
    return (root / "app.py").read_text().partition("\n")[2].rstrip("\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('AutoModel.from_pretrained("a/b")', f'AutoModel.from_pretrained("a/b", revision="{COMMIT}")'),
        ('AutoModel.from_pretrained("a/b", revision="main")', f'AutoModel.from_pretrained("a/b", revision="{COMMIT}")'),
        (
            'm = "ä", AutoModel.from_pretrained(\n    "a/b",  # the model\n).eval()',
            f'm = "ä", AutoModel.from_pretrained(\n    "a/b", revision="{COMMIT}",  # the model\n).eval()',
        ),
        (
            'REVISION = "main"\nAutoModel.from_pretrained("a/b", revision=REVISION)',
            'REVISION = "main"\nAutoModel.from_pretrained("a/b", revision=REVISION)',
        ),
    ],
)
def test_calls(before: str, after: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, before) == after


def test_only_where_somebody_asked_and_the_disk_says(tmp_path: Path) -> None:
    code = 'AutoModel.from_pretrained("a/b")'
    assert fixed(tmp_path, code, unsafe=False) == code
    assert fixed(tmp_path, code, commits={}) == code


def test_a_commit_is_one_that_is_there_alone_and_whole() -> None:
    def artifact(model: str, revision: str | None, *, whole: bool = True) -> Artifact:
        one = Artifact("hf", ModelId("hf", model), "/hub", model, (), (), revision)
        return one if whole else replace(one, state="partial")

    found = only_commits(
        [
            artifact("a/one", "1" * 40),
            artifact("a/two", "1" * 40),
            artifact("a/two", "2" * 40),
            artifact("a/cut", "1" * 40, whole=False),
            artifact("a/old", None),
        ]
    )
    assert found == {ModelId("hf", "a/one"): "1" * 40}
