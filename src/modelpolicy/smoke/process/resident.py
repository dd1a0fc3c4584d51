"""The memory that a process had at most."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Final

_KILOBYTE: Final = 1024


def peak_ram(pid: int) -> int:
    """The most resident memory that a running process had up to now, in bytes; 0 when it has ended.

    What ``wait4`` says also holds what the process that started it had when it forked. Where there is no ``/proc``, it
    is what the process has now.
    """
    with suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
        found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
        return int(found[1]) * _KILOBYTE if found else 0
    return _held_now(pid)


def _held_now(pid: int) -> int:
    import psutil

    with suppress(psutil.Error):
        return int(psutil.Process(pid).memory_info().rss)
    return 0
