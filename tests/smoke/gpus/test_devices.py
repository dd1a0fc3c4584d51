"""Which device is taken, on machines of which a fake driver says what they have."""

from dataclasses import dataclass

import pytest

from modelpolicy.errors import NothingToCheckError
from modelpolicy.smoke.gpus.devices import Gpu, choose_device, is_device


def gpu(number: int) -> Gpu:
    return Gpu(number, "a card", 24_000_000_000, 23_000_000_000, "580.1", f"GPU-{number}a7e")


@dataclass(frozen=True)
class Driver:
    """A machine with ``number`` GPUs."""

    number: int

    def gpus(self) -> tuple[Gpu, ...]:
        return tuple(gpu(number) for number in range(self.number))

    def used_by(self, uuid: str, processes: frozenset[int]) -> int | None:
        raise AssertionError(f"{processes} run on {uuid}, and nothing was started yet")


@pytest.mark.parametrize(
    ("wanted", "gpus", "allow_cpu", "platform", "expected"),
    [
        ("auto", 2, False, "linux", "cuda:0"),
        ("auto", 2, True, "linux", "cuda:0"),
        ("auto", 0, True, "linux", "cpu"),
        ("auto", 0, False, "darwin", "mps"),
        ("cuda", 1, False, "linux", "cuda:0"),
        ("cuda:1", 2, False, "linux", "cuda:1"),
        ("cpu", 2, False, "linux", "cpu"),
        ("mps", 0, False, "darwin", "mps"),
    ],
)
def test_what_is_there_is_taken(wanted: str, gpus: int, allow_cpu: bool, platform: str, expected: str) -> None:
    assert choose_device(wanted, Driver(gpus), allow_cpu=allow_cpu, platform=platform) == expected


@pytest.mark.parametrize(
    ("wanted", "gpus", "allow_cpu", "words"),
    [
        ("auto", 0, False, "--device auto: this machine has no GPU .* or with --allow-cpu"),
        ("cuda", 0, True, "--device cuda: this machine has no GPU .* or with --device cpu"),
        ("cuda:2", 2, True, "--device cuda:2: the GPUs of this machine are cuda:0, cuda:1"),
        ("mps", 1, True, "--device mps: this machine is no Mac"),
    ],
)
def test_what_is_not_there_is_never_replaced(wanted: str, gpus: int, allow_cpu: bool, words: str) -> None:
    with pytest.raises(NothingToCheckError, match=f"(?s){words}"):
        choose_device(wanted, Driver(gpus), allow_cpu=allow_cpu, platform="linux")


@pytest.mark.parametrize("written", ["gpu", "cuda:", "cuda:-1", "cuda:0,1", "CPU", ""])
def test_what_names_no_device_is_told_from_one_that_is_not_there(written: str) -> None:
    assert not is_device(written)
    assert is_device("cuda:99")
