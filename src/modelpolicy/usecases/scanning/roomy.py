"""Work whose calls nest deep, on one piece of Python's stack that holds them all."""

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

STACK: Final = 40_000
"""Words of stack: room for some two thousand calls in each other."""


def roomy(work: Callable[P, T]) -> Callable[P, T]:
    """``work``, on a piece of stack of its own that is large enough for deep calls.

    CPython takes its stack from the system in pieces of 16 KB (``DATA_STACK_CHUNK_SIZE``), and gives a piece back as
    soon as the calls leave it. A search that goes up and down across such a border does that with every other call.
    """

    def entered(*args: P.args, **kwargs: P.kwargs) -> T:
        return work(*args, **kwargs)

    entered.__code__ = entered.__code__.replace(co_stacksize=STACK)
    return wraps(work)(entered)
