"""What bounds a smoke run, as it is written on a command line: of ``modelpolicy smoke`` and of pytest."""

import argparse
from importlib.util import find_spec
from math import isfinite

from modelpolicy.errors import InputError, Problem


def count(written: str) -> int:
    """How many at once.

    Raises:
        argparse.ArgumentTypeError: ``written`` is no such number; the same below.
        ValueError: it is no number at all.
    """
    number = int(written)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def seconds(written: str) -> float:
    """How long each may take."""
    number = float(written)
    if not (isfinite(number) and number > 0):
        raise argparse.ArgumentTypeError(f"{written!r} is no time: write seconds, such as 600")
    return number


def device(written: str) -> str:
    """The name of a device, whether it is there or not."""
    from modelpolicy.smoke.gpus.devices import is_device

    if not is_device(written):
        raise argparse.ArgumentTypeError(f"{written!r} is no device: write auto, cuda, cuda:1, mps or cpu")
    return written


def require_packages() -> None:
    """Make sure that what smoke runs need is installed.

    Raises:
        InputError: it is not.
    """
    if find_spec("psutil") is None:
        raise InputError(Problem("smoke", 0, "the package psutil is not installed", 'install "modelpolicy[smoke]"'))
