"""What the driver is asked, and what its answers come to, on a machine that a fake binding describes.

As NVML's reference has it: a handle of an instance can be asked for name, UUID, memory and processes like one of a
card; the indices of instances have gaps, which are ``NVML_ERROR_NOT_FOUND``; a card that knows no MIG says
``NVML_ERROR_NOT_SUPPORTED`` to the question for its mode; and a UUID of an instance finds its handle.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest

from modelpolicy.domain.runtime import Surroundings
from modelpolicy.smoke.attempt import Terms, attempt
from modelpolicy.smoke.gpus.devices import all_of_kind, choose_device
from modelpolicy.smoke.gpus.nvml import Nvml
from modelpolicy.smoke.gpus.visible import VisibleGpus
from modelpolicy.smoke.kept.surroundings import on_device
from modelpolicy.smoke.parallel import Devices
from modelpolicy.smoke.select import Target
from tests.smoke.projects import Does, write_application


@dataclass(frozen=True)
class Memory:
    total: int
    free: int


@dataclass(frozen=True)
class Process:
    pid: int
    usedGpuMemory: int | None  # noqa: N815 - NVML's name


@dataclass(frozen=True)
class Part:
    """What a handle stands for: a card or an instance. ``mig``: ``None`` where the card knows no MIG."""

    uuid: str
    total: int
    mig: int | None = None
    instances: Sequence["Part | None"] = ()
    processes: Sequence[Process] = field(default=())


class Binding:
    """``pynvml`` of a machine with these cards."""

    NVML_DEVICE_MIG_ENABLE = 1

    class NVMLError(Exception):
        pass

    class NVMLError_NotSupported(NVMLError):  # noqa: N801, N818 - NVML's name
        pass

    class NVMLError_NotFound(NVMLError):  # noqa: N801, N818 - NVML's name
        pass

    def __init__(self, *cards: Part) -> None:
        self._cards = cards

    def nvmlSystemGetDriverVersion(self) -> str:  # noqa: N802 - NVML's name, and so below
        return "580.1"

    def nvmlDeviceGetCount(self) -> int:  # noqa: N802
        return len(self._cards)

    def nvmlDeviceGetHandleByIndex(self, index: int) -> Part:  # noqa: N802
        return self._cards[index]

    def nvmlDeviceGetHandleByUUID(self, uuid: str) -> Part:  # noqa: N802
        parts = [part for card in self._cards for part in (card, *filter(None, card.instances))]
        return next(part for part in parts if part.uuid == uuid)

    def nvmlDeviceGetName(self, part: Part) -> str:  # noqa: N802
        return f"a card of {part.total}"

    def nvmlDeviceGetUUID(self, part: Part) -> str:  # noqa: N802
        return part.uuid

    def nvmlDeviceGetMemoryInfo(self, part: Part) -> Memory:  # noqa: N802
        return Memory(part.total, part.total - sum(process.usedGpuMemory or 0 for process in part.processes))

    def nvmlDeviceGetComputeRunningProcesses(self, part: Part) -> Sequence[Process]:  # noqa: N802
        return part.processes

    def nvmlDeviceGetMigMode(self, card: Part) -> tuple[int, int]:  # noqa: N802
        if card.mig is None:
            raise self.NVMLError_NotSupported
        return card.mig, 1 - card.mig

    def nvmlDeviceGetMaxMigDeviceCount(self, card: Part) -> int:  # noqa: N802
        return len(card.instances)

    def nvmlDeviceGetMigDeviceHandleByIndex(self, card: Part, index: int) -> Part:  # noqa: N802
        instance = card.instances[index]
        if instance is None:
            raise self.NVMLError_NotFound
        return instance


MACHINE = Binding(
    Part("GPU-old", 24),
    Part(
        "GPU-cut",
        80,
        mig=1,
        instances=(None, Part("MIG-a", 40, processes=(Process(1, 5), Process(2, 7))), None, Part("MIG-b", 10)),
    ),
    Part("GPU-bare", 80, mig=1, instances=(None, None)),
    Part("GPU-whole", 80, mig=0, instances=(), processes=(Process(3, None),)),
)


def test_instances_stand_for_their_card() -> None:
    gpus = Nvml(lambda: MACHINE).gpus()
    assert [(gpu.number, gpu.uuid, gpu.card, gpu.total, gpu.free) for gpu in gpus] == [
        (0, "GPU-old", None, 24, 24),
        (1, "MIG-a", "GPU-cut", 40, 28),
        (1, "MIG-b", "GPU-cut", 10, 10),
        (3, "GPU-whole", None, 80, 80),
    ]


@pytest.mark.parametrize(
    ("uuid", "processes", "expected"),
    [("MIG-a", {1, 2}, 12), ("MIG-a", {2, 9}, 7), ("MIG-b", {1}, 0), ("GPU-old", {1}, 0), ("GPU-whole", {3}, None)],
)
def test_what_processes_hold_is_that_of_the_instance(uuid: str, processes: set[int], expected: int | None) -> None:
    assert Nvml(lambda: MACHINE).used_by(uuid, frozenset(processes)) == expected


def test_each_instance_is_a_device_with_room_and_a_lock_of_its_own(tmp_path: Path) -> None:
    driver = VisibleGpus(Nvml(lambda: MACHINE), "1,MIG-b")
    names = all_of_kind("cuda", choose_device("cuda", driver, allow_cpu=False), driver)
    devices = Devices(names, driver)
    assert devices.free() == {"cuda:0": 28, "cuda:1": 10}
    assert devices.locks(tmp_path) == (tmp_path / "MIG-a.lock", tmp_path / "MIG-b.lock")


def test_a_result_is_kept_with_the_card_that_it_ran_on() -> None:
    driver = VisibleGpus(Nvml(lambda: MACHINE), None)
    found = [on_device(Surroundings("here"), device, driver) for device in ("cuda:1", "cuda:3", "cpu")]
    assert [(one.gpu, one.driver) for one in found] == [
        ("a card of 40", "580.1"),
        ("a card of 80", "580.1"),
        (None, None),
    ]


def test_a_worker_sees_its_instance_alone(tmp_path: Path) -> None:
    looks = Does("import os; assert os.environ['CUDA_VISIBLE_DEVICES'] == 'MIG-b'")
    terms = Terms(write_application(tmp_path, looks=looks), "app/catalogue.py:ANALYZERS", "cuda:2", 60, tmp_path)
    assert attempt(Target("looks", ()), terms, VisibleGpus(Nvml(lambda: MACHINE), None), Event()).failure is None


def test_without_a_driver_there_is_no_gpu() -> None:
    assert Nvml(lambda: None).gpus() == ()
    assert Nvml(lambda: None).used_by("GPU-old", frozenset({1})) is None


def test_the_real_driver_answers_on_every_machine() -> None:
    gpus = VisibleGpus(Nvml(), None).gpus()
    assert [gpu.number for gpu in gpus] == list(range(len(gpus)))
    assert all(0 < gpu.free <= gpu.total and gpu.name and gpu.driver for gpu in gpus)
