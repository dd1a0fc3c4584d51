"""Statements that decide which others run, and how often: every way through them, and what can be set behind it.

A loop's body is looked at once with what is set before it, its variable being any of its items; where a turn leaves
something for the next, again with that, until nothing new comes of it or what still changes is unknown.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from modelpolicy.scripts.shell.scope import Scope
from modelpolicy.scripts.shell.syntax import text_of, whole_words
from modelpolicy.scripts.shell.words import Words
from modelpolicy.values.values import Values, union

if TYPE_CHECKING:
    from tree_sitter import Node

_PAIR: Final = 2
_DIRECTORY: Final = "PWD"
"""What a ``cd`` that fails leaves as it is."""

_LEAVING: Final = frozenset({"exit", "return", "break", "continue", "exec"})

MOST_TURNS: Final = 2
"""Turns of a loop that are looked at before what still changes is unknown."""


class Statements(Protocol):
    """What goes through statements."""

    words: Words

    def run(self, nodes: "Iterable[Node]", scope: Scope) -> None:
        """Go through statements in their order."""

    def may_repeat(self, node: "Node") -> bool:
        """Whether statements may be gone through once more."""


def run_each(statements: Statements, node: "Node", scope: Scope) -> None:
    """A group of statements."""
    statements.run(node.named_children, scope)


def run_apart(statements: Statements, node: "Node", scope: Scope) -> None:
    """A subshell: what it sets is gone behind it."""
    statements.run(node.named_children, scope.copy())


def _list(statements: Statements, node: "Node", scope: Scope) -> None:
    """Statements of which each runs where the one before has succeeded, or failed."""
    failed = _try(statements, node, scope)
    scope.become(scope, failed)


def _try(statements: Statements, node: "Node", scope: Scope) -> Scope:
    """Have ``scope`` be what it is where the statement succeeds; what it is where it fails is the result."""
    if node.type != "list" or len(node.named_children) != _PAIR:
        before = scope.copy()
        statements.run([node], scope)
        failed = scope.copy()
        if before.is_set(_DIRECTORY):
            failed.variables[_DIRECTORY] = union([before.get(_DIRECTORY), scope.get(_DIRECTORY)])
        return failed
    first, second = node.named_children
    failed = _try(statements, first, scope)
    if any(child.type == "&&" for child in node.children):
        failed_later = _try(statements, second, scope)
        failed.become(failed, failed_later)
        return failed
    failed_later = _try(statements, second, failed)
    if _leaves(second):
        return scope.copy()
    scope.become(failed, scope)
    return failed_later


def _leaves(node: "Node") -> bool:
    """Whether nothing runs behind a statement."""
    if node.type == "compound_statement":
        return bool(node.named_children) and _leaves(node.named_children[-1])
    name = node.child_by_field_name("name") if node.type == "command" else None
    return name is not None and text_of(name) in _LEAVING


def _if(statements: Statements, node: "Node", scope: Scope) -> None:
    ends: list[Scope] = []
    failed = branch = scope.copy()
    is_condition = True
    for child in node.children:
        if child.type == "then":
            is_condition, branch = False, scope.copy()
        elif child.type in ("elif_clause", "else_clause"):
            clause = failed.copy()
            statements.run(child.named_children, clause)
            ends.append(clause)
        elif child.is_named and is_condition:
            failed = _try(statements, child, scope)
        elif child.is_named:
            statements.run([child], branch)
    has_else = any(child.type == "else_clause" for child in node.children)
    scope.become(branch, *ends, *([] if has_else else [failed]))


def _case(statements: Statements, node: "Node", scope: Scope) -> None:
    ends: list[Scope] = []
    falls_through = False
    for item in (child for child in node.named_children if child.type == "case_item"):
        branch = scope.copy()
        if falls_through:
            branch.become(scope, ends[-1])
        statements.run(item.named_children, branch)
        ends.append(branch)
        falls_through = item.children[-1].type in (";&", ";;&")
    scope.become(*ends, scope)


def _for(statements: Statements, node: "Node", scope: Scope) -> None:
    name, body = node.child_by_field_name("variable"), node.child_by_field_name("body")
    items = list(whole_words(node.children_by_field_name("value")))
    turns = union([statements.words.turns(item, scope) for item in items] or [scope.get("@")])
    bound = {text_of(name): turns} if name is not None else {}
    _turns(statements, [body] if body else [], scope, bound)


def _while(statements: Statements, node: "Node", scope: Scope) -> None:
    _turns(statements, node.named_children, scope, {})


def _turns(statements: Statements, nodes: "list[Node]", scope: Scope, bound: Mapping[str, Values]) -> None:
    """A loop that binds ``bound`` in every turn."""
    before = scope.copy()
    for _ in range(MOST_TURNS):
        changed = _one_turn(statements, nodes, before, bound)
        if not changed or not statements.may_repeat(nodes[0]):
            break
        before.variables |= changed
    else:
        unknown = statements.words.unknown("what a loop changes in every turn")
        before.variables |= {name: union([values, unknown]) for name, values in changed.items()}
        _one_turn(statements, nodes, before, bound)
    scope.variables = before.variables | {name: union([before.get(name), one]) for name, one in bound.items()}


def _one_turn(
    statements: Statements, nodes: "list[Node]", before: Scope, bound: Mapping[str, Values]
) -> dict[str, Values]:
    """What variables can be for the next turn, of those for which that is more than before this one."""
    turn = before.copy()
    turn.variables |= bound
    statements.run(nodes, turn)
    left = {name: _more(before.get(name), values) for name, values in turn.variables.items() if name not in bound}
    return {name: values for name, values in left.items() if values is not None}


def _more(before: Values, after: Values) -> Values | None:
    """Both together; ``None`` where nothing is new."""
    known = {text.text for text in before.texts}
    new = tuple(text for text in after.texts if text.text not in known)
    if not new and (before.open or not after.open):
        return None
    return union([before, replace(after, options=new)])


FLOW: Final[Mapping[str, Callable[[Statements, "Node", Scope], None]]] = {
    "if_statement": _if,
    "case_statement": _case,
    "for_statement": _for,
    "while_statement": _while,
    "list": _list,
    "subshell": run_apart,
    "command_substitution": run_apart,
}
"""Who goes through which kind of statement."""
