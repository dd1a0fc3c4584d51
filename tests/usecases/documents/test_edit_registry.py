"""The registry's file, edited by program: whole or not at all."""

import stat
from functools import partial
from pathlib import Path

import pytest

from modelpolicy.domain.model_id import ModelId
from modelpolicy.errors import RegistryError
from modelpolicy.registry.edit import remove_model, set_status
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.documents.edit_registry import edit_registry
from tests.registry.examples import YAML

ENABLE = partial(set_status, name="poses", status="enabled")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The registry of a project that has nothing else."""
    (tmp_path / "modelpolicy.toml").write_text('registry = "registry.yaml"\n')
    place = tmp_path / "registry.yaml"
    place.write_text(YAML)
    return place


def test_it_is_replaced_whole_and_keeps_its_mode(file: Path) -> None:
    file.chmod(0o640)
    before = set(file.parent.iterdir())
    edit_registry(find_project(file.parent), [ENABLE])
    assert file.read_text() == YAML.replace("{status: disabled", "{status: enabled")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert set(file.parent.iterdir()) == before


def test_where_one_edit_is_refused_none_is_made(file: Path) -> None:
    before = set(file.parent.iterdir())
    with pytest.raises(RegistryError):
        edit_registry(find_project(file.parent), [ENABLE, partial(remove_model, model=ModelId("hf", "acme/new"))])
    assert file.read_text() == YAML
    assert set(file.parent.iterdir()) == before
