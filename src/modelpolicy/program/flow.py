"""Which bindings of a name reach a place in the code.

Reaching definitions by structure: from the use backwards through its block, then through the blocks around
it. A branch adds its bindings, an unconditional binding ends the search, a loop body also sees what its own
later statements bind. What comes through a branch carries the branch's condition.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from modelpolicy.program.binding_index import BindingIndex
from modelpolicy.program.bindings import Binding, statements_of
from modelpolicy.program.guards import CALLED, Guard, catches_all, entering, of_case, of_no_case
from modelpolicy.program.modules import Function, ScopeNode, SourceModule, last_name
from modelpolicy.program.noted import noted
from modelpolicy.program.reached import STOPPED, UNTOUCHED, Arrival, Reached, either, under
from modelpolicy.program.syntax import calls_anything
from modelpolicy.program.tree import blocks_of


def reaching(module: SourceModule, use: ast.AST, name: str, scope: ScopeNode) -> Reached:
    """The bindings of ``name`` in ``scope`` that reach ``use``; what is not bound there, under conditions on it."""
    if name not in module.bindings.in_scope(scope) and name not in module.tested:
        return UNTOUCHED
    return module.remember(("reaching", use, name, scope), lambda: _find_reaching(module, use, name, scope))


def _find_reaching(module: SourceModule, use: ast.AST, name: str, scope: ScopeNode) -> Reached:
    search = _Search(module.bindings, name, _is_local(module, scope, name))
    reached = UNTOUCHED
    child = use
    while child is not scope and reached.from_before:
        parent = module.parents[child]
        reached = reached.after(search.before(parent, child))
        child = parent
    return reached


def running(module: SourceModule, node: ast.AST, scope: ScopeNode) -> tuple[tuple[Guard, ...], ...]:
    """The conditions on each way to ``node`` from where ``scope`` begins; none where it is never reached."""
    return module.remember(("running", node, scope), lambda: _find_running(module, node, scope))


def _find_running(module: SourceModule, node: ast.AST, scope: ScopeNode) -> tuple[tuple[Guard, ...], ...]:
    search = _Search(module.bindings, "", is_local=True)
    reached = UNTOUCHED
    child = node
    while child is not scope:
        parent = module.parents[child]
        reached = reached.after(search.before(parent, child))
        child = parent
    return tuple(arrival.guards for arrival in reached.arrivals)


def at_end(module: SourceModule, scope: ScopeNode, name: str) -> Reached:
    """The bindings of ``name`` that hold when the body of ``scope`` has run to its end."""
    if isinstance(scope, ast.Lambda) or name not in module.bindings.in_scope(scope):
        return UNTOUCHED
    return module.remember(
        ("at end", scope, name), lambda: _Search(module.bindings, name, is_local=True).block(scope.body)
    )


def at_end_of_turn(module: SourceModule, loop: ast.For, name: str) -> Reached:
    """The bindings of ``name`` in the loop's body that hold when the body has run once to its end."""
    return module.remember(
        ("at end of turn", loop, name), lambda: _Search(module.bindings, name, is_local=True).block(loop.body)
    )


