"""What a worker and its children hold on a GPU, as the driver sees it: that of libraries other than PyTorch too."""

from contextlib import suppress

import psutil

from modelpolicy.smoke.gpus.devices import GpuDriver


class VramWatch:
    """Asked again and again while a worker runs; ``peak`` is the most that was seen, in bytes.

    ``gpu`` is the UUID of the GPU to look at; ``""`` for none.
    """

    def __init__(self, driver: GpuDriver, gpu: str) -> None:
        self._driver = driver
        self._gpu = gpu
        self.peak: int | None = None

    def __call__(self, process: int) -> None:
        """Look at what the process and its children hold now."""
        if not self._gpu:
            return
        with suppress(psutil.Error):
            children = psutil.Process(process).children(recursive=True)
            held = self._driver.used_by(self._gpu, frozenset({process, *(child.pid for child in children)}))
            if held is not None:
                self.peak = max(held, self.peak or 0)
