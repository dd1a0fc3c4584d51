"""How a definition's name is used: called, handed on as a value, or only inherited from and annotated with."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from modelpolicy.program.modules import SourceModule, last_name, scope_name
from modelpolicy.program.project import Project
from modelpolicy.program.started import STARTERS, Started, position_of, started

MAPS: Final = frozenset({"map", "imap", "imap_unordered"})
"""Functions that call the function they are handed once for each item of the arguments that follow it."""

CALLERS: Final = MAPS | {
    *("partial", "partialmethod", "submit", "to_thread", "run_in_executor", "run_sync", "start_soon", "delay"),
    *("add_task", "call_soon", "call_soon_threadsafe", "call_later"),
}
"""Functions that call the function they are handed with the arguments that follow it."""

LAZY_EXPORTS: Final = "__getattr__"
"""The function by which a module says what it exports (PEP 562): what it gives back is not handed to anybody else."""

_TYPE_TESTS = ("isinstance", "issubclass", "super")


def reads_of(project: Project, name: str, *others: str) -> Iterator[tuple[SourceModule, ast.expr]]:
    """Every expression of the project that ends in ``name``, in the files that read the ``others`` too."""
    for module in project.reading(name, *others):
        yield from ((module, node) for node in reads_in(module, name))


def reads_in(module: SourceModule, name: str) -> Iterator[ast.expr]:
    """Every expression of ``module`` that ends in ``name``, or in another name that the module gives to it."""
    for alias in (name, *module.assignments.aliases(name)):
        yield from module.names(alias)


def handed_to_callers(project: Project, name: str) -> Iterator[tuple[SourceModule, Started]]:
    """The calls that are handed something called ``name`` for them to call."""
    for module in project.reading(name):
        for alias in (name, *module.assignments.aliases(name)):
            yield from ((module, one) for one in _handed(module).get(alias, ()))


def started_with(module: SourceModule, node: ast.expr) -> Started | None:
    """The call that ``node`` is handed to for it to be called."""
    return next((one for one in _handed(module).get(last_name(node), ()) if one.function is node), None)


def packed_argument(module: SourceModule, node: ast.expr) -> tuple[Started, int] | None:
    """Where ``node`` stands among the arguments that a thread or a pool passes on, and the call of that."""
    items = module.parents[node]
    if not isinstance(items, ast.Tuple | ast.List):
        return None
    holder = module.parents[items]
    call = module.parents[holder] if isinstance(holder, ast.keyword) else holder
    if not isinstance(call, ast.Call) or last_name(call.func) not in STARTERS:
        return None
    found = (one for one in started(call) if one.passes(items))
    return next(((one, position_of(one, items.elts.index(node))) for one in found), None)


def _handed(module: SourceModule) -> Mapping[str, list[Started]]:
    return module.table("handed to callers", partial(_find_handed, module))


def _find_handed(module: SourceModule) -> Mapping[str, list[Started]]:
    found: defaultdict[str, list[Started]] = defaultdict(list)
    for call in (call for caller in sorted(CALLERS) for call in module.calls_by_name.get(caller, ())):
        for position, value in enumerate(call.args):
            if isinstance(value, ast.Name | ast.Attribute):
                found[last_name(value)].append(Started(call, value, position + 1))
    for call in (call for starter in sorted(STARTERS) for call in module.calls_by_name.get(starter, ())):
        for one in started(call):
            found[last_name(one.function)].append(one)
    return found


def is_called(module: SourceModule, node: ast.expr) -> bool:
    """Whether ``node`` is what a call calls."""
    parent = module.parents[node]
    return isinstance(parent, ast.Call) and parent.func is node


def is_handed_on(module: SourceModule, node: ast.expr) -> bool:
    """Whether ``node`` stands where its object is passed, kept or returned, for calls that the source does not show."""
    match module.parents[node]:
        case ast.Call(args=args) as call:
            return (
                any(node is value for value in args)
                and not _is_type_test(call)
                and last_name(call.func) not in CALLERS | STARTERS
            )
        case ast.Dict(values=items) | ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return any(node is item for item in items) and not _is_in_type_test(module, node)
        case ast.IfExp(test=test):
            return node is not test
        case ast.BoolOp() | ast.arguments():
            return True
        case ast.keyword(arg="target") as target:
            taker = module.parents[target]
            return not (isinstance(taker, ast.Call) and last_name(taker.func) in STARTERS)
        case ast.Return() as given if _is_lazy_export(module, given):
            return False
        case ast.keyword() | ast.Assign() | ast.AnnAssign() | ast.Return() as parent:
            return getattr(parent, "annotation", None) is not node
        case _:
            return False


def is_default_of_parser(module: SourceModule, value: ast.expr) -> bool:
    """Whether ``value`` is what a command line stands for: ``parser.set_defaults(run=value)``."""
    call = module.parents[module.parents[value]]
    return isinstance(call, ast.Call) and last_name(call.func) == "set_defaults" and call.func is not value


def _is_lazy_export(module: SourceModule, given: ast.Return) -> bool:
    function = module.scope_of(given)
    return scope_name(function) == LAZY_EXPORTS and module.scope_of(function) is module.tree


def _is_type_test(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in _TYPE_TESTS


def _is_in_type_test(module: SourceModule, node: ast.expr) -> bool:
    call = module.parents[module.parents[node]]
    return isinstance(call, ast.Call) and _is_type_test(call)
