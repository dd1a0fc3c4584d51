"""A worker ends with the process that watches it, even where that was killed and could end nothing itself."""

import ctypes
import signal
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1  # of linux/prctl.h


def end_with_parent() -> None:
    """Let the kernel kill this process once the thread that started it is gone. Only Linux knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
