"""Ends of a command that leave nothing behind."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_ENDING: Final = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def like_ctrl_c() -> Iterator[None]:
    """Let what else asks a program to end do as Ctrl-C does: a service manager, a terminal that is closed.

    What was ignored when the program started, as ``nohup`` does, is so still.
    """
    default = [number for number in _ENDING if signal.getsignal(number) == signal.SIG_DFL]
    for number in default:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in default:
            signal.signal(number, signal.SIG_DFL)
