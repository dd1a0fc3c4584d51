"""What a worker and its children hold on a GPU, as the driver sees it: that of libraries other than PyTorch too."""

from contextlib import suppress

import psutil

from modelpolicy.smoke.devices import GpuDriver


class VramWatch:
    """Asked again and again while a worker runs; ``peak`` is the most that was seen, in bytes."""

    def __init__(self, driver: GpuDriver, device: str) -> None:
        self._driver = driver
        self._number = int(device.removeprefix("cuda:")) if device.startswith("cuda:") else None
        self.peak: int | None = None

    def __call__(self, process: int) -> None:
        """Look at what the process and its children hold now."""
        if self._number is None:
            return
        with suppress(psutil.Error):
            children = psutil.Process(process).children(recursive=True)
            held = self._driver.used_by(self._number, frozenset({process, *(child.pid for child in children)}))
            if held is not None:
                self.peak = max(held, self.peak or 0)
