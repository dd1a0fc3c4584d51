"""Where an expression is evaluated: entered by which call, for which receiver, in which turn of a loop."""

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from modelpolicy.program.modules import SourceModule
    from modelpolicy.values.values import Receiver, Values

UNSEEN: Final = ast.Call(func=ast.Name(id="", ctx=ast.Load()), args=[], keywords=[])


FILLED: Final = ast.Call(func=ast.Name(id="", ctx=ast.Load()), args=[], keywords=[])
"""A call in which the command line, a file or somebody unknown gives every argument that they like to give."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A call as seen from the function that it enters: the arguments are evaluated in ``caller``.

    ``UNSEEN`` is a call that the source does not show; it passes nothing. The first ``skipped``
    positional arguments are not the function's (``submit(function, argument)``). ``earlier`` is the call that
    gave the first arguments already (``partial(function, argument)``). ``is_each``: an argument stands for each of its
    items in turn (``map(function, items)``). ``is_packed``: the arguments are items of a tuple and a dict
    (``Thread(target=function, args=(argument,))``).
    """

    call: ast.Call
    caller: "Place"
    skipped: int = 0
    earlier: "Frame | None" = None
    is_each: bool = False
    is_packed: bool = False
    digest: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        told = (self.call, self.caller, self.skipped, self.earlier, self.is_each, self.is_packed)
        object.__setattr__(self, "digest", hash(told))

    @property
    def is_indirect(self) -> bool:
        """Whether the call only hands the function to what calls it."""
        return bool(self.skipped) or self.is_packed

    def __hash__(self) -> int:
        """Worked out once: calls nest, and are looked up all the time."""
        return self.digest


@dataclass(frozen=True, slots=True)
class Assumption:
    """``name`` of ``scope`` is taken to be one of ``values``, to see what a condition says and what follows.

    ``is_left``: these are what a user can name instead of what the source chooses, which other assumptions hold.
    """

    name: str
    scope: ast.AST
    values: "Values"
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression is evaluated.

    ``receiver`` is what ``self`` or ``cls`` is. ``frame`` is the call that entered ``function``; without it
    a parameter is whatever any call site passes. ``turns`` are loops (or comprehensions) with the number of the
    item, from 0, that they have come to. What is ``assumed`` last counts first.
    """

    module: "SourceModule"
    receiver: "Receiver | None" = None
    function: ast.AST | None = None
    frame: Frame | None = None
    turns: tuple[tuple[ast.AST, int], ...] = ()
    assumed: tuple[Assumption, ...] = ()
    digest: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        parts = (self.module, self.receiver, self.function, self.frame, self.turns, self.assumed)
        object.__setattr__(self, "digest", hash(parts))

    def __hash__(self) -> int:
        """Worked out once: places nest, and are looked up all the time."""
        return self.digest

    def turn_of(self, loop: ast.AST) -> int | None:
        """Which item the loop has come to; ``None`` where that is not told apart."""
        return next((turn for known, turn in reversed(self.turns) if known is loop), None)

    @property
    def is_called_under_assumptions(self) -> bool:
        """Whether anything is assumed where a call leads here."""
        if self.frame is None:
            return False
        return bool(self.frame.caller.assumed) or self.frame.caller.is_called_under_assumptions

    @property
    def is_left(self) -> bool:
        """Whether it is come to only by what a user names instead of what the source chooses."""
        called = self.frame is not None and self.frame.caller.is_left
        return called or any(assumption.is_left for assumption in self.assumed)

    @property
    def depth(self) -> int:
        """How many calls deep this is."""
        return 0 if self.frame is None else self.frame.caller.depth + 1
