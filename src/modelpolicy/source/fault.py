"""What is wrong with a text, before anybody knows which file it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """A line (from 1) that cannot be read, and why. ``searched``: what can be read of it was kept."""

    line: int
    reason: str
    searched: bool = True
