"""What is known of this machine."""

import platform
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version

from modelpolicy.domain.runtime import Surroundings
from modelpolicy.smoke.gpus.devices import GpuDriver


def surroundings(libraries: Iterable[str], commit: str | None) -> Surroundings:
    """What every run depends on: the machine, and those of ``libraries`` that are installed."""
    return Surroundings(platform.node(), libraries=dict(_versions(libraries)), commit=commit)


def on_device(found: Surroundings, device: str, driver: GpuDriver) -> Surroundings:
    """The same with the GPU, where ``device`` names one."""
    gpus = driver.gpus() if device.startswith("cuda") else ()
    gpu = next((gpu for gpu in gpus if device == f"cuda:{gpu.number}"), None)
    return replace(found, gpu=gpu.name, driver=gpu.driver) if gpu else found


def _versions(libraries: Iterable[str]) -> Iterable[tuple[str, str]]:
    for library in sorted(set(libraries)):
        with suppress(PackageNotFoundError, ValueError):
            yield library, version(library)
