"""A script's statements in their order, every branch of them: which commands would run, with which words.

Nothing is run. A loop's body is looked at once, with its variable as any of its items; a function's body once a call
of it, and once as called from elsewhere where the script itself does not call it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from modelpolicy.resolve.values import Text, Values, known, union, unknown
from modelpolicy.scripts.events import Event, Export, Invocation, Word
from modelpolicy.scripts.scope import Function, Scope
from modelpolicy.scripts.syntax import fed_to_command, is_broken, substitutions, text_of, trees, whole_words
from modelpolicy.scripts.text import ScriptText
from modelpolicy.scripts.words import Words

if TYPE_CHECKING:
    from tree_sitter import Node

DEEPEST: Final = 60
"""Statements nested deeper than this are not looked at."""

DEEPEST_CALL: Final = 6
MOST_STATEMENTS: Final = 20_000
"""Statements looked at before calls of the script's own functions are no longer followed."""


class Interpreter:
    """Goes through one script and hands what would happen to ``happened``."""

    def __init__(
        self,
        script: ScriptText,
        happened: Callable[[Event], None],
        reader: Callable[[ScriptText, int], Words] = Words,
    ) -> None:
        self._script = script
        self._happened = happened
        self._reader = reader
        self._words = reader(script, 0)
        self._fed_by: Invocation | None = None
        self._last: Invocation | None = None
        self._is_kept = False
        self._called: set[int] = set()
        self._statements = 0
        self._depth = 0
        self._calls = 0
        self._lines: Values | None = None

    def run(self) -> None:
        """Go through the whole script.

        Raises:
            UnreadableScriptError: it is no script.
        """
        scope = Scope(dict(self._script.variables))
        for row, root in trees(self._script.text.encode()):
            self._words = self._reader(self._script, row)
            self._all(root.named_children, scope)
        for function in list(scope.functions.values()):
            if function.body.id not in self._called:
                self._enter(function, replace(scope.copy(), arguments={}))

    def _all(self, nodes: "Iterable[Node]", scope: Scope) -> None:
        for node in nodes:
            self._statement(node, scope)

    def _statement(self, node: "Node", scope: Scope) -> None:
        if self._depth >= DEEPEST:
            return
        self._depth += 1
        self._statements += 1
        _STATEMENTS.get(node.type, Interpreter._inside)(self, node, scope)
        self._depth -= 1

    def _inside(self, node: "Node", scope: Scope) -> None:
        self._all(node.named_children, scope)

    def _apart(self, node: "Node", scope: Scope) -> None:
        """A subshell: what it sets is gone behind it."""
        self._all(node.named_children, scope.copy())

    def _perhaps(self, nodes: "Iterable[Node]", scope: Scope) -> None:
        """Statements that may run or not."""
        inner = scope.copy()
        self._all(nodes, inner)
        scope.become(inner, scope)

    def _list(self, node: "Node", scope: Scope) -> None:
        self._all(node.named_children[:1], scope)
        self._perhaps(node.named_children[1:], scope)

    def _if(self, node: "Node", scope: Scope) -> None:
        ends: list[Scope] = []
        branch = scope.copy()
        condition = True
        for child in node.children:
            if child.type == "then":
                condition = False
                branch = scope.copy()
            elif child.type in ("elif_clause", "else_clause"):
                clause = scope.copy()
                self._all(child.named_children, clause)
                ends.append(clause)
            elif child.is_named:
                self._statement(child, scope if condition else branch)
        has_else = any(child.type == "else_clause" for child in node.children)
        scope.become(branch, *ends, *([] if has_else else [scope]))

    def _case(self, node: "Node", scope: Scope) -> None:
        ends = []
        for item in (child for child in node.named_children if child.type == "case_item"):
            branch = scope.copy()
            self._all(item.named_children, branch)
            ends.append(branch)
        scope.become(*ends, scope)

    def _for(self, node: "Node", scope: Scope) -> None:
        name, body = node.child_by_field_name("variable"), node.child_by_field_name("body")
        items = list(whole_words(node.children_by_field_name("value")))
        inner = scope.copy()
        if name is not None:
            turns = [self._words.turns(item, scope) for item in items] or [scope.get("@")]
            inner.variables[text_of(name)] = union(turns)
        self._all([body] if body else [], inner)
        scope.become(inner, scope)

    def _while(self, node: "Node", scope: Scope) -> None:
        self._perhaps(node.named_children, scope)

    def _pipeline(self, node: "Node", scope: Scope) -> None:
        """Commands of which each reads what the one before it prints; the output of all is kept if the last's is."""
        before, kept = self._fed_by, self._is_kept
        self._is_kept = kept or any(_keeps_output(child) for child in node.named_children)
        for child in node.named_children:
            self._statement(child, scope)
            self._fed_by = self._last
        self._fed_by, self._is_kept = before, kept

    def _function(self, node: "Node", scope: Scope) -> None:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if name is not None and body is not None:
            scope.functions[text_of(name)] = Function(body, self._words)

    def _redirected(self, node: "Node", scope: Scope) -> None:
        body = node.child_by_field_name("body")
        redirects = node.children_by_field_name("redirect")
        fed = next((found for redirect in redirects for found in fed_to_command(redirect)), None)
        kept, self._is_kept = self._is_kept, self._is_kept or _keeps_output(node)
        if body is not None and body.type == "command":
            self._command(body, scope, fed)
        elif body is not None:
            outside, self._lines = self._lines, self._fed_lines(fed, scope)
            self._statement(body, scope)
            self._lines = outside
        self._is_kept = kept
        # What follows a here-document's mark in its line is part of the redirect in the grammar.
        for redirect in redirects:
            behind = (child for child in redirect.named_children if child.type in _BEHIND)
            self._all(behind, scope)

    def _assignment(self, node: "Node", scope: Scope) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is None:
            return
        self._substituted(node, scope)
        variable = text_of(name).partition("[")[0]
        values = self._value(value, scope)
        is_added = name.type == "subscript" or any(child.type == "+=" for child in node.children)
        scope.variables[variable] = union([scope.get(variable), values]) if is_added else values

    def _value(self, value: "Node | None", scope: Scope) -> Values:
        if value is None:
            return known(Text(""))
        if value.type == "array":
            items = whole_words(item for item in value.named_children if item.type != "comment")
            return union([self._words.turns(item, scope) for item in items]).map_texts(_without_key)
        return self._words.evaluate(value, scope)

    def _declaration(self, node: "Node", scope: Scope) -> None:
        assignments = [child for child in node.named_children if child.type == "variable_assignment"]
        for assignment in assignments:
            self._assignment(assignment, scope)
            name, value = assignment.child_by_field_name("name"), assignment.child_by_field_name("value")
            if node.children[0].type == "export" and name is not None and value is not None:
                shown = text_of(name)
                self._happened(Export(*self._words.location(value), shown, scope.variables[shown]))

    def _unset(self, node: "Node", scope: Scope) -> None:
        for child in node.named_children:
            scope.variables.pop(text_of(child), None)

    def _command(self, node: "Node", scope: Scope, fed: "Node | None" = None) -> None:
        name = node.child_by_field_name("name")
        if name is None:
            return
        for before in (child for child in node.named_children if child.type == "variable_assignment"):
            if before.end_point.row < name.start_point.row:
                # The grammar takes two assignments in the line above a command for a part of it.
                self._assignment(before, scope)
            elif is_broken(node, before, name):
                # A value that the grammar does not know to the end.
                scope.variables[text_of(before.named_children[0])] = unknown("a value that cannot be read")
        self._substituted(node, scope)
        nodes = [*name.named_children[:1], *whole_words(node.children_by_field_name("argument"))]
        words = tuple(Word(values, part) for part in nodes for values in self._words.many(part, scope))
        own = fed or next((found for child in node.named_children for found in fed_to_command(child)), None)
        row, column = self._words.location(name)
        call = Invocation(self._script, row, column, words, scope, self._words, own, self._fed_by, self._is_kept)
        self._read(words, scope)
        self._happened(call)
        self._follow(words, scope)
        self._last = call

    def _read(self, words: tuple[Word, ...], scope: Scope) -> None:
        """What a command reads into variables."""
        called = words[0].literal if words else None
        if called in ("read", "mapfile", "readarray"):
            names = [word.literal or "" for word in words[1:] if not (word.literal or "").startswith("-")]
            read = self._lines if len(names) == 1 else None
            scope.variables |= dict.fromkeys(names, read or unknown(f"what `{called}` reads"))

    def _follow(self, words: tuple[Word, ...], scope: Scope) -> None:
        """Go through the function of the script that a command calls."""
        called = words[0].literal if words else None
        function = scope.functions.get(called or "")
        if function is not None and self._calls < DEEPEST_CALL and self._statements < MOST_STATEMENTS:
            arguments = {str(number): word.values for number, word in enumerate(words[1:], start=1)}
            given = union([word.values for word in words[1:]])
            self._enter(function, replace(scope, arguments={**arguments, "@": given, "*": given}), scope)

    def _fed_lines(self, fed: "Node | None", scope: Scope) -> Values | None:
        """The lines of a here-document that a loop reads, as what each of them can be."""
        if fed is None or fed.type != "heredoc_body":
            return None
        whole = self._words.between(fed, scope, str)
        lines = [replace(text, text=line) for text in whole.texts for line in text.text.splitlines() if line.strip()]
        return Values(tuple(lines), whole.open, whole.reason)

    def _enter(self, function: Function, inner: Scope, caller: Scope | None = None) -> None:
        outside, self._words = self._words, function.words
        self._called.add(function.body.id)
        self._calls += 1
        self._statement(function.body, inner)
        self._calls -= 1
        self._words = outside
        if caller is not None:
            caller.variables = inner.variables

    def _substituted(self, node: "Node", scope: Scope) -> None:
        """The commands inside ``$(...)`` anywhere in ``node``."""
        for inner in substitutions(node, DEEPEST):
            self._apart(inner, scope)


