from pathlib import Path

import pytest

from tests.cleanup.machine import Machine, made


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return made(tmp_path, monkeypatch)
