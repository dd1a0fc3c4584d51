"""Hand-written documents as part of a check."""

from pathlib import Path

import pytest

from modelpolicy.errors import InputError, SettingsError
from modelpolicy.settings.project import find_project
from modelpolicy.usecases.checking.check import check
from modelpolicy.usecases.documents.handwritten import MAX_TEXT


def project(root: Path, document: str | bytes | None) -> Path:
    (root / "modelpolicy.toml").write_text(
        'registry = "registry.yaml"\ndocuments = [\n    { path = "models.md", mode = "checked" },\n]\n'
    )
    (root / "registry.yaml").write_text("format: modelpolicy-registry/1\n")
    (root / "app.py").touch()
    if document is not None:
        (root / "models.md").write_bytes(document if isinstance(document, bytes) else document.encode())
    return root


def test_a_document_that_does_not_exist_is_a_mistake_in_the_settings(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        check(find_project(project(tmp_path, None)))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("modelpolicy.toml", 3)
    assert "models.md" in problem.message


@pytest.mark.parametrize("content", [b"# caf\xe9\n", b"x" * (MAX_TEXT + 1)])
def test_a_document_that_cannot_be_read_is_named(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        check(find_project(project(tmp_path, content)))
    assert [problem.path for problem in caught.value.problems] == ["models.md"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_document_is_read_as_editors_write_it(mark: str, newline: str, tmp_path: Path) -> None:
    text = newline.join([mark + "## Active analyzers", "", "- **gone_by**: nothing", ""])
    (found,) = check(find_project(project(tmp_path, text))).findings
    assert (found.code, found.location.line, found.analyzer) == ("MP203", 3, "gone_by")


def test_what_stands_in_a_document_can_be_ignored_where_it_stands(tmp_path: Path) -> None:
    text = "## Active analyzers\n\n<!-- modelpolicy: ignore[MP203] planned -->\n- **gone_by**: nothing\n"
    checked = check(find_project(project(tmp_path, text)))
    assert checked.findings == ()
    assert [one.finding.code for one in checked.suppressed] == ["MP203"]
