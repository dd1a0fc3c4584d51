"""Calls of loaders that a call leaves to others: ``to_thread(Model, "base")``, ``Process(target=load, args=(name,))``.

Each is read as the call that a thread, a pool or an event loop then makes, where the one that leaves it stands; and
``map(Model, names)`` as ``[Model(name) for name in names]``.
"""

import ast
from collections.abc import Iterator
from typing import Final

from modelpolicy.program.modules import SourceModule, last_name
from modelpolicy.program.started import STARTERS, packed, started
from modelpolicy.program.usages import CALLERS, MAPS

_LEAVING: Final = CALLERS - MAPS - {"partial"}
"""What calls the function that it is handed with the arguments that follow it."""

_ITEM: Final = "item of map"
"""No name that code can have."""

_AFTER_ANOTHER: Final = frozenset({"run_in_executor", "call_later"})
"""Those of which the function is the second argument."""


def calls_to_come(module: SourceModule, call: ast.Call) -> tuple[ast.Call, ...]:
    """The calls that ``call`` leaves to others, as the code would write them."""
    if last_name(call.func) not in _LEAVING | STARTERS | MAPS:
        return ()
    return module.remember(("calls to come", call), lambda: tuple(_made(module, call)))


def _made(module: SourceModule, call: ast.Call) -> Iterator[ast.Call]:
    if last_name(call.func) in MAPS:
        yield from _mapped(module, call)
        return
    for function, arguments, keywords in _left(call):
        made = ast.copy_location(ast.Call(function, arguments, keywords), call)
        module.adopt(made, beside=call)
        yield made


def _mapped(module: SourceModule, call: ast.Call) -> Iterator[ast.Call]:
    """What ``map`` calls, once for each item of the one thing that it goes through."""
    match call.args:
        case [ast.Name() | ast.Attribute() as function, items]:
            item = ast.Name(_ITEM, ast.Load())
            made = ast.Call(function, [item], [])
            each = ast.comprehension(ast.Name(_ITEM, ast.Store()), items, [], is_async=0)
            around: ast.AST = call
            for node in (ast.ListComp(made, [each]), made, item):
                module.adopt(ast.copy_location(node, call), beside=around)
                around = node
            yield made


def _left(call: ast.Call) -> Iterator[tuple[ast.expr, list[ast.expr], list[ast.keyword]]]:
    """The functions that a call hands over, each with its arguments."""
    name = last_name(call.func)
    if name in STARTERS:
        yield from ((one.function, *packed(call, one.skipped)) for one in started(call))
        return
    position = 1 if name in _AFTER_ANOTHER else 0
    match call.args[position:]:
        case [ast.Name() | ast.Attribute() as function, *arguments]:
            yield function, arguments, call.keywords
