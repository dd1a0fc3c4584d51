"""How commands are narrowed, and which are left to people."""

from pathlib import Path

import pytest

from modelpolicy.rules.case import Case
from modelpolicy.usecases.checking.fix import Fixing, write_fixes
from modelpolicy.usecases.checking.try_cases import write_case

REGISTRY = "--- registry.yaml\nformat: modelpolicy-registry/1\n--- app.py\nimport whisper\n"
HUB = "~/.cache/huggingface/hub"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("clean.sh", f"rm -rf {HUB}/models--a--b*  # old", f"rm -rf {HUB}/models--a--b  # old"),
        ("clean.sh", 'rm -rf "$MODELS"/*', 'rm -rf "${MODELS:?}"/*'),
        ("clean.sh", "rm -rf ${MODELS}/* && echo $MODELS", "rm -rf ${MODELS:?}/* && echo $MODELS"),
        ("clean.sh", f"rm -rf {HUB}", f"rm -rf {HUB}"),
        ("clean.sh", "rm -rf ~", "rm -rf ~"),
        ("Dockerfile", f"FROM x\nRUN rm -rf {HUB}/models--a--b*", f"FROM x\nRUN rm -rf {HUB}/models--a--b"),
        ("NOTES.md", f"Then `rm -rf {HUB}/models--a--b*`.", f"Then `rm -rf {HUB}/models--a--b`."),
    ],
)
def test_narrowing(path: str, before: str, after: str, tmp_path: Path) -> None:
    project = write_case(tmp_path, Case("", f"--- {path}\n{before}\n{REGISTRY}"))
    write_fixes(project, Fixing(project).plan())
    assert (tmp_path / path).read_text() == f"{after}\n"
