"""Where analyzers run: ``auto``, ``cuda``, ``cuda:1``, ``mps`` or ``cpu``, and what is really there."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from modelpolicy.errors import NothingToCheckError, Problem

_FORM: Final = re.compile(r"auto|cpu|mps|cuda(?::(?P<number>\d+))?")


@dataclass(frozen=True, slots=True)
class Gpu:
    """A card as its driver names it, or an instance of MIG, which is a part of one; with its memory in bytes.

    ``number`` is that of the card. ``uuid`` is what names it whatever else is visible. ``card`` is the UUID of the
    card that an instance is a part of.
    """

    number: int
    name: str
    total: int
    free: int
    driver: str
    uuid: str
    card: str | None = None


class GpuDriver(Protocol):
    """What is asked of a GPU's driver."""

    def gpus(self) -> tuple[Gpu, ...]:
        """The GPUs of this machine, in their order; none where there is no driver."""

    def used_by(self, uuid: str, processes: frozenset[int]) -> int | None:
        """Bytes that ``processes`` hold on that GPU; ``None`` where the driver does not say."""


def is_device(written: str) -> bool:
    """Whether ``written`` names a device, be it there or not."""
    return _FORM.fullmatch(written) is not None


def choose_device(wanted: str, driver: GpuDriver, *, allow_cpu: bool, platform: str = sys.platform) -> str:
    """Give ``cuda:<number>``, ``mps`` or ``cpu``. ``auto`` is the first GPU, and the CPU only with ``allow_cpu``.

    ``wanted`` is the name of a device.

    Raises:
        NothingToCheckError: ``wanted`` is not there.
    """
    form = _FORM.fullmatch(wanted)
    assert form is not None
    if wanted == "cpu" or (wanted == "mps" and platform == "darwin"):
        return wanted
    gpus = driver.gpus() if wanted != "mps" else ()
    number = int(form["number"] or 0)
    if any(gpu.number == number for gpu in gpus):
        return f"cuda:{number}"
    if wanted == "auto" and platform == "darwin":
        return "mps"
    if wanted == "auto" and allow_cpu:
        return "cpu"
    remedy = f"run it on another machine, or with {'--allow-cpu' if wanted == 'auto' else '--device cpu'}"
    raise NothingToCheckError(Problem(f"--device {wanted}", 0, _what_is_there(wanted, gpus), remedy))


def all_of_kind(wanted: str, chosen: str, driver: GpuDriver) -> tuple[str, ...]:
    """Every GPU, where ``wanted`` names none of them; else what was ``chosen``, alone."""
    if chosen.startswith("cuda:") and wanted != chosen:
        return tuple(f"cuda:{gpu.number}" for gpu in driver.gpus())
    return (chosen,)


def _what_is_there(wanted: str, gpus: Sequence[Gpu]) -> str:
    if wanted == "mps":
        return "this machine is no Mac"
    if not gpus:
        return "this machine has no GPU that NVIDIA's driver (NVML) and CUDA_VISIBLE_DEVICES show"
    return f"the GPUs of this machine are {', '.join(f'cuda:{gpu.number}' for gpu in gpus)}"
