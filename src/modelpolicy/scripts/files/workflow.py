"""CI workflows as commands for a shell: GitHub's (``run:`` steps under any ``env:``) and GitLab's (``script:``)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from modelpolicy.domain.location import Location
from modelpolicy.scripts.files.yaml_nodes import DEEPEST, Items, Node, Scalar, Table, read_nodes
from modelpolicy.scripts.files.yaml_text import add_commands, add_variable, variables
from modelpolicy.scripts.text import Lines, ScriptText
from modelpolicy.values.text import Text
from modelpolicy.values.values import Values, known, union, unknown

_EXPRESSION: Final = re.compile(r"\$\{(\{[^{}]*\})\}")
_END: Final = "MODELPOLICY"
_SCRIPTS: Final = ("before_script", "script", "after_script")
_VARIABLES: Final = ("env", "variables")

Entries = tuple[tuple[Scalar, Node], ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds where a step stands: variables, and the values that its expressions can have."""

    variables: Entries = ()
    expressions: dict[str, tuple[Scalar, ...]] = field(default_factory=dict)
    is_python: bool = False

    def below(self, node: Table) -> "_Context":
        """What holds inside ``node``."""
        own = tuple(entry for key in _VARIABLES for entry in variables(node.get(key)))
        found = {**self.expressions, **_matrix(node), **_inputs(node)}
        found |= {f"env.{name.text}": (value,) for name, value in own if isinstance(value, Scalar)}
        shell = node.get("shell")
        is_python = isinstance(shell, Scalar) and shell.text.startswith("python")
        return _Context((*self.variables, *own), found, is_python)

    def value(self, expression: str, path: str) -> Values:
        """What ``${{ expression }}`` can be; an expression in its value is looked up where it is the whole of it."""
        outside = unknown(f"the expression {expression}")
        if expression not in self.expressions:
            return outside
        rest = replace(self, expressions={**self.expressions})
        shown = rest.expressions.pop(expression)
        found = [rest.text(one, path) for one in shown]
        return union([*found, outside] if expression.startswith("inputs.") else found)

    def text(self, scalar: Scalar, path: str) -> Values:
        """What a value that may be an expression can be."""
        if match := _EXPRESSION.fullmatch(scalar.text.strip()):
            return self.value(match[1][1:-1].strip(), path)
        if "${{" in scalar.text:
            return unknown("a part that an expression decides")
        return known(Text(scalar.text, location=Location(path, scalar.line + 1, scalar.column + 1)))


def workflow_scripts(path: str, text: str) -> Iterator[ScriptText]:
    """The commands of each step, and of each job that lists them, behind the variables that it sees."""
    source = text.split("\n")
    for scalars, context in _steps(read_nodes(text), _Context(), DEEPEST):
        lines = Lines()
        for name, value in context.variables:
            add_variable(lines, name, value)
        for scalar in scalars:
            _add_step(lines, scalar, context, source)
        named = dict.fromkeys(match[1] for one in lines.texts for match in _EXPRESSION.finditer(one))
        lines.texts = [_EXPRESSION.sub(lambda match: f"${{{_name(match[1])}}}", one) for one in lines.texts]
        yield lines.as_script(path, {_name(one): context.value(one[1:-1].strip(), path) for one in named})


def _add_step(lines: Lines, scalar: Scalar, context: _Context, source: Sequence[str]) -> None:
    """Add what a step runs: commands, or Python that a shell would hand on."""
    if context.is_python:
        lines.add_in_place(f"python - <<'{_END}'", scalar.line + 1, scalar.column)
    add_commands(lines, scalar, source)
    if context.is_python:
        lines.add_in_place(_END, scalar.line + 1, scalar.column)


def _steps(node: "Node | None", context: _Context, depth: int) -> Iterator[tuple[list[Scalar], _Context]]:
    """The scalars that each shell is handed."""
    if isinstance(node, Items) and depth:
        for item in node.items:
            yield from _steps(item, context, depth - 1)
    elif isinstance(node, Table) and depth:
        inner = context.below(node)
        run = node.get("run")
        if isinstance(run, Scalar):
            yield [run], inner
        listed = [scalar for key in _SCRIPTS for scalar in _scalars(node.get(key), depth)]
        if listed:
            yield listed, inner
        for key, value in node.entries:
            if key.text not in (*_SCRIPTS, *_VARIABLES, "run", "matrix"):
                yield from _steps(value, inner, depth - 1)


def _scalars(node: "Node | None", depth: int) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Items) and depth:
        for item in node.items:
            yield from _scalars(item, depth - 1)


def _matrix(node: Table) -> dict[str, tuple[Scalar, ...]]:
    """The values of ``matrix.name``: those that the matrix lists, alone and in what it includes."""
    strategy = node.get("strategy")
    matrix = strategy.get("matrix") if isinstance(strategy, Table) else None
    if not isinstance(matrix, Table):
        return {}
    found = {f"matrix.{key.text}": _texts(value) for key, value in matrix.entries if key.text not in _NOT_AXES}
    included = matrix.get("include")
    for item in included.items if isinstance(included, Items) else ():
        for key, value in item.entries if isinstance(item, Table) else ():
            found[f"matrix.{key.text}"] = (*found.get(f"matrix.{key.text}", ()), *_texts(value))
    return {name: values for name, values in found.items() if values}


def _inputs(node: Table) -> dict[str, tuple[Scalar, ...]]:
    """The defaults of a workflow's own inputs: something else can decide too."""
    inputs = node.get("inputs")
    entries = inputs.entries if isinstance(inputs, Table) else ()
    defaults = ((key.text, value.get("default")) for key, value in entries if isinstance(value, Table))
    return {f"inputs.{name}": (default,) for name, default in defaults if isinstance(default, Scalar)}


def _texts(node: Node) -> tuple[Scalar, ...]:
    items = node.items if isinstance(node, Items) else (node,)
    return tuple(item for item in items if isinstance(item, Scalar))


def _name(expression: str) -> str:
    """A variable as long as the expression, so that what stands behind it keeps its column."""
    return re.sub(r"\W", "_", expression)


_NOT_AXES: Final = frozenset({"include", "exclude"})
