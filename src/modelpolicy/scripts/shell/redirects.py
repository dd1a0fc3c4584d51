"""Where the output of statements goes, and what their input is."""

from dataclasses import replace
from typing import TYPE_CHECKING

from modelpolicy.scripts.shell.scope import Scope
from modelpolicy.scripts.shell.syntax import text_of
from modelpolicy.scripts.shell.words import Words
from modelpolicy.values.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node


def keeps_output(node: "Node") -> bool:
    """Whether a statement writes what it prints into a file."""
    if node.type == "command":
        name = node.child_by_field_name("name")
        return name is not None and text_of(name) == "tee"
    files = (child for child in node.children_by_field_name("redirect") if child.type == "file_redirect")
    into = ((file, file.child_by_field_name("destination")) for file in files)
    return any(
        file.children[0].type in (">", ">>", "&>", ">|") and text_of(place) != "/dev/null"
        for file, place in into
        if place is not None
    )


def words_behind(redirect: "Node") -> "Sequence[Node]":
    """Words of the command that follow the name of a file: to the grammar they are part of the redirect."""
    return redirect.children_by_field_name("destination")[1:] if redirect.type == "file_redirect" else ()


def fed_lines(fed: "Node | None", words: Words, scope: Scope) -> Values | None:
    """The lines of a here-document that a loop reads, as what each of them can be."""
    if fed is None or fed.type != "heredoc_body":
        return None
    whole = words.between(fed, scope, str)
    lines = [replace(text, text=line) for text in whole.texts for line in text.text.splitlines() if line.strip()]
    return replace(whole, options=tuple(lines))
