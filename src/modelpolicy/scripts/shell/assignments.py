"""What statements set: assignments, declarations, arithmetic."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from modelpolicy.domain.path_part import SET_END, SET_START
from modelpolicy.scripts.shell.scope import Scope, Variables
from modelpolicy.scripts.shell.syntax import is_broken, text_of, whole_words
from modelpolicy.scripts.shell.words import Words
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known, union

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_KEY: Final = re.compile(rf"^[\[{SET_START}][^\]{SET_END}]*[\]{SET_END}]=")
_LOCAL: Final = frozenset({"local", "declare", "typeset"})
_EXPORTING: Final = re.compile(r"-[a-zA-Z]*x[a-zA-Z]*")
_REFERRING: Final = re.compile(r"-[a-zA-Z]*n[a-zA-Z]*")
_CHANGING: Final = re.compile(r"([A-Za-z_]\w*)\s*(?:\+\+|--|(?:[-+*/%&|^]|<<|>>)?=(?!=))|(?:\+\+|--)\s*([A-Za-z_]\w*)")
"""A variable that arithmetic changes."""


def assign(words: Words, node: "Node", scope: Scope) -> None:
    """``NAME=value``, ``NAME+=value``, ``NAME[0]=value``, ``NAME=(a b)``."""
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    if name is None:
        return
    variable = text_of(name).partition("[")[0]
    values = _value(words, value, scope)
    if any(child.type == "+=" for child in node.children) and (value is None or value.type != "array"):
        scope.variables[variable] = _appended(words, variable, values, scope)
    elif name.type == "subscript" or any(child.type == "+=" for child in node.children):
        scope.variables[variable] = union([scope.get(variable), values])
    else:
        scope.variables[variable] = values


def _appended(words: Words, variable: str, values: Values, scope: Scope) -> Values:
    """Text behind what a variable held; of a list, behind its first item."""
    before = scope.get(variable)
    if not scope.is_set(variable):
        return union([values, before])
    longer = words.joined([before, values])
    return union([longer, before]) if len(before.options) > 1 else longer


def _value(words: Words, value: "Node | None", scope: Scope) -> Values:
    if value is None:
        return known(Text(""))
    if value.type == "array":
        items = whole_words(item for item in value.named_children if item.type != "comment")
        return union([words.turns(item, scope) for item in items]).map_texts(_without_key)
    return words.one(value, scope)


def declare(words: Words, node: "Node", scope: Scope) -> "Iterator[tuple[Node, str]]":
    """``export``, ``local``, ``declare`` and the like; gives the values that are exported, and their variables."""
    keyword = text_of(node.children[0])
    options = [text_of(child) for child in node.named_children if child.type == "word"]
    is_export = keyword == "export" or any(map(_EXPORTING.fullmatch, options))
    is_reference = keyword in _LOCAL and any(map(_REFERRING.fullmatch, options))
    for child in node.named_children:
        name = child.child_by_field_name("name") if child.type == "variable_assignment" else child
        if name is None or child.type not in ("variable_assignment", "variable_name"):
            continue
        variable = text_of(name).partition("[")[0]
        if child.type == "variable_assignment":
            assign(words, child, scope)
            if is_reference:
                _refer(words, variable, scope)
        elif keyword == "local":
            scope.variables.pop(variable, None)
        if scope.local is not None and keyword in _LOCAL:
            scope.local.add(variable)
        if is_export:
            scope.exported.add(variable)
            value = child.child_by_field_name("value")
            if keyword == "export" and value is not None:
                yield value, variable


def _refer(words: Words, variable: str, scope: Scope) -> None:
    """A variable that is another one by its name: neither is known from here on."""
    names = [variable, *(text.text for text in scope.get(variable).texts)]
    scope.variables |= dict.fromkeys(names, words.unknown("a variable that is another one"))


def set_before(words: Words, command: "Node", name: "Node", scope: Scope) -> Variables:
    """What the assignments in front of a command set for it alone; ``name`` is the command's."""
    inner, own = scope.copy(), set()
    for before in (child for child in command.named_children if child.type == "variable_assignment"):
        variable = text_of(before.named_children[0]).partition("[")[0]
        if before.end_point.row < name.start_point.row:
            # The grammar takes two assignments in the line above a command for a part of it.
            assign(words, before, scope)
        elif is_broken(command, before, name):
            # A value that the grammar does not know to the end.
            scope.variables[variable] = words.unknown("a value that cannot be read")
        else:
            assign(words, before, inner)
            own.add(variable)
    return {variable: inner.variables[variable] for variable in own}


def unset(node: "Node", scope: Scope) -> None:
    """``unset NAME``."""
    for child in node.named_children:
        scope.variables.pop(text_of(child), None)


def count(words: Words, text: str, scope: Scope) -> None:
    """Arithmetic: what it assigns is any number."""
    for match in _CHANGING.finditer(text):
        scope.variables[match[1] or match[2]] = words.unknown("arithmetic")


def _without_key(text: Text) -> Text:
    """An item of an array without the ``[key]=`` in front of it."""
    return replace(text, text=_KEY.sub("", text.text))
