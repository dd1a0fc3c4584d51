"""What a function that runs another one passes on to it, and gives back of it.

One that hands on what it is called with, and gives back what it gets, is as if it were not there.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from modelpolicy.program.bindings import dotted_name, statements_of
from modelpolicy.program.changes import REMOVING
from modelpolicy.program.flow import parameters_of
from modelpolicy.program.held import item_of
from modelpolicy.program.modules import Function, ScopeNode
from modelpolicy.program.noted import noted
from modelpolicy.program.tree import all_of

_CHANGING: Final = REMOVING | {"update", "setdefault"}
"""Methods that change a dict of keyword arguments."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What is changed of a function's ``arguments`` and of its ``result``."""

    arguments: bool = False
    result: bool = False

    def __or__(self, other: "Wrapping") -> "Wrapping":
        """Both of them, one around the other."""
        return Wrapping(self.arguments or other.arguments, self.result or other.result)


UNCHANGED: Final = Wrapping()


@noted
def returned_by(function: ScopeNode) -> tuple[ast.expr, ...]:
    """What a function returns, as the source writes it."""
    if isinstance(function, ast.Lambda):
        return (function.body,)
    returns = (one for one in statements_of(function) if isinstance(one, ast.Return))
    return tuple(one.value for one in returns if one.value is not None)


def wrapping_by(wrapper: Function, wrapped: str, skipped: int = 0) -> Wrapping:
    """What ``wrapper`` changes for what it has as ``wrapped``, which it may well never run."""
    running = [call for call in _inside(wrapper) if isinstance(call, ast.Call) and _runs(call, wrapped)]
    is_handed_on = all(_hands_on(wrapper, call, wrapped, skipped) for call in running)
    is_given_back = all(_gives_back(wrapper, value, wrapped) for value in returned_by(wrapper))
    return Wrapping(not is_handed_on, not is_given_back or _yields(wrapper))


def _runs(call: ast.Call, wrapped: str) -> bool:
    """Whether a call runs what is wrapped, or hands it to what does: ``run(function, *args)``."""
    return any(_name(one) == wrapped for one in (call.func, *call.args))


def _name(written: ast.expr) -> str | None:
    match written:
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=method):
            return f"super().{method}"
        case _:
            return dotted_name(written)


def _hands_on(wrapper: Function, call: ast.Call, wrapped: str, skipped: int) -> bool:
    """Whether a call passes exactly what the wrapper is called with, unchanged."""
    handed = next((place + 1 for place, one in enumerate(call.args) if _name(one) == wrapped), 0)
    passed = _written_call(call.args[handed:], call.keywords)
    arguments = wrapper.args
    placed = [ast.Name(one.arg) for one in (*arguments.posonlyargs, *arguments.args)][skipped:]
    own = [*placed, *([ast.Starred(ast.Name(arguments.vararg.arg))] if arguments.vararg else [])]
    named = [ast.keyword(one.arg, ast.Name(one.arg)) for one in arguments.kwonlyargs]
    named += [ast.keyword(None, ast.Name(arguments.kwarg.arg))] if arguments.kwarg else []
    return passed == _written_call(own, named) and not _changes(wrapper, parameters_of(wrapper))


def _written_call(arguments: Iterable[ast.expr], keywords: Iterable[ast.keyword]) -> tuple[object, ...]:
    """The arguments of a call by the names that they are, each with how it is passed."""
    placed = ((isinstance(one, ast.Starred), dotted_name(_unstarred(one))) for one in arguments)
    return *placed, {one.arg: dotted_name(one.value) for one in keywords}


def _unstarred(argument: ast.expr) -> ast.expr:
    return argument.value if isinstance(argument, ast.Starred) else argument


def _changes(wrapper: Function, parameters: frozenset[str]) -> bool:
    """Whether the wrapper binds one of its parameters anew, or changes what is in it."""
    for node in _inside(wrapper):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) if name in parameters:
                return True
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()) if name in parameters:
                return True
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)) if name in parameters:
                if method in _CHANGING:
                    return True
    return False


def _gives_back(wrapper: Function, value: ast.expr, wrapped: str, asked: frozenset[str] = frozenset()) -> bool:
    """Whether what the wrapper returns is what it got, now or from an earlier call; ``asked`` are names on the way."""
    match value:
        case ast.Await(value=inner):
            return _gives_back(wrapper, inner, wrapped, asked)
        case ast.Subscript() | ast.Call() if (item := item_of(value)) is not None:
            return _all_give_back(wrapper, _put_into(wrapper, item.value), wrapped, asked)
        case ast.Call():
            return _runs(value, wrapped)
        case ast.Name(id=name) if name not in asked:
            got = [given for bound, given in assigned_by(wrapper) if bound == name]
            return _all_give_back(wrapper, got, wrapped, asked | {name})
        case _:
            return isinstance(value, ast.Constant) and value.value is None


def _all_give_back(wrapper: Function, values: Iterable[ast.expr], wrapped: str, asked: frozenset[str]) -> bool:
    values = tuple(values)
    return bool(values) and all(_gives_back(wrapper, value, wrapped, asked) for value in values)


def _put_into(wrapper: Function, container: ast.expr) -> Iterator[ast.expr]:
    """What the wrapper itself puts into ``container``, but for what it takes out of one."""
    plain = (one for one in statements_of(wrapper) if isinstance(one, ast.Assign))
    put = (one.value for one in plain for target in one.targets if _is_item(target, dotted_name(container)))
    return (value for value in put if item_of(value) is None)


def _is_item(target: ast.expr, container: str | None) -> bool:
    return isinstance(target, ast.Subscript) and dotted_name(target.value) == container


@noted
def assigned_by(function: ScopeNode) -> tuple[tuple[str, ast.expr], ...]:
    """The names that plain assignments of a function bind, with the values."""
    plain = (one for one in statements_of(function) if isinstance(one, ast.Assign))
    named = ((dotted_name(target), one.value) for one in plain for target in one.targets)
    return tuple((name, value) for name, value in named if name is not None)


@noted
def _yields(function: ScopeNode) -> bool:
    return any(isinstance(one, ast.Yield | ast.YieldFrom) for one in _inside(function))


@noted
def _inside(function: ScopeNode) -> tuple[ast.AST, ...]:
    """All nodes of the function's body."""
    body = [function.body] if isinstance(function, ast.Lambda) else function.body
    return tuple(node for part in body for node in all_of(part))
