"""A seal holds exactly as long as the content does, whatever is done to the file's times."""

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.cache.seals import Seals, are_whole, is_whole, seal

LONG_AGO = time.time() - 1000


def write(place: Path, content: bytes, when: float = LONG_AGO) -> Path:
    place.write_bytes(content)
    os.utime(place, (when, when))
    return place


@given(st.binary(max_size=3), st.binary(max_size=3))
def test_a_seal_holds_as_long_as_the_content(before: bytes, after: bytes) -> None:
    with TemporaryDirectory() as directory:
        place = Path(directory) / "file"
        sealed = seal(write(place, before))
        assert is_whole(sealed, place)
        write(place, after)
        assert is_whole(sealed, place) == (before == after)


def test_the_same_size_and_time_do_not_hide_other_content(tmp_path: Path) -> None:
    place = write(tmp_path / "a", b"one")
    sealed = seal(place)
    write(place, b"two")
    assert place.stat().st_mtime == pytest.approx(LONG_AGO)
    assert not is_whole(sealed, place)


def test_a_file_that_was_just_changed_is_told_by_its_content(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.write_bytes(b"one")
    assert seal(place)[1] is None


def test_a_file_that_comes_or_goes(tmp_path: Path) -> None:
    missing = seal(tmp_path / "a")
    assert is_whole(missing, tmp_path / "a")
    place = write(tmp_path / "a", b"")
    assert not is_whole(missing, place)
    there = seal(place)
    place.unlink()
    assert not is_whole(there, place)


def test_what_changes_meanwhile_is_not_sealed(tmp_path: Path) -> None:
    write(tmp_path / "a", b"one")
    seals = Seals(tmp_path, ["a"])
    write(tmp_path / "a", b"two")
    assert seals.after(["a"]) is None


def test_what_turned_up_meanwhile_must_be_older(tmp_path: Path) -> None:
    seals = Seals(tmp_path, [])
    write(tmp_path / "config", b"one")
    assert seals.after(["config"]) is None
    time.sleep(0.05)
    sealed = Seals(tmp_path, []).after(["config", "nowhere"])
    assert sealed is not None
    assert sealed.keys() == {"config", "nowhere"}
    assert are_whole(tmp_path, sealed)
