"""What is known of this machine."""

import platform
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version

from modelpolicy.domain.runtime import Surroundings
from modelpolicy.smoke.devices import GpuDriver


def surroundings(device: str, driver: GpuDriver, libraries: Iterable[str], commit: str | None) -> Surroundings:
    """What a run on ``device`` depends on: the machine, its GPU, and those of ``libraries`` that are installed."""
    gpus = driver.gpus() if device.startswith("cuda") else ()
    gpu = next((gpu for gpu in gpus if device == f"cuda:{gpu.number}"), None)
    found = Surroundings(platform.node(), libraries=dict(_versions(libraries)), commit=commit)
    return replace(found, gpu=gpu.name, driver=gpu.driver) if gpu else found


def _versions(libraries: Iterable[str]) -> Iterable[tuple[str, str]]:
    for library in sorted(set(libraries)):
        with suppress(PackageNotFoundError, ValueError):
            yield library, version(library)
