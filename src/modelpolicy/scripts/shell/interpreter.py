"""A script's statements in their order, every branch of them: which commands would run, with which words.

Nothing is run. A function's body is looked at once a call of it, and once as called from elsewhere where the script
itself does not call it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from modelpolicy.domain.path_part import is_glob
from modelpolicy.scripts.shell.assignments import assign, count, declare, set_before, unset
from modelpolicy.scripts.shell.control_flow import FLOW, run_apart, run_each
from modelpolicy.scripts.shell.events import Event, Export, Invocation, Unread, Word
from modelpolicy.scripts.shell.redirects import fed_lines, keeps_output, words_behind
from modelpolicy.scripts.shell.scope import Function, Scope, Variables, arguments
from modelpolicy.scripts.shell.shell_builtins import run_builtin
from modelpolicy.scripts.shell.syntax import (
    ARITHMETIC,
    SUBSTITUTIONS,
    fed_to_command,
    substitutions,
    text_of,
    trees,
    whole_words,
)
from modelpolicy.scripts.shell.words import EXPANSIONS, Words, is_list
from modelpolicy.scripts.text import ScriptText
from modelpolicy.values.values import Values, union

if TYPE_CHECKING:
    from tree_sitter import Node

DEEPEST: Final = 60
"""Statements nested deeper than this are not looked at."""

DEEPEST_CALL: Final = 6
MOST_STATEMENTS: Final = 20_000
"""Statements looked at before calls of the script's own functions are no longer followed."""

MOST_REPEATED: Final = 5_000
"""Statements looked at before the turns of a loop are no longer told apart."""


class Interpreter:
    """Goes through one script and hands what would happen to ``happened``."""

    def __init__(
        self,
        script: ScriptText,
        happened: Callable[[Event], None],
        reader: Callable[[ScriptText, int], Words] = Words,
    ) -> None:
        self.words = reader(script, 0)
        self._script = script
        self._happened = happened
        self._reader = reader
        self._fed_by: tuple[Invocation, ...] = ()
        self._invocations: list[Invocation] = []
        self._is_kept = False
        self._called: set[int] = set()
        self._statements = 0
        self._depth = 0
        self._calls = 0
        self._lines: Values | None = None

    def run_all(self) -> Scope:
        """Go through the whole script, and through those of its functions that it does not call; how it ends.

        Raises:
            UnreadableScriptError: it is no script.
        """
        scope = Scope(dict(self._script.variables), self.words.absent, exported=set(self._script.variables))
        self.run_in(scope)
        for function in [one for functions in scope.functions.values() for one in functions]:
            if function.body.id not in self._called:
                self._enter(function, scope.inside({}, {}))
        return scope

    def run_in(self, scope: Scope) -> None:
        """Go through the script as a part of another one: what it sets stays set.

        Raises:
            UnreadableScriptError: it is no script.
        """
        for row, root in trees(self._script.text.encode()):
            self.words = self._reader(self._script, row)
            if root.has_error:
                self._unread(root, "text that the shell's grammar cannot read")
            self.run(root.named_children, scope)

    def run(self, nodes: "Iterable[Node]", scope: Scope) -> None:
        """Go through statements in their order."""
        for node in nodes:
            self._statement(node, scope)

    def may_repeat(self, node: "Node") -> bool:
        """Whether statements may be gone through once more; there is a bound on them."""
        if self._statements < MOST_REPEATED:
            return True
        self._unread(node, "too many statements to follow them again")
        return False

    def _statement(self, node: "Node", scope: Scope) -> None:
        if self._depth >= DEEPEST:
            self._unread(node, "statements that are nested too deep")
            return
        self._depth += 1
        self._statements += 1
        if node.type in _STATEMENTS:
            _STATEMENTS[node.type](self, node, scope)
        else:
            FLOW.get(node.type, run_each)(self, node, scope)
        self._depth -= 1

    def _unread(self, node: "Node", reason: str) -> None:
        self._happened(Unread(*self.words.location(node), reason))

    def _compound(self, node: "Node", scope: Scope) -> None:
        if node.children[0].type == "((":
            count(self.words, text_of(node), scope)
        self.run(node.named_children, scope)

    def _pipeline(self, node: "Node", scope: Scope) -> None:
        """Commands of which each reads what the one before it prints; the output of all is kept if the last's is.

        Whether what they set stays set depends on the shell.
        """
        before, kept = self._fed_by, self._is_kept
        self._is_kept = kept or any(keeps_output(child) for child in node.named_children)
        for child in node.named_children:
            part, first = scope.copy(), len(self._invocations)
            self._statement(child, part)
            scope.become(scope, part)
            self._fed_by = tuple(self._invocations[first:])
        self._fed_by, self._is_kept = before, kept

    def _function(self, node: "Node", scope: Scope) -> None:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if name is not None and body is not None:
            scope.functions.setdefault(text_of(name), []).append(Function(body, self.words))

    def _redirected(self, node: "Node", scope: Scope) -> None:
        body = node.child_by_field_name("body")
        redirects = node.children_by_field_name("redirect")
        fed = next((found for redirect in redirects for found in fed_to_command(redirect)), None)
        kept, self._is_kept = self._is_kept, self._is_kept or keeps_output(node)
        if body is not None and body.type == "command":
            self._command(body, scope, fed, [word for redirect in redirects for word in words_behind(redirect)])
        elif body is not None:
            outside, self._lines = self._lines, fed_lines(fed, self.words, scope)
            self._statement(body, scope)
            self._lines = outside
        self._is_kept = kept
        # What follows a here-document's mark in its line is part of the redirect in the grammar.
        for redirect in redirects:
            self._substituted(redirect, scope)
            behind = (child for child in redirect.named_children if child.type in _BEHIND)
            self.run(behind, scope)

    def _assignment(self, node: "Node", scope: Scope) -> None:
        self._substituted(node, scope)
        assign(self.words, node, scope)

    def _declaration(self, node: "Node", scope: Scope) -> None:
        self._substituted(node, scope)
        for value, variable in declare(self.words, node, scope):
            self._happened(Export(self.words.script, *self.words.location(value), variable, scope.variables[variable]))

    def _c_style_for(self, node: "Node", scope: Scope) -> None:
        body = node.child_by_field_name("body")
        count(self.words, text_of(node).partition("))")[0], scope)
        FLOW["while_statement"](self, body or node, scope)

    def _branching(self, node: "Node", scope: Scope) -> None:
        """A statement that is told by words which commands run."""
        for part in node.named_children:
            if part.type not in _BODIES:
                self._substituted(part, scope)
                self.run([part] if part.type in SUBSTITUTIONS else [], scope)
        FLOW[node.type](self, node, scope)

    def _expansion(self, node: "Node", scope: Scope) -> None:
        """One outside of a command, as in ``[[ ${NAME:=value} ]]``: it can set its variable."""
        self.words.evaluate(node, scope)
        self._substituted(node, scope)

    def _unset(self, node: "Node", scope: Scope) -> None:
        unset(node, scope)

    def _command(self, node: "Node", scope: Scope, fed: "Node | None" = None, behind: "Iterable[Node]" = ()) -> None:
        name = node.child_by_field_name("name")
        if name is None:
            return
        environment = set_before(self.words, node, name, scope)
        self._substituted(node, scope)
        nodes = [*name.named_children[:1], *whole_words(node.children_by_field_name("argument")), *behind]
        words = tuple(Word(values, part) for part in nodes for values in self.words.many(part, scope))
        own = fed or next((found for child in node.named_children for found in fed_to_command(child)), None)
        row, column = self.words.location(name)
        call = Invocation(
            self.words.script, row, column, words, scope, self.words, own, self._fed_by, self._is_kept, environment
        )
        run_builtin(words, self.words, scope, self._lines)
        self._happened(call)
        self._invocations.append(call)
        self._follow(call)

    def _follow(self, call: Invocation) -> None:
        """Go through the function of the script that a command calls."""
        called = call.words[0].literal if call.words else None
        functions = call.scope.functions.get(called or "", ())
        if functions and (self._calls >= DEEPEST_CALL or self._statements >= MOST_STATEMENTS):
            self._unread(call.words[0].node, "too many calls of the script's own functions")
            return
        before = call.scope.copy()
        for number, function in enumerate(functions):
            inner = before.inside(_arguments(call.words[1:]), call.environment)
            self._enter(function, inner)
            after = before.copy()
            after.leave(inner)
            call.scope.become(*([call.scope] if number else []), after)

    def _enter(self, function: Function, inner: Scope) -> None:
        outside, self.words = self.words, function.words
        self._called.add(function.body.id)
        self._calls += 1
        self._statement(function.body, inner)
        self._calls -= 1
        self.words = outside

    def _substituted(self, node: "Node", scope: Scope) -> None:
        """The commands inside ``$(...)`` anywhere in ``node``, and what ``$((...))`` counts."""
        for inner in substitutions(node, DEEPEST):
            if inner.type == ARITHMETIC:
                count(self.words, text_of(inner), scope)
            else:
                run_apart(self, inner, scope)


