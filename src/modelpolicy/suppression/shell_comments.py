"""Comments of scripts: those of the shell, and those of the file that the commands stand in."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from modelpolicy.scripts.files.translate import scripts_in
from modelpolicy.scripts.shell.syntax import UnreadableScriptError, text_of, trees
from modelpolicy.scripts.text import ScriptText
from modelpolicy.source.kinds import Kind, kind_of
from modelpolicy.suppression.comment import Comment, TextLines
from modelpolicy.suppression.yaml_comments import yaml_comments

if TYPE_CHECKING:
    from tree_sitter import Node

_OWN: Final[dict[Kind, re.Pattern[str]]] = {
    "dockerfile": re.compile(r"^[ \t]*#(.*)", re.MULTILINE),
    "makefile": re.compile(r"^(?!\t)(?:.*[ \t])?#(.*)", re.MULTILINE),
    "unit": re.compile(r"^[#;](.*)", re.MULTILINE),
}
_CONTINUED: Final = re.compile(r"\\$", re.MULTILINE)


def script_comments(path: str, text: str) -> Iterator[Comment]:
    """The comments of a file that holds commands, those of the file's own syntax first."""
    lines = command_lines(text)
    kind = kind_of(path)
    if kind in ("workflow", "compose"):
        yield from yaml_comments(path, text)
    elif kind in _OWN:
        yield from (lines.comment(path, match.start(1) - 1, match[1]) for match in _OWN[kind].finditer(text))
    for script in scripts_in(path, text):
        yield from shell_comments(script, lines)


def command_lines(text: str) -> TextLines:
    """The lines of a text in which a command goes on behind a backslash."""
    lines = TextLines(text)
    lines.joined = {lines.place(match.start())[0] for match in _CONTINUED.finditer(text)}
    return lines


def shell_comments(script: ScriptText, lines: TextLines) -> Iterator[Comment]:
    """The comments of commands; ``lines`` are those of the text that they stand in."""
    try:
        for row, root in trees(script.text.encode()):
            for node in _comments(root):
                place = script.location(row + node.start_point.row, node.start_point.column)
                first, last = lines.spoken_of(place.line, place.column)
                yield Comment(place, text_of(node)[1:], first, last)
    except UnreadableScriptError:
        return


def _comments(root: "Node") -> "Iterator[Node]":
    pending = [root]
    while pending:
        node = pending.pop()
        if node.type == "comment":
            yield node
        pending += reversed(node.children)
