"""Which bindings of a name reach a place in the code.

Reaching definitions by structure: from the use backwards through its block, then through the blocks around
it. A branch adds its bindings, an unconditional binding ends the search, a loop body also sees what its own
later statements bind.
"""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from modelpolicy.resolve.bindings import Binding, bindings_of
from modelpolicy.resolve.modules import ScopeNode, SourceModule

_LOOPS = (ast.For, ast.AsyncFor, ast.While)


@dataclass(frozen=True, slots=True)
class Reached:
    """The bindings that reach a place; ``from_before``: so may whatever held before the code looked at."""

    bindings: tuple[Binding, ...] = ()
    from_before: bool = True

    def after(self, earlier: "Reached") -> "Reached":
        """What reaches the end of this code where ``earlier`` ran before it."""
        if not self.from_before:
            return self
        return Reached((*self.bindings, *earlier.bindings), earlier.from_before)


UNTOUCHED = Reached()
STOPPED = Reached(from_before=False)


def reaching(module: SourceModule, use: ast.AST, name: str, scope: ScopeNode) -> Reached:
    """The bindings of ``name`` in ``scope`` that reach ``use``."""
    reached = UNTOUCHED
    child = use
    while child is not scope and reached.from_before:
        parent = module.parents[child]
        reached = reached.after(_before_child(parent, child, name))
        child = parent
    return reached


def at_end(scope: ScopeNode, name: str) -> Reached:
    """The bindings of ``name`` that hold when the body of ``scope`` has run to its end."""
    return UNTOUCHED if isinstance(scope, ast.Lambda) else _block(scope.body, name)


def anywhere(scope: ScopeNode, name: str) -> tuple[Binding, ...]:
    """Every binding of ``name`` in ``scope``, in nested blocks too, but not in nested scopes."""
    return () if isinstance(scope, ast.Lambda) else _nested(scope.body, name)


def _nested(statements: Iterable[ast.AST], name: str) -> tuple[Binding, ...]:
    found: list[Binding] = []
    pending = list(statements)[::-1]
    while pending:
        statement = pending.pop()
        found += (binding for binding in bindings_of(statement) if binding.name == name)
        if not isinstance(statement, ScopeNode):
            pending += [child for child in ast.iter_child_nodes(statement) if _holds_statements(child)][::-1]
    return tuple(found)


def _holds_statements(node: ast.AST) -> bool:
    return isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case)


def _before_child(parent: ast.AST, child: ast.AST, name: str) -> Reached:
    """What of ``parent`` ran before ``child``, which is part of it."""
    for block in _blocks(parent):
        for index, statement in enumerate(block):
            if statement is child:
                return _block(block[:index], name).after(_on_entry(parent, block, name))
    return UNTOUCHED


def _on_entry(parent: ast.AST, block: Sequence[ast.AST], name: str) -> Reached:
    """What of ``parent`` ran before the first statement of its ``block``."""
    match parent:
        case ast.For(body=body) | ast.AsyncFor(body=body) | ast.While(body=body) if block is body:
            return _own(parent, name).after(_maybe(_block(body, name)))
        case ast.With() | ast.AsyncWith() | ast.ExceptHandler() | ast.match_case():
            return _own(parent, name)
        case ast.Try(body=body, handlers=handlers, orelse=orelse) if block is not body:
            if block is orelse:
                return _block(body, name)
            return _maybe(Reached(_nested(body, name))) if block is handlers else _maybe(_try(parent, name))
        case _:
            return UNTOUCHED


def _block(statements: Sequence[ast.AST], name: str) -> Reached:
    reached = UNTOUCHED
    for statement in reversed(statements):
        reached = reached.after(_statement(statement, name))
        if not reached.from_before:
            break
    return reached


def _statement(statement: ast.AST, name: str) -> Reached:
    match statement:
        case ast.Return() | ast.Raise():
            return STOPPED
        case ast.If(body=body, orelse=orelse):
            return _either(_block(body, name), _block(orelse, name)).after(_own(statement, name))
        case ast.For(body=body, orelse=orelse) | ast.AsyncFor(body=body, orelse=orelse):
            return _block(orelse, name).after(_maybe(_block(body, name).after(_own(statement, name))))
        case ast.While(body=body, orelse=orelse):
            return _block(orelse, name).after(_maybe(_block(body, name))).after(_own(statement, name))
        case ast.With(body=body) | ast.AsyncWith(body=body):
            return _block(body, name).after(_own(statement, name))
        case ast.Try() | ast.TryStar():
            return _block(statement.finalbody, name).after(_try(statement, name))
        case ast.Match(cases=cases):
            return _match(cases, name).after(_own(statement, name))
        case _:
            return _own(statement, name)


def _try(statement: ast.Try | ast.TryStar, name: str) -> Reached:
    """The body ran to its end, or a handler ran after any part of it."""
    completed = _block(statement.orelse, name).after(_block(statement.body, name))
    broken_off = _maybe(Reached(_nested(statement.body, name)))
    handled = (
        _block(handler.body, name).after(_own(handler, name)).after(broken_off) for handler in statement.handlers
    )
    return _either(completed, *handled)


def _match(cases: Sequence[ast.match_case], name: str) -> Reached:
    branches = [_block(case.body, name).after(_own(case, name)) for case in cases]
    exhaustive = any(isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None for case in cases)
    return _either(*branches) if exhaustive else _either(*branches, UNTOUCHED)


def _own(statement: ast.AST, name: str) -> Reached:
    found = tuple(binding for binding in bindings_of(statement) if binding.name == name)
    return Reached(found, from_before=False) if found else UNTOUCHED


def _maybe(reached: Reached) -> Reached:
    return Reached(reached.bindings, from_before=True)


def _either(*branches: Reached) -> Reached:
    bindings = dict.fromkeys(binding for branch in branches for binding in branch.bindings)
    return Reached(tuple(bindings), any(branch.from_before for branch in branches))


def _blocks(parent: ast.AST) -> tuple[Sequence[ast.AST], ...]:
    fields = ("body", "orelse", "handlers", "finalbody", "cases")
    blocks = (getattr(parent, field, None) for field in fields)
    return tuple(block for block in blocks if isinstance(block, list))
