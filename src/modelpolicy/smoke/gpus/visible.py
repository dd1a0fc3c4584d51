"""The GPUs that CUDA shows under ``CUDA_VISIBLE_DEVICES``: the driver itself shows all, in an order of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from modelpolicy.smoke.gpus.devices import Gpu, GpuDriver


@dataclass(frozen=True, slots=True)
class VisibleGpus:
    """A ``GpuDriver`` that shows of ``driver`` what the ``variable`` lets be seen, numbered as libraries number them.

    ``variable`` is ``None`` where it is not set. Numbers in it are taken for the driver's, by the bus, which is CUDA's
    own order where all cards are alike or ``CUDA_DEVICE_ORDER`` says so. Each instance of MIG has a number of its own.
    """

    driver: GpuDriver
    variable: str | None

    def gpus(self) -> tuple[Gpu, ...]:
        """As ``GpuDriver`` says."""
        return tuple(replace(gpu, number=number) for number, gpu in enumerate(self._shown()))

    def used_by(self, uuid: str, processes: frozenset[int]) -> int | None:
        """As ``GpuDriver`` says."""
        return self.driver.used_by(uuid, processes)

    def _shown(self) -> tuple[Gpu, ...]:
        gpus = self.driver.gpus()
        return gpus if self.variable is None else visible(self.variable, gpus)


def visible(variable: str, gpus: Sequence[Gpu]) -> tuple[Gpu, ...]:
    """The ``gpus`` that the value of the variable names, in its order.

    As in CUDA, the list ends at the first entry that is none of them, none is visible where one is named twice, and a
    card stands for the first of its instances. Other than CUDA, which shows a process one instance of MIG and nothing
    beside it, all that are named are here: each worker is shown its own.
    """
    named = tuple(_named(variable, gpus))
    return named if len(set(named)) == len(named) else ()


def _named(variable: str, gpus: Sequence[Gpu]) -> Iterator[Gpu]:
    for entry in map(str.strip, variable.split(",")):
        fitting = [gpu for gpu in gpus if _is_meant(entry, gpu)]
        if len({gpu.number for gpu in fitting}) != 1:
            return
        yield fitting[0]


def _is_meant(entry: str, gpu: Gpu) -> bool:
    """The number of the card, or the beginning of its UUID: any of its instances then; or the UUID of an instance."""
    is_card = entry.startswith("GPU-") and (gpu.card or gpu.uuid).startswith(entry)
    return is_card or entry in {str(gpu.number), gpu.uuid}
