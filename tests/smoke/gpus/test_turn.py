"""One at a time, whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from modelpolicy.smoke.gpus.turn import turn


def test_who_comes_second_says_so_and_waits_for_the_first(tmp_path: Path) -> None:
    waits, has_it = Event(), Event()

    def take() -> None:
        with turn([tmp_path / "b.lock", tmp_path / "c.lock"], waits.set):
            has_it.set()

    with ThreadPoolExecutor() as pool:
        with turn([tmp_path / "a.lock", tmp_path / "b.lock"], pytest.fail):
            second = pool.submit(take)
            assert waits.wait(10)
            assert not has_it.is_set()
        second.result(timeout=10)
    assert has_it.is_set()


def test_two_that_want_the_same_in_another_order_do_not_wait_for_each_other(tmp_path: Path) -> None:
    locks = [tmp_path / "a.lock", tmp_path / "b.lock"]

    def take(order: list[Path]) -> None:
        for _ in range(50):
            with turn(order, lambda: None):
                pass

    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(take, order) for order in (locks, locks[::-1])]:
            done.result(timeout=30)


def test_a_failure_ends_the_turn(tmp_path: Path) -> None:
    def fail() -> None:
        with turn([tmp_path / "lock"], pytest.fail):
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    with turn([tmp_path / "lock"], pytest.fail):
        pass