def _keeps_output(node: "Node") -> bool:
    """Whether a statement writes what it prints into a file."""
    if node.type == "command":
        name = node.child_by_field_name("name")
        return name is not None and text_of(name) == "tee"
    files = (child for child in node.children_by_field_name("redirect") if child.type == "file_redirect")
    return any(
        file.children[0].type in (">", ">>", "&>", ">|") and text_of(file.named_children[-1]) != "/dev/null"
        for file in files
        if file.named_children
    )


def _without_key(text: Text) -> Text:
    """An item of an array without the ``[key]=`` in front of it."""
    return replace(text, text=_KEY.sub("", text.text))


_KEY: Final = re.compile(r"^\[[^\]]*\]=")
_BEHIND: Final = frozenset({"pipeline", "list", "command", "redirected_statement"})

_STATEMENTS: Final[Mapping[str, Callable[[Interpreter, "Node", Scope], None]]] = {
    "command": Interpreter._command,
    "redirected_statement": Interpreter._redirected,
    "variable_assignment": Interpreter._assignment,
    "declaration_command": Interpreter._declaration,
    "unset_command": Interpreter._unset,
    "if_statement": Interpreter._if,
    "case_statement": Interpreter._case,
    "for_statement": Interpreter._for,
    "c_style_for_statement": Interpreter._while,
    "while_statement": Interpreter._while,
    "pipeline": Interpreter._pipeline,
    "function_definition": Interpreter._function,
    "list": Interpreter._list,
    "subshell": Interpreter._apart,
    "command_substitution": Interpreter._apart,
}
