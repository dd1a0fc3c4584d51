"""The GPUs that CUDA shows under ``CUDA_VISIBLE_DEVICES``: the driver itself shows all, in an order of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from modelpolicy.smoke.devices import Gpu, GpuDriver


@dataclass(frozen=True, slots=True)
class VisibleGpus:
    """A ``GpuDriver`` that shows of ``driver`` what the ``variable`` lets be seen, numbered as libraries number them.

    ``variable`` is ``None`` where it is not set. Numbers in it are taken for the driver's, by the bus, which is CUDA's
    own order where all cards are alike or ``CUDA_DEVICE_ORDER`` says so.
    """

    driver: GpuDriver
    variable: str | None

    def gpus(self) -> tuple[Gpu, ...]:
        """As ``GpuDriver`` says."""
        return tuple(replace(gpu, number=number) for number, gpu in enumerate(self._shown()))

    def used_by(self, number: int, processes: frozenset[int]) -> int | None:
        """As ``GpuDriver`` says."""
        shown = self._shown()
        return self.driver.used_by(shown[number].number, processes) if number < len(shown) else None

    def _shown(self) -> tuple[Gpu, ...]:
        gpus = self.driver.gpus()
        return gpus if self.variable is None else visible(self.variable, gpus)


def visible(variable: str, gpus: Sequence[Gpu]) -> tuple[Gpu, ...]:
    """The ``gpus`` that the value of the variable names, in its order.

    As in CUDA, the list ends at the first entry that is none of them, and none is visible where one is named twice.
    """
    named = tuple(_named(variable, gpus))
    return named if len(set(named)) == len(named) else ()


def _named(variable: str, gpus: Sequence[Gpu]) -> Iterator[Gpu]:
    for entry in map(str.strip, variable.split(",")):
        fitting = [gpu for gpu in gpus if _is_meant(entry, gpu)]
        if len(fitting) != 1:
            return
        yield fitting[0]


def _is_meant(entry: str, gpu: Gpu) -> bool:
    """A number, or the beginning of a UUID as the driver writes it."""
    return entry == str(gpu.number) or (entry.startswith("GPU-") and gpu.uuid.startswith(entry))