def _arguments(words: Sequence[Word]) -> Variables:
    """What a function is given; behind a word that is any number of arguments each can be any of those that follow."""
    given = [word.values for word in words]
    start = next((number for number, word in enumerate(words) if _is_any_number(word)), len(words))
    return arguments([*given[:start], *(union(given[start:]) for _ in given[start:])])


def _is_any_number(word: Word) -> bool:
    """Whether what a word becomes is one argument in one case, and none or several in another."""
    texts = word.values.texts
    may_vanish = word.node.type in EXPANSIONS and any(not text.text for text in texts)
    is_unsettled = "{" in text_of(word.node) and len(texts) > 1
    return is_list(word.node) or may_vanish or is_unsettled or any(is_glob(text.text) for text in texts)


_BODIES: Final = frozenset({"do_group", "compound_statement", "case_item"})
_BEHIND: Final = frozenset({"pipeline", "list", "command", "redirected_statement"})

_STATEMENTS: Final[Mapping[str, Callable[[Interpreter, "Node", Scope], None]]] = {
    "command": Interpreter._command,
    "redirected_statement": Interpreter._redirected,
    "compound_statement": Interpreter._compound,
    "variable_assignment": Interpreter._assignment,
    "declaration_command": Interpreter._declaration,
    "unset_command": Interpreter._unset,
    "pipeline": Interpreter._pipeline,
    "for_statement": Interpreter._branching,
    "case_statement": Interpreter._branching,
    "expansion": Interpreter._expansion,
    "c_style_for_statement": Interpreter._c_style_for,
    "function_definition": Interpreter._function,
}
