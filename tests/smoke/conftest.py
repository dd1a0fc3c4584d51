"""``modelpolicy smoke`` as a user runs it, in a project made for the test."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from modelpolicy.cli.main import main

Smoke = Callable[..., "Said"]


@dataclass(frozen=True, slots=True)
class Said:
    """What the command printed as JSON, and its exit code."""

    code: int
    runs: dict[str, dict[str, Any]]

    def kind(self, analyzer: str) -> str | None:
        """The kind of failure of one analyzer; ``None`` where it passed."""
        failure = self.runs[analyzer]["failure"]
        return failure and str(failure["kind"])

    def reason(self, analyzer: str) -> str:
        """Why it failed."""
        return str(self.runs[analyzer]["failure"]["reason"])


@pytest.fixture
def smoke(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Smoke:
    def run(root: Path, *arguments: str) -> Said:
        monkeypatch.chdir(root)
        capsys.readouterr()
        code = main(["smoke", "--device", "cpu", "--format", "json", *arguments])
        out, err = capsys.readouterr()
        assert out, err
        document = json.loads(out)
        assert document["format"] == "modelpolicy-smoke/1"
        return Said(code, {one["analyzer"]: one for one in document["runs"]})

    return run
