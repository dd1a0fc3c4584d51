"""Digests tell content apart, and one installation from another."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.cache.digest import digest, file_digest, tool_digest

PARTS = st.lists(st.binary(max_size=4), max_size=4)


@given(PARTS, PARTS)
def test_other_parts_have_another_digest(one: list[bytes], other: list[bytes]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


def test_a_file_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert file_digest(tmp_path / "nowhere") is None
    assert file_digest(tmp_path) is None


def test_the_tool_changes_with_any_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "loaders").mkdir()
    row = tmp_path / "loaders/one.toml"
    row.write_text("a", encoding="utf-8")
    before = tool_digest(tmp_path)
    assert tool_digest(tmp_path) == before
    row.write_text("ab", encoding="utf-8")
    assert tool_digest(tmp_path) != before


def test_compiled_code_is_not_part_of_the_tool(tmp_path: Path) -> None:
    before = tool_digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/one.pyc").write_text("x", encoding="utf-8")
    assert tool_digest(tmp_path) == before
