"""Calls that have a function called by a thread, a process or a pool: ``Thread(target=function, args=(argument,))``."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

STARTERS: Final = frozenset({"Thread", "Process", "Timer", "apply_async", "start_new_thread"})
"""What calls the function that it is handed with the items of a tuple, and of a dict."""


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
        if keyword.arg in ("target", "function", "func") and isinstance(keyword.value, ast.Name | ast.Attribute):
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
    entries = named.get("kwargs", given[1] if len(given) > 1 else None)
    positional: list[ast.expr] = [] if items is None else [ast.Starred(items, ast.Load())]
    return positional, [] if entries is None else [ast.keyword(None, entries)]
