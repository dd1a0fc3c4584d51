"""Which bindings of a name reach a place in the code.

Reaching definitions by structure: from the use backwards through its block, then through the blocks around
it. A branch adds its bindings, an unconditional binding ends the search, a loop body also sees what its own
later statements bind.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from modelpolicy.resolve.bindings import Binding, BindingIndex, statements_of
from modelpolicy.resolve.modules import ScopeNode, SourceModule


@dataclass(frozen=True, slots=True)
class Reached:
    """The bindings that reach a place; ``from_before``: so may whatever held before the code looked at."""

    bindings: tuple[Binding, ...] = ()
    from_before: bool = True

    def after(self, earlier: "Reached") -> "Reached":
        """What reaches the end of this code where ``earlier`` ran before it."""
        if not self.from_before or earlier is UNTOUCHED:
            return self
        return Reached((*self.bindings, *earlier.bindings), earlier.from_before)

    def maybe(self) -> "Reached":
        """The same where it is not certain that the code runs."""
        return Reached(self.bindings) if self.bindings else UNTOUCHED


UNTOUCHED = Reached()
STOPPED = Reached(from_before=False)


def reaching(module: SourceModule, use: ast.AST, name: str, scope: ScopeNode) -> Reached:
    """The bindings of ``name`` in ``scope`` that reach ``use``."""
    if name not in module.bindings.in_scope(scope):
        return UNTOUCHED
    search = _Search(module.bindings, name)
    reached = UNTOUCHED
    child = use
    while child is not scope and reached.from_before:
        parent = module.parents[child]
        reached = reached.after(search.before(parent, child))
        child = parent
    return reached


def at_end(module: SourceModule, scope: ScopeNode, name: str) -> Reached:
    """The bindings of ``name`` that hold when the body of ``scope`` has run to its end."""
    if isinstance(scope, ast.Lambda) or name not in module.bindings.in_scope(scope):
        return UNTOUCHED
    return _Search(module.bindings, name).block(scope.body)


def anywhere(module: SourceModule, scope: ScopeNode, name: str) -> tuple[Binding, ...]:
    """Every binding of ``name`` in ``scope``, in nested blocks too, but not in nested scopes."""
    return module.bindings.in_scope(scope).get(name, ())


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for the bindings of one name."""

    index: BindingIndex
    name: str

    def before(self, parent: ast.AST, child: ast.AST) -> Reached:
        """What of ``parent`` ran before ``child``, which is part of it."""
        for block in _blocks(parent):
            for position, statement in enumerate(block):
                if statement is child:
                    return self.block(block[:position]).after(self._on_entry(parent, block))
        return UNTOUCHED

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
                return self._own(parent).after(self._turn(body).maybe())
            case ast.With() | ast.AsyncWith() | ast.ExceptHandler() | ast.match_case():
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
            case ast.Return() | ast.Raise():
                return STOPPED
            case ast.If(body=body, orelse=orelse):
                return _either(self.block(body), self.block(orelse)).after(self._own(statement))
            case ast.For(body=body, orelse=orelse) | ast.AsyncFor(body=body, orelse=orelse):
                return self.block(orelse).maybe().after(self._turn(body).after(self._own(statement)).maybe())
            case ast.While(body=body, orelse=orelse):
                return self.block(orelse).maybe().after(self._turn(body).maybe()).after(self._own(statement))
            case ast.With(body=body) | ast.AsyncWith(body=body):
                return self.block(body).after(self._own(statement))
            case ast.Try(finalbody=finalbody) | ast.TryStar(finalbody=finalbody):
                return self.block(finalbody).after(self._try(statement))
            case ast.Match(cases=cases):
                return self._match(cases).after(self._own(statement))
            case _:
                return self._own(statement)

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
        return _either(completed, *handled)

    def _match(self, cases: Sequence[ast.match_case]) -> Reached:
        branches = [self.block(case.body).after(self._own(case)) for case in cases]
        catches_all = any(isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None for case in cases)
        return _either(*branches) if catches_all else _either(*branches, UNTOUCHED)

    def _some_of(self, statements: Sequence[ast.AST]) -> Reached:
        inside = (inner for statement in statements for inner in (statement, *statements_of(statement)))
        found = tuple(binding for inner in inside for binding in self._named(inner))
        return Reached(found) if found else UNTOUCHED

    def _own(self, statement: ast.AST) -> Reached:
        found = self._named(statement)
        return Reached(found, all(binding.is_growing for binding in found)) if found else UNTOUCHED

    def _named(self, statement: ast.AST) -> tuple[Binding, ...]:
        return tuple(binding for binding in self.index.of(statement) if binding.name == self.name)


def _either(*branches: Reached) -> Reached:
    bindings = dict.fromkeys(binding for branch in branches for binding in branch.bindings)
    return Reached(tuple(bindings), any(branch.from_before for branch in branches))


def _blocks(parent: ast.AST) -> tuple[Sequence[ast.AST], ...]:
    fields = ("body", "orelse", "handlers", "finalbody", "cases")
    blocks = (getattr(parent, field, None) for field in fields)
    return tuple(block for block in blocks if isinstance(block, list))
