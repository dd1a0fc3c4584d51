"""Several at once: what runs together fits, and all get their turn; on machines that a fake driver describes."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event
from time import sleep

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelpolicy.domain.smoke import SmokeRun
from modelpolicy.smoke.gpus.devices import Gpu, all_of_kind
from modelpolicy.smoke.gpus.visible import VisibleGpus
from modelpolicy.smoke.gpus.vram import VramWatch
from modelpolicy.smoke.pack import Need, Room, next_start
from modelpolicy.smoke.parallel import Devices, run_all
from modelpolicy.smoke.select import Target


@dataclass(frozen=True)
class Cards:
    """GPUs with so much free memory; ``held`` is what a process holds on the first."""

    free: tuple[int, ...]
    held: dict[int, int] = field(default_factory=dict)

    def gpus(self) -> tuple[Gpu, ...]:
        return tuple(
            Gpu(number, "a card", 100, free, "580.1", f"GPU-{number}") for number, free in enumerate(self.free)
        )

    def used_by(self, uuid: str, processes: frozenset[int]) -> int | None:
        return sum(amount for process, amount in self.held.items() if process in processes) if uuid == "GPU-0" else None


@dataclass
class Slow:
    """A GPU of which a worker's end frees nothing before it was asked ``asks`` times."""

    asks: int
    total: int = 24_000_000_000
    held: int = 0

    def gpus(self) -> tuple[Gpu, ...]:
        self.asks -= self.held > 0
        self.held = self.held if self.asks > 0 else 0
        return (Gpu(0, "a card", self.total, self.total - self.held, "580.1", "GPU-0"),)

    def used_by(self, uuid: str, processes: frozenset[int]) -> int | None:
        return self.held if uuid == "GPU-0" and processes else None

    def attempt(self, need: Need, device: str, _stop: Event) -> SmokeRun:
        assert self.held == 0, "something still holds VRAM"
        self.held = need.vram or 0
        return SmokeRun(need.target.analyzer, (), device, 0.0)


@dataclass
class Machine:
    """Records what runs at once on each device, in place of a worker."""

    running: Counter[str] = field(default_factory=Counter)
    vram: Counter[str] = field(default_factory=Counter)
    most: int = 0
    most_vram: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    work: Callable[[], object] = field(default=partial(sleep, 0.002))

    def attempt(self, need: Need, device: str, _stop: Event) -> SmokeRun:
        with self._busy(need, device):
            self.work()
        return SmokeRun(need.target.analyzer, (), device, 0.0)

    @contextmanager
    def _busy(self, need: Need, device: str) -> Iterator[None]:
        with self.lock:
            self.running[device] += 1
            self.vram[device] += need.vram or 0
            self.most = max(self.most, self.running.total())
            self.most_vram[device] = max(self.most_vram[device], self.vram[device])
        yield
        with self.lock:
            self.running[device] -= 1
            self.vram[device] -= need.vram or 0


def needs(*amounts: int | None) -> list[Need]:
    return [Need(Target(f"a{number}", ()), amount) for number, amount in enumerate(amounts)]


def names(*cards: int) -> tuple[str, ...]:
    return tuple(f"cuda:{number}" for number in range(len(cards)))


@given(
    st.lists(st.none() | st.integers(1, 12), max_size=12),
    st.lists(st.integers(1, 20), min_size=1, max_size=3),
    st.integers(1, 4),
)
def test_everything_is_tried_once_and_nothing_that_does_not_fit(
    amounts: list[int | None], cards: list[int], jobs: int
) -> None:
    machine, wanted = Machine(), needs(*amounts)

    runs = list(run_all(wanted, Devices(names(*cards), Cards(tuple(cards))), jobs, machine.attempt))

    assert sorted(run.analyzer for run in runs) == sorted(need.target.analyzer for need in wanted)
    assert machine.most <= jobs
    assert all(machine.most_vram[name] <= free for name, free in zip(names(*cards), cards, strict=True))
    refused = {run.analyzer for run in runs if run.failure}
    assert refused == {need.target.analyzer for need in wanted if need.vram and need.vram > max(cards)}
    assert all(run.failure.kind == "out-of-memory" and run.failure.stage == "start" for run in runs if run.failure)


