"""What lies in the paths that a user names."""

from pathlib import Path

import pytest

from modelpolicy.domain.finding import Finding
from modelpolicy.domain.location import Location
from modelpolicy.errors import NothingToCheckError
from modelpolicy.usecases.checking.within import inside, is_within, refuse_unchecked


def found_in(path: str) -> Finding:
    return Finding(Location(path, 1), "MP101", "undocumented-model", "message", "remedy", "error")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([], True),
        (["."], True),
        (["app"], True),
        (["app/faces.py"], True),
        (["other", "app"], True),
        (["ap"], False),
        (["app/faces.py/x"], False),
        (["faces.py"], False),
    ],
)
def test_a_finding_is_in_a_path_that_it_stands_at_or_below(wanted: list[str], expected: bool) -> None:
    assert is_within(found_in("app/faces.py"), wanted) is expected


def test_paths_are_named_from_the_root_through_links(tmp_path: Path) -> None:
    (tmp_path / "project" / "app").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "project")
    assert inside(tmp_path / "project", [tmp_path / "link" / "app", Path()]) == ["app", "."]


def test_every_path_that_cannot_be_checked_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingToCheckError) as refused:
        inside(tmp_path, [Path("gone"), Path("../elsewhere")])
    assert [problem.path for problem in refused.value.problems] == ["../elsewhere", "gone"]


def test_a_path_in_which_nothing_was_looked_at_is_refused() -> None:
    refuse_unchecked(["app", "."], ["app/faces.py"])
    with pytest.raises(NothingToCheckError, match="ap: nothing here is checked"):
        refuse_unchecked(["ap"], ["app/faces.py"])
