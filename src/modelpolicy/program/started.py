"""Calls that have a function called by a thread, a process or a pool: ``Thread(target=function, args=(argument,))``."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.program.syntax import last_name

_NUMBERING: Final = frozenset({"spawn"})
"""Starters that put the number of the process first (``torch.multiprocessing.spawn``)."""

STARTERS: Final = _NUMBERING | {"Thread", "Process", "Timer", "apply_async", "start_new_thread", "notebook_launcher"}
"""What calls the function that it is handed with the items of a tuple, and of a dict."""

_TARGETS: Final = ("target", "function", "func", "fn")
_NUMBER: Final = ast.Yield()
"""In place of what only the running program knows: the evaluation takes it for anything."""


@dataclass(frozen=True, slots=True)
class Started:
    """A ``function`` that a call is handed; the first ``skipped`` positional arguments are not the function's."""

    call: ast.Call
    function: ast.expr
    skipped: int
    is_packed: bool = False

    def passes(self, items: ast.expr) -> bool:
        """Whether ``items`` are the positional arguments that the function is called with."""
        given = packed(self.call, self.skipped)[0]
        return any(isinstance(one, ast.Starred) and one.value is items for one in given)


def started(call: ast.Call) -> Iterator[Started]:
    """The functions that a call of a starter is handed."""
    for position, value in enumerate(call.args):
        if isinstance(value, ast.Name | ast.Attribute):
            yield Started(call, value, position + 1, is_packed=True)
    for keyword in call.keywords:
        if keyword.arg in _TARGETS and isinstance(keyword.value, ast.Name | ast.Attribute):
            yield Started(call, keyword.value, len(call.args), is_packed=True)


def handed_by(call: ast.Call, skipped: int, *, is_packed: bool) -> ast.expr:
    """The function that a call is handed as ``Started`` says."""
    if not is_packed:
        return call.args[skipped - 1]
    return next(one.function for one in started(call) if one.skipped == skipped)


def packed(call: ast.Call, skipped: int) -> tuple[list[ast.expr], list[ast.keyword]]:
    """What a call of a starter passes to its function, as that function's own call would write it."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    given = call.args[skipped : skipped + 2]
    items = named.get("args", given[0] if given else None)
    first: list[ast.expr] = [_NUMBER] if _is_numbering(call) else []
    entries = named.get("kwargs", given[1] if len(given) > 1 and not first else None)
    positional = first if items is None else [*first, ast.Starred(items, ast.Load())]
    return positional, [] if entries is None else [ast.keyword(None, entries)]


def position_of(started: Started, item: int) -> int:
    """Which argument of its function an item of the tuple becomes."""
    return item + _is_numbering(started.call)


def _is_numbering(call: ast.Call) -> bool:
    return last_name(call.func) in _NUMBERING
