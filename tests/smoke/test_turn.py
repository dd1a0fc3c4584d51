"""One at a time, whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from modelpolicy.smoke.turn import turn


def test_who_comes_second_waits_for_the_first(tmp_path: Path) -> None:
    has_it = Event()

    def take() -> None:
        with turn(tmp_path / "cuda:0.lock"):
            has_it.set()

    with ThreadPoolExecutor() as pool:
        with turn(tmp_path / "cuda:0.lock"):
            second = pool.submit(take)
            assert not has_it.wait(0.2)
        second.result(timeout=10)
    assert has_it.is_set()


def test_a_failure_ends_the_turn(tmp_path: Path) -> None:
    def fail() -> None:
        with turn(tmp_path / "lock"):
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    with turn(tmp_path / "lock"):
        pass
