"""Python and shell text that stands inside a command: ``python -c "..."``, ``bash -c '...'``, here-documents."""

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, Final, cast

from modelpolicy.domain.load import Candidate, Load
from modelpolicy.extract.catalogue import Catalogue
from modelpolicy.loads.loads import find_loads
from modelpolicy.program.modules import SourceModule
from modelpolicy.resolve.evaluator import Evaluator
from modelpolicy.scripts.loading.python_environment import EnvironmentReader
from modelpolicy.scripts.shell.events import Invocation, Word
from modelpolicy.scripts.shell.scope import is_argument
from modelpolicy.scripts.shell.syntax import text_of
from modelpolicy.scripts.shell.words import unescaped_in_quotes
from modelpolicy.scripts.text import ScriptText
from modelpolicy.source.parse import parse
from modelpolicy.values.values import Values, union

if TYPE_CHECKING:
    from tree_sitter import Node

SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh", "ash"})

HOLE: Final = "\ufffc"
"""Stands in Python text for what only a running shell knows."""

MOST_TEXTS: Final = 8
"""More texts than this, by what the variables in them can be, are not told apart: variables are then holes."""


_VALUED: Final = re.compile(r"[-+][A-Za-z]*[oO]")
"""An option with a value of a shell: ``-euo pipefail``."""

_QUOTED_VARIABLE: Final = re.compile(r"'([^'\"]*\$[^'\"]*)'")


def embedded_text(texts: Sequence[str | None], words: Sequence[Word], call: Invocation) -> "Node | None":
    """The text that an interpreter is told to run: behind ``-c``, or what it reads where it is given no file."""
    is_value = False
    for place, text in enumerate(texts[1:], start=1):
        if is_value:
            is_value = False
            continue
        if text in ("-", "-s"):
            break
        is_value = bool(text and _VALUED.fullmatch(text))
        if text and text.startswith("-") and not text.startswith("--") and text.endswith("c"):
            return words[place + 1].node if place + 1 < len(words) else None
        if text is None or not text.startswith("-") or text == "-m":
            return None
    return call.fed


def inner_script(node: "Node", call: Invocation) -> ScriptText | None:
    """Shell text inside a command as a script; its variables are left as they are, those of the script outside."""
    text, cut = text_of(node), 1 if node.type in ("string", "raw_string") else 0
    if node.type not in ("string", "raw_string", "heredoc_body", "word") or (node.type == "word" and "\\" in text):
        return None
    inner = text[cut : len(text) - cut]
    if node.type == "string":
        inner = unescaped_in_quotes(inner)
    if node.type == "string" or node.named_children:
        # The shell outside fills in its variables, whatever quotes stand around them inside.
        inner, variables = _QUOTED_VARIABLE.sub(r'"\1"', inner), dict(call.scope.variables)
    else:
        variables = _handed_on(call)
    row, column = call.reader.location(node)
    return call.script.inner(inner, row, column + cut, variables)


def _handed_on(call: Invocation) -> dict[str, Values]:
    """What another shell knows of the variables: those that are not exported may be anything else there."""
    scope = call.scope
    known = {name: values for name, values in scope.variables.items() if not is_argument(name)}
    own = {
        name: union([values, scope.absent(name, "a variable that is not exported")])
        for name, values in known.items()
        if name not in scope.exported
    }
    return {**known, **own, **call.environment}


def python_loads(
    evaluator: Evaluator, catalogue: Catalogue, call: Invocation, node: "Node", owner: str
) -> Iterator[Load]:
    """The loads of Python text inside a command, in places of the file."""
    script = call.script
    row, column = call.reader.location(node)
    cut = 1 if node.type in ("string", "raw_string") else 0
    for text in _texts(node, call, cut):
        for tree in parse(script.path, text.encode("utf-8", "replace")).trees:
            _set_true_places(tree, script, row, column + cut)
            EnvironmentReader(call.scope).visit(tree)
            module = SourceModule(script.path, owner, tree, script.notebook)
            evaluator.turn_to_next_file()
            yield from map(_without_holes, find_loads(evaluator, catalogue, module))


def _texts(node: "Node", call: Invocation, cut: int) -> Iterator[str]:
    """What the text can be, with the values of the script's variables in it."""
    if node.type == "raw_string" or (node.type == "heredoc_body" and not node.named_children):
        text = text_of(node)
        yield text[cut : len(text) - cut]
        return
    pieces = [_choices(values) for values in call.reader.pieces(node, call.scope, unescaped_in_quotes, cut)]
    if prod(map(len, pieces)) > MOST_TEXTS:
        pieces = [piece if len(piece) == 1 else [HOLE] for piece in pieces]
    yield from map("".join, product(*pieces))


def _choices(values: Values) -> list[str]:
    texts = [text.text for text in values.texts]
    return [*texts, HOLE] if values.open or not texts else texts


def _set_true_places(tree: ast.Module, script: ScriptText, row: int, column: int) -> None:
    for node in ast.walk(tree):
        if "lineno" in node._attributes:
            placed = cast("Any", node)
            for line, offset in (("lineno", "col_offset"), ("end_lineno", "end_col_offset")):
                number = getattr(placed, line)
                origin = script.origin(row + number - 1)
                shift = origin.shift + (column if number == 1 else 0)
                setattr(placed, offset, max(0, getattr(placed, offset) + shift))
                setattr(placed, line, origin.line)


def _without_holes(load: Load) -> Load:
    """What a hole is part of is no id: something outside the script decides."""
    models = tuple(filter(_is_whole, load.models))
    if models == load.models:
        return load
    return replace(load, models=models, open=True, reason=load.reason or "a variable of the shell")


def _is_whole(candidate: Candidate) -> bool:
    return HOLE not in candidate.written
