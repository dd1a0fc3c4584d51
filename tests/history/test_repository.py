from pathlib import Path

from modelpolicy.history.repository import folder_in_repository


def test_a_project_that_is_the_repository_has_no_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert folder_in_repository(tmp_path) == ""


def test_a_project_below_the_repository_names_its_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "services" / "video").mkdir(parents=True)
    assert folder_in_repository(tmp_path / "services" / "video") == "services/video"


def test_a_worktree_has_a_file_instead_of_a_directory(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere")
    (tmp_path / "video").mkdir()
    assert folder_in_repository(tmp_path / "video") == "video"
