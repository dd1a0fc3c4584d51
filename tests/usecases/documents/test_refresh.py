"""``refresh`` with a hub that the test makes."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from modelpolicy.domain.model_id import ModelId
from modelpolicy.domain.size import Size
from modelpolicy.errors import InputError, Problem
from modelpolicy.registry.read import read_registry
from modelpolicy.registry.schema import HubRecord
from modelpolicy.report.disk.refreshed_text import refreshed_text
from modelpolicy.settings.project import Project, find_project
from modelpolicy.stores.hub_facts import HubFacts, NoAnswer, formats_of
from modelpolicy.usecases.documents.refresh import refresh

CLIP, GONE = ModelId("hf", "openai/clip"), ModelId("hf", "team/gone")
TODAY = date(2026, 11, 26)
REGISTRY = """\
format: modelpolicy-registry/1
models:
  # The small one.
  hf:openai/clip:
    title: CLIP  # by OpenAI
    hub: {asked: '2026-01-01', revision: aaaaaaaaaaaa, licence: mit}

  hf:team/gone: {size: 1GB}
  whisper:base: {}
"""


@dataclass
class FakeHub:
    """Says what it was told to, and remembers what it was asked for."""

    answers: dict[str, HubFacts]
    asked: list[str] = field(default_factory=list)

    def ask(self, repository: str) -> HubFacts | NoAnswer:
        self.asked.append(repository)
        return self.answers.get(repository, NoAnswer("not there"))


class Unreachable:
    def ask(self, repository: str) -> HubFacts | NoAnswer:
        raise InputError(Problem("--online", 0, f"nobody answers for {repository}", "see to the network"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "modelpolicy.toml").write_text('registry = "registry.yaml"\n')
    (tmp_path / "registry.yaml").write_text(REGISTRY)
    return find_project(tmp_path)


def test_what_the_hub_says_is_recorded_with_its_date(project: Project) -> None:
    hub = FakeHub({"openai/clip": HubFacts("b" * 40, 605_000_000, "apache-2.0", ("pickle", "safetensors"))})
    refreshed = refresh(project, hub, TODAY)
    assert hub.asked == ["openai/clip", "team/gone"]
    written = (project.root / "registry.yaml").read_text()
    assert written == REGISTRY.replace(
        "{asked: '2026-01-01', revision: aaaaaaaaaaaa, licence: mit}",
        f"{{asked: '2026-11-26', revision: {'b' * 40}, size: 605MB, licence: apache-2.0, formats: [pickle, safetensors]}}",
    )
    record = read_registry(project.root / "registry.yaml", project.root).registry.models[CLIP].hub
    formats = ("pickle", "safetensors")
    assert record == HubRecord("2026-11-26", "b" * 40, Size.parse("605MB"), "apache-2.0", formats)
    assert refreshed.sizes == {CLIP: 605_000_000}
    assert refreshed.unanswered == {GONE: NoAnswer("not there")}
    assert refreshed_text(refreshed.facts, refreshed.before, refreshed.unanswered).splitlines() == [
        "hf:openai/clip: 605 MB, apache-2.0, pickle+safetensors, revision bbbbbbbb, was aaaaaaaa",
        "hf:team/gone: not there",
        "the hub was asked for 2 models, and answered for 1",
    ]


def test_what_the_hub_does_not_say_is_left_out(project: Project) -> None:
    refresh(project, FakeHub({"team/gone": HubFacts(None, None, None, ())}), TODAY)
    assert "hf:team/gone: {size: 1GB, hub: {asked: '2026-11-26'}}" in (project.root / "registry.yaml").read_text()


def test_nothing_is_written_where_nobody_answers(project: Project) -> None:
    with pytest.raises(InputError, match="nobody answers for openai/clip"):
        refresh(project, Unreachable(), TODAY)
    assert (project.root / "registry.yaml").read_text() == REGISTRY


def test_formats_are_told_by_the_files_names() -> None:
    names = ["model.SAFETENSORS", "a/pytorch_model.bin", "tf_model.h5", "README.md", "config.json", "Makefile"]
    assert formats_of(names) == ("hdf5", "pickle", "safetensors")
