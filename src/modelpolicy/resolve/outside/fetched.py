"""Files that code fetches from an address: whoever loads from the path loads what stands at the address.

A path is followed by how it is written, not by what it is: in most code the directory is not known.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from modelpolicy.program.bindings import Binding
from modelpolicy.program.flow import anywhere
from modelpolicy.program.modules import ScopeNode, SourceModule, last_name
from modelpolicy.program.noted import noted
from modelpolicy.resolve.contents.arguments import passed_as
from modelpolicy.resolve.outside.writing import MOVES, OPENING, PUTTING, WRITING, is_for_writing, is_of_a_file
from modelpolicy.resolve.questions.asking import Evaluates
from modelpolicy.values.places import Frame, Place
from modelpolicy.values.values import External, FunctionRef, Result

DEEPEST: Final = 6
"""Calls deeper than this are not searched for downloads."""

LONGEST_CHAIN: Final = 8
"""Names that are bound to each other and followed."""

_SAME: Final = frozenset({"str", "Path", "abspath", "realpath", "normpath", "fspath", "expanduser"})

Key = str
"""How a path is written."""


def fetched(evaluator: Evaluates, path: ast.expr, place: Place) -> list[Result]:
    """The downloads to the path that ``path`` writes, in the function (or module) that it stands in."""
    module = place.module
    if not isinstance(path, ast.Name | ast.Attribute | ast.Call | ast.BinOp | ast.Constant | ast.JoinedStr):
        return []
    scope = module.scope_of(path)
    return list(dict.fromkeys(one for key in _keys(module, path, scope) for one in _to(evaluator, key, scope, place)))


def calls_beside(module: SourceModule, path: ast.expr, scope: ScopeNode) -> list[ast.Call]:
    """The calls in ``scope`` that a download to ``path`` can be made of: all, where something is written there."""
    about = _calls_about(module, scope)
    found = [call for key in _keys(module, path, scope) for call in about.get(key, ())]
    return module.calls_in(scope) if any(last_name(call.func) in PUTTING for call in found) else found


def _to(evaluator: Evaluates, key: Key, scope: ScopeNode, place: Place) -> Iterator[Result]:
    """The downloads in ``scope`` to what is written as ``key``."""
    for call in _calls_about(place.module, scope).get(key, ()):
        if key not in _keys_handed(place.module, scope, call):
            yield from _contents(evaluator, scope, place)
            continue
        for callee in evaluator.evaluate(call.func, place).options:
            match callee:
                case External(name):
                    yield from _by_library(evaluator, name, call, key, place)
                case FunctionRef() if place.depth < DEEPEST:
                    yield from _by_function(evaluator, callee, call, key, place)


def _calls_about(module: SourceModule, scope: ScopeNode) -> Mapping[Key, list[ast.Call]]:
    """The calls in ``scope`` that are handed a path, or write into it, by how it is written."""
    return module.remember(("calls about", scope), lambda: _find_calls_about(module, scope))


def _find_calls_about(module: SourceModule, scope: ScopeNode) -> Mapping[Key, list[ast.Call]]:
    found: defaultdict[Key, list[ast.Call]] = defaultdict(list)
    for call in module.calls_in(scope):
        for key in _keys_handed(module, scope, call) | _keys_written(module, scope, call):
            found[key].append(call)
    return found


def _keys_handed(module: SourceModule, scope: ScopeNode, call: ast.Call) -> frozenset[Key]:
    handed = (*call.args, *(keyword.value for keyword in call.keywords if keyword.arg))
    return frozenset(key for value in handed for key in _all_keys(module, value, scope))


def _keys_written(module: SourceModule, scope: ScopeNode, call: ast.Call) -> frozenset[Key]:
    if isinstance(call.func, ast.Attribute) and call.func.attr in WRITING:
        return frozenset(_all_keys(module, call.func.value, scope))
    return frozenset()


def _by_library(evaluator: Evaluates, name: str, call: ast.Call, key: Key, place: Place) -> Iterator[Result]:
    scope = place.module.scope_of(call)
    fetcher = evaluator.fetcher(name)
    if fetcher is not None and fetcher.output is not None:
        position, keywords = fetcher.output.position, fetcher.output.keywords
        if any(_is_at(key, value, place, scope) for value in _at(call, position, keywords)):
            yield Result(name, Frame(call, place), is_path=True)
    elif name in OPENING and is_for_writing(call):
        yield from _contents(evaluator, scope, place)
    elif name in MOVES and len(call.args) > 1 and _is_at(key, call.args[1], place, scope):
        if is_of_a_file(call.args[0]):
            yield from _contents(evaluator, scope, place)
        for source in _keys(place.module, call.args[0], scope):
            if source != key:
                yield from _to(evaluator, source, scope, place)


def _by_function(evaluator: Evaluates, callee: FunctionRef, call: ast.Call, key: Key, place: Place) -> Iterator[Result]:
    """What a function of the project fetches to the path that it is handed."""
    definition = callee.definition
    frame = Frame(call, place)
    receiver = callee.receiver or (place.receiver if definition.module is place.module else None)
    inner = Place(definition.module, receiver, definition.node, frame)
    for name, value in passed_as(definition, call):
        if _is_at(key, value, place, place.module.scope_of(call)):
            yield from _to(evaluator, _key(ast.Name(name, ast.Load())), definition.node, inner)


def _contents(evaluator: Evaluates, scope: ScopeNode, place: Place) -> Iterator[Result]:
    """The downloads in ``scope`` that give what stands at an address, for the code to write it somewhere."""
    for call in place.module.calls_in(scope):
        for callee in evaluator.evaluate(call.func, place).options:
            name = callee.name if isinstance(callee, External) else ""
            fetcher = evaluator.fetcher(name) if name else None
            if fetcher is not None and fetcher.output is None:
                yield Result(name, Frame(call, place), is_path=True)


def _keys(module: SourceModule, path: ast.expr, scope: ScopeNode) -> list[Key]:
    """How the path is written: as it stands, and as the one value that its name is bound to."""
    value = _only_value(module, path, scope)
    return [_key(path)] if value is None else [_key(path), _key(value)]


def _is_at(key: Key, path: ast.expr, place: Place, scope: ScopeNode) -> bool:
    """Whether ``path`` is what is written as ``key``, or that with something behind it: ``.part``, ``.zip``."""
    return key in _all_keys(place.module, path, scope)


def _all_keys(module: SourceModule, path: ast.expr, scope: ScopeNode, links: int = LONGEST_CHAIN) -> Iterator[Key]:
    """How a path is written, and what it is made from: the beginning of what has something behind it.

    A name can be made of itself: no more than ``links`` names are followed into each other.
    """
    yield _key(path)
    if not links:
        return
    match path:
        case ast.IfExp(body=body, orelse=orelse):
            parts = [body, orelse]
        case ast.BinOp(left=first, op=ast.Add()) | ast.JoinedStr(values=[ast.FormattedValue(value=first), *_]):
            parts = [first]
        case _:
            value = _only_value(module, path, scope)
            parts = [] if value is None else [value]
    for part in parts:
        yield from _all_keys(module, part, scope, links - 1)


def _only_value(module: SourceModule, path: ast.expr, scope: ScopeNode) -> ast.expr | None:
    """The one value that a name of ``scope`` is bound to; ``None`` for everything else."""
    if not isinstance(path, ast.Name):
        return None
    match anywhere(module, scope, path.id):
        case (Binding(kind="value", value=value, path=()),):
            return value
        case _:
            return None


@noted
def _key(path: ast.expr) -> Key:
    while isinstance(path, ast.Call) and last_name(path.func) in _SAME and len(path.args) == 1:
        path = path.args[0]
    return ast.dump(path)


def _at(call: ast.Call, position: int | None, keywords: tuple[str, ...]) -> Iterator[ast.expr]:
    if position is not None and position < len(call.args):
        yield call.args[position]
    yield from (keyword.value for keyword in call.keywords if keyword.arg in keywords)
