"""Entries come back as they were, or not at all."""

from pathlib import Path

import pytest

from modelpolicy.cache.store import DIRECTORY, MOST_ENTRIES, Store


def test_an_entry_comes_back(tmp_path: Path) -> None:
    Store(tmp_path).write("key", {"a": [1, None]})
    assert Store(tmp_path).read("key") == {"a": [1, None]}
    assert Store(tmp_path).read("other") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_damaged_entry_is_none(tmp_path: Path, content: bytes) -> None:
    Store(tmp_path).write("key", {})
    (tmp_path / DIRECTORY / "key.json").write_bytes(content)
    assert Store(tmp_path).read("key") is None


def test_a_place_that_cannot_be_written_keeps_nothing_and_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / DIRECTORY).write_text("in the way", encoding="utf-8")
    Store(tmp_path).write("key", {})
    assert Store(tmp_path).read("key") is None


def test_the_oldest_entries_go(tmp_path: Path) -> None:
    for number in range(MOST_ENTRIES + 5):
        Store(tmp_path).write(f"key{number}", {})
    assert len(list((tmp_path / DIRECTORY).glob("*.json"))) == MOST_ENTRIES
    assert Store(tmp_path).read(f"key{MOST_ENTRIES + 4}") == {}


def test_git_and_backups_leave_the_cache_out(tmp_path: Path) -> None:
    Store(tmp_path).write("key", {})
    assert (tmp_path / DIRECTORY / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert (tmp_path / DIRECTORY / "CACHEDIR.TAG").read_text(encoding="utf-8").startswith("Signature: 8a477f597d28")
