"""Which names of a function are made of which others, by how the source writes them."""

import ast

from modelpolicy.program.flow import parameters_of, running
from modelpolicy.program.modules import ScopeNode, SourceModule
from modelpolicy.program.noted import noted
from modelpolicy.program.tree import all_of

_LOOPS = (ast.For, ast.AsyncFor, ast.While)


def is_bound_once(module: SourceModule, scope: ScopeNode, name: str) -> bool:
    """Whether a name of ``scope`` is one thing for as long as the code of ``scope`` runs."""
    return module.remember(("bound once", scope, name), lambda: _is_bound_once(module, scope, name))


def _is_bound_once(module: SourceModule, scope: ScopeNode, name: str) -> bool:
    bindings = module.bindings.in_scope(scope).get(name, ())
    if name in parameters_of(scope):
        return not bindings
    return len(bindings) == 1 and not _is_in_loop(module, bindings[0].statement, scope)


def comes_before(module: SourceModule, call: ast.Call, use: ast.AST) -> bool:
    """Whether ``call`` can have run before ``use`` in the same scope: it stands above, or a loop comes back to both."""
    above = (call.end_lineno or 0, call.end_col_offset or 0) <= (
        getattr(use, "lineno", 0),
        getattr(use, "col_offset", 0),
    )
    if above or module.is_within(use, call):
        return above
    node: ast.AST = call
    while node in module.parents and not isinstance(node, _LOOPS):
        node = module.parents[node]
    return isinstance(node, _LOOPS) and module.is_within(use, node)


def made_of(module: SourceModule, scope: ScopeNode, used: frozenset[str]) -> frozenset[str]:
    """The names that the values of the names ``used`` are made of, through whatever names of ``scope``."""
    return module.remember(("made of", scope, used), lambda: _find_made_of(module, scope, used))


def _find_made_of(module: SourceModule, scope: ScopeNode, used: frozenset[str]) -> frozenset[str]:
    bound = module.bindings.in_scope(scope)
    found: set[str] = set()
    pending = set(used)
    while pending:
        values = [binding.value for name in pending for binding in bound.get(name, ()) if binding.value is not None]
        pending = {name for value in values for name in names_read(value)} - found
        found |= pending
    return frozenset(found)


def decided_by(module: SourceModule, scope: ScopeNode, names: frozenset[str]) -> frozenset[str]:
    """The names that conditions ask about which decide what ``names`` of ``scope`` are bound to."""
    return module.remember(("decided by", scope, names), lambda: _find_decided_by(module, scope, names))


def _find_decided_by(module: SourceModule, scope: ScopeNode, names: frozenset[str]) -> frozenset[str]:
    bound = module.bindings.in_scope(scope)
    statements = (binding.statement for name in names for binding in bound.get(name, ()))
    ways = (way for statement in statements for way in running(module, statement, scope))
    tests = (guard.test for way in ways for guard in way if guard.test is not None)
    return frozenset(name for test in tests for name in names_read(test))


@noted
def names_read(value: ast.AST) -> frozenset[str]:
    """The plain names in an expression."""
    return frozenset(node.id for node in all_of(value) if isinstance(node, ast.Name))


def _is_in_loop(module: SourceModule, node: ast.AST, scope: ScopeNode) -> bool:
    while node is not scope and not isinstance(node, _LOOPS):
        node = module.parents[node]
    return node is not scope
