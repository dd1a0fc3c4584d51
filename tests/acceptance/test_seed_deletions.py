"""The team's own document: what it tells people to delete, held against this repository's code and registry."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from modelpolicy.domain.finding import Finding
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.checking.check import check
from tests.acceptance.conftest import ROOT

SEED = ROOT / "tests" / "handwritten" / "documents" / "model_dependencies.md"
SETTINGS = """
paths = ["analyzers"]
registry = "policies/registry.yaml"
catalog = "analyzers/catalogue.py:ANALYZERS"
disabled = "analyzers/catalogue.py:DISABLED"
documents = [{ path = "MODELS.md", language = "de", mode = "checked" }]
select = ["MP3"]
"""


def findings(repository: Path, text: str) -> tuple[Finding, ...]:
    (repository / "MODELS.md").write_text(text, encoding="utf-8")
    (repository / "modelpolicy.toml").write_text(SETTINGS)
    return check(find_project(repository)).findings


def codes(found: Iterable[Finding], text: str) -> list[str]:
    """The code and the text of the line of each finding."""
    lines = text.splitlines()
    return [f"{one.code} {lines[one.location.line - 1].strip()}" for one in found]


def test_each_finding_at_its_line(repository: Path) -> None:
    text = SEED.read_text(encoding="utf-8")
    hub = "~/.cache/huggingface/hub"
    assert codes(findings(repository, text), text) == [
        f"MP302 {hub}/models--LanguageBind--Video-LLaVA-7B*",
        f"MP302 {hub}/models--Salesforce--blip2-opt-2.7b*",
        f"MP302 {hub}/models--Salesforce--blip-image-captioning-base*",
        "MP303 ~/.cache/torch/hub/checkpoints/yolov8x-pose.pt",
        f"MP302 rm -rf {hub}/models--LanguageBind--Video-LLaVA-7B*",
        f"MP302 rm -rf {hub}/models--Salesforce--blip2-opt-2.7b*",
    ]


def test_the_remedy_says_where_the_model_really_lies(repository: Path) -> None:
    (wrong,) = (one for one in findings(repository, SEED.read_text(encoding="utf-8")) if one.code == "MP303")
    assert wrong.model == "ultralytics:yolov8x-pose.pt"
    assert wrong.remedy == "its library keeps it at ./yolov8x-pose.pt or ./weights/yolov8x-pose.pt"


def test_a_model_in_use_in_the_list_of_what_may_go(repository: Path) -> None:
    text = SEED.read_text(encoding="utf-8").replace(
        "models--Salesforce--blip2-opt-2.7b*", "models--openai--clip-vit-base-patch32"
    )
    found = [one for one in findings(repository, text) if one.code == "MP301"]
    assert [one.model for one in found] == ["hf:openai/clip-vit-base-patch32"] * 2
    assert {one.analyzer for one in found} == {"content_quality"}
    assert all("content_quality" in one.message and one.related for one in found)


def test_the_cleanup_without_its_first_step(repository: Path) -> None:
    kept = [line for line in SEED.read_text(encoding="utf-8").splitlines() if " > ~/model_" not in line]
    text = "\n".join(kept)
    assert "MP304 rm -rf ~/.cache/huggingface/hub/models--LanguageBind--Video-LLaVA-7B*" in codes(
        findings(repository, text), text
    )


@pytest.mark.parametrize("heading", ["### NICHT löschen", "### Do NOT delete"])
def test_what_must_stay_is_no_list_of_what_may_go(repository: Path, heading: str) -> None:
    text = f"{heading}\n```bash\n~/.cache/huggingface/hub/models--openai--whisper-base*\n```\n"
    assert findings(repository, text) == ()