def anywhere(module: SourceModule, scope: ScopeNode, name: str) -> tuple[Binding, ...]:
    """Every binding of ``name`` in ``scope``, in nested blocks too, but not in nested scopes."""
    return module.bindings.in_scope(scope).get(name, ())


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for the bindings of one name. What is not local, any call may change."""

    index: BindingIndex
    name: str
    is_local: bool

    def before(self, parent: ast.AST, child: ast.AST) -> Reached:
        """What of ``parent`` ran before ``child``, which is part of it: a condition before what the branch binds."""
        entered = under(entering(parent, child))
        for block in blocks_of(parent):
            for position, statement in enumerate(block):
                if statement is child:
                    return self.block(block[:position]).after(entered).after(self._on_entry(parent, block))
        return entered

    def block(self, statements: Sequence[ast.AST]) -> Reached:
        """What reaches the end of ``statements`` run in order."""
        reached = UNTOUCHED
        for statement in reversed(statements):
            reached = reached.after(self._statement(statement))
            if not reached.from_before:
                break
        return reached

    def _on_entry(self, parent: ast.AST, block: Sequence[ast.AST]) -> Reached:
        """What of ``parent`` ran before the first statement of its ``block``."""
        match parent:
            case ast.For(body=body) | ast.AsyncFor(body=body) | ast.While(body=body) if block is body:
                return self._own(parent).after(self._turn(body).carried(parent).maybe())
            case ast.If() | ast.With() | ast.AsyncWith() | ast.ExceptHandler() | ast.match_case():
                return self._own(parent)
            case ast.Try(body=body, orelse=orelse) | ast.TryStar(body=body, orelse=orelse) if block is orelse:
                return self.block(body)
            case ast.Try(handlers=handlers) | ast.TryStar(handlers=handlers) if block is handlers:
                return self._some_of(parent.body)
            case ast.Try(finalbody=finalbody) | ast.TryStar(finalbody=finalbody) if block is finalbody:
                return self._try(parent).maybe()
            case _:
                return UNTOUCHED

    def _statement(self, statement: ast.AST) -> Reached:
        match statement:
            case ast.Return() | ast.Raise() | ast.Continue() | ast.Break():
                return STOPPED
            case ast.Assert(test=test):
                return under([Guard(test)])
            case ast.If(body=body, orelse=orelse):
                return self._if(statement.test, body, orelse).after(self._own(statement))
            case ast.For(body=body, orelse=orelse) | ast.AsyncFor(body=body, orelse=orelse):
                return self.block(orelse).maybe().after(self._turn(body).after(self._own(statement)).maybe())
            case ast.While(body=body, orelse=orelse):
                return self.block(orelse).maybe().after(self._turn(body).maybe()).after(self._own(statement))
            case ast.With(items=items, body=body) | ast.AsyncWith(items=items, body=body):
                completed = self.block(body)
                ran = either(completed, self._some_of(body)) if any(map(_suppresses, items)) else completed
                return ran.after(self._own(statement))
            case ast.Try(finalbody=finalbody) | ast.TryStar(finalbody=finalbody):
                return self.block(finalbody).after(self._try(statement))
            case ast.Match():
                return self._match(statement).after(self._own(statement))
            case _:
                return self._own(statement)

    def _if(self, test: ast.expr, body: Sequence[ast.AST], orelse: Sequence[ast.AST]) -> Reached:
        taken, passed = self.block(body), self.block(orelse)
        if taken is passed is UNTOUCHED:
            return UNTOUCHED
        return either(taken.after(under([Guard(test)])), passed.after(under([Guard(test, holds=False)])))

    def _turn(self, body: Sequence[ast.AST]) -> Reached:
        """What one turn of a loop leaves behind, wherever in its body it ends."""
        ends_early = any(isinstance(inner, ast.Break | ast.Continue) for one in body for inner in statements_of(one))
        return self._some_of(body) if ends_early else self.block(body)

    def _try(self, statement: ast.Try | ast.TryStar) -> Reached:
        """The body ran to its end, or a handler ran after any part of it."""
        completed = self.block(statement.orelse).after(self.block(statement.body))
        broken_off = self._some_of(statement.body)
        handlers = statement.handlers
        handled = (self.block(handler.body).after(self._own(handler)).after(broken_off) for handler in handlers)
        return either(completed, *handled)

    def _match(self, statement: ast.Match) -> Reached:
        taken = [self.block(case.body).after(self._own(case)) for case in statement.cases]
        if all(branch is UNTOUCHED for branch in taken):
            return UNTOUCHED
        guarded = [
            branch.after(under(of_case(statement, case))) for branch, case in zip(taken, statement.cases, strict=True)
        ]
        return either(*guarded) if catches_all(statement) else either(*guarded, under(of_no_case(statement)))

    def _some_of(self, statements: Sequence[ast.AST]) -> Reached:
        inside = (inner for statement in statements for inner in (statement, *statements_of(statement)))
        found = [binding for inner in inside for binding in self._named(inner)]
        return Reached((*map(Arrival, found), Arrival())) if found else self._may_be_changed(statements)

    def _own(self, statement: ast.AST) -> Reached:
        found = self._named(statement)
        if not found:
            return self._may_be_changed([statement])
        before = [Arrival()] if all(binding.is_growing for binding in found) else []
        return Reached((*map(Arrival, found), *before))

    def _may_be_changed(self, statements: Sequence[ast.AST]) -> Reached:
        return UNTOUCHED if self.is_local or not any(map(_calls, statements)) else under([CALLED])

    def _named(self, statement: ast.AST) -> list[Binding]:
        return [binding for binding in self.index.of(statement) if binding.name == self.name]


def _is_local(module: SourceModule, scope: ScopeNode, name: str) -> bool:
    """Whether nothing but ``scope`` binds the name."""
    if isinstance(scope, Function):
        return "." not in name and (name in parameters_of(scope) or name in module.bindings.in_scope(scope))
    return False


def _suppresses(item: ast.withitem) -> bool:
    """Whether what goes wrong in the body ends there: ``with suppress(KeyError)``."""
    return isinstance(item.context_expr, ast.Call) and last_name(item.context_expr.func) == "suppress"


@noted
def parameters_of(scope: ScopeNode) -> frozenset[str]:
    """The names of a function's parameters; none elsewhere."""
    if not isinstance(scope, Function):
        return frozenset()
    arguments = scope.args
    named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    return frozenset(arg.arg for arg in named if arg is not None)


@noted
def _calls(statement: ast.AST) -> bool:
    """Whether the statement itself calls anything; the tests of branches are taken to change nothing."""
    if not isinstance(statement, ast.Expr | ast.Assign | ast.AnnAssign | ast.AugAssign | ast.With | ast.For):
        return False
    return calls_anything(statement)
