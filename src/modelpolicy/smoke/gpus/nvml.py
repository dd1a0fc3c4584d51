"""What NVIDIA's driver says of its GPUs: cards, and the instances that MIG divides one into."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from modelpolicy.smoke.gpus.devices import Gpu


def opened_nvml() -> Any:
    """The Python binding of NVIDIA's driver, with the driver opened; ``None`` where one of both is missing."""
    try:
        import pynvml
    except ModuleNotFoundError:
        return None
    try:
        pynvml.nvmlInit()
    except pynvml.NVMLError:
        return None
    return pynvml


@dataclass(frozen=True, slots=True)
class Nvml:
    """NVIDIA's driver. ``binding`` gives what it is asked by, or ``None``. Instances of MIG stand for their card."""

    binding: Callable[[], Any] = opened_nvml

    def gpus(self) -> tuple[Gpu, ...]:
        """As ``GpuDriver`` says."""
        nvml = self.binding()
        if nvml is None:
            return ()
        cards = map(nvml.nvmlDeviceGetHandleByIndex, range(nvml.nvmlDeviceGetCount()))
        return tuple(gpu for number, card in enumerate(cards) for gpu in _gpus_of(nvml, number, card))

    def used_by(self, uuid: str, processes: frozenset[int]) -> int | None:
        """As ``GpuDriver`` says."""
        nvml = self.binding()
        if nvml is None:
            return None
        running = nvml.nvmlDeviceGetComputeRunningProcesses(nvml.nvmlDeviceGetHandleByUUID(uuid))
        used = [process.usedGpuMemory for process in running if process.pid in processes]
        return None if None in used else sum(used)


def _gpus_of(nvml: Any, number: int, card: Any) -> Iterator[Gpu]:
    """The card itself, or its instances where it is divided: CUDA runs nothing on the card then."""
    if not _is_divided(nvml, card):
        yield _gpu(nvml, number, card)
        return
    uuid = nvml.nvmlDeviceGetUUID(card)
    for instance in _instances(nvml, card):
        yield replace(_gpu(nvml, number, instance), card=uuid)


def _is_divided(nvml: Any, card: Any) -> bool:
    try:
        mode, _ = nvml.nvmlDeviceGetMigMode(card)
    except nvml.NVMLError:  # neither most cards nor old drivers know MIG
        return False
    return bool(mode == nvml.NVML_DEVICE_MIG_ENABLE)


def _instances(nvml: Any, card: Any) -> Iterator[Any]:
    """Their indices can have gaps."""
    for index in range(nvml.nvmlDeviceGetMaxMigDeviceCount(card)):
        try:
            instance = nvml.nvmlDeviceGetMigDeviceHandleByIndex(card, index)
        except nvml.NVMLError_NotFound:
            continue
        yield instance


def _gpu(nvml: Any, number: int, handle: Any) -> Gpu:
    memory = nvml.nvmlDeviceGetMemoryInfo(handle)
    name, uuid = nvml.nvmlDeviceGetName(handle), nvml.nvmlDeviceGetUUID(handle)
    return Gpu(number, name, memory.total, memory.free, nvml.nvmlSystemGetDriverVersion(), uuid)
