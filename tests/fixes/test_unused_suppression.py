"""What is taken out of comments, and what stays as it was written."""

from pathlib import Path

import pytest

from modelpolicy.rules.case import Case
from modelpolicy.settings.project import Project
from modelpolicy.usecases.checking.fix import Fixing, write_fixes
from modelpolicy.usecases.checking.try_cases import write_case

REGISTRY = """
--- registry.yaml
format: modelpolicy-registry/1
analyzers:
  speech: {status: enabled, models: [whisper:base]}
models:
  whisper:base: {}
"""
SPEECH = '--- speech.py\nimport whisper\nmodel = whisper.load_model("base")'


def project(root: Path, source: str) -> Project:
    return write_case(root, Case("", f"\n{source}\n{REGISTRY}"))


def fixed(root: Path, source: str) -> str:
    """The text of ``speech.py`` after fixing."""
    made = project(root, source)
    write_fixes(made, Fixing(made).plan())
    return (root / "speech.py").read_text()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  # modelpolicy: ignore[MP101] a trial", ""),
        ("  # modelpolicy: ignore[MP101] a trial  # noqa: E501", "  # noqa: E501"),
        ("  # noqa: E501  # modelpolicy: ignore[MP101]", "  # noqa: E501"),
        ("  # modelpolicy: ignore[MP101] a trial, until 9999-12-31", ""),
        ("\n# modelpolicy: ignore[MP101]\nx = 1", "\nx = 1"),
        ("\nif model:\n    # modelpolicy: ignore[MP101]\n    pass", "\nif model:\n    pass"),
        ("  # modelpolicy: ignore[MP101, MP102]", ""),
        ("\n# modelpolicy: ignore[MP101]\n# modelpolicy: ignore[MP102]", ""),
        ("  # modelpolicy: ignore[MP101] until 2020-01-01", "  # modelpolicy: ignore[MP101] until 2020-01-01"),
        ("  # modelpolicy: ignore[MP999]", "  # modelpolicy: ignore[MP999]"),
    ],
)
def test_comments(before: str, after: str, tmp_path: Path) -> None:
    text = fixed(tmp_path, SPEECH + before)
    assert text == (SPEECH + after).removeprefix("--- speech.py\n") + "\n"


def test_a_code_that_is_needed_stays_with_its_reason(tmp_path: Path) -> None:
    load = '\nsmall = whisper.load_model("small")  # modelpolicy: ignore[{}] a trial'
    text = fixed(tmp_path, SPEECH + load.format("MP101,MP102"))
    assert text == (SPEECH + load.format("MP101")).removeprefix("--- speech.py\n") + "\n"


def test_of_two_comments_of_the_same_codes_the_needed_one_stays(tmp_path: Path) -> None:
    needed = '\n# modelpolicy: ignore[MP101] needed\nsmall = whisper.load_model("small")'
    text = fixed(tmp_path, f"{SPEECH}\n# modelpolicy: ignore[MP101] not needed\nx = 1{needed}")
    assert text == f"{SPEECH}\nx = 1{needed}\n".removeprefix("--- speech.py\n")