def test_whoever_does_not_wait_any_more_stops_what_runs() -> None:
    """As after Ctrl-C: what ran is told to stop, what waits is not started."""
    stopped: list[str] = []

    def attempt(need: Need, device: str, stop: Event) -> SmokeRun:
        if need.target.analyzer != "a0" and stop.wait(timeout=60):
            stopped.append(need.target.analyzer)
        return SmokeRun(need.target.analyzer, (), device, 0.0)

    runs = run_all(needs(*[None] * 8), Devices(("cpu",), Cards(())), 3, attempt)
    assert next(runs).analyzer == "a0"
    runs.close()
    assert stopped
    assert set(stopped) <= {"a1", "a2", "a3"}


def test_on_a_cpu_as_many_run_as_are_asked_for() -> None:
    all_are_there = threading.Barrier(4)
    machine = Machine(work=partial(all_are_there.wait, 30))
    runs = list(run_all(needs(*[None] * 8), Devices(("cpu",), Cards(())), 4, machine.attempt))
    assert len(runs) == 8
    assert machine.most == 4


@pytest.mark.parametrize(
    ("need", "running", "expected"),
    [
        (10, (10,), True),
        (11, (10,), False),
        (None, (), True),
        (None, (1,), False),
        (1, (None,), False),
    ],
)
def test_what_is_not_known_runs_alone(need: int | None, running: tuple[int | None, ...], expected: bool) -> None:
    assert Room(20, tuple(needs(*running))).takes(needs(need)[0]) is expected


def test_the_emptiest_device_comes_first_and_a_small_one_may_overtake() -> None:
    large, small = needs(15, 3)
    rooms = {"cuda:0": Room(16, tuple(needs(8))), "cuda:1": Room(10, tuple(needs(1, 1)))}
    assert next_start([large, small], rooms) == (small, "cuda:0")
    assert next_start([large], rooms) is None


def test_without_a_number_all_gpus_are_used() -> None:
    cards = Cards((1, 1))
    assert all_of_kind("cuda", "cuda:0", cards) == ("cuda:0", "cuda:1")
    assert all_of_kind("cuda:0", "cuda:0", cards) == ("cuda:0",)
    assert all_of_kind("auto", "cpu", cards) == ("cpu",)


def test_the_peak_of_vram_is_what_the_driver_saw_at_most() -> None:
    own = psutil.Process().pid
    cards = Cards((1,), {own: 500})
    watch = VramWatch(cards, "GPU-0")
    watch(own)
    cards.held[own] = 200
    watch(own)
    assert watch.peak == 500
    elsewhere = VramWatch(cards, "")
    elsewhere(own)
    assert elsewhere.peak is None


def test_the_next_waits_until_the_vram_of_the_one_before_is_free_again() -> None:
    card = Slow(asks=3)
    runs = list(run_all(needs(16_000_000_000, None, 20_000_000_000), Devices(("cuda:0",), card), 1, card.attempt))
    assert [(run.analyzer, run.warnings) for run in runs] == [("a0", ()), ("a1", ()), ("a2", ())]
    assert card.asks < 0


def test_vram_that_does_not_come_back_is_told_once_and_is_not_counted_on() -> None:
    held = 20_000_000_000
    card = Slow(asks=1_000_000, held=0)
    first, second = run_all(needs(held, held), Devices(("cuda:0",), card, patience=0.1), 2, card.attempt)
    assert first.warnings == ("VRAM was not released: cuda:0 has 20GB less free than before",)
    assert first.failure is None
    assert second.failure
    assert second.failure.kind == "out-of-memory"
    assert second.warnings == ()


@given(st.integers(0, 64_000_000))
def test_what_a_desktop_takes_meanwhile_is_no_leak(amount: int) -> None:
    card = Slow(asks=1_000_000)
    (run,) = run_all(needs(amount), Devices(("cuda:0",), card), 1, card.attempt)
    assert run.warnings == ()


def test_a_gpu_is_locked_under_the_name_that_it_has_for_every_process(tmp_path: Path) -> None:
    """``cuda:0`` of one process can be ``cuda:1`` of the next, by ``CUDA_VISIBLE_DEVICES``."""
    cards = Cards((10, 10, 10))
    second = VisibleGpus(cards, "1")

    taken = Devices(("cuda:0",), second).locks(tmp_path)

    assert taken == Devices(("cuda:1",), cards).locks(tmp_path) == (tmp_path / "GPU-1.lock",)
    assert Devices(("cpu",), cards).locks(tmp_path) == ()
